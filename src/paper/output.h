// Sheets into files: PDF with one page or many, SVG, PNG at any resolution. A file appears whole under its name or not
// at all, and the same sheets give the same bytes.
#pragma once
#include "base/date.h"
#include "paper/page.h"

#include <filesystem>
#include <memory>

namespace wangge::paper {

class TextSetter;

// What drawing needs and keeps from page to page. One thread, one set.
class PageTools {
public:
    PageTools();
    ~PageTools();
    PageTools(const PageTools&) = delete;
    PageTools& operator=(const PageTools&) = delete;
    TextSetter& text() { return *m_text; }
    render::GlyphAtlas& glyphs() { return m_glyphs; }

private:
    std::unique_ptr<TextSetter> m_text;
    render::GlyphAtlas m_glyphs;
};

// What a file says of itself. No day = the first day of 1970, so that the clock never changes a file.
struct FileNote {
    std::string title, author, subject;
    base::Date day;
};

enum class FileKind : std::uint8_t { pdf, svg, png };
// By the extension. Throws Error(bad_input) "paper.not_a_format".
FileKind file_kind_of(const std::filesystem::path& file);

// One page; in a PDF others follow for rows of tables that have no room. A PDF with a map knows where on the globe it
// is (ISO 32000-2 12.10); beside a PNG a world file (.pgw) and its reference system (.png.aux.xml) are written. Throws
// Error(environment) "base.cannot_write"; Error(bad_input) "paper.too_many_pixels" beyond 60,000 a side.
PageFacts write_page(const std::filesystem::path& file, const Sheet& sheet, const Layout& layout, Ink ink, double dpi,
                     const FileNote& note, PageTools& tools);

// A page as pixels, for previews: `width` of them, the height follows. Premultiplied.
render::Image page_picture(const Sheet& sheet, const Layout& layout, Ink ink, int width, PageTools& tools,
                           PageFacts* facts = nullptr);

// A PDF of many pages, written as they come: it needs no more memory for more pages.
class PdfBook {
public:
    PdfBook(const std::filesystem::path& file, const FileNote& note);
    ~PdfBook();
    PdfBook(const PdfBook&) = delete;
    PdfBook& operator=(const PdfBook&) = delete;

    PageFacts add(const Sheet& sheet, const Layout& layout, Ink ink, const std::string& bookmark, PageTools& tools);
    void commit();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace wangge::paper

#include "paper/output.h"

#include "base/error.h"
#include "base/files.h"
#include "base/system_reason.h"
#include "base/text.h"
#include "paper/geo_pdf.h"
#include "paper/more_pages.h"
#include "paper/png_stream.h"
#include "paper/text_setter.h"

#include <algorithm>
#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>

namespace wangge::paper {
namespace {

namespace fs = std::filesystem;
constexpr double points_a_mm = 72 / 25.4;

struct SurfaceDeleter {
    void operator()(cairo_surface_t* s) const { cairo_surface_destroy(s); }
};
struct ContextDeleter {
    void operator()(cairo_t* c) const { cairo_destroy(c); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;
using Context = std::unique_ptr<cairo_t, ContextDeleter>;

cairo_status_t append(void* to, const unsigned char* bytes, unsigned length) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

// A fault of the drawing itself; of the disk's the writer of the file knows more.
void check(cairo_status_t status) {
    if (status == CAIRO_STATUS_NO_MEMORY)
        base::fail_environment("paper.no_memory");
    base::ensure(status == CAIRO_STATUS_SUCCESS || status == CAIRO_STATUS_WRITE_ERROR, cairo_status_to_string(status));
}

Inks inks_of(const Sheet& sheet, Ink ink) {
    return {ink, fills_of(*sheet.scene)};
}

PageFacts draw_on(cairo_t* context, const Sheet& sheet, const Layout& layout, Ink ink, PageTools& tools,
                  bool goes_on = false) {
    Pen pen(context, inks_of(sheet, ink), tools.text());
    PageFacts facts = draw_page(pen, sheet, layout, tools.glyphs(), goes_on);
    check(cairo_status(context));
    return facts;
}

// A sheet of a PDF, with as many pages as its tables need. Returns how many.
int draw_pages(cairo_t* context, const Sheet& sheet, const Layout& layout, Ink ink, PageTools& tools,
               PageFacts& facts) {
    const auto draw = [&](const Sheet& what, const Layout& where) {
        cairo_save(context);
        cairo_scale(context, points_a_mm, points_a_mm);
        PageFacts drawn = draw_on(context, what, where, ink, tools, true);
        cairo_restore(context);
        cairo_show_page(context);
        return drawn;
    };
    facts = draw(sheet, layout);
    int pages = 1;
    for (; !facts.rest.empty() && cairo_status(context) == CAIRO_STATUS_SUCCESS; ++pages) {
        const auto [more, place] = next_page(sheet, layout, facts.rest);
        draw(more, place);
    }
    return pages;
}

void describe(cairo_surface_t* surface, const FileNote& note) {
    const std::string day = (note.day ? base::to_text(note.day) : "1970-01-01") + "T00:00:00Z";
    const auto set = [&](cairo_pdf_metadata_t what, const std::string& text) {
        if (!text.empty())
            cairo_pdf_surface_set_metadata(surface, what, text.c_str());
    };
    set(CAIRO_PDF_METADATA_TITLE, note.title);
    set(CAIRO_PDF_METADATA_AUTHOR, note.author);
    set(CAIRO_PDF_METADATA_SUBJECT, note.subject);
    set(CAIRO_PDF_METADATA_CREATOR, std::string("Wangge ") + base::version());
    set(CAIRO_PDF_METADATA_CREATE_DATE, day);
    set(CAIRO_PDF_METADATA_MOD_DATE, day);
}

PageFacts write_pdf(const fs::path& file, const Sheet& sheet, const Layout& layout, Ink ink, const FileNote& note,
                    PageTools& tools) {
    std::string bytes;
    const Surface surface(cairo_pdf_surface_create_for_stream(append, &bytes, layout.width.value * points_a_mm,
                                                              layout.height.value * points_a_mm));
    describe(surface.get(), note);
    PageFacts facts;
    {
        const Context context(cairo_create(surface.get()));
        draw_pages(context.get(), sheet, layout, ink, tools, facts);
    }
    cairo_surface_finish(surface.get());
    check(cairo_surface_status(surface.get()));
    if (facts.denominator > 0 && sheet.scene->projection)
        bytes = with_place(std::move(bytes), facts, layout.height, *sheet.scene->projection);
    base::write_file(file, bytes);
    return facts;
}

// Cairo numbers surfaces over the life of the program; a file's ids shall not depend on what was drawn before it.
std::string renumbered(const std::string& svg) {
    static constexpr std::string_view words[] = {"surface", "mask",   "clip",   "pattern", "filter",
                                                 "image",   "source", "linear", "radial"};
    std::map<std::string, std::string> names;
    std::string result;
    result.reserve(svg.size());
    for (std::size_t at = 0; at < svg.size();) {
        const bool begins = at > 0 && (svg[at - 1] == '"' || svg[at - 1] == '#');
        const auto word = begins ? std::find_if(std::begin(words), std::end(words),
                                                [&](std::string_view w) { return svg.compare(at, w.size(), w) == 0; })
                                 : std::end(words);
        std::size_t end = word == std::end(words) ? at : at + word->size();
        const std::size_t digits = end;
        while (end < svg.size() && svg[end] >= '0' && svg[end] <= '9')
            ++end;
        if (word == std::end(words) || end == digits) {
            result += svg[at++];
            continue;
        }
        const std::string old = svg.substr(at, end - at);
        auto& name = names[old];
        if (name.empty())
            name = std::string(*word) + std::to_string(names.size());
        result += name;
        at = end;
    }
    return result;
}

PageFacts write_svg(const fs::path& file, const Sheet& sheet, const Layout& layout, Ink ink, PageTools& tools) {
    std::string bytes;
    const Surface surface(cairo_svg_surface_create_for_stream(append, &bytes, layout.width.value * points_a_mm,
                                                              layout.height.value * points_a_mm));
    PageFacts facts;
    {
        const Context context(cairo_create(surface.get()));
        cairo_scale(context.get(), points_a_mm, points_a_mm);
        facts = draw_on(context.get(), sheet, layout, ink, tools);
    }
    cairo_surface_finish(surface.get());
    check(cairo_surface_status(surface.get()));
    base::write_file(file, renumbered(bytes));
    return facts;
}

// Rows of the page from `top` on, `pixels_a_mm` fine.
PageFacts draw_band(cairo_surface_t* surface, int top, double pixels_a_mm, const Sheet& sheet, const Layout& layout,
                    Ink ink, PageTools& tools) {
    const Context context(cairo_create(surface));
    cairo_translate(context.get(), 0, -top);
    cairo_scale(context.get(), pixels_a_mm, pixels_a_mm);
    return draw_on(context.get(), sheet, layout, ink, tools);
}

Surface image_surface(int width, int height) {
    Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
    check(cairo_surface_status(surface.get()));
    return surface;
}

PageFacts write_png(const fs::path& file, const Sheet& sheet, const Layout& layout, Ink ink, double dpi,
                    PageTools& tools) {
    constexpr int longest = 60000;
    constexpr std::int64_t band_pixels = 12'000'000; // 48 MB
    const double pixels_a_mm = dpi / 25.4;
    const auto side = [&](Millimetres length) {
        return static_cast<std::int64_t>(std::lround(length.value * pixels_a_mm));
    };
    const std::int64_t width = side(layout.width), height = side(layout.height);
    if (width > longest || height > longest || width < 1 || height < 1)
        base::fail_input(
            "paper.too_many_pixels",
            {{"width", std::to_string(width)}, {"height", std::to_string(height)}, {"limit", std::to_string(longest)}},
            "--dpi");
    const auto band = static_cast<int>(std::clamp<std::int64_t>(band_pixels / width, 1, height));
    PngStream png(file, static_cast<int>(width), static_cast<int>(height), dpi);
    PageFacts facts;
    for (int top = 0; top < static_cast<int>(height); top += band) {
        const int rows = std::min(band, static_cast<int>(height) - top);
        const Surface surface = image_surface(static_cast<int>(width), rows);
        facts = draw_band(surface.get(), top, pixels_a_mm, sheet, layout, ink, tools);
        cairo_surface_flush(surface.get());
        const unsigned char* bytes = cairo_image_surface_get_data(surface.get());
        const std::ptrdiff_t stride = cairo_image_surface_get_stride(surface.get());
        for (int row = 0; row < rows; ++row)
            png.row(reinterpret_cast<const std::uint32_t*>(bytes + row * stride));
    }
    png.commit();
    if (facts.denominator > 0) {
        // Metres a pixel, and the middle of the upper left pixel of the page.
        const double metres = facts.shown.width() / facts.frame.width / pixels_a_mm;
        const double left = facts.shown.min_x - facts.frame.x * pixels_a_mm * metres,
                     top = facts.shown.max_y + facts.frame.y * pixels_a_mm * metres;
        fs::path world = file, system = file;
        world.replace_extension(".pgw");
        system += ".aux.xml";
        base::write_file(world, fmt::format("{:.12g}\n0\n0\n{:.12g}\n{:.6f}\n{:.6f}\n", metres, -metres,
                                            left + metres / 2, top - metres / 2));
        if (sheet.scene->projection)
            base::write_file(system, fmt::format("<PAMDataset>\n  <SRS>EPSG:{}</SRS>\n</PAMDataset>\n",
                                                 sheet.scene->projection->epsg()));
    }
    return facts;
}

} // namespace

PageTools::PageTools() : m_text(std::make_unique<TextSetter>()) {}
PageTools::~PageTools() = default;

FileKind file_kind_of(const fs::path& file) {
    const std::string extension = base::lower_ascii(file.extension().string());
    if (extension == ".pdf")
        return FileKind::pdf;
    if (extension == ".svg")
        return FileKind::svg;
    if (extension == ".png")
        return FileKind::png;
    base::fail_input("paper.not_a_format", {{"file", file.string()}}, file.string());
}

PageFacts write_page(const fs::path& file, const Sheet& sheet, const Layout& layout, Ink ink, double dpi,
                     const FileNote& note, PageTools& tools) {
    switch (file_kind_of(file)) {
    case FileKind::pdf:
        return write_pdf(file, sheet, layout, ink, note, tools);
    case FileKind::svg:
        return write_svg(file, sheet, layout, ink, tools);
    case FileKind::png:
        break;
    }
    return write_png(file, sheet, layout, ink, dpi, tools);
}

render::Image page_picture(const Sheet& sheet, const Layout& layout, Ink ink, int width, PageTools& tools,
                           PageFacts* facts) {
    const double pixels_a_mm = width / layout.width.value;
    const int height = std::max(1, static_cast<int>(std::lround(layout.height.value * pixels_a_mm)));
    const Surface surface = image_surface(width, height);
    const PageFacts drawn = draw_band(surface.get(), 0, pixels_a_mm, sheet, layout, ink, tools);
    if (facts)
        *facts = drawn;
    cairo_surface_flush(surface.get());
    render::Image image(width, height);
    const unsigned char* bytes = cairo_image_surface_get_data(surface.get());
    const std::ptrdiff_t stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < height; ++y) {
        const auto* from = reinterpret_cast<const std::uint32_t*>(bytes + y * stride);
        std::uint8_t* to = image.at(0, y);
        for (int x = 0; x < width; ++x, to += 4) {
            to[0] = static_cast<std::uint8_t>(from[x] >> 16);
            to[1] = static_cast<std::uint8_t>(from[x] >> 8);
            to[2] = static_cast<std::uint8_t>(from[x]);
            to[3] = 255;
        }
    }
    return image;
}

struct PdfBook::State {
    base::DraftFile draft;
    fs::path name;
    std::FILE* file = nullptr;
    int reason = 0; // errno of the first write that failed
    Surface surface;
    Context context;
    int pages = 0;

    explicit State(const fs::path& path) : draft(path), name(path), file(std::fopen(draft.path().c_str(), "wb")) {
        if (!file)
            fail(errno);
    }
    ~State() {
        context.reset();
        surface.reset(); // may still write
        if (file)
            std::fclose(file);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    [[noreturn]] void fail(int code) const {
        base::fail_environment("base.cannot_write", {{"file", name.string()}, {"reason", base::system_reason(code)}},
                               name.string());
    }
    static cairo_status_t write(void* self, const unsigned char* bytes, unsigned length) {
        auto* state = static_cast<State*>(self);
        if (std::fwrite(bytes, 1, length, state->file) == length)
            return CAIRO_STATUS_SUCCESS;
        if (state->reason == 0)
            state->reason = errno;
        return CAIRO_STATUS_WRITE_ERROR;
    }
    void check_disk() const {
        if (reason != 0)
            fail(reason);
        check(cairo_surface_status(surface.get()));
    }
};

PdfBook::PdfBook(const fs::path& file, const FileNote& note) : m_state(std::make_unique<State>(file)) {
    m_state->surface.reset(cairo_pdf_surface_create_for_stream(State::write, m_state.get(), 100, 100));
    describe(m_state->surface.get(), note);
}
PdfBook::~PdfBook() = default;

PageFacts PdfBook::add(const Sheet& sheet, const Layout& layout, Ink ink, const std::string& bookmark,
                       PageTools& tools) {
    State& s = *m_state;
    cairo_pdf_surface_set_size(s.surface.get(), layout.width.value * points_a_mm, layout.height.value * points_a_mm);
    if (!s.context)
        s.context.reset(cairo_create(s.surface.get()));
    PageFacts facts;
    const int first = s.pages + 1;
    s.pages += draw_pages(s.context.get(), sheet, layout, ink, tools, facts);
    s.check_disk();
    if (!bookmark.empty())
        cairo_pdf_surface_add_outline(s.surface.get(), CAIRO_PDF_OUTLINE_ROOT, bookmark.c_str(),
                                      fmt::format("page={}", first).c_str(), static_cast<cairo_pdf_outline_flags_t>(0));
    return facts;
}

void PdfBook::commit() {
    State& s = *m_state;
    s.context.reset();
    cairo_surface_finish(s.surface.get());
    s.check_disk();
    std::FILE* file = s.file;
    s.file = nullptr;
    if (std::fclose(file) != 0)
        s.fail(errno);
    s.draft.commit();
}

} // namespace wangge::paper

// Noto Sans CJK SC in the sizes of the window, rasterised by FreeType, for the characters that were met so far.
#pragma once
#include "ui/glyphs.h"

#include "base/catalog.h"

#include <array>
#include <future>
#include <imgui.h>
#include <memory>
#include <span>

namespace wangge::ui {

// The faces of look.md. Regular and bold of each size; headlines are bold only and hold no Chinese.
enum class Face { small, small_bold, body, body_bold, large, large_bold, headline };
inline constexpr std::size_t face_count = 7;

// The font files of the machine, found through fontconfig. They are mapped, not read: of their 40 MB only the outlines
// that are rasterised come into memory.
class FontFiles {
public:
    // Throws Error(environment) "ui.no_font" when no Chinese sans-serif font is installed.
    FontFiles();
    ~FontFiles();
    FontFiles(const FontFiles&) = delete;
    FontFiles& operator=(const FontFiles&) = delete;
    struct File {
        std::span<std::byte> bytes;
        int face = 0;
    };
    File regular, bold;
};

// One built atlas; immutable after build(), so it can be built on another thread and swapped in between frames.
class FontSet {
public:
    // `sparing`: what was read of the files does not stay in memory until the last letter is done; takes longer.
    static std::unique_ptr<FontSet> build(const FontFiles& files, const Glyphs& glyphs, float scale,
                                          bool sparing = true);

    ImFontAtlas& atlas() { return *m_atlas; }
    ImFont* operator[](Face face) const { return m_fonts[static_cast<std::size_t>(face)]; }
    std::uint64_t revision() const { return m_revision; }
    float scale() const { return m_scale; }
    // What stands for a letter that the atlas lacks: a question mark, or nothing while the next atlas is being built.
    void say_what_is_missing(bool said);

private:
    std::unique_ptr<ImFontAtlas> m_atlas;
    std::array<ImFont*, face_count> m_fonts{};
    std::vector<ImWchar> m_ranges, m_headline_ranges; // the atlas keeps pointers to them
    std::uint64_t m_revision = 0;
    float m_scale = 1;
};

// The letters of the window's own texts, rasterised while the window is still being made.
class FirstFonts {
public:
    FirstFonts(const base::Catalog& catalog, float scale);
    struct Built {
        std::unique_ptr<FontFiles> files;
        std::unique_ptr<FontSet> set;
    };
    // Waits for them; once. Throws Error(environment) "ui.no_font".
    Built take() { return m_built.get(); }
    // What was rasterised.
    const Glyphs& glyphs() const { return m_glyphs; }

private:
    Glyphs m_glyphs;
    std::future<Built> m_built; // the last member: it is waited for before the letters go
};

} // namespace wangge::ui

// Letters as the graphics card takes them: found through fontconfig, drawn by FreeType with their halo, kept in one
// texture.
#pragma once
#include "render/image.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::render {

// How a run of text is set.
struct TextFace {
    int size_64 = 12 * 64; // em size in 1/64 device pixels
    bool bold = false, italic = false;
    auto operator<=>(const TextFace&) const = default;
};

// Where a letter is in the texture and on the line. All in device pixels; the box includes the halo.
struct Glyph {
    int u = 0, v = 0, width = 0, height = 0; // in the texture; width 0 = nothing to draw (a space)
    float left = 0, top = 0;                 // from the pen to the box's upper left corner, y down
    float advance = 0;
};

// Red = cover of the letter, green = cover of letter with halo.
class GlyphAtlas {
public:
    static constexpr int side = 2048;

    // Throws Error(environment) "render.no_font" when the machine has no font for Chinese.
    GlyphAtlas();
    ~GlyphAtlas();
    GlyphAtlas(const GlyphAtlas&) = delete;
    GlyphAtlas& operator=(const GlyphAtlas&) = delete;

    // Any character that some installed font has; fonts other than the first are looked up by fontconfig, so rare
    // characters of place names are shown.
    const Glyph& glyph(char32_t character, const TextFace& face);
    float width_of(std::string_view text, const TextFace& face, float spacing = 0);
    // From the line's middle to the baseline, for text set in that face.
    static float baseline(const TextFace& face) { return face.size_64 / 64.f * 0.36f; }
    // True when no installed font has the character, and a box is shown instead.
    bool missing(char32_t character);

    // Two bytes each, the rows that are in use.
    const std::vector<std::uint8_t>& texels() const { return m_texels; }
    // Grows when the texels change; a new generation means that all glyphs must be asked for again.
    std::uint64_t revision() const { return m_revision; }
    std::uint64_t generation() const { return m_generation; }

private:
    struct Fonts;
    Glyph make(char32_t character, const TextFace& face);
    bool reserve(int width, int height, int& u, int& v);

    std::unique_ptr<Fonts> m_fonts;
    std::map<TextFace, std::map<char32_t, Glyph>> m_glyphs;
    std::vector<std::uint8_t> m_texels;
    int m_pen_x = 1, m_pen_y = 1, m_row_height = 0;
    std::uint64_t m_revision = 1, m_generation = 1;
};

} // namespace wangge::render

#include "render/glyphs.h"

#include "base/error.h"
#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_GLYPH_H
#include FT_OUTLINE_H
#include FT_STROKER_H

namespace wangge::render {

namespace {

struct PatternDeleter {
    void operator()(FcPattern* p) const { FcPatternDestroy(p); }
};
using Pattern = std::unique_ptr<FcPattern, PatternDeleter>;

} // namespace

struct GlyphAtlas::Fonts {
    FT_Library library = nullptr;
    FT_Stroker stroker = nullptr;
    FcConfig* config = nullptr;
    struct Face {
        std::string file;
        int index;
        FT_Face face;
    };
    std::vector<Face> faces;
    std::array<std::vector<std::size_t>, 2> chain; // rows of faces for regular and bold, first choice first

    Fonts() {
        if (FT_Init_FreeType(&library) || FT_Stroker_New(library, &stroker))
            base::fail_environment("render.no_font");
        config = FcConfigReference(nullptr); // the process's one: another would take megabytes
        for (int bold = 0; bold < 2; ++bold)
            add(bold, 0);
        if (chain[0].empty() || chain[1].empty())
            base::fail_environment("render.no_font");
    }
    ~Fonts() {
        for (const Face& f : faces)
            FT_Done_Face(f.face);
        FT_Stroker_Done(stroker);
        FT_Done_FreeType(library);
        FcConfigDestroy(config);
    }
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    // Adds the best font for Chinese, or the best that has `needed`. False when there is none.
    bool add(int bold, char32_t needed) {
        Pattern wanted(FcPatternCreate());
        if (!needed)
            FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>("Noto Sans CJK SC"));
        FcPatternAddString(wanted.get(), FC_LANG, reinterpret_cast<const FcChar8*>("zh-cn"));
        FcPatternAddInteger(wanted.get(), FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
        FcPatternAddBool(wanted.get(), FC_SCALABLE, FcTrue);
        if (needed) {
            FcCharSet* set = FcCharSetCreate();
            FcCharSetAddChar(set, needed);
            FcPatternAddCharSet(wanted.get(), FC_CHARSET, set);
            FcCharSetDestroy(set);
        }
        FcConfigSubstitute(config, wanted.get(), FcMatchPattern);
        FcDefaultSubstitute(wanted.get());
        FcResult result = FcResultMatch;
        Pattern found(FcFontMatch(config, wanted.get(), &result));
        FcChar8* file = nullptr;
        int index = 0;
        if (!found || FcPatternGetString(found.get(), FC_FILE, 0, &file) != FcResultMatch)
            return false;
        FcPatternGetInteger(found.get(), FC_INDEX, 0, &index);
        // The upper half of the index names an instance of a variable font.
        const std::string path = reinterpret_cast<const char*>(file);
        std::size_t row = 0;
        while (row < faces.size() && !(faces[row].file == path && faces[row].index == index))
            ++row;
        if (row == faces.size()) {
            FT_Face face = nullptr;
            if (FT_New_Face(library, path.c_str(), index, &face))
                return false;
            faces.push_back({path, index, face});
        }
        if (needed && FT_Get_Char_Index(faces[row].face, needed) == 0)
            return false;
        chain[bold].push_back(row);
        return true;
    }

    FT_Face face_for(char32_t character, bool bold) {
        for (std::size_t row : chain[bold])
            if (FT_Get_Char_Index(faces[row].face, character) != 0)
                return faces[row].face;
        return add(bold, character) ? faces[chain[bold].back()].face : nullptr;
    }
};

GlyphAtlas::GlyphAtlas() : m_fonts(std::make_unique<Fonts>()) {}
GlyphAtlas::~GlyphAtlas() = default;

bool GlyphAtlas::missing(char32_t character) {
    return m_fonts->face_for(character, false) == nullptr;
}

const Glyph& GlyphAtlas::glyph(char32_t character, const TextFace& face) {
    auto& glyphs = m_glyphs[face];
    const auto it = glyphs.find(character);
    if (it != glyphs.end())
        return it->second;
    const Glyph made = make(character, face);
    return m_glyphs[face][character] = made;
}

float GlyphAtlas::width_of(std::string_view text, const TextFace& face, float spacing) {
    float width = 0;
    for (char32_t c : base::code_points(text))
        width += glyph(c, face).advance + spacing;
    return width > 0 ? width - spacing : 0;
}

bool GlyphAtlas::reserve(int width, int height, int& u, int& v) {
    if (m_pen_x + width + 1 > side) {
        m_pen_x = 1;
        m_pen_y += m_row_height + 1;
        m_row_height = 0;
    }
    if (m_pen_y + height + 1 > side)
        return false;
    u = m_pen_x;
    v = m_pen_y;
    m_pen_x += width + 1;
    m_row_height = std::max(m_row_height, height);
    const std::size_t rows = static_cast<std::size_t>(v + height + 1); // and an empty one, for smooth edges
    m_texels.resize(std::max(m_texels.size(), rows * side * 2));
    return true;
}

Glyph GlyphAtlas::make(char32_t character, const TextFace& face) {
    Glyph result;
    FT_Face ft = m_fonts->face_for(character, face.bold);
    if (!ft)
        ft = m_fonts->faces[m_fonts->chain[face.bold].front()].face; // its glyph 0 is the box
    FT_Set_Char_Size(ft, face.size_64, face.size_64, 72, 72);
    if (FT_Load_Char(ft, character, FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT))
        return result;
    result.advance = static_cast<float>(ft->glyph->linearHoriAdvance) / 65536.f;
    if (face.italic) {
        FT_Matrix shear{0x10000, 0x3300, 0, 0x10000};
        FT_Outline_Transform(&ft->glyph->outline, &shear);
    }
    FT_Glyph letter = nullptr, halo = nullptr;
    if (ft->glyph->format != FT_GLYPH_FORMAT_OUTLINE || ft->glyph->outline.n_points == 0 ||
        FT_Get_Glyph(ft->glyph, &letter))
        return result;
    FT_Glyph_Copy(letter, &halo);
    // Half of 0.24 of the size on each side, and never less than a pixel and a half.
    const int radius = std::max(static_cast<int>(face.size_64 * 0.13), 96);
    FT_Stroker_Set(m_fonts->stroker, radius, FT_STROKER_LINECAP_ROUND, FT_STROKER_LINEJOIN_ROUND, 0);
    FT_Glyph_StrokeBorder(&halo, m_fonts->stroker, 0, 1);
    FT_Glyph_To_Bitmap(&letter, FT_RENDER_MODE_NORMAL, nullptr, 1);
    FT_Glyph_To_Bitmap(&halo, FT_RENDER_MODE_NORMAL, nullptr, 1);
    const auto* inner = reinterpret_cast<FT_BitmapGlyph>(letter);
    const auto* outer = reinterpret_cast<FT_BitmapGlyph>(halo);
    const int left = std::min(inner->left, outer->left), top = std::max(inner->top, outer->top);
    result.width = std::max(inner->left + static_cast<int>(inner->bitmap.width),
                            outer->left + static_cast<int>(outer->bitmap.width)) -
                   left;
    result.height = top - std::min(inner->top - static_cast<int>(inner->bitmap.rows),
                                   outer->top - static_cast<int>(outer->bitmap.rows));
    if (!reserve(result.width, result.height, result.u, result.v)) {
        // Full: start again; whoever holds places in the texture sees the new generation.
        m_glyphs.clear();
        m_texels.clear();
        m_pen_x = m_pen_y = 1;
        m_row_height = 0;
        ++m_generation;
        reserve(result.width, result.height, result.u, result.v);
    }
    result.left = static_cast<float>(left);
    result.top = static_cast<float>(-top);
    const auto copy = [&](const FT_BitmapGlyphRec_* from, int channel) {
        for (unsigned row = 0; row < from->bitmap.rows; ++row)
            for (unsigned column = 0; column < from->bitmap.width; ++column) {
                const std::size_t x = static_cast<std::size_t>(result.u) + (from->left - left) + column;
                const std::size_t y = static_cast<std::size_t>(result.v) + (top - from->top) + row;
                m_texels[(y * side + x) * 2 + channel] =
                    from->bitmap.buffer[static_cast<std::ptrdiff_t>(row) * from->bitmap.pitch + column];
            }
    };
    copy(inner, 0);
    copy(outer, 1);
    FT_Done_Glyph(letter);
    FT_Done_Glyph(halo);
    ++m_revision;
    return result;
}

} // namespace wangge::render

#include "paper/text_setter.h"

#include "base/error.h"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <pango/pangocairo.h>

namespace wangge::paper {
namespace {

constexpr std::size_t most_layouts = 4000;
// Half of 0.24 of the size on each side, as on the screen.
constexpr double halo_width = 0.24;

cairo_font_options_t* unhinted() {
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    return options;
}

const cairo_user_data_key_t letters_key{};

// A letter of a halo font: the outline of the same letter, drawn with a thick pen. A file holds it once.
cairo_status_t draw_halo_letter(cairo_scaled_font_t* font, unsigned long glyph, cairo_t* context,
                                cairo_text_extents_t* extents) {
    auto* letters = static_cast<cairo_font_face_t*>(
        cairo_font_face_get_user_data(cairo_scaled_font_get_font_face(font), &letters_key));
    // Large, because outlines come in whole 64ths of a unit.
    constexpr double em = 256;
    cairo_font_options_t* options = unhinted();
    cairo_set_font_options(context, options);
    cairo_font_options_destroy(options);
    cairo_scale(context, 1 / em, 1 / em);
    cairo_set_font_face(context, letters);
    cairo_set_font_size(context, em);
    const cairo_glyph_t one{glyph, 0, 0};
    cairo_glyph_path(context, &one, 1);
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_width(context, halo_width * em);
    cairo_stroke(context);
    cairo_glyph_extents(context, &one, 1, extents);
    const double grow = halo_width / 2;
    extents->x_bearing = extents->x_bearing / em - grow;
    extents->y_bearing = extents->y_bearing / em - grow;
    extents->width = extents->width / em + 2 * grow;
    extents->height = extents->height / em + 2 * grow;
    extents->x_advance /= em;
    extents->y_advance = 0;
    return CAIRO_STATUS_SUCCESS;
}

cairo_status_t halo_metrics(cairo_scaled_font_t*, cairo_t*, cairo_font_extents_t* extents) {
    extents->ascent = 1.2;
    extents->descent = 0.5;
    extents->height = 1.7;
    extents->max_x_advance = 1.5;
    extents->max_y_advance = 0;
    return CAIRO_STATUS_SUCCESS;
}

// All text is set at this many units and scaled when it is drawn: spacing is then the same at every size.
constexpr double set_size = 64;

void describe(PangoLayout* layout, const Face& face) {
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family(font, face.serif ? "Noto Serif CJK SC,serif" : "Noto Sans CJK SC,sans-serif");
    pango_font_description_set_weight(font, face.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font, face.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(font, set_size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    if (face.spacing != 0) {
        PangoAttrList* list = pango_attr_list_new();
        pango_attr_list_insert(list, pango_attr_letter_spacing_new(static_cast<int>(
                                         std::lround(face.spacing / face.size * set_size * PANGO_SCALE))));
        pango_layout_set_attributes(layout, list);
        pango_attr_list_unref(list);
    }
}

} // namespace

TextSetter::TextSetter() {
    PangoFontMap* map = pango_cairo_font_map_get_default(); // one a thread
    m_context = pango_font_map_create_context(map);
    cairo_font_options_t* options = unhinted();
    pango_cairo_context_set_font_options(m_context, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(m_context, 72);
    pango_context_set_round_glyph_positions(m_context, FALSE);
    pango_context_set_language(m_context, pango_language_from_string("zh-cn"));
    pango_context_set_base_dir(m_context, PANGO_DIRECTION_LTR);
    PangoFontDescription* font = pango_font_description_from_string("sans-serif");
    PangoFont* loaded = pango_font_map_load_font(map, m_context, font);
    pango_font_description_free(font);
    if (!loaded) {
        g_object_unref(m_context);
        base::fail_environment("render.no_font");
    }
    g_object_unref(loaded);
}

TextSetter::~TextSetter() {
    for (const auto& [key, layout] : m_layouts)
        g_object_unref(layout);
    for (const auto& [letters, halo] : m_halos)
        cairo_font_face_destroy(halo);
    g_object_unref(m_context);
}

PangoLayout* TextSetter::layout(std::string_view text, const Face& face) {
    std::string key = fmt::format("{}{}{}{:.3f}|", face.bold ? 'b' : '-', face.italic ? 'i' : '-',
                                  face.serif ? 's' : '-', face.spacing / face.size);
    key += text;
    const auto found = m_layouts.find(key);
    if (found != m_layouts.end())
        return found->second;
    if (m_layouts.size() >= most_layouts) {
        for (const auto& [old, kept] : m_layouts)
            g_object_unref(kept);
        m_layouts.clear();
    }
    PangoLayout* made = pango_layout_new(m_context);
    pango_layout_set_single_paragraph_mode(made, TRUE);
    describe(made, face);
    pango_layout_set_text(made, text.data(), static_cast<int>(text.size()));
    m_layouts.emplace(std::move(key), made);
    return made;
}

void TextSetter::show(cairo_t* context, PangoLayout* layout, const Face& face, double x, double baseline) {
    cairo_save(context);
    cairo_translate(context, x, baseline);
    cairo_scale(context, face.size / set_size, face.size / set_size);
    cairo_move_to(context, 0, 0);
    pango_cairo_show_layout_line(context, pango_layout_get_line_readonly(layout, 0));
    cairo_restore(context);
    cairo_new_path(context);
}

cairo_font_face_t* TextSetter::halo_face(cairo_font_face_t* letters) {
    cairo_font_face_t*& halo = m_halos[letters];
    if (!halo) {
        halo = cairo_user_font_face_create();
        cairo_user_font_face_set_init_func(halo, halo_metrics);
        cairo_user_font_face_set_render_glyph_func(halo, draw_halo_letter);
        cairo_font_face_set_user_data(halo, &letters_key, cairo_font_face_reference(letters), [](void* face) {
            cairo_font_face_destroy(static_cast<cairo_font_face_t*>(face));
        });
    }
    return halo;
}

void TextSetter::show_halo(cairo_t* context, PangoLayout* layout, const Face& face, double x, double baseline) {
    cairo_save(context);
    cairo_translate(context, x, baseline);
    cairo_scale(context, face.size / set_size, face.size / set_size);
    int pen = 0;
    const PangoLayoutLine* line = pango_layout_get_line_readonly(layout, 0);
    std::vector<cairo_glyph_t> glyphs;
    for (const GSList* item = line->runs; item; item = item->next) {
        const auto* run = static_cast<const PangoGlyphItem*>(item->data);
        glyphs.clear();
        for (int i = 0; i < run->glyphs->num_glyphs; ++i) {
            const PangoGlyphInfo& info = run->glyphs->glyphs[i];
            if (info.glyph != PANGO_GLYPH_EMPTY && !(info.glyph & PANGO_GLYPH_UNKNOWN_FLAG))
                glyphs.push_back({info.glyph, static_cast<double>(pen + info.geometry.x_offset) / PANGO_SCALE,
                                  static_cast<double>(info.geometry.y_offset) / PANGO_SCALE});
            pen += info.geometry.width;
        }
        cairo_scaled_font_t* letters =
            pango_cairo_font_get_scaled_font(reinterpret_cast<PangoCairoFont*>(run->item->analysis.font));
        if (!letters || glyphs.empty())
            continue;
        cairo_matrix_t matrix, page;
        cairo_scaled_font_get_font_matrix(letters, &matrix);
        cairo_get_matrix(context, &page);
        // A file holds a halo font once a size and turn: for a letter along a river an outline is smaller. In SVG the
        // letters of such a font would be cut into trapezoids, each time in another order.
        const bool svg = cairo_surface_get_type(cairo_get_target(context)) == CAIRO_SURFACE_TYPE_SVG;
        if (svg || page.xy != 0) {
            cairo_set_font_face(context, cairo_scaled_font_get_font_face(letters));
            cairo_set_font_matrix(context, &matrix);
            cairo_glyph_path(context, glyphs.data(), static_cast<int>(glyphs.size()));
            cairo_set_line_width(context, halo_width * set_size);
            cairo_set_dash(context, nullptr, 0, 0);
            cairo_stroke(context);
            continue;
        }
        cairo_set_font_face(context, halo_face(cairo_scaled_font_get_font_face(letters)));
        cairo_set_font_matrix(context, &matrix);
        // Glyphs that stand for no text: who copies the name gets it once.
        const cairo_text_cluster_t silent{0, static_cast<int>(glyphs.size())};
        cairo_show_text_glyphs(context, "", 0, glyphs.data(), static_cast<int>(glyphs.size()), &silent, 1, {});
    }
    cairo_restore(context);
    cairo_new_path(context);
}

double TextSetter::width_of(std::string_view text, const Face& face) {
    if (text.empty())
        return 0;
    int width = 0;
    pango_layout_get_size(layout(text, face), &width, nullptr);
    return static_cast<double>(width) / PANGO_SCALE / set_size * face.size;
}

int TextSetter::missing_glyphs(std::string_view text, const Face& face) {
    return pango_layout_get_unknown_glyphs_count(layout(text, face));
}

std::vector<std::string> TextSetter::lines_of(std::string_view text, const Face& face, double width) {
    PangoLayout* wrapped = pango_layout_new(m_context);
    describe(wrapped, face);
    pango_layout_set_wrap(wrapped, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(wrapped, static_cast<int>(width / face.size * set_size * PANGO_SCALE));
    pango_layout_set_text(wrapped, text.data(), static_cast<int>(text.size()));
    std::vector<std::string> lines;
    for (const GSList* item = pango_layout_get_lines_readonly(wrapped); item; item = item->next) {
        const auto* line = static_cast<const PangoLayoutLine*>(item->data);
        std::string_view part =
            text.substr(static_cast<std::size_t>(line->start_index), static_cast<std::size_t>(line->length));
        while (part.ends_with(' '))
            part.remove_suffix(1);
        lines.emplace_back(part);
    }
    g_object_unref(wrapped);
    return lines;
}

} // namespace wangge::paper

#include "paper/pen.h"

#include "paper/text_setter.h"

#include <cairo.h>
#include <cmath>
#include <numbers>

namespace wangge::paper {
namespace {

void choose(cairo_t* context, style::Colour c) {
    cairo_set_source_rgba(context, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
}

} // namespace

Pen::Pen(cairo_t* context, Inks inks, TextSetter& setter)
    : m_context(context), m_inks(std::move(inks)), m_setter(setter) {
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
    // Half a hundredth of a millimetre: no printer shows more.
    cairo_set_tolerance(context, 0.1);
}

void Pen::save() {
    cairo_save(m_context);
}
void Pen::restore() {
    cairo_restore(m_context);
}
void Pen::shift(double x, double y) {
    cairo_translate(m_context, x, y);
}
void Pen::zoom(double factor) {
    cairo_scale(m_context, factor, factor);
}
void Pen::turn(double cos_angle, double sin_angle) {
    const cairo_matrix_t matrix{cos_angle, sin_angle, -sin_angle, cos_angle, 0, 0};
    cairo_transform(m_context, &matrix);
}

void Pen::move_to(double x, double y) {
    cairo_move_to(m_context, x, y);
}
void Pen::line_to(double x, double y) {
    cairo_line_to(m_context, x, y);
}
void Pen::close() {
    cairo_close_path(m_context);
}
void Pen::rectangle(double x, double y, double width, double height) {
    cairo_rectangle(m_context, x, y, width, height);
}
void Pen::rounded(double x, double y, double width, double height, double radius) {
    if (radius <= 0) {
        rectangle(x, y, width, height);
        return;
    }
    constexpr double quarter = std::numbers::pi / 2;
    cairo_new_sub_path(m_context);
    cairo_arc(m_context, x + width - radius, y + radius, radius, -quarter, 0);
    cairo_arc(m_context, x + width - radius, y + height - radius, radius, 0, quarter);
    cairo_arc(m_context, x + radius, y + height - radius, radius, quarter, 2 * quarter);
    cairo_arc(m_context, x + radius, y + radius, radius, 2 * quarter, 3 * quarter);
    cairo_close_path(m_context);
}
void Pen::disc(double x, double y, double radius) {
    cairo_new_sub_path(m_context);
    cairo_arc(m_context, x, y, radius, 0, 2 * std::numbers::pi);
    cairo_close_path(m_context);
}
void Pen::arc(double x, double y, double radius, double from, double to) {
    cairo_arc(m_context, x, y, radius, from, to);
}

void Pen::fill(style::Colour colour, bool keep) {
    if (colour.a > 0) {
        choose(m_context, m_inks.print(colour));
        cairo_fill_preserve(m_context);
    }
    if (!keep)
        cairo_new_path(m_context);
}

void Pen::stroke(style::Colour colour, double width, const std::vector<double>& dash, Caps caps, bool keep) {
    if (colour.a > 0 && width > 0) {
        choose(m_context, m_inks.print(colour));
        cairo_set_line_width(m_context, width);
        cairo_set_dash(m_context, dash.data(), static_cast<int>(dash.size()), 0);
        cairo_set_line_cap(m_context, caps == Caps::round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
        cairo_stroke_preserve(m_context);
    }
    if (!keep)
        cairo_new_path(m_context);
}

void Pen::clip() {
    cairo_clip(m_context);
}
void Pen::forget_path() {
    cairo_new_path(m_context);
}

void Pen::picture(const render::Image& image, double x, double y, double width, double height, double opacity) {
    if (image.width <= 0 || image.height <= 0)
        return;
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, image.width, image.height);
    unsigned char* to = cairo_image_surface_get_data(surface);
    if (!to) {
        cairo_surface_destroy(surface);
        return;
    }
    const int stride = cairo_image_surface_get_stride(surface);
    for (int row = 0; row < image.height; ++row) {
        auto* line = reinterpret_cast<std::uint32_t*>(to + static_cast<std::ptrdiff_t>(row) * stride);
        const std::uint8_t* from = image.at(0, row);
        for (int column = 0; column < image.width; ++column, from += 4) {
            const style::Colour c = m_inks.print({from[0], from[1], from[2], from[3]});
            line[column] = static_cast<std::uint32_t>(c.a) << 24 | static_cast<std::uint32_t>(c.r) << 16 |
                           static_cast<std::uint32_t>(c.g) << 8 | c.b;
        }
    }
    cairo_surface_mark_dirty(surface);
    cairo_save(m_context);
    cairo_translate(m_context, x, y);
    cairo_scale(m_context, width / image.width, height / image.height);
    cairo_set_source_surface(m_context, surface, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(m_context), CAIRO_FILTER_BILINEAR);
    cairo_pattern_set_extend(cairo_get_source(m_context), CAIRO_EXTEND_PAD);
    cairo_rectangle(m_context, 0, 0, image.width, image.height);
    cairo_clip(m_context);
    if (opacity < 1)
        cairo_paint_with_alpha(m_context, opacity);
    else
        cairo_paint(m_context);
    cairo_restore(m_context);
    cairo_surface_destroy(surface);
}

void Pen::begin_group() {
    cairo_push_group(m_context);
}

void Pen::end_group(double opacity) {
    cairo_pop_group_to_source(m_context);
    cairo_paint_with_alpha(m_context, opacity);
}

void Pen::text(std::string_view text, const Face& face, double x, double baseline, style::Colour colour,
               const style::Colour* halo) {
    if (text.empty())
        return;
    PangoLayout* layout = m_setter.layout(text, face);
    if (halo && halo->a > 0) {
        choose(m_context, m_inks.print(*halo));
        m_setter.show_halo(m_context, layout, face, x, baseline);
    }
    choose(m_context, m_inks.print(colour));
    m_setter.show(m_context, layout, face, x, baseline);
}

double Pen::width_of(std::string_view text, const Face& face) {
    return m_setter.width_of(text, face);
}

std::vector<std::string> Pen::lines_of(std::string_view text, const Face& face, double width) {
    return m_setter.lines_of(text, face, width);
}

} // namespace wangge::paper

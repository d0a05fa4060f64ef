// Symbols, plates, counted groups and names of a scene.
#include "paper/map_frame.h"

#include "base/text.h"
#include "render/overlay.h"
#include "render/symbol_parts.h"

#include <cmath>
#include <numbers>
#include <variant>

namespace wangge::paper {
namespace {

using style::Colour;

void path_of(Pen& pen, const std::vector<render::SymbolPart>& parts, std::size_t i, double x, double y, double h) {
    struct {
        Pen& pen;
        double x, y, h;
        void operator()(const render::DiscPart& p) const {
            pen.disc(x + p.centre.x * h, y + p.centre.y * h, p.radius * h);
        }
        void operator()(const render::RingPart& p) const {
            // An odd number of rings around what is inked.
            pen.disc(x + p.centre.x * h, y + p.centre.y * h, (p.radius + p.width / 2) * h);
            pen.disc(x + p.centre.x * h, y + p.centre.y * h, (p.radius - p.width / 2) * h);
        }
        void operator()(const render::BoxPart& p) const {
            pen.rounded(x + (p.centre.x - p.half_width) * h, y + (p.centre.y - p.half_height) * h, 2 * p.half_width * h,
                        2 * p.half_height * h, p.radius * h);
        }
        void operator()(const render::PolygonPart& p) const {
            for (std::size_t k = 0; k < p.corners.size(); ++k) {
                const double cx = x + p.corners[k].x * h, cy = y + p.corners[k].y * h;
                k == 0 ? pen.move_to(cx, cy) : pen.line_to(cx, cy);
            }
            pen.close();
        }
        void operator()(const render::CutDiscPart& p) const {
            // From where the floor meets the disc at the left, over the top, to the right.
            const double angle = std::asin((p.floor - p.centre.y) / p.radius);
            const double from = std::numbers::pi - angle, to = 2 * std::numbers::pi + angle;
            pen.move_to(x + (p.centre.x + p.radius * std::cos(from)) * h, y + p.floor * h);
            pen.arc(x + p.centre.x * h, y + p.centre.y * h, p.radius * h, from, to);
            pen.close();
        }
    } const draw{pen, x, y, h};
    std::visit(draw, parts[i]);
}

class MarkPen {
public:
    MarkPen(Pen& pen, const render::Scene& scene) : m_pen(pen), m_scene(scene) {}

    void operator()(const render::SymbolInk& ink) const {
        draw_symbol(m_pen, ink.symbol, ink.x, ink.y, ink.pixels, ink.opacity);
    }
    void operator()(const render::PlateInk& ink) const {
        const render::PixelBox& b = ink.box;
        const double width = b.max_x - b.min_x, height = b.max_y - b.min_y;
        m_pen.rounded(b.min_x, b.min_y, width, height, 3);
        m_pen.fill(m_scene.panel);
        m_pen.save();
        m_pen.rectangle(b.min_x, b.min_y, ink.number, height);
        m_pen.clip();
        m_pen.rounded(b.min_x, b.min_y, width, height, 3);
        m_pen.fill(ink.colour);
        m_pen.restore();
        m_pen.rounded(b.min_x + 0.5, b.min_y + 0.5, width - 1, height - 1, 2.5);
        m_pen.stroke(style::mixed(m_scene.text, m_scene.panel, 0.15), 1);
    }
    void operator()(const render::GroupInk& ink) const {
        if (!m_scene.cluster || !m_scene.cluster->symbol)
            return;
        const double r = (ink.box.max_x - ink.box.min_x) / 2.0, x = ink.box.min_x + r, y = ink.box.min_y + r;
        const style::Symbol& symbol = *m_scene.cluster->symbol;
        m_pen.disc(x, y, r);
        m_pen.fill(symbol.ink);
        m_pen.disc(x, y, r - 1.25);
        m_pen.stroke(symbol.colour, 2.5);
        if (ink.missing > 0) {
            const double from = -std::numbers::pi / 2;
            m_pen.arc(x, y, r - 1.5, from, from + ink.missing * 2 * std::numbers::pi);
            m_pen.stroke(m_scene.missing, 3);
        }
    }
    void operator()(const render::ShieldInk& ink) const {
        const render::PixelBox& b = ink.box;
        const double rim = ink.rim_width.value, width = b.max_x - b.min_x, height = b.max_y - b.min_y;
        m_pen.rounded(b.min_x, b.min_y, width, height, 2.5);
        m_pen.fill(ink.rim);
        m_pen.rounded(b.min_x + rim, b.min_y + rim, width - 2 * rim, height - 2 * rim, 2.5 - rim / 2);
        m_pen.fill(ink.plate);
    }

private:
    Pen& m_pen;
    const render::Scene& m_scene;
};

Face face_of(const style::Label& label) {
    return {label.size.value, label.bold, label.italic, false, label.spacing.value};
}

double baseline_of(const style::Label& label) {
    return label.size.value * 0.36;
}

} // namespace

void draw_symbol(Pen& pen, const style::Symbol& symbol, double x, double y, double pixels, double opacity) {
    const render::SymbolParts parts = render::parts_of(symbol.shape);
    const double h = pixels / 2;
    const Colour ink = style::with_opacity(symbol.ink, opacity), colour = style::with_opacity(symbol.colour, opacity);
    // Parts one by one: where two meet, the odd rule would leave a hole.
    const auto each = [&](const std::vector<render::SymbolPart>& list, const auto& then) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            path_of(pen, list, i, x, y, h);
            then();
        }
    };
    each(parts.body, [&] { pen.stroke(ink, 2); });
    each(parts.body, [&] { pen.fill(colour); });
    each(parts.marks, [&] { pen.fill(ink); });
    each(parts.dots, [&] { pen.fill(colour); });
}

std::vector<Rect> draw_overlay(Pen& pen, const render::Scene& scene, const MapFrame& frame,
                               render::GlyphAtlas& glyphs) {
    std::vector<Rect> names;
    const render::OverlayInk ink = render::lay_out_ink(scene, frame.view, glyphs);
    const MarkPen marks(pen, scene);
    for (const auto& shape : ink.shapes) {
        std::visit(marks, shape);
        if (const auto* symbol = std::get_if<render::SymbolInk>(&shape)) {
            const double size = symbol->pixels * frame.pixel;
            names.push_back({frame.page_x(symbol->x) - size / 2, frame.page_y(symbol->y) - size / 2, size, size});
        }
    }
    for (const render::TextInk& text : ink.texts) {
        pen.text(text.text, face_of(text.label), text.left, text.middle + baseline_of(text.label), text.label.colour,
                 text.halo ? &text.label.halo : nullptr);
        const double half = text.label.size.value * 0.55;
        names.push_back({frame.page_x(text.left), frame.page_y(text.middle - half),
                         pen.width_of(text.text, face_of(text.label)) * frame.pixel, 2 * half * frame.pixel});
    }
    for (const render::LetterInk& letter : ink.letters) {
        std::string utf8;
        base::append_utf8(utf8, letter.letter);
        Face face = face_of(letter.label);
        face.spacing = 0;
        pen.save();
        pen.shift(letter.x, letter.y);
        pen.turn(letter.cos_angle, letter.sin_angle);
        pen.text(utf8, face, -letter.advance / 2, baseline_of(letter.label), letter.label.colour, &letter.label.halo);
        pen.restore();
    }
    return names;
}

} // namespace wangge::paper

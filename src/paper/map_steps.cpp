// Areas, lines and pictures of a scene, as paths.
#include "paper/map_frame.h"

#include "base/error.h"
#include "paper/common_outline.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <variant>

namespace wangge::paper {
namespace {

// Corners nearer to each other than this are one corner: on a map, and in a small inset, which has the whole county on
// every sheet of an atlas.
constexpr Millimetres nearest{0.085}, nearest_in_inset{0.4};
// A line that lets colour through and is thinner than this, a dot of a usual printer, is not drawn in an inset.
constexpr Millimetres hairline{0.085};
// What lies farther outside the picture than this is cut off.
constexpr double margin = 40;
// Dots an inch of raster base maps, and of hill-shade, which is soft.
constexpr double picture_dots = 200, relief_dots = 80;

using Colour = style::Colour;

struct Spot {
    double x, y;
};

class StepPen {
public:
    StepPen(Pen& pen, const MapFrame& frame, bool inset = false)
        : m_pen(pen), m_frame(frame), m_view(frame.view), m_inset(inset),
          m_nearest((inset ? nearest_in_inset : nearest).value / frame.pixel),
          m_sight(frame.view.box().grown(margin * frame.view.per_pixel.value)) {}

    void draw(const render::Step& step) {
        if (step.finest_pixel.value > 0 && m_view.per_logical_pixel().value > step.finest_pixel.value)
            return;
        std::visit([&](const auto& what) { draw_what(what); }, step.what);
    }
    void path_of(const geo::MultiPolygon& area) {
        for (const geo::Polygon& part : area.parts) {
            ring(part.outer);
            for (const geo::Ring& hole : part.holes)
                ring(hole);
        }
    }

private:
    Spot spot(geo::MapPoint p) const { return {m_view.pixel_x(p.x), m_view.pixel_y(p.y)}; }

    // Cut to the picture and a margin around it (Sutherland and Hodgman 1974): edges along the cut lie outside of the
    // frame, where nobody sees them.
    void ring(const geo::Ring& points) {
        m_ring.clear();
        bool inside = true;
        for (const geo::MapPoint p : points) {
            m_ring.push_back(spot(p));
            inside = inside && m_sight.contains(p);
        }
        if (!inside)
            for (int side = 0; side < 4 && !m_ring.empty(); ++side)
                cut(side);
        if (m_ring.size() < 3)
            return;
        Spot last = m_ring.front();
        m_pen.move_to(last.x, last.y);
        for (std::size_t i = 1; i < m_ring.size(); ++i) {
            const Spot s = m_ring[i];
            if (std::abs(s.x - last.x) + std::abs(s.y - last.y) < m_nearest)
                continue;
            m_pen.line_to(s.x, s.y);
            last = s;
        }
        m_pen.close();
    }

    void cut(int side) {
        const double limit = side == 0   ? -margin
                             : side == 1 ? m_view.width + margin
                             : side == 2 ? -margin
                                         : m_view.height + margin;
        const auto in = [&](Spot s) {
            return side == 0 ? s.x >= limit : side == 1 ? s.x <= limit : side == 2 ? s.y >= limit : s.y <= limit;
        };
        const auto crossing = [&](Spot a, Spot b) -> Spot {
            if (side < 2)
                return {limit, a.y + (b.y - a.y) * (limit - a.x) / (b.x - a.x)};
            return {a.x + (b.x - a.x) * (limit - a.y) / (b.y - a.y), limit};
        };
        m_cut.clear();
        Spot before = m_ring.back();
        for (const Spot s : m_ring) {
            if (in(s) != in(before))
                m_cut.push_back(crossing(before, s));
            if (in(s))
                m_cut.push_back(s);
            before = s;
        }
        m_ring.swap(m_cut);
    }

    // The pieces of a line that come near the picture.
    void line(const geo::Polyline& points) {
        bool down = false;
        Spot last{};
        for (std::size_t i = 1; i < points.size(); ++i) {
            const geo::MapPoint a = points[i - 1], b = points[i];
            const bool near = std::max(a.x, b.x) >= m_sight.min_x && std::min(a.x, b.x) <= m_sight.max_x &&
                              std::max(a.y, b.y) >= m_sight.min_y && std::min(a.y, b.y) <= m_sight.max_y;
            if (!near) {
                down = false;
                continue;
            }
            if (!down) {
                last = spot(a);
                m_pen.move_to(last.x, last.y);
                down = true;
            }
            const Spot s = spot(b);
            if (std::abs(s.x - last.x) + std::abs(s.y - last.y) < m_nearest && i + 1 < points.size())
                continue;
            m_pen.line_to(s.x, s.y);
            last = s;
        }
    }

    // Areas of one colour become one path, so that no seam shows between neighbours.
    using ByColour = std::map<std::tuple<int, int, int, int>, std::vector<const render::AreaOutline*>>;
    ByColour by_colour(const std::vector<render::AreaOutline>& outlines) const {
        ByColour result;
        for (const render::AreaOutline& outline : outlines)
            if (outline.box.touches(m_sight))
                result[{outline.colour.r, outline.colour.g, outline.colour.b, outline.colour.a}].push_back(&outline);
        return result;
    }

    void path_of(const std::vector<const render::AreaOutline*>& areas) {
        if (m_inset)
            for (const geo::Ring& points : common_outline(areas))
                ring(points);
        else
            for (const render::AreaOutline* area : areas)
                path_of(area->area);
    }

    void hatch(const style::Hatch& look, Colour strokes, const std::vector<const render::AreaOutline*>& areas) {
        geo::Box box;
        path_of(areas);
        for (const render::AreaOutline* area : areas)
            box.add(area->box);
        const Spot low = spot({std::max(box.min_x, m_sight.min_x), std::min(box.max_y, m_sight.max_y)}),
                   high = spot({std::min(box.max_x, m_sight.max_x), std::max(box.min_y, m_sight.min_y)});
        m_pen.save();
        m_pen.fill(look.ground, true);
        m_pen.clip();
        draw_hatch(m_pen, look, strokes, {low.x, low.y, high.x - low.x, high.y - low.y});
        m_pen.restore();
    }

    void draw_what(const render::FillStep& step) {
        base::ensure(step.outlines != nullptr, "a scene for paper has outlines");
        for (const auto& [key, areas] : by_colour(*step.outlines)) {
            const Colour colour = areas.front()->colour;
            if (const style::Hatch* pattern = m_pen.inks().pattern_of(colour)) {
                hatch(*pattern, pattern->colour, areas);
                continue;
            }
            path_of(areas);
            m_pen.fill(style::with_opacity(colour, step.opacity));
        }
    }

    void draw_what(const render::HatchStep& step) {
        // Dots that tell twins of a hue apart mean nothing where a pattern stands for the hue.
        if (m_pen.inks().grey() && step.hatch.ground.a == 0)
            return;
        for (const auto& [key, areas] : by_colour(*step.outlines))
            hatch(step.hatch, areas.front()->colour, areas);
    }

    void draw_what(const render::LineStep& step) {
        const double grow = step.line.scaled ? style::Style::line_scale(m_view.per_logical_pixel()) : 1;
        const double width = step.line.width.value * grow;
        if (m_inset && width * m_frame.pixel < hairline.value && step.line.colour.a < 255)
            return;
        m_pen.save();
        if (step.keep_out_outlines) {
            m_pen.rectangle(-2 * margin, -2 * margin, m_view.width + 4 * margin, m_view.height + 4 * margin);
            for (const render::AreaOutline& area : *step.keep_out_outlines)
                path_of(area.area);
            m_pen.clip();
        }
        const auto flush = [&](double factor) {
            m_pen.stroke(step.line.colour, width * factor, step.line.dash, Caps::butt);
        };
        for (const render::LineOutline& outline : *step.outlines) {
            if (!outline.box.touches(m_sight))
                continue;
            if (outline.path.width_start == outline.path.width_end)
                line(outline.path.points);
            else
                tapering(outline.path, step.line.colour, width);
        }
        flush(1);
        m_pen.restore();
    }

    // In pieces of even width.
    void tapering(const render::LinePath& path, Colour colour, double width) {
        constexpr std::size_t pieces = 6;
        const std::size_t segments = path.points.size() - 1;
        for (std::size_t k = 0; k < pieces; ++k) {
            const std::size_t from = segments * k / pieces, to = segments * (k + 1) / pieces;
            if (from == to)
                continue;
            m_piece.assign(path.points.begin() + static_cast<std::ptrdiff_t>(from),
                           path.points.begin() + static_cast<std::ptrdiff_t>(to) + 1);
            const double share = (static_cast<double>(k) + 0.5) / pieces;
            line(m_piece);
            m_pen.stroke(colour, width * (path.width_start + (path.width_end - path.width_start) * share), {},
                         Caps::round);
        }
    }

    void draw_what(const render::PictureStep& step) {
        if (step.box.touches(m_view.box()))
            picture(*step.image, step.box);
    }
    void draw_what(const render::BaseMapStep& step) {
        for (const render::BaseMap::Piece& piece : step.map->pieces(fine_view(m_frame))) {
            render::Image part = *piece.image;
            if (piece.u0 > 0 || piece.v0 > 0 || piece.u1 < 1 || piece.v1 < 1)
                part = part_of(*piece.image, static_cast<int>(piece.u0 * static_cast<float>(piece.image->width)),
                               static_cast<int>(piece.v0 * static_cast<float>(piece.image->height)),
                               static_cast<int>(std::ceil(piece.u1 * static_cast<float>(piece.image->width))),
                               static_cast<int>(std::ceil(piece.v1 * static_cast<float>(piece.image->height))), 1);
            place(part, piece.box);
        }
    }

    // Mean of squares of `thin` pixels.
    static render::Image part_of(const render::Image& whole, int left, int top, int right, int bottom, int thin) {
        render::Image part((right - left) / thin, (bottom - top) / thin);
        const unsigned count = static_cast<unsigned>(thin) * static_cast<unsigned>(thin);
        for (int row = 0; row < part.height; ++row)
            for (int column = 0; column < part.width; ++column) {
                unsigned sum[4] = {0, 0, 0, 0};
                for (int r = 0; r < thin; ++r)
                    for (int c = 0; c < thin; ++c) {
                        const std::uint8_t* p = whole.at(left + column * thin + c, top + row * thin + r);
                        for (int k = 0; k < 4; ++k)
                            sum[k] += p[k];
                    }
                for (int k = 0; k < 4; ++k)
                    part.at(column, row)[k] = static_cast<std::uint8_t>(sum[k] / count);
            }
        return part;
    }

    // Only what is seen, and no finer than a printer shows of a soft picture.
    void picture(const render::Image& image, const geo::Box& box) {
        const double pixel_x = box.width() / image.width, pixel_y = box.height() / image.height;
        const geo::Box seen = m_view.box();
        const auto clamp = [](double v, int high) { return std::clamp(static_cast<int>(v), 0, high); };
        const double dots = relief_dots / 25.4 * m_frame.pixel; // a logical pixel
        const int thin =
            std::max(1, static_cast<int>(m_view.per_pixel.value / dots / std::min(pixel_x, pixel_y) + 0.25));
        const auto whole = [&](int v) { return v / thin * thin; };
        const int left = whole(clamp((seen.min_x - box.min_x) / pixel_x - 2, image.width)),
                  top = whole(clamp((box.max_y - seen.max_y) / pixel_y - 2, image.height)),
                  right = clamp((seen.max_x - box.min_x) / pixel_x + 2 + thin, image.width),
                  bottom = clamp((box.max_y - seen.min_y) / pixel_y + 2 + thin, image.height);
        const int columns = (right - left) / thin, rows = (bottom - top) / thin;
        if (columns <= 0 || rows <= 0)
            return;
        place(part_of(image, left, top, right, bottom, thin),
              {box.min_x + left * pixel_x, box.max_y - (top + rows * thin) * pixel_y,
               box.min_x + (left + columns * thin) * pixel_x, box.max_y - top * pixel_y});
    }

    void place(const render::Image& image, const geo::Box& box) {
        const Spot low = spot({box.min_x, box.max_y}), high = spot({box.max_x, box.min_y});
        m_pen.picture(image, low.x, low.y, high.x - low.x, high.y - low.y, 1);
    }

    Pen& m_pen;
    const MapFrame& m_frame;
    const render::View& m_view;
    bool m_inset;
    double m_nearest; // pixels
    geo::Box m_sight;
    std::vector<Spot> m_ring, m_cut;
    geo::Polyline m_piece;
};

// Pixels from here on; cut at the frame.
void enter(Pen& pen, const MapFrame& frame) {
    pen.save();
    pen.rectangle(frame.box.x, frame.box.y, frame.box.width, frame.box.height);
    pen.clip();
    pen.shift(frame.page_x(0), frame.page_y(0));
    pen.zoom(frame.pixel);
}

void pale(Pen& pen, StepPen& steps, const MapFrame& frame, const geo::MultiPolygon& focus, const render::Scene& scene) {
    pen.rectangle(-margin, -margin, frame.view.width + 2 * margin, frame.view.height + 2 * margin);
    steps.path_of(focus);
    pen.fill(style::with_opacity({255, 255, 255, 255}, 0.62));
    steps.path_of(focus);
    pen.stroke(style::with_opacity({255, 255, 255, 255}, 0.9), 5, {}, Caps::butt, true);
    pen.stroke(scene.text, 2);
}

} // namespace

render::View fine_view(const MapFrame& frame) {
    render::View fine = frame.view;
    const double more = picture_dots / 25.4 * frame.pixel; // finer than a logical pixel
    fine.per_pixel = fine.per_pixel / more;
    fine.width = static_cast<int>(fine.width * more);
    fine.height = static_cast<int>(fine.height * more);
    fine.device_scale = more;
    return fine;
}

void draw_ground(Pen& pen, const render::Scene& scene, const MapFrame& frame, bool pictures) {
    enter(pen, frame);
    pen.rectangle(0, 0, frame.view.width, frame.view.height);
    pen.fill(scene.land);
    StepPen steps(pen, frame, !pictures);
    for (auto step = scene.steps.begin(); step != scene.steps.end();) {
        const auto end =
            std::find_if(step, scene.steps.end(), [&](const auto& other) { return other.group != step->group; });
        const double opacity = step->opacity;
        if (opacity < 1)
            pen.begin_group();
        for (; step != end; ++step)
            if (pictures || !std::holds_alternative<render::PictureStep>(step->what))
                steps.draw(*step);
        if (opacity < 1)
            pen.end_group(opacity);
    }
    pen.restore();
}

std::vector<Rect> draw_overlay(Pen& pen, const render::Scene& scene, const MapFrame& frame, render::GlyphAtlas& glyphs);

std::vector<Rect> draw_map(Pen& pen, const render::Scene& scene, const MapFrame& frame, const geo::MultiPolygon& focus,
                           render::GlyphAtlas& glyphs) {
    draw_ground(pen, scene, frame, true);
    enter(pen, frame);
    if (!focus.empty()) {
        StepPen steps(pen, frame);
        pale(pen, steps, frame, focus, scene);
    }
    std::vector<Rect> names = draw_overlay(pen, scene, frame, glyphs);
    pen.restore();
    return names;
}

} // namespace wangge::paper

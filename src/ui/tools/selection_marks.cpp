#include "ui/tools/selection_marks.h"

#include "app/view/map_scene.h"
#include "app/view/object_view.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace wangge::ui {
namespace {

// More corners than this are not drawn: a frame must stay cheap when thousands of cells are picked.
constexpr std::size_t most_corners = 60000;

struct Edge {
    ImU32 colour;
    float width;
};

void draw_ring(Ui& ui, const MapFrame& frame, const geo::Ring& ring, const Edge& edge) {
    std::vector<ImVec2> pixels;
    for (const geo::MapPoint& p : ring) {
        const ImVec2 pixel = frame.on_screen(p);
        // Corners closer than a pixel add nothing.
        if (pixels.empty() || std::abs(pixel.x - pixels.back().x) + std::abs(pixel.y - pixels.back().y) > 1.2f)
            pixels.push_back(pixel);
    }
    if (pixels.size() > 1)
        ui.draw().AddPolyline(pixels.data(), static_cast<int>(pixels.size()), edge.colour, ImDrawFlags_Closed,
                              ui.px(edge.width));
}

const geo::MultiPolygon* area_of(Context& c, const app::Picked& picked) {
    const model::Snapshot& s = *c.snapshot;
    const auto row = static_cast<std::size_t>(picked.row);
    switch (picked.kind) {
    case app::PickedKind::village:
        return &s.villages.area[row];
    case app::PickedKind::cell:
        return &s.cells[row].area;
    case app::PickedKind::township:
        return &s.boundaries[static_cast<std::size_t>(s.townships[row])].area;
    case app::PickedKind::blind_spot:
        if (const auto spots = c.work.blind_spots(); spots && row < spots->village.size())
            if (const model::Row village = spots->village[row];
                village != model::no_row && spots->spots[row].target == model::BlindTarget::village)
                return &s.villages.area[static_cast<std::size_t>(village)];
        return nullptr;
    default:
        return nullptr;
    }
}

geo::MapPoint place_of(Context& c, const app::Picked& picked) {
    if (picked.kind == app::PickedKind::blind_spot)
        if (const auto spots = c.work.blind_spots();
            spots && static_cast<std::size_t>(picked.row) < spots->spots.size())
            return spots->spots[static_cast<std::size_t>(picked.row)].point;
    return app::point_of(*c.snapshot, picked);
}

// As the map draws the reach of a suggested place: a pale disc with a dashed rim.
void draw_reach(Ui& ui, const MapFrame& frame, const render::ReachRing& ring) {
    const ImU32 colour = ui.theme->accent;
    const ImVec2 middle = frame.on_screen(ring.centre);
    const auto radius = static_cast<float>(ring.radius.value / frame.view.per_pixel.value);
    if (!(radius > 1))
        return;
    ui.draw().AddCircleFilled(middle, radius, faded(colour, .1f));
    const int dashes = std::max(8, static_cast<int>(2 * std::numbers::pi_v<float> * radius / ui.px(8.2f)));
    const float turn = 2 * std::numbers::pi_v<float> / static_cast<float>(dashes);
    const Rect seen = frame.rect.inset(-ui.px(10), -ui.px(10));
    for (int i = 0; i < dashes; ++i) {
        const float from = turn * static_cast<float>(i), to = from + turn * .61f;
        const ImVec2 a{middle.x + radius * std::cos(from), middle.y + radius * std::sin(from)};
        if (seen.holds(a))
            ui.line(a, {middle.x + radius * std::cos(to), middle.y + radius * std::sin(to)}, colour, 1.5f);
    }
    ui.registry.add("canvas.reach", {{middle.x - radius, middle.y - radius, 2 * radius, 2 * radius}, "", "", true});
}

void draw_link(Ui& ui, const MapFrame& frame, const render::Link& link) {
    const ImVec2 a = frame.on_screen(link.from), b = frame.on_screen(link.to);
    ui.line(a, b, faded(ui.theme->text, .7f), 1);
    ui.registry.add("canvas.link", {{a.x, a.y, b.x - a.x, b.y - a.y}, "", "", true});
}

// Of the one that the card speaks of, whether or not the layers of all rings and links are on.
void draw_reach_and_link(Context& c, const MapFrame& frame) {
    const app::Picked& picked = c.work.selection.picked();
    if (picked.kind == app::PickedKind::person)
        if (const auto coverage = c.work.coverage())
            if (const auto ring = app::reach_ring(*coverage, picked))
                draw_reach(c.ui, frame, *ring);
    if (const auto link = app::contact_link(*c.snapshot, picked))
        draw_link(c.ui, frame, *link);
}

} // namespace

void draw_selection(Context& c, const MapFrame& frame) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    draw_reach_and_link(c, frame);
    const ImU32 dark = t.dark ? IM_COL32(12, 16, 20, 230) : IM_COL32(27, 37, 48, 230);
    std::vector<const geo::MultiPolygon*> areas;
    std::vector<ImVec2> places;
    const geo::Box seen = frame.view.box();
    std::size_t corners = 0;
    for (const app::Picked& picked : c.work.selection.all()) {
        const geo::MultiPolygon* area = area_of(c, picked);
        if (area && !area->empty()) {
            for (const geo::Polygon& part : area->parts)
                corners += part.outer.size();
            if (corners > most_corners)
                break;
            if (geo::bounds(*area).touches(seen))
                areas.push_back(area);
        } else if (const geo::MapPoint p = place_of(c, picked); seen.contains(p)) // NaN compares false
            places.push_back(frame.on_screen(p));
    }
    for (const Edge& edge : {Edge{dark, 6}, Edge{t.selection, 3}}) {
        for (const geo::MultiPolygon* area : areas)
            for (const geo::Polygon& part : area->parts) {
                draw_ring(ui, frame, part.outer, edge);
                for (const geo::Ring& hole : part.holes)
                    draw_ring(ui, frame, hole, edge);
            }
        for (const ImVec2& p : places)
            ui.draw().AddCircle(p, ui.px(12), edge.colour, 24, ui.px(edge.width));
    }
}

void draw_pin(Context& c, const MapFrame& frame) {
    if (!c.state.pin)
        return;
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const ImVec2 at = frame.on_screen(c.state.pin->point);
    const float head = ui.px(8);
    const ImVec2 middle{at.x, at.y - ui.px(18)};
    ui.draw().AddTriangleFilled({at.x - head * .72f, middle.y + head * .6f},
                                {at.x + head * .72f, middle.y + head * .6f}, at, t.danger);
    ui.draw().AddCircleFilled(middle, head, t.danger, 24);
    ui.draw().AddCircleFilled(middle, head * .42f, t.panel, 16);
    const float w = ui.width_of(Face::small_bold, c.state.pin->title) + ui.px(14);
    const Rect plate{at.x + ui.px(12), middle.y - ui.px(11), w, ui.px(22)};
    ui.fill(plate, t.panel, size::tag_radius);
    ui.frame(plate, t.border, size::tag_radius);
    ui.text_in(plate, Face::small_bold, t.text, c.state.pin->title, Align::centre);
    ui.registry.add("canvas.pin", {plate, c.state.pin->title, "", true});
}

} // namespace wangge::ui

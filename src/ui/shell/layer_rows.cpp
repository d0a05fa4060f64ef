#include "ui/shell/layer_rows.h"

#include "ui/shell/layer_card.h"
#include "ui/shell/layer_eyes.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

bool movable(std::string_view layer) {
    const auto& ground = render::ground_layers();
    return std::find(ground.begin(), ground.end(), layer) != ground.end();
}

} // namespace

LayerRows::LayerRows(Context& context, const Rect& rect) : c(context), ui(context.ui), m_rect(rect) {
    m_y = rect.y - ImGui::GetScrollY();
}

bool LayerRows::group(const std::string& id, const std::string& title, const std::string& note) {
    const Rect r{m_rect.x, m_y, m_rect.w, ui.px(size::group_row)};
    m_y += r.h;
    const std::string key = "group:" + id;
    const bool closed = c.state.closed_groups.contains(key);
    const Hit h = hit(ui, "layers.group." + id, r, title, closed ? "closed" : "open");
    ui.fill(r, h.hovered ? ui.theme->track : ui.theme->panel2);
    ui.horizontal(r.x, r.y, r.w, ui.theme->border);
    ui.horizontal(r.x, r.bottom() - ui.px(1), r.w, ui.theme->track);
    draw_icon(ui, closed ? Icon::chevron_right : Icon::chevron_down, {r.x + ui.px(15), r.centre().y}, ui.theme->text2);
    const float note_width = ui.width_of(Face::small, note);
    ui.text_in({r.x + ui.px(27), r.y, r.w - ui.px(48) - note_width, r.h}, Face::body_bold, ui.theme->text, title);
    ui.text_in({r.right() - ui.px(14) - note_width, r.y, note_width + 1, r.h}, Face::small, ui.theme->text2, note);
    if (h.clicked && !c.state.closed_groups.erase(key))
        c.state.closed_groups.insert(key);
    return !closed;
}

void LayerRows::row(std::string_view layer, const std::string& title, const std::string& count, const Swatch& swatch,
                    bool indented, const std::string& left_of_count) {
    const Rect r{m_rect.x, m_y, m_rect.w, ui.px(indented ? size::class_row : size::layer_row)};
    m_y += r.h;
    bool shown = true;
    if (!layer.empty()) {
        shown = visible(c, layer);
        // The swatch opens the layer's card; it comes first because it lies on the row.
        const Rect mark{r.x + ui.px(42), r.y, ui.px(26), r.h};
        const Hit card = hit(ui, "layers." + std::string(layer) + ".swatch", mark, title);
        tooltip(ui, card, ui.say("ui.layers.style"));
        if (card.clicked)
            open_layer_card(c, layer, title, r.y);
        const Hit h = hit(ui, "layers." + std::string(layer), r, title, shown ? "on" : "off");
        if (h.hovered)
            ui.fill(r, ui.theme->panel2);
        draw_icon(ui, shown ? Icon::eye : Icon::eye_closed, {r.x + ui.px(29), r.centre().y},
                  shown ? ui.theme->text2 : ui.theme->text3);
        if (card.hovered)
            ui.frame(mark.inset(ui.px(2), ui.px(3)), ui.theme->border, size::radius);
        const bool dropped = movable(layer) && drag(layer, title, r, h);
        if (h.clicked && !dropped) {
            toggle_eye(c, layer);
        }
    }
    // Two counts stand in columns.
    const float count_width =
        left_of_count.empty() ? ui.width_of(Face::small, count) : ui.px(44) + ui.width_of(Face::small, left_of_count);
    swatch(ImVec2{r.x + ui.px(54), std::round(r.centre().y)});
    if (!shown) // a veil over the symbol: switched off
        ui.fill({r.x + ui.px(42), r.y + ui.px(2), ui.px(24), r.h - ui.px(4)}, faded(ui.theme->panel, .62f));
    ui.text_in({r.x + ui.px(72), r.y, r.w - ui.px(94) - count_width, r.h}, Face::body,
               shown ? ui.theme->text : ui.theme->text3, title);
    const ImU32 ink = shown ? ui.theme->text2 : ui.theme->text3;
    ui.text_in({r.right() - ui.px(94), r.y, ui.px(80), r.h}, Face::small, ink, count, Align::right);
    if (!left_of_count.empty())
        ui.text_in({r.right() - ui.px(118), r.y, ui.px(60), r.h}, Face::small, ink, left_of_count, Align::right);
}
void LayerRows::finish() {
    const float mouse = ImGui::GetIO().MousePos.y;
    // The gap that the mouse is nearest to: before row `gap` of those that were drawn, top first.
    std::size_t gap = 0;
    while (gap < m_ground.size() && mouse > m_ground[gap].rect.centre().y)
        ++gap;
    if (!m_dragged.empty() && !m_ground.empty()) {
        const float y = gap < m_ground.size() ? m_ground[gap].rect.y : m_ground.back().rect.bottom();
        ui.fill({m_rect.x + ui.px(20), y - ui.px(1), m_rect.w - ui.px(34), ui.px(2)}, ui.theme->accent, 1);
    }
    if (!m_dropped.empty())
        drop(gap);
    ImGui::SetCursorScreenPos({m_rect.x, m_y + ui.px(8)});
    ImGui::Dummy({1, 1});
}

bool LayerRows::drag(std::string_view layer, const std::string& title, const Rect& r, const Hit& h) {
    m_ground.push_back({std::string(layer), r});
    const float mouse = ImGui::GetIO().MousePos.y;
    if (h.held && (mouse < r.y - ui.px(4) || mouse > r.bottom() + ui.px(4)))
        c.state.dragged_layer = layer;
    if (c.state.dragged_layer != layer)
        return false;
    if (h.held) {
        m_dragged = title;
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
        return false;
    }
    m_dropped = std::string(layer);
    c.state.dragged_layer.clear();
    return true;
}

// Rows go from the top of the map downwards, the order from its bottom upwards.
void LayerRows::drop(std::size_t gap) {
    std::vector<std::string> rows;
    for (std::size_t i = 0; i <= m_ground.size(); ++i) {
        if (i == gap)
            rows.push_back(m_dropped);
        if (i < m_ground.size() && m_ground[i].layer != m_dropped)
            rows.push_back(m_ground[i].layer);
    }
    std::reverse(rows.begin(), rows.end());
    app::Look look = c.work.look();
    look.order = render::ground_order(look.order);
    // The layers that have rows take each other's places; the others stay.
    std::size_t next = 0;
    for (std::string& place : look.order)
        if (std::find(rows.begin(), rows.end(), place) != rows.end())
            place = rows[next++];
    c.work.set_look(std::move(look));
}

} // namespace wangge::ui

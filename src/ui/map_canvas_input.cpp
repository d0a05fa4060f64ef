// What mouse and keys do with the map: pan, zoom, pick, hover, and the buttons round it.
#include "ui/map_canvas.h"

#include "app/view/object_view.h"
#include "ui/shell/layer_eyes.h"
#include "ui/shortcuts.h"
#include "ui/suggestion_marks.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

constexpr double step_zoom = 1.7, wheel_zoom = 1.35;

bool cells_first(const Context& c) {
    return c.work.stage == app::Stage::assignment || c.work.stage == app::Stage::grids ||
           c.work.stage == app::Stage::output;
}

} // namespace

// What a key or another panel asked of the map.
void MapCanvas::obey(Context& c) {
    using Wish = WindowState::MapWish;
    const ImVec2 middle{static_cast<float>(m_view.width) / 2, static_cast<float>(m_view.height) / 2};
    switch (std::exchange(c.state.map_wish, Wish::none)) {
    case Wish::none:
        break;
    case Wish::fit:
        fit();
        break;
    case Wish::zoom_in:
        zoom_about(middle, step_zoom);
        break;
    case Wish::zoom_out:
        zoom_about(middle, 1 / step_zoom);
        break;
    case Wish::back:
        if (m_history.can_go_back())
            move_to(m_history.back(), true);
        break;
    case Wish::forth:
        if (m_history.can_go_forth())
            move_to(m_history.forth(), true);
        break;
    case Wish::to_selection: {
        geo::Box box;
        const auto spots = c.work.blind_spots();
        for (const app::Picked& picked : c.work.selection.all())
            if (const geo::Box one = app::place_of(*c.snapshot, picked, spots.get()); !one.empty())
                box.add(one);
        if (!box.empty())
            c.work.selection.fly_to(box);
        break;
    }
    }
    // Arrow keys pan by an eighth of the picture when nothing else has the keyboard.
    if (ImGui::GetIO().WantTextInput || ImGui::GetIO().KeyAlt || !c.ui.focus.id.empty() || c.state.palette_open)
        return;
    ImVec2 step{0, 0};
    const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key)); };
    step.x = static_cast<float>(pressed(ImGuiKey_RightArrow)) - static_cast<float>(pressed(ImGuiKey_LeftArrow));
    step.y = static_cast<float>(pressed(ImGuiKey_UpArrow)) - static_cast<float>(pressed(ImGuiKey_DownArrow));
    if ((step.x == 0 && step.y == 0) || c.state.arrows_taken)
        return;
    render::View target = m_progress < 1 ? m_to : m_view;
    target.centre.x += step.x * target.width * target.per_pixel.value / 8;
    target.centre.y += step.y * target.height * target.per_pixel.value / 8;
    move_to(target, true);
}

void MapCanvas::handle_mouse(Context& c, const MapFrame& frame) {
    const ImGuiIO& io = ImGui::GetIO();
    const Hit h = hit(c.ui, "map", frame.rect, c.ui.say("ui.map.title"), std::to_string(m_readout.scale_denominator));
    m_readout.cursor.reset();
    const bool activated = ImGui::IsItemActivated();
    const bool tool = m_tools.mouse(c, frame, h);
    if (tool) {
        m_hovered = {};
        m_dragging = false;
    } else if (h.held || m_dragging) {
        if (activated)
            m_pressed_at = io.MousePos;
        const float moved = std::hypot(io.MousePos.x - m_pressed_at.x, io.MousePos.y - m_pressed_at.y);
        if (h.held && (m_dragging || moved > c.ui.px(3))) {
            m_dragging = true;
            render::View target = m_view;
            target.centre.x -= io.MouseDelta.x * m_view.per_pixel.value;
            target.centre.y += io.MouseDelta.y * m_view.per_pixel.value;
            move_to(target, false);
            ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
        }
    } else if (h.hovered && ImGui::IsMouseDragging(2, c.ui.px(2))) {
        // The middle button pans whatever the tool.
        render::View target = m_view;
        target.centre.x -= io.MouseDelta.x * m_view.per_pixel.value;
        target.centre.y += io.MouseDelta.y * m_view.per_pixel.value;
        move_to(target, false);
    }
    if (!h.hovered && !h.held) {
        m_hovered = {};
        m_dragging = false;
        return;
    }
    const geo::MapPoint here = frame.on_map(io.MousePos);
    m_readout.cursor = here;
    m_readout.cursor_place = m_projection->unproject(here);
    if (io.MouseWheel != 0)
        zoom_about({io.MousePos.x - frame.rect.x, io.MousePos.y - frame.rect.y}, std::pow(wheel_zoom, io.MouseWheel));
    const bool measuring = c.state.tool == MapTool::length || c.state.tool == MapTool::area;
    const auto ground = c.work.objects();
    const auto under_mouse = [&] {
        const base::Metres reach{9 * c.ui.scale * m_view.per_pixel.value};
        return ground ? ground->at(here, reach, frame.layers, cells_first(c)) : app::Picked{};
    };
    if (h.clicked && !m_dragging && !measuring && ground && !tool) {
        // The mouse rested here before it was pressed: what lies under it is known.
        const bool known = m_hovered && here == m_hovered_at;
        const app::Picked picked = known ? m_hovered : under_mouse();
        if (picked && (io.KeyShift || io.KeyCtrl))
            c.work.selection.toggle(picked);
        else if (!io.KeyShift && !io.KeyCtrl)
            c.work.selection.pick(picked);
        c.state.pin.reset();
    }
    if (!h.held && m_dragging) {
        m_dragging = false;
        c.ui.animating = true;
    }
    if (!m_dragging && !measuring && (here.x != m_hovered_at.x || here.y != m_hovered_at.y)) {
        m_hovered_at = here;
        m_hovered = under_mouse();
    }
    if (m_hovered && !m_dragging && c.state.tool == MapTool::select && m_hovered.kind != app::PickedKind::village &&
        m_hovered.kind != app::PickedKind::cell)
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
}

void MapCanvas::hover_card(Context& c, const Rect& rect) {
    // Villages and cells fill the map: a card that follows the mouse everywhere would be in the way.
    if (!m_hovered || m_dragging || m_hovered.kind == app::PickedKind::village ||
        m_hovered.kind == app::PickedKind::cell)
        return;
    Ui& ui = c.ui;
    const app::ObjectName name = app::name_of(*c.snapshot, m_hovered, c.work.catalog());
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const float width =
        std::min(ui.px(320),
                 std::max({ui.width_of(Face::body_bold, name.title), ui.width_of(Face::small, name.note), ui.px(80)}) +
                     ui.px(22));
    Rect box{mouse.x + ui.px(14), mouse.y + ui.px(14), width, ui.px(46)};
    if (box.right() > rect.right())
        box.x = mouse.x - box.w - ui.px(8);
    if (box.bottom() > rect.bottom())
        box.y = mouse.y - box.h - ui.px(8);
    const MayCut names(ui);
    ui.fill(box, ui.theme->panel, size::card_radius);
    ui.frame(box, ui.theme->border, size::card_radius);
    ui.registry.add("canvas.hover", {box, name.title, name.note, true});
    ui.text_in({box.x + ui.px(10), box.y + ui.px(4), box.w - ui.px(18), ui.px(20)}, Face::body_bold, ui.theme->text,
               name.title);
    ui.text_in({box.x + ui.px(10), box.y + ui.px(23), box.w - ui.px(18), ui.px(18)}, Face::small, ui.theme->text2,
               name.note);
}

void MapCanvas::view_buttons(Context& c, const MapFrame& frame) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    using Wish = WindowState::MapWish;
    const Rect& rect = frame.rect;
    const float side = ui.px(30), gap = ui.px(2), split = ui.px(7);
    const Rect plate{rect.right() - ui.px(12) - side - 2 * gap,
                     rect.bottom() - ui.px(12) - 6 * (side + gap) - gap - split, side + 2 * gap,
                     6 * (side + gap) + gap + split};
    ui.fill(plate, t.panel, size::card_radius);
    ui.frame(plate, t.border, size::card_radius);
    float y = plate.y + gap;
    const auto place = [&](const char* id, Icon icon, const char* text, bool enabled, bool chosen = false) {
        const Rect r{plate.x + gap, y, side, side};
        y += side + gap;
        return icon_button(ui, id, r, icon, with_key(ui, text, id), enabled, chosen);
    };
    if (place("canvas.back", Icon::arrow_left, "ui.tool.back", m_history.can_go_back()))
        c.state.map_wish = Wish::back;
    if (place("canvas.forth", Icon::arrow_right, "ui.tool.forth", m_history.can_go_forth()))
        c.state.map_wish = Wish::forth;
    if (place("canvas.views", Icon::bookmark, "ui.views.title", true, c.state.views_open))
        c.state.views_open = !c.state.views_open;
    ui.horizontal(plate.x + ui.px(6), y + split / 2 - ui.px(1), plate.w - ui.px(12), t.track);
    y += split;
    if (place("canvas.zoom_in", Icon::plus, "ui.tool.zoom_in", true))
        c.state.map_wish = Wish::zoom_in;
    if (place("canvas.zoom_out", Icon::minus, "ui.tool.zoom_out", true))
        c.state.map_wish = Wish::zoom_out;
    if (place("canvas.fit", Icon::fit, "ui.tool.fit", true))
        c.state.map_wish = Wish::fit;
    if (const auto view = m_views.show(c, frame, plate)) {
        render::View target = m_view;
        target.centre = view->centre;
        target.per_pixel = view->per_pixel / ui.scale;
        move_to(target, true);
    }
    const ImVec2 north{rect.right() - ui.px(12) - ui.px(18), rect.y + ui.px(12) + ui.px(18)};
    ui.draw().AddCircleFilled(north, ui.px(18), t.panel, 40);
    ui.draw().AddCircle(north, ui.px(18), t.border, 40, ui.px(1));
    draw_icon(ui, Icon::north, {north.x, north.y - ui.px(3)}, t.text);
    ui.text_in({north.x - ui.px(16), north.y + ui.px(2), ui.px(32), ui.px(16)}, Face::small_bold, t.text,
               ui.say("ui.map.north"), Align::centre);
}

void MapCanvas::suggestions(Context& c, const MapFrame& frame) {
    const auto view = c.work.stage == app::Stage::blind_spots ? c.work.siting() : nullptr;
    if (!view)
        return;
    // The first lie on top.
    for (std::size_t i = view->places.size(); i-- > 0;)
        draw_suggestion(c.ui, frame.on_screen(view->places[i].point), static_cast<int>(i) + 1);
}

void MapCanvas::controls(Context& c, const Rect& rect) {
    begin_area(c.ui, "map", rect, 0, false);
    c.ui.draw().PushClipRect(rect.min(), rect.max());
    if (c.snapshot && m_scene) {
        obey(c);
        c.work.objects(); // asked for now, so that the first click already finds something
        const auto layers = shown_layers(c);
        const MapFrame frame{rect, m_view, *m_projection, layers};
        // ImGui gives the mouse to the first item that claims it, so buttons come first; they are drawn last.
        c.ui.draw().ChannelsSplit(2);
        c.ui.draw().ChannelsSetCurrent(1);
        m_tools.toolbar(c, rect);
        view_buttons(c, frame);
        c.ui.draw().ChannelsSetCurrent(0);
        suggestions(c, frame);
        handle_mouse(c, frame);
        m_tools.draw(c, frame);
        c.ui.draw().ChannelsSetCurrent(1);
        hover_card(c, rect);
        c.ui.draw().ChannelsMerge();
    }
    c.ui.draw().PopClipRect();
    end_area();
}

} // namespace wangge::ui

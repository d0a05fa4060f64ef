#include "ui/page_composer.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wangge::ui {
namespace {

constexpr double least_side = 4;                       // millimetres
constexpr float snap = 5, handle = 8, ruler_room = 18; // logical pixels

Rect on_screen(const paper::Rect& box, const Rect& page, const app::PageView& view) {
    const auto x = static_cast<float>(page.w / view.width.value), y = static_cast<float>(page.h / view.height.value);
    return {page.x + static_cast<float>(box.x) * x, page.y + static_cast<float>(box.y) * y,
            static_cast<float>(box.width) * x, static_cast<float>(box.height) * y};
}

// The nearest edge of another item within `reach` millimetres; else whole millimetres.
double snapped(double value, const std::vector<double>& edges, double reach) {
    double best = std::round(value), off = reach;
    for (const double edge : edges)
        if (std::abs(edge - value) < off) {
            off = std::abs(edge - value);
            best = edge;
        }
    return best;
}

} // namespace

const app::PageItem* PageComposer::chosen(const app::PageView& page) const {
    const auto at = std::find_if(page.items.begin(), page.items.end(),
                                 [&](const app::PageItem& item) { return item.name == m_chosen; });
    return at == page.items.end() ? nullptr : &*at;
}

void PageComposer::set(Context& c, const app::PageView& page, app::ArgumentValues values) {
    values["template"] = page.request.template_name;
    values["portrait"] = page.width < page.height;
    c.work.run("layout.set", values);
}

// The heading right above a table or legend, which goes where it goes; null = it has none.
const app::PageItem* PageComposer::heading_of(const app::PageView& page, const app::PageItem& item) {
    if (item.kind != paper::ItemKind::table && item.kind != paper::ItemKind::legend)
        return nullptr;
    const auto at = std::find_if(page.items.begin(), page.items.end(), [&](const app::PageItem& each) {
        const double gap = item.box.y - each.box.y - each.box.height;
        return each.kind == paper::ItemKind::text && each.name.ends_with("-text") && gap > -1 && gap < 4 &&
               std::abs(each.box.x - item.box.x) < 1.5;
    });
    return at == page.items.end() ? nullptr : &*at;
}

void PageComposer::show(Context& c, const app::PageView& page, const app::PageItem& item, bool shown) {
    std::vector<std::string> names{item.name};
    if (const app::PageItem* heading = heading_of(page, item))
        names.push_back(heading->name);
    set(c, page, {{shown ? "show" : "hide", std::move(names)}});
}

void PageComposer::move(Context& c, const app::PageView& page, const app::PageItem& item, paper::Rect box) {
    // The template's own paper may be another size.
    const double x = page.own_width / page.width, y = page.own_height / page.height;
    box.width = std::clamp(box.width, least_side, page.width.value);
    box.height = std::clamp(box.height, least_side, page.height.value);
    box.x = std::clamp(box.x, 0.0, page.width.value - box.width);
    box.y = std::clamp(box.y, 0.0, page.height.value - box.height);
    std::vector<std::string> moves;
    const auto add = [&](const app::PageItem& which, const paper::Rect& to) {
        moves.push_back(
            fmt::format("{}={:.3f},{:.3f},{:.3f},{:.3f}", which.name, to.x * x, to.y * y, to.width * x, to.height * y));
    };
    add(item, box);
    if (const app::PageItem* heading = heading_of(page, item)) {
        paper::Rect to = heading->box;
        to.x = std::clamp(to.x + box.x - item.box.x, 0.0, page.width.value - to.width);
        to.y = std::clamp(to.y + box.y - item.box.y, 0.0, page.height.value - to.height);
        add(*heading, to);
    }
    set(c, page, {{"move", std::move(moves)}});
}

void PageComposer::rulers(Ui& ui, const Rect& page, const app::PageView& view) const {
    const Theme& t = *ui.theme;
    const float pixel = static_cast<float>(page.w / view.width.value);
    const int step = pixel >= ui.px(1.2f) ? 10 : pixel >= ui.px(.6f) ? 20 : 50;
    const int numbered = step == 50 ? 100 : 50;
    for (const bool across : {true, false}) {
        const double length = across ? view.width.value : view.height.value;
        for (int mm = 0; mm <= length; mm += step) {
            const float at = static_cast<float>(mm) * pixel;
            const float tick = ui.px(mm % numbered == 0 ? 6 : 3);
            if (across)
                ui.fill({page.x + at, page.y - ui.px(2) - tick, 1, tick}, t.text3);
            else
                ui.fill({page.x - ui.px(2) - tick, page.y + at, tick, 1}, t.text3);
            // The upright ruler has no room for numbers of three digits: its long ticks are those of the other.
            if (across && mm % numbered == 0 && mm + 20 < length)
                ui.text({page.x + at + ui.px(3), page.y - ui.px(ruler_room)}, Face::small, t.text2, std::to_string(mm));
        }
    }
}

void PageComposer::drag(Context& c, const Rect& page, const PagePtr& page_view, bool held) {
    const app::PageView& view = *page_view;
    const app::PageItem* item = chosen(view);
    if (!m_grip || !item) {
        m_grip.reset();
        return;
    }
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool follows = held || std::exchange(m_held, held); // also where the button came up
    m_held = held;
    if (follows && std::hypot(mouse.x - m_grabbed.x, mouse.y - m_grabbed.y) > c.ui.px(3))
        m_moved = true;
    if (m_moved && follows) {
        const double pixel = page.w / view.width.value; // of a millimetre
        const double dx = (mouse.x - m_grabbed.x) / pixel, dy = (mouse.y - m_grabbed.y) / pixel;
        std::vector<double> across, down;
        for (const app::PageItem& other : view.items)
            if (other.name != item->name && !other.hidden) {
                across.insert(across.end(), {other.box.x, other.box.x + other.box.width});
                down.insert(down.end(), {other.box.y, other.box.y + other.box.height});
            }
        const double reach = c.ui.px(snap) / pixel;
        const Grip& g = *m_grip;
        // Of a span: what of it is held moves and snaps; both ends held, its nearer end snaps.
        const auto pull = [&](double from, double length, bool low, bool high, double by,
                              const std::vector<double>& edges, double most) -> std::pair<double, double> {
            double a = from, b = from + length;
            if (low && high) {
                const double to_a = snapped(a + by, edges, reach), to_b = snapped(b + by, edges, reach);
                const double shift = std::abs(to_b - b - by) < std::abs(to_a - a - by) &&
                                             std::find(edges.begin(), edges.end(), to_b) != edges.end()
                                         ? to_b - b
                                         : to_a - a;
                const double room = std::clamp(shift, -a, most - b);
                return {a + room, length};
            }
            if (low)
                a = std::clamp(snapped(a + by, edges, reach), 0.0, std::max(0.0, b - least_side));
            if (high)
                b = std::clamp(snapped(b + by, edges, reach), std::min(a + least_side, most), most);
            return {a, b - a};
        };
        std::tie(m_box.x, m_box.width) =
            pull(item->box.x, item->box.width, g.left, g.right, dx, across, view.width.value);
        std::tie(m_box.y, m_box.height) =
            pull(item->box.y, item->box.height, g.top, g.bottom, dy, down, view.height.value);
    }
    if (held || (m_moved && c.work.busy())) // an edit before this one is still being made
        return;
    if (std::exchange(m_moved, false)) {
        move(c, *page_view, *item, m_box);
        m_dropped_on = page_view;
    }
    m_grip.reset();
}

void PageComposer::handles(Context& c, const Rect& page, const app::PageView& view) {
    const app::PageItem* item = chosen(view);
    if (!item)
        return;
    Ui& ui = c.ui;
    const Rect at = on_screen(item->box, page, view);
    const float side = ui.px(handle);
    struct Place {
        const char* name;
        float x, y;
        Grip grip;
        ImGuiMouseCursor cursor;
    };
    constexpr Place places[] = {{"nw", 0, 0, {true, true, false, false}, ImGuiMouseCursor_ResizeNWSE},
                                {"n", .5f, 0, {false, true, false, false}, ImGuiMouseCursor_ResizeNS},
                                {"ne", 1, 0, {false, true, true, false}, ImGuiMouseCursor_ResizeNESW},
                                {"e", 1, .5f, {false, false, true, false}, ImGuiMouseCursor_ResizeEW},
                                {"se", 1, 1, {false, false, true, true}, ImGuiMouseCursor_ResizeNWSE},
                                {"s", .5f, 1, {false, false, false, true}, ImGuiMouseCursor_ResizeNS},
                                {"sw", 0, 1, {true, false, false, true}, ImGuiMouseCursor_ResizeNESW},
                                {"w", 0, .5f, {true, false, false, false}, ImGuiMouseCursor_ResizeEW}};
    for (const Place& place : places) {
        const Rect spot{std::round(at.x + at.w * place.x - side / 2), std::round(at.y + at.h * place.y - side / 2),
                        side, side};
        const Hit h = hit(ui, std::string("page.handle.") + place.name, spot, item->title);
        if (h.hovered)
            ImGui::SetMouseCursor(place.cursor);
        if (h.held && !m_grip) {
            m_grip = place.grip;
            m_grabbed = ImGui::GetIO().MousePos;
            m_box = item->box;
        }
    }
}

void PageComposer::on_page(Context& c, const Rect& rect, const Rect& page, const PagePtr& page_view) {
    const app::PageView& view = *page_view;
    Ui& ui = c.ui;
    if (page.w <= 0)
        return;
    begin_area(ui, "page.items", rect, 0, false);
    rulers(ui, page, view);
    // What is chosen goes first, then the smaller ones, which may lie on greater ones. Frames hold all the others, so
    // they are chosen in the list.
    handles(c, page, view);
    std::vector<const app::PageItem*> order;
    for (const app::PageItem& item : view.items)
        if (!item.hidden && item.kind != paper::ItemKind::frame)
            order.push_back(&item);
    const auto area = [](const app::PageItem* item) { return item->box.width * item->box.height; };
    std::stable_sort(order.begin(), order.end(), [&](const auto* a, const auto* b) {
        return std::pair(a->name != m_chosen, area(a)) < std::pair(b->name != m_chosen, area(b));
    });
    for (const app::PageItem* item : order) {
        const Rect at = on_screen(item->box, page, view);
        const Hit h = hit(ui, "page.item." + item->name, at, item->title, item->name == m_chosen ? "chosen" : "");
        if (h.hovered && !m_grip)
            ui.frame(at, item->name == m_chosen ? ui.theme->accent : faded(ui.theme->accent, .6f), 0, 1);
        if (h.held && !m_grip) {
            m_chosen = item->name;
            m_grip = Grip{true, true, true, true};
            m_grabbed = ImGui::GetIO().MousePos;
            m_box = item->box;
        }
    }
    const Hit ground = hit(ui, "page.ground", rect, ui.say("ui.page.layout"));
    if (ground.clicked)
        m_chosen.clear();
    if (const app::PageItem* item = chosen(view)) {
        const Rect at = on_screen(item->box, page, view);
        ui.frame(at, ui.theme->accent, 0, 2);
        const float side = ui.px(handle);
        for (const float x : {0.f, .5f, 1.f})
            for (const float y : {0.f, .5f, 1.f}) {
                if (x == .5f && y == .5f)
                    continue;
                const Rect spot{std::round(at.x + at.w * x - side / 2), std::round(at.y + at.h * y - side / 2), side,
                                side};
                ui.fill(spot, ui.theme->panel);
                ui.frame(spot, ui.theme->accent, 0, 1.5f);
            }
        if (!item->hidden && !ImGui::GetIO().WantTextInput && !c.work.busy() &&
            ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Delete)))
            show(c, view, *item, false);
    }
    drag(c, page, page_view, ImGui::IsMouseDown(0));
    // Where it is going to be, until the page is drawn anew.
    if (m_moved || m_dropped_on == page_view) {
        const Rect at = on_screen(m_box, page, view);
        ui.fill(at, faded(ui.theme->accent, .12f));
        ui.frame(at, ui.theme->accent, 0, 2);
    }
    end_area();
}

} // namespace wangge::ui

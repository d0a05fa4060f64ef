#include "ui/page_composer.h"

#include "app/view/numbers.h"
#include "base/text.h"
#include "ui/panels/panels.h"
#include "ui/shell/layer_rows.h"

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

std::string text_of(double millimetres) {
    return fmt::format("{:.1f}", millimetres);
}

std::string ticks_key(paper::Ticks ticks) {
    return ticks.plane && ticks.degrees ? "both" : ticks.plane ? "plane" : ticks.degrees ? "degrees" : "none";
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

void PageComposer::row(Context& c, const Rect& r, const app::PageItem& item, const app::PageView& page) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const Rect eye{r.x + ui.px(16), r.y, ui.px(26), r.h};
    const Hit toggled = hit(ui, "page.eye." + item.name, eye, item.title, item.hidden ? "off" : "on", !c.work.busy());
    const Hit h = hit(ui, "page.row." + item.name, r, item.title, m_chosen == item.name ? "chosen" : "");
    if (m_chosen == item.name)
        ui.fill(r, t.accent_soft);
    else if (h.hovered || toggled.hovered)
        ui.fill(r, t.panel2);
    draw_icon(ui, item.hidden ? Icon::eye_closed : Icon::eye, {r.x + ui.px(29), r.centre().y},
              item.hidden ? t.text3 : t.text2);
    tooltip(ui, toggled, ui.say(item.hidden ? "ui.page.show_item" : "ui.page.hide_item"));
    const Rect tag{r.x + ui.px(47), std::round(r.centre().y - ui.px(8)), ui.px(17), ui.px(16)};
    ui.frame(tag, item.hidden ? t.border : t.text3, 3);
    ui.text_in(tag, Face::small, item.hidden ? t.text3 : t.text2,
               ui.say("ui.page.tag." + std::to_string(static_cast<int>(item.kind))), Align::centre);
    const std::string note = item.kind == paper::ItemKind::map && page.denominator > 0
                                 ? "1:" + app::count_text(std::llround(page.denominator))
                                 : fmt::format("{:.0f} × {:.0f}", item.box.width, item.box.height);
    const float note_width = ui.width_of(Face::small, note);
    const MayCut titles(ui);
    ui.text_in({r.x + ui.px(72), r.y, r.w - ui.px(92) - note_width, r.h}, Face::body, item.hidden ? t.text3 : t.text,
               item.title);
    ui.text_in({r.right() - ui.px(14) - note_width, r.y, note_width + 1, r.h}, Face::small,
               item.hidden ? t.text3 : t.text2, note);
    if (toggled.clicked)
        show(c, page, item, item.hidden);
    else if (h.clicked)
        m_chosen = m_chosen == item.name ? "" : item.name;
}

void PageComposer::list(Context& c, const Rect& rect, const app::PageView& page,
                        std::optional<std::set<std::string, std::less<>>>& layers) {
    Ui& ui = c.ui;
    const Rect head{rect.x, rect.y, rect.w, ui.px(40)};
    begin_area(ui, "layers.head", head, ui.theme->panel, false);
    ui.text_in({head.x + ui.px(12), head.y, head.w, head.h}, Face::body_bold, ui.theme->text, ui.say("ui.page.layout"));
    const std::string reset = ui.say("ui.page.reset");
    const float wide = button_width(ui, reset);
    if (page.changed && button(ui, "page.reset", {head.right() - ui.px(10) - wide, head.y + ui.px(6), wide, ui.px(28)},
                               reset, ButtonLook::plain, !c.work.busy()))
        set(c, page, {{"reset", true}});
    ui.fill({rect.right() - ui.px(1), head.y, ui.px(1), head.h}, ui.theme->border);
    end_area();
    const Rect body{rect.x, head.bottom(), rect.w - ui.px(1), rect.h - head.h};
    begin_area(ui, "layers", body, ui.theme->panel, true);
    LayerRows rows(c, body);
    const std::string count = ui.say("ui.page.items", {{"count", std::to_string(page.items.size())}});
    if (rows.group("page_items", ui.say("paper.template." + page.request.template_name),
                   page.request.paper + " · " + count))
        for (const app::PageItem& item : page.items)
            row(c, rows.next(size::layer_row), item, page);
    if (rows.group("page_layers", ui.say("ui.page.layers"),
                   layers ? ui.say("ui.page.layers_own") : ui.say("ui.page.layers_template"))) {
        for (const app::PageLayer& layer : page.layers) {
            const Rect r = rows.next(size::layer_row);
            const Hit h = hit(ui, "page.layer." + layer.name, r, layer.title, layer.shown ? "on" : "off");
            if (h.hovered)
                ui.fill(r, ui.theme->panel2);
            draw_icon(ui, layer.shown ? Icon::eye : Icon::eye_closed, {r.x + ui.px(29), r.centre().y},
                      layer.shown ? ui.theme->text2 : ui.theme->text3);
            ui.text_in({r.x + ui.px(48), r.y, r.w - ui.px(60), r.h}, Face::body,
                       layer.shown ? ui.theme->text : ui.theme->text3, layer.title);
            if (!h.clicked)
                continue;
            layers.emplace();
            for (const app::PageLayer& each : page.layers)
                if (each.shown != (each.name == layer.name))
                    layers->insert(each.name);
        }
    }
    rows.finish();
    end_area();
    begin_area(ui, "layers.edge", {rect.right() - ui.px(1), head.bottom(), ui.px(1), body.h}, ui.theme->border, false);
    end_area();
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

void PageComposer::drag(Context& c, const Rect& page, const app::PageView& view, bool held) {
    const app::PageItem* item = chosen(view);
    if (!m_grip || !item) {
        m_grip.reset();
        return;
    }
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (std::hypot(mouse.x - m_grabbed.x, mouse.y - m_grabbed.y) > c.ui.px(3))
        m_moved = true;
    if (m_moved) {
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
                a = std::clamp(snapped(a + by, edges, reach), 0.0, b - least_side);
            if (high)
                b = std::clamp(snapped(b + by, edges, reach), a + least_side, most);
            return {a, b - a};
        };
        std::tie(m_box.x, m_box.width) =
            pull(item->box.x, item->box.width, g.left, g.right, dx, across, view.width.value);
        std::tie(m_box.y, m_box.height) =
            pull(item->box.y, item->box.height, g.top, g.bottom, dy, down, view.height.value);
        const Rect at = on_screen(m_box, page, view);
        c.ui.fill(at, faded(c.ui.theme->accent, .12f));
        c.ui.frame(at, c.ui.theme->accent, 0, 2);
    }
    if (held)
        return;
    if (std::exchange(m_moved, false) && !c.work.busy())
        move(c, view, *item, m_box);
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

void PageComposer::on_page(Context& c, const Rect& rect, const Rect& page, const app::PageView& view) {
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
    drag(c, page, view, ImGui::IsMouseDown(0));
    end_area();
}

void PageComposer::fields(Context& c, Flow& flow, const app::PageView& page) {
    const app::PageItem* item = chosen(page);
    if (!item)
        return;
    Ui& ui = c.ui;
    flow.heading(ui.say("ui.page.chosen", {{"item", item->title}}), ui.say("ui.page.millimetres"));
    const double now[] = {item->box.x, item->box.y, item->box.width, item->box.height};
    const std::string of = fmt::format("{} {:.3f} {:.3f} {:.3f} {:.3f}", item->name, now[0], now[1], now[2], now[3]);
    if (of != m_typed_of) {
        m_typed_of = of;
        for (std::size_t i = 0; i < 4; ++i)
            m_typed[i] = text_of(now[i]);
    }
    constexpr std::array<const char*, 4> names = {"left", "top", "width", "height"};
    const Rect captions = flow.row(18), row = flow.row(size::button);
    const float gap = ui.px(8), w = (row.w - 3 * gap) / 4;
    bool submitted = false;
    for (std::size_t i = 0; i < 4; ++i) {
        const float x = row.x + (w + gap) * static_cast<float>(i);
        const std::string caption = ui.say(std::string("ui.page.box.") + names[i]);
        ui.text_in({x, captions.y, w, captions.h}, Face::small, ui.theme->text2, caption);
        bool entered = false;
        input(ui, std::string("page.box.") + names[i], {x, row.y, w, row.h}, caption, m_typed[i], &entered);
        submitted |= entered;
    }
    if (submitted) {
        std::array<double, 4> box{};
        bool good = true;
        for (std::size_t i = 0; i < 4; ++i)
            good &= base::parse_number(base::trimmed(m_typed[i]), box[i]) && std::isfinite(box[i]);
        if (good && !c.work.busy())
            move(c, page, *item, {box[0], box[1], box[2], box[3]});
        m_typed_of.clear(); // what could not be is shown as it is
    }
    if (item->kind == paper::ItemKind::map) {
        flow.gap(8);
        constexpr std::array<const char*, 4> ticks = {"none", "plane", "degrees", "both"};
        std::vector<std::string> words;
        int shown = 0;
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            words.push_back(ui.say(std::string("ui.page.ticks.") + ticks[i]));
            if (ticks_key(item->ticks) == ticks[i])
                shown = static_cast<int>(i);
        }
        const int wanted = segments(ui, "page.ticks", flow.row(size::button), words, shown);
        if (wanted != shown && !c.work.busy())
            set(c, page, {{"ticks", std::string(ticks[static_cast<std::size_t>(wanted)])}});
    }
    flow.gap(6);
    flow.note(ui.say("ui.page.chosen_note"));
    action_error(c, flow, "layout.set");
    flow.rule();
}

} // namespace wangge::ui

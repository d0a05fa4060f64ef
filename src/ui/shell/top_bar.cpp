#include "ui/shell/top_bar.h"

#include "base/date.h"
#include "ui/shortcuts.h"

#include <cmath>

namespace wangge::ui {
namespace {

void project_name(Context& c, const Rect& r) {
    Ui& ui = c.ui;
    const float side = ui.px(24);
    draw_logo(ui, {r.x + ui.px(13), r.y + (r.h - side) / 2, side, side});
    const float x = r.x + ui.px(48), width = r.right() - x;
    if (!c.snapshot) {
        ui.text_in({x, r.y, width, r.h}, Face::large_bold, ui.theme->text, ui.say("ui.name"));
        return;
    }
    ui.text({x, r.y + ui.px(4)}, Face::body_bold, ui.theme->text, c.snapshot->name, width);
    const bool writing = c.work.busy();
    ui.draw().AddCircleFilled({x + ui.px(5), r.y + ui.px(33)}, ui.px(4.5f),
                              writing ? ui.theme->warning : ui.theme->success, 16);
    std::string state = ui.say(writing ? "ui.saved.working" : "ui.saved.new");
    if (!writing && !c.work.steps().empty()) {
        const std::string& when = c.work.steps().back().when; // 2026-11-22T09:41:07
        const bool today = when.size() >= 16 && when.starts_with(base::to_text(base::today()));
        const std::string shown = today ? when.substr(11, 5) : when.substr(0, 10);
        state = ui.say("ui.saved.at", {{"when", shown}});
    }
    ui.text({x + ui.px(14), r.y + ui.px(25)}, Face::small, ui.theme->text2, state, width - ui.px(14));
}

float stages(Context& c, float x, const Rect& r) {
    Ui& ui = c.ui;
    for (int i = 0; i < app::stage_count; ++i) {
        const auto stage = static_cast<app::Stage>(i);
        const std::string key(app::key_of(stage)), title = ui.say("ui.stage." + key), number = std::to_string(i + 1);
        const bool chosen = c.work.stage == stage;
        const bool narrow = r.w < ui.px(1360);
        const Face face = chosen ? (narrow ? Face::body_bold : Face::large_bold) : narrow ? Face::body : Face::large;
        const float number_width = ui.width_of(Face::small, number), title_width = ui.width_of(face, title);
        const float pad = ui.px(narrow ? 8 : 12);
        const Rect tab{x, r.y + ui.px(8), number_width + title_width + ui.px(6) + 2 * pad, r.h - ui.px(16)};
        const Hit h = hit(ui, "stage." + key, tab, title, chosen ? "on" : "");
        if (chosen)
            ui.fill(tab, ui.theme->accent, size::radius);
        else if (h.hovered)
            ui.fill(tab, ui.theme->panel2, size::radius);
        const ImU32 ink = chosen ? ui.theme->on_accent : ui.theme->text2;
        ui.text_in({tab.x + pad, tab.y + ui.px(1), number_width + 1, tab.h}, Face::small,
                   chosen ? faded(ink, .85f) : ui.theme->text3, number);
        ui.text_in({tab.x + pad + ui.px(6) + number_width, tab.y, title_width + 2, tab.h}, face, ink, title);
        if (h.clicked)
            c.work.stage = stage;
        x = tab.right() + ui.px(2);
    }
    return x;
}

// From right to left; returns where the free space ends.
float tools(Context& c, const Rect& r) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const float side = ui.px(28), y = r.y + (r.h - side) / 2;
    float x = r.right() - ui.px(10) - side;
    if (icon_button(ui, "top.theme", {x, y, side, side}, t.dark ? Icon::sun : Icon::moon,
                    with_key(ui, t.dark ? "ui.theme.to_light" : "ui.theme.to_dark", "top.theme")))
        c.work.settings.dark = !c.work.settings.dark;
    x -= ui.px(30);
    const auto size = static_cast<int>(c.work.settings.text_size);
    const std::string key(app::key_of(c.work.settings.text_size));
    if (icon_button(ui, "top.text_size", {x, y, side, side}, Icon::text_size,
                    ui.say("ui.text_size", {{"size", "@ui.text_size." + key}})))
        c.work.settings.text_size = static_cast<app::TextSize>((size + 1) % app::text_size_count);
    const std::string words[] = {"中", "EN"};
    x -= ui.px(72);
    const int language = c.work.settings.language == "en" ? 1 : 0;
    const int chosen =
        segments(ui, "top.language", {x, r.y + (r.h - ui.px(26)) / 2, ui.px(66), ui.px(26)}, words, language);
    if (chosen != language)
        c.work.set_language(chosen == 1 ? "en" : "zh");
    if (!c.snapshot)
        return x;
    x -= ui.px(9);
    ui.fill({x, r.y + ui.px(14), std::max(1.f, ui.scale), r.h - ui.px(28)}, t.border);
    const auto tool = [&](const char* id, Icon icon, const std::string& label, bool enabled) {
        x -= ui.px(30);
        return icon_button(ui, id, {x, y, side, side}, icon, label, enabled);
    };
    x -= ui.px(2);
    if (tool("top.history", Icon::history, with_key(ui, "ui.history.title", "top.history"), true))
        c.state.history_open = !c.state.history_open;
    if (tool("top.redo", Icon::redo, ui.say("ui.redo", {{"label", step_text(c, c.work.redo_label())}}),
             c.work.can_redo()))
        c.work.run("edit.redo");
    if (tool("top.undo", Icon::undo, ui.say("ui.undo", {{"label", step_text(c, c.work.undo_label())}}),
             c.work.can_undo()))
        c.work.run("edit.undo");
    return x - ui.px(8);
}

void search_box(Context& c, const Rect& box) {
    Ui& ui = c.ui;
    const Hit h = hit(ui, "top.search", box, ui.say("ui.search.hint"));
    ui.fill(box, h.hovered ? ui.theme->track : ui.theme->panel2, size::radius);
    ui.frame(box, ui.theme->border, size::radius);
    draw_icon(ui, Icon::search, {box.x + ui.px(15), box.centre().y}, ui.theme->text2);
    const float key = ui.width_of(Face::small, "Ctrl K") + ui.px(10);
    const Rect plate{box.right() - key - ui.px(5), box.y + ui.px(5), key, box.h - ui.px(10)};
    ui.frame(plate, ui.theme->border, size::tag_radius);
    ui.text_in(plate, Face::small, ui.theme->text2, "Ctrl K", Align::centre);
    const float room = plate.x - box.x - ui.px(30);
    for (const char* id : {"ui.search.hint", "ui.search.short"})
        if (const std::string words = ui.say(id); room >= ui.width_of(Face::body, words)) {
            ui.text_in({box.x + ui.px(27), box.y, room + 2, box.h}, Face::body, ui.theme->text2, words);
            break;
        }
    if (h.clicked)
        c.state.palette_open = true;
}

} // namespace

std::string step_text(const Context& c, const std::string& label) {
    // "ledger.move 2026-0001": the Action, then what it was done to.
    const std::size_t space = label.find(' ');
    const std::string action = label.substr(0, space), rest = space == std::string::npos ? "" : label.substr(space);
    for (const std::string& id : {action, action + ".title"})
        if (c.work.catalog().has(id))
            return c.ui.say(id) + rest;
    return label;
}

void top_bar(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    begin_area(ui, "top", rect, ui.theme->panel, false);
    const float name = ui.px(rect.w < ui.px(1360) ? 190 : 268);
    project_name(c, {rect.x, rect.y, name - ui.px(10), rect.h});
    const float begin = c.snapshot ? stages(c, rect.x + name + ui.px(8), rect) + ui.px(12) : rect.x + name;
    const float end = tools(c, rect);
    if (c.snapshot) {
        const float width = std::min(ui.px(230), end - begin);
        if (width > ui.px(76))
            search_box(c, {end - width, rect.y + (rect.h - ui.px(28)) / 2, width, ui.px(28)});
    }
    ui.horizontal(rect.x, rect.bottom() - ui.px(1), rect.w, ui.theme->border);
    end_area();
}

} // namespace wangge::ui

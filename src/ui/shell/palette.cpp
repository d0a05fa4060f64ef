#include "ui/shell/palette.h"

#include "app/action.h"
#include "app/view/object_view.h"
#include "base/text.h"
#include "ui/shortcuts.h"
#include "ui/tools/go_to.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

constexpr std::size_t most_objects = 30;

Icon icon_of(app::PickedKind kind) {
    switch (kind) {
    case app::PickedKind::person:
    case app::PickedKind::site:
        return Icon::target;
    case app::PickedKind::cell:
        return Icon::area;
    default:
        return Icon::bookmark;
    }
}

// An Action that undoes, redoes or lists history has a home of its own in the window; one that makes a document is for
// the first screen.
bool has_row(const app::Action& action) {
    return action.access != app::Access::none && !action.name.starts_with("edit.") && !action.name.starts_with("view.");
}

} // namespace

void Palette::find_objects(Context& c) {
    for (const app::PlaceOffer& offer : app::place_offers(*c.snapshot, m_words, c.work.catalog()))
        m_rows.push_back({offer.title, c.ui.say("ui.palette.go_to", {{"where", offer.note}}), "", Icon::crosshair,
                          [offer](Context& context) { go_to(context, offer); }});
    const auto names = c.work.names();
    if (!names)
        return;
    for (const app::Picked& picked : names->find(m_words, most_objects)) {
        const app::ObjectName name = app::name_of(*c.snapshot, picked, c.work.catalog());
        m_rows.push_back({name.title,
                          name.code == name.title || name.code.empty() ? name.note : name.note + " · " + name.code, "",
                          icon_of(picked.kind), [picked](Context& context) {
                              context.work.selection.pick(picked);
                              context.work.selection.fly_to(app::place_of(*context.snapshot, picked, nullptr));
                          }});
    }
}

void Palette::find_commands(Context& c) {
    Ui& ui = c.ui;
    const std::string words = base::lower_ascii(base::trimmed(m_words));
    const auto fits = [&](const std::string& title) {
        return words.empty() || base::lower_ascii(title).find(words) != std::string::npos;
    };
    const auto key_of = [](Command command) {
        for (const Shortcut& shortcut : shortcuts())
            if (shortcut.command == command)
                return key_text(shortcut.chord);
        return std::string();
    };
    for (int i = 0; i < app::stage_count; ++i) {
        const auto stage = static_cast<app::Stage>(i);
        const std::string title = ui.say("ui.stage." + std::string(app::key_of(stage)));
        if (fits(title))
            m_rows.push_back({title, ui.say("ui.palette.stage"),
                              key_of(static_cast<Command>(static_cast<int>(Command::stage_1) + i)), Icon::arrow_right,
                              [stage](Context& context) { context.work.stage = stage; }});
    }
    for (const app::NamedView& view : c.work.named_views())
        if (fits(view.name))
            m_rows.push_back({view.name, ui.say("ui.palette.view"), "", Icon::bookmark, [view](Context& context) {
                                  const double half = view.per_pixel.value * 400;
                                  context.work.selection.fly_to(
                                      geo::Box{view.centre.x, view.centre.y, view.centre.x, view.centre.y}.grown(half));
                              }});
    if (const std::string title = ui.say("ui.shortcuts.title"); fits(title))
        m_rows.push_back({title, ui.say("ui.palette.help"), key_of(Command::shortcuts), Icon::keyboard,
                          [](Context& context) { context.state.shortcuts_open = true; }});
    if (const std::string title = ui.say("ui.tool.go_to"); fits(title))
        m_rows.push_back({title, ui.say("ui.palette.action"), key_of(Command::go_to), Icon::crosshair,
                          [](Context& context) { context.state.go_to_open = true; }});
    for (const app::Action& action : app::all_actions()) {
        const std::string title = ui.say(action.name + ".title");
        if (has_row(action) && (fits(title) || fits(action.verb)))
            m_rows.push_back({title, ui.say("ui.palette.action") + (action.verb.empty() ? "" : " · " + action.verb), "",
                              Icon::play,
                              [name = action.name](Context& context) { context.state.form_action = name; }});
    }
}

void Palette::collect(Context& c) {
    const auto names = c.work.names();
    if (m_words == m_collected_words && m_collected_names == names &&
        m_collected_language == c.work.settings.language && !m_rows.empty())
        return;
    m_collected_words = m_words;
    m_collected_names = names;
    m_collected_language = c.work.settings.language;
    m_rows.clear();
    find_objects(c);
    find_commands(c);
}

void Palette::show(Context& c, const Rect& window) {
    if (!c.state.palette_open || !c.snapshot) {
        m_fresh = true;
        return;
    }
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    collect(c);
    const int count = static_cast<int>(m_rows.size());
    m_chosen = std::clamp(m_chosen, 0, std::max(0, count - 1));
    const float w = std::min(ui.px(600), window.w - ui.px(80)), line = ui.px(42);
    const float room = std::min(window.h - ui.px(220), ui.px(42 * 9));
    const float list = std::min(room, line * static_cast<float>(std::max(count, 1)));
    const Rect box{window.x + (window.w - w) / 2, window.y + ui.px(64), w, ui.px(58) + list + ui.px(8)};
    begin_dialog(ui, "palette", window, box);
    bool submitted = false;
    if (input(ui, "palette.words", {box.x + ui.px(12), box.y + ui.px(12), w - ui.px(24), ui.px(34)},
              ui.say("ui.palette.hint"), m_words, &submitted, m_fresh))
        m_chosen = 0;
    collect(c);
    m_fresh = false;
    const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key)); };
    const int before = m_chosen, page = std::max(1, static_cast<int>(list / line));
    m_chosen += pressed(ImGuiKey_DownArrow) - pressed(ImGuiKey_UpArrow) +
                page * (pressed(ImGuiKey_PageDown) - pressed(ImGuiKey_PageUp));
    m_chosen = std::clamp(m_chosen, 0, std::max(0, static_cast<int>(m_rows.size()) - 1));
    int run = submitted && !m_rows.empty() ? m_chosen : -1;
    ImGui::SetCursorScreenPos({box.x, box.y + ui.px(56)});
    ImGui::BeginChild("rows", {w, list}, false, ImGuiWindowFlags_NoNav);
    if (m_chosen != before) {
        const float top = line * static_cast<float>(m_chosen);
        if (top < ImGui::GetScrollY())
            ImGui::SetScrollY(top);
        else if (top + line > ImGui::GetScrollY() + list)
            ImGui::SetScrollY(top + line - list);
    }
    const MayCut data(ui);
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const Rect r{box.x + ui.px(8), origin.y + line * static_cast<float>(i), w - ui.px(20), line};
        if (r.bottom() < box.y || r.y > box.bottom())
            continue;
        const Hit h = hit(ui, "palette.row." + std::to_string(i), r, row.title, row.note);
        const bool chosen = static_cast<int>(i) == m_chosen;
        if (chosen || h.hovered)
            ui.fill(r, chosen ? t.accent_soft : t.panel2, size::radius);
        draw_icon(ui, row.icon, {r.x + ui.px(17), r.centre().y}, chosen ? t.accent : t.text2);
        float end = r.right() - ui.px(10);
        if (!row.key.empty()) {
            const float key = ui.width_of(Face::small, row.key) + ui.px(12);
            end -= key;
            ui.frame({end, r.y + ui.px(10), key, ui.px(22)}, t.border, size::tag_radius);
            ui.text_in({end, r.y + ui.px(10), key, ui.px(22)}, Face::small, t.text2, row.key, Align::centre);
        }
        const float x = r.x + ui.px(36);
        ui.text_in({x, r.y + ui.px(2), end - x - ui.px(6), ui.px(21)}, Face::body, t.text, row.title);
        ui.text_in({x, r.y + ui.px(21), end - x - ui.px(6), ui.px(18)}, Face::small, t.text2, row.note);
        if (h.clicked)
            run = static_cast<int>(i);
    }
    ImGui::SetCursorScreenPos({origin.x, origin.y + line * static_cast<float>(m_rows.size())});
    ImGui::Dummy({1, 1});
    ImGui::EndChild();
    if (m_rows.empty())
        ui.text_in({box.x, box.y + ui.px(56), w, line}, Face::body, t.text2, ui.say("ui.palette.nothing"),
                   Align::centre);
    const bool outside = ImGui::IsMouseClicked(0) && !box.holds(ImGui::GetIO().MousePos);
    end_dialog(ui);
    if (run >= 0 || outside) {
        c.state.palette_open = false;
        ui.focus.id.clear();
        m_words.clear();
    }
    if (run >= 0)
        std::exchange(m_rows, {})[static_cast<std::size_t>(run)].act(c);
}

void history_list(Context& c, const Rect& window) {
    if (!c.state.history_open || !c.snapshot)
        return;
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const std::vector<app::Step>& steps = c.work.steps();
    const float w = ui.px(340), line = ui.px(42), head = ui.px(40);
    const float rows = line * static_cast<float>(steps.size() + 1);
    const Rect box{window.right() - w - ui.px(16), window.y + ui.px(52), w,
                   head + std::min(rows, std::max(line * 3, window.h - ui.px(170)))};
    ImGui::SetNextWindowFocus();
    begin_overlay(ui, "history", box, t.panel);
    ui.text_in({box.x + ui.px(14), box.y, w - ui.px(50), head}, Face::body_bold, t.text, ui.say("ui.history.title"));
    if (icon_button(ui, "history.close", {box.right() - ui.px(36), box.y + ui.px(6), ui.px(28), ui.px(28)}, Icon::close,
                    ui.say("ui.close")))
        c.state.history_open = false;
    ImGui::SetCursorScreenPos({box.x, box.y + head});
    ImGui::BeginChild("steps", {w, box.h - head - ui.px(2)}, false, ImGuiWindowFlags_NoNav);
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    // The present state is after the last step that is not undone.
    std::int64_t present = 0;
    for (const app::Step& step : steps)
        if (!step.undone)
            present = step.number;
    const MayCut labels(ui);
    for (std::size_t i = 0; i <= steps.size(); ++i) {
        const app::Step* step = i < steps.size() ? &steps[steps.size() - 1 - i] : nullptr;
        const std::int64_t number = step ? step->number : 0;
        const Rect r{box.x, origin.y + line * static_cast<float>(i), w, line};
        const bool here = number == present;
        const std::string label = step ? step_text(c, step->label) : ui.say("ui.history.beginning");
        const Hit h = hit(ui, "history.step." + std::to_string(i), r, label,
                          step && step->undone ? "undone"
                          : here               ? "here"
                                               : "done",
                          !c.work.busy());
        if (here || h.hovered)
            ui.fill(r, here ? t.selected_row : t.panel2);
        ui.horizontal(r.x, r.y, r.w, t.track);
        const ImVec2 dot{r.x + ui.px(18), r.centre().y};
        if (step && step->undone)
            ui.draw().AddCircle(dot, ui.px(4), t.text3, 16, ui.px(1.4f));
        else
            ui.draw().AddCircleFilled(dot, ui.px(4), here ? t.accent : t.text3, 16);
        std::string when = step ? step->when.substr(0, 16) : "";
        if (when.size() > 10)
            when[10] = ' ';
        if (step && step->undone)
            when += "  " + ui.say("ui.history.undone");
        else if (here)
            when += (when.empty() ? "" : "  ") + ui.say("ui.history.here");
        ui.text_in({r.x + ui.px(32), r.y + ui.px(2), r.w - ui.px(46), ui.px(21)}, Face::body,
                   step && step->undone ? t.text2 : t.text, label);
        ui.text_in({r.x + ui.px(32), r.y + ui.px(21), r.w - ui.px(46), ui.px(18)}, Face::small, t.text2, when);
        if (h.clicked && !here)
            c.work.jump_to(number);
    }
    ImGui::SetCursorScreenPos({origin.x, origin.y + rows});
    ImGui::Dummy({1, 1});
    ImGui::EndChild();
    ui.frame(box, t.border);
    const bool outside = ImGui::IsMouseClicked(0) && !box.holds(ImGui::GetIO().MousePos) &&
                         ImGui::GetIO().MousePos.y > window.y + ui.px(size::top_bar);
    end_area();
    if (outside)
        c.state.history_open = false;
}

} // namespace wangge::ui

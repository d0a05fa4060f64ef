#include "ui/shell/overlays.h"

#include "app/action.h"
#include "ui/panels/panels.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace wangge::ui {
namespace fs = std::filesystem;

namespace {

// Where a new demo county goes: beside nothing that exists already.
fs::path new_demo_file(const std::string& name) {
    const char* home = std::getenv("HOME");
    const fs::path folder = home ? fs::path(home) : fs::temp_directory_path();
    std::error_code failed;
    for (int i = 1;; ++i) {
        const fs::path file = folder / (name + (i == 1 ? "" : " " + std::to_string(i)) + ".wangge");
        if (!fs::exists(file, failed))
            return file;
    }
}

} // namespace

void Welcome::show(Context& c, const Rect& window) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    if (m_recent_seen != c.work.settings.recent.size()) {
        m_recent_seen = c.work.settings.recent.size();
        m_recent.clear();
        std::error_code failed;
        for (const std::string& path : c.work.settings.recent)
            if (fs::exists(path, failed) && m_recent.size() < 5)
                m_recent.emplace_back(path, fs::path(path).stem().string());
    }
    begin_area(ui, "welcome", window, t.surface, false);
    const float w = std::min(ui.px(620), window.w - ui.px(60));
    const float h = ui.px(404) + (m_recent.empty() ? 0 : ui.px(44 + 40 * static_cast<float>(m_recent.size())));
    const Rect box{std::round(window.x + (window.w - w) / 2),
                   std::round(window.y + std::max(ui.px(20), (window.h - h) * .42f)), w, h};
    ui.fill(box, t.panel, size::dialog_radius);
    ui.frame(box, t.border, size::dialog_radius);
    const float pad = ui.px(34);
    draw_logo(ui, {box.x + pad, box.y + ui.px(34), ui.px(52), ui.px(52)});
    ui.text({box.x + pad + ui.px(68), box.y + ui.px(34)}, Face::large_bold, t.text, ui.say("ui.welcome.title"));
    ui.text({box.x + pad + ui.px(68), box.y + ui.px(62)}, Face::body, t.text2, ui.say("ui.welcome.line"),
            w - pad * 2 - ui.px(68));
    Flow flow(ui, {box.x + pad - ui.px(size::pad_x), box.y + ui.px(104), w - 2 * pad + ui.px(2 * size::pad_x), 0});
    const bool idle = !c.work.busy();
    const auto offer = [&](const char* id, const std::string& title, const std::string& note, Icon icon, bool primary) {
        const Rect r = flow.row(62);
        flow.gap(10);
        const Hit hit_row = hit(ui, id, r, title, "", idle);
        ui.fill(r,
                primary           ? (hit_row.hovered ? mixed(t.accent, t.text, .12f) : t.accent)
                : hit_row.hovered ? t.track
                                  : t.panel2,
                size::card_radius);
        const ImU32 ink = primary ? t.on_accent : t.text;
        draw_icon(ui, icon, {r.x + ui.px(26), r.centre().y}, primary ? t.on_accent : t.accent);
        ui.text_in({r.x + ui.px(52), r.y + ui.px(8), r.w - ui.px(64), ui.px(24)}, Face::body_bold, ink, title);
        ui.text_in({r.x + ui.px(52), r.y + ui.px(31), r.w - ui.px(64), ui.px(20)}, Face::small,
                   primary ? faded(ink, .88f) : t.text2, note);
        return hit_row.clicked;
    };
    if (offer("welcome.demo", ui.say("ui.welcome.demo"), ui.say("ui.welcome.demo.note"), Icon::play, true))
        c.work.create("demo.create", new_demo_file(ui.say("ui.welcome.demo_file")), {});
    if (offer("welcome.import", ui.say("ui.welcome.import"), ui.say("ui.welcome.import.note"), Icon::file, false))
        m_files.open(ui.say("ui.data.choose_file"), {}, importable_endings());
    if (offer("welcome.open", ui.say("ui.welcome.open"), ui.say("ui.welcome.open.note"), Icon::folder, false))
        m_browser.open(ui.say("ui.welcome.open"),
                       m_recent.empty() ? fs::path() : fs::path(m_recent.front().first).parent_path(), {".wangge"});
    action_error(c, flow, c.work.failed_action());
    if (!m_recent.empty()) {
        flow.gap(4);
        flow.heading(ui.say("ui.welcome.recent"));
        for (std::size_t i = 0; i < m_recent.size(); ++i) {
            const Rect r = flow.row(40);
            const Hit hit_row = hit(ui, "welcome.recent." + std::to_string(i), r, m_recent[i].second, "", idle);
            if (hit_row.hovered)
                ui.fill(r, t.panel2, size::radius);
            draw_icon(ui, Icon::file, {r.x + ui.px(20), r.centre().y}, t.text2);
            ui.text_in({r.x + ui.px(40), r.y + ui.px(2), r.w - ui.px(46), ui.px(20)}, Face::body, t.text,
                       m_recent[i].second);
            ui.text_in({r.x + ui.px(40), r.y + ui.px(20), r.w - ui.px(46), ui.px(18)}, Face::small, t.text2,
                       m_recent[i].first);
            if (hit_row.clicked)
                c.work.open(m_recent[i].first);
        }
    }
    flow.gap(8);
    ui.text({flow.x, box.bottom() - ui.px(52)}, Face::small, t.text2, ui.say("ui.welcome.foot"), flow.width);
    end_area();
    if (const auto file = m_browser.show(c, window))
        c.work.open(*file);
    if (const auto file = m_files.show(c, window))
        m_new.open(c, *file);
    m_new.show(c, window);
}

std::vector<Palette::Row> Palette::rows(Context& c) const {
    Ui& ui = c.ui;
    std::vector<Row> found;
    const std::size_t most = 9;
    for (app::Found& hit_item : app::search(*c.snapshot, m_words, most, c.work.catalog()))
        found.push_back({hit_item.title, hit_item.note, [&c, picked = hit_item.picked] {
                             c.work.selection.pick(picked);
                             c.work.selection.fly_to(app::place_of(*c.snapshot, picked, nullptr));
                         }});
    const auto fits = [&](const std::string& title) {
        return m_words.empty() || title.find(m_words) != std::string::npos;
    };
    for (int i = 0; i < app::stage_count && found.size() < most; ++i) {
        const auto stage = static_cast<app::Stage>(i);
        const std::string title = ui.say("ui.stage." + std::string(app::key_of(stage)));
        if (fits(title))
            found.push_back({title, ui.say("ui.palette.stage"), [&c, stage] { c.work.stage = stage; }});
    }
    // Actions that need nothing but the project run at once; the others are at home in a stage's panel.
    for (const app::Action& action : app::all_actions()) {
        const bool bare =
            std::none_of(action.params.begin(), action.params.end(), [](const app::Param& p) { return p.required; });
        const std::string title = ui.say(action.name + ".title");
        if (bare && action.access != app::Access::none && fits(title) && found.size() < most)
            found.push_back({title, ui.say("ui.palette.action"), [&c, name = action.name] { c.work.run(name); }});
    }
    return found;
}

void Palette::show(Context& c, const Rect& window) {
    if (!c.state.palette_open || !c.snapshot) {
        m_fresh = true;
        return;
    }
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const std::vector<Row> all = rows(c);
    m_chosen = std::clamp(m_chosen, 0, std::max(0, static_cast<int>(all.size()) - 1));
    const float w = std::min(ui.px(560), window.w - ui.px(80)), line = ui.px(42);
    const Rect box{window.x + (window.w - w) / 2, window.y + ui.px(64), w,
                   ui.px(58) + line * static_cast<float>(std::max<std::size_t>(all.size(), 1)) + ui.px(8)};
    begin_dialog(ui, "palette", window, box);
    bool submitted = false;
    if (input(ui, "palette.words", {box.x + ui.px(12), box.y + ui.px(12), w - ui.px(24), ui.px(34)},
              ui.say("ui.search.hint"), m_words, &submitted, m_fresh))
        m_chosen = 0;
    m_fresh = false;
    int run = submitted && !all.empty() ? m_chosen : -1;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Rect r{box.x + ui.px(8), box.y + ui.px(56) + line * static_cast<float>(i), w - ui.px(16), line};
        const Hit h = hit(ui, "palette.row." + std::to_string(i), r, all[i].title);
        if (static_cast<int>(i) == m_chosen || h.hovered)
            ui.fill(r, static_cast<int>(i) == m_chosen ? t.accent_soft : t.panel2, size::radius);
        ui.text_in({r.x + ui.px(10), r.y + ui.px(2), r.w - ui.px(20), ui.px(21)}, Face::body, t.text, all[i].title);
        ui.text_in({r.x + ui.px(10), r.y + ui.px(21), r.w - ui.px(20), ui.px(18)}, Face::small, t.text2, all[i].note);
        if (h.clicked)
            run = static_cast<int>(i);
    }
    if (all.empty())
        ui.text_in({box.x, box.y + ui.px(56), w, line}, Face::body, t.text2, ui.say("ui.palette.nothing"),
                   Align::centre);
    const bool outside = ImGui::IsMouseClicked(0) && !box.holds(ImGui::GetIO().MousePos);
    end_dialog(ui);
    if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_DownArrow)))
        ++m_chosen;
    if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_UpArrow)))
        --m_chosen;
    if (run >= 0)
        all[static_cast<std::size_t>(run)].act();
    if (run >= 0 || outside) {
        c.state.palette_open = false;
        m_words.clear();
    }
}

void history_list(Context& c, const Rect& window) {
    if (!c.state.history_open || !c.snapshot)
        return;
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const std::size_t most = 12, count = std::min(most, c.work.steps().size());
    const float w = ui.px(330), line = ui.px(40);
    const Rect box{window.right() - w - ui.px(16), window.y + ui.px(52), w,
                   ui.px(48) + line * static_cast<float>(std::max<std::size_t>(count, 1))};
    ImGui::SetNextWindowFocus();
    begin_area(ui, "history", box, t.panel, false);
    ui.frame(box, t.border);
    ui.text_in({box.x + ui.px(14), box.y, w - ui.px(50), ui.px(40)}, Face::body_bold, t.text,
               ui.say("ui.history.title"));
    if (icon_button(ui, "history.close", {box.right() - ui.px(36), box.y + ui.px(6), ui.px(28), ui.px(28)}, Icon::close,
                    ui.say("ui.close")))
        c.state.history_open = false;
    for (std::size_t i = 0; i < count; ++i) {
        const app::Step& step = c.work.steps()[c.work.steps().size() - 1 - i];
        const Rect r{box.x, box.y + ui.px(40) + line * static_cast<float>(i), w, line};
        ui.horizontal(r.x, r.y, r.w, t.track);
        ui.registry.add("history.step." + std::to_string(i), {r, step.label, step.undone ? "undone" : "done", true});
        std::string when = step.when.substr(0, 16);
        if (when.size() > 10)
            when[10] = ' ';
        ui.text_in({r.x + ui.px(14), r.y + ui.px(2), r.w - ui.px(28), ui.px(20)}, Face::body,
                   step.undone ? t.text3 : t.text, step_text(c, step.label));
        ui.text_in({r.x + ui.px(14), r.y + ui.px(20), r.w - ui.px(28), ui.px(18)}, Face::small, t.text2,
                   step.undone ? when + "  " + ui.say("ui.history.undone") : when);
    }
    if (count == 0)
        ui.text_in({box.x, box.y + ui.px(40), w, line}, Face::body, t.text2, ui.say("ui.history.nothing"),
                   Align::centre);
    end_area();
}

} // namespace wangge::ui

#include "ui/shell/overlays.h"

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

} // namespace wangge::ui

#include "ui/shell/new_project.h"

#include "geo/zones.h"
#include "ui/input.h"
#include "ui/panels/panels.h"

#include <algorithm>
#include <cstdlib>

namespace wangge::ui {

namespace fs = std::filesystem;

namespace {

constexpr int first_zone = 25, last_zone = 45;

geo::Zone zone_of(int place) {
    return {.width = 3, .number = first_zone + place};
}

} // namespace

void NewProject::open(Context& c, const fs::path& file) {
    m_open = true;
    m_zone_chosen = false;
    m_file = file;
    // Beside the ledger when one may write there, else at home.
    std::error_code failed;
    const char* home = std::getenv("HOME");
    m_folder = fs::absolute(file, failed).parent_path();
    if (m_folder.empty() || (fs::status(m_folder, failed).permissions() & fs::perms::owner_write) == fs::perms::none)
        m_folder = home ? fs::path(home) : fs::temp_directory_path();
    m_name = file.stem().string();
    c.work.imports.clear();
}

fs::path NewProject::target() const {
    std::string name = m_name;
    std::replace(name.begin(), name.end(), '/', '-');
    return m_folder / (name + ".wangge");
}

void NewProject::zone(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    const auto preview = c.work.imports.preview({nullptr, m_file, {}});
    const int found = preview ? preview->suggested_epsg : 0;
    if (!m_zone_chosen)
        if (const auto zone = geo::zone_of_epsg(found); zone && zone->width == 3)
            m_zone = std::clamp(zone->number, first_zone, last_zone) - first_zone;
    std::vector<std::string> names;
    for (int place = 0; place <= last_zone - first_zone; ++place)
        names.push_back(ui.say("ui.new.zone.row", {{"zone", std::to_string(first_zone + place)},
                                                   {"meridian", std::to_string(zone_of(place).central_meridian())},
                                                   {"epsg", std::to_string(geo::epsg_of(zone_of(place), false))}}));
    flow.paragraph(ui.say("ui.new.zone"), Face::small, ui.theme->text2);
    flow.gap(4);
    if (choice(ui, "new.zone", flow.row(32), "", names, m_zone))
        m_zone_chosen = true;
    flow.gap(4);
    flow.note(ui.say(found > 0 ? "ui.new.zone.found" : "ui.new.zone.unknown"));
}

void NewProject::show(Context& c, const Rect& window) {
    if (!m_open)
        return;
    // One dialog at a time: two would take the keyboard from each other.
    if (m_browser.is_open()) {
        if (const auto chosen = m_browser.show(c, window))
            m_folder = *chosen;
        return;
    }
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const float w = std::min(ui.px(560), window.w - ui.px(40)), h = std::min(ui.px(430), window.h - ui.px(20));
    const Rect box{std::round(window.x + (window.w - w) / 2), std::round(window.y + (window.h - h) * .42f), w, h};
    begin_dialog(ui, "new", window, box);
    const float pad = ui.px(24);
    Flow flow(ui, {box.x + pad - ui.px(size::pad_x), box.y + ui.px(14), w - 2 * pad + ui.px(2 * size::pad_x), 0});
    flow.paragraph(ui.say("ui.new.title"), Face::large_bold);
    {
        const MayCut data(ui);
        ui.text_in(flow.row(24), Face::small, t.text2, ui.say("ui.new.from", {{"file", m_file.filename().string()}}));
    }
    flow.gap(10);
    flow.paragraph(ui.say("ui.new.name"), Face::small, t.text2);
    flow.gap(4);
    input(ui, "new.name", flow.row(32), ui.say("ui.new.name.hint"), m_name);
    flow.gap(12);
    flow.paragraph(ui.say("ui.new.folder"), Face::small, t.text2);
    flow.gap(4);
    const Rect folder = flow.row(32);
    const std::string change = ui.say("ui.new.change");
    const float cw = button_width(ui, change);
    ui.fill({folder.x, folder.y, folder.w - cw - ui.px(8), folder.h}, t.panel2, size::radius);
    ui.registry.add("new.folder", {folder, target().string(), target().string(), true});
    {
        const MayCut data(ui);
        ui.text_in({folder.x + ui.px(9), folder.y, folder.w - cw - ui.px(26), folder.h}, Face::body, t.text,
                   target().string());
    }
    if (button(ui, "new.change", {folder.right() - cw, folder.y, cw, folder.h}, change))
        m_browser.choose_folder(ui.say("ui.browser.choose_folder"), m_folder);
    flow.gap(12);
    zone(c, flow);
    std::error_code failed;
    const bool taken = fs::exists(target(), failed);
    flow.gap(6);
    if (taken)
        flow.note(ui.say("ui.new.exists"), t.danger);
    action_error(c, flow, c.work.failed_action());
    const std::string make = ui.say("ui.new.make"), cancel = ui.say("ui.cancel");
    const float mw = button_width(ui, make) + ui.px(10), xw = button_width(ui, cancel) + ui.px(10);
    const float y = box.bottom() - ui.px(52);
    if (button(ui, "new.make", {box.right() - pad - mw, y, mw, ui.px(34)}, make, ButtonLook::primary,
               !m_name.empty() && !taken && !c.work.busy())) {
        c.state.file_to_import = m_file;
        c.work.create("project.new", target(),
                      {{"crs", "EPSG:" + std::to_string(geo::epsg_of(zone_of(m_zone), false))}, {"name", m_name}});
    }
    if (button(ui, "new.cancel", {box.right() - pad - mw - xw - ui.px(10), y, xw, ui.px(34)}, cancel) ||
        ImGui::IsKeyPressed(static_cast<int>(Key::escape)))
        m_open = false;
    end_dialog(ui);
}

} // namespace wangge::ui

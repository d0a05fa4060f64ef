#include "ui/panels/file_browser.h"

#include "app/view/numbers.h"
#include "base/text.h"
#include "ui/input.h"

#include <algorithm>
#include <cstdlib>

namespace wangge::ui {

namespace fs = std::filesystem;

namespace {

fs::path home_folder() {
    const char* home = std::getenv("HOME");
    return home && *home ? fs::path(home) : fs::path("/");
}

// Numbers inside names count as numbers: "2" before "10".
bool comes_before(const std::string& a, const std::string& b) {
    std::size_t i = 0, j = 0;
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    while (i < a.size() && j < b.size()) {
        if (digit(a[i]) && digit(b[j])) {
            std::size_t p = i, q = j;
            while (p < a.size() && digit(a[p]))
                ++p;
            while (q < b.size() && digit(b[q]))
                ++q;
            const std::string x = a.substr(i, p - i), y = b.substr(j, q - j);
            const std::string bare_x = x.substr(std::min(x.find_first_not_of('0'), x.size())),
                              bare_y = y.substr(std::min(y.find_first_not_of('0'), y.size()));
            if (bare_x != bare_y)
                return bare_x.size() != bare_y.size() ? bare_x.size() < bare_y.size() : bare_x < bare_y;
            i = p;
            j = q;
        } else if (a[i] != b[j]) {
            return a[i] < b[j];
        } else {
            ++i;
            ++j;
        }
    }
    return a.size() - i < b.size() - j;
}

} // namespace

std::vector<std::string> importable_endings() {
    return {".csv", ".tsv", ".txt", ".xlsx",    ".xlsm", ".xls",      ".ods",    ".gpkg",
            ".shp", ".dbf", ".zip", ".geojson", ".json", ".topojson", ".kml",    ".kmz",
            ".pbf", ".osm", ".tif", ".tiff",    ".hgt",  ".asc",      ".mbtiles"};
}

void FileBrowser::open(std::string title, const fs::path& folder, std::vector<std::string> endings) {
    m_title = std::move(title);
    m_endings = std::move(endings);
    m_folders_only = m_all_files = m_naming = false;
    m_open = true;
    std::error_code failed;
    go(!folder.empty() && fs::is_directory(folder, failed) ? fs::absolute(folder, failed) : home_folder());
}

void FileBrowser::choose_folder(std::string title, const fs::path& folder) {
    open(std::move(title), folder, {});
    m_folders_only = true;
    read();
}

void FileBrowser::go(const fs::path& folder) {
    const fs::path from = m_folder.filename();
    const bool up = folder == m_folder.parent_path();
    m_folder = folder;
    m_chosen = -1;
    m_naming = false;
    read();
    // Coming back up, the folder one was in is chosen.
    for (std::size_t i = 0; up && i < m_entries.size(); ++i)
        if (m_entries[i].name == from)
            m_chosen = static_cast<std::ptrdiff_t>(i);
    m_reveal = m_chosen >= 0;
}

void FileBrowser::read() {
    m_entries.clear();
    m_problem = {};
    m_typed = m_folder.string();
    std::error_code failed;
    fs::directory_iterator entry(m_folder, fs::directory_options::skip_permission_denied, failed);
    if (failed) {
        m_problem = {"ui.browser.cannot", {{"reason", failed.message()}}};
        return;
    }
    for (const fs::directory_iterator end; !failed && entry != end; entry.increment(failed)) {
        std::error_code ignored;
        const bool folder = entry->is_directory(ignored);
        const std::string name = entry->path().filename().string(), plain = base::lower_ascii(name);
        const bool fits =
            m_endings.empty() || m_all_files ||
            std::any_of(m_endings.begin(), m_endings.end(), [&](const std::string& e) { return plain.ends_with(e); });
        if (name.starts_with('.') || (!folder && (m_folders_only || !fits)))
            continue;
        m_entries.push_back({name, folder, folder ? 0 : entry->file_size(ignored)});
    }
    std::sort(m_entries.begin(), m_entries.end(), [](const Entry& a, const Entry& b) {
        return a.folder != b.folder ? a.folder : comes_before(a.name, b.name);
    });
}

void FileBrowser::take(const Entry& entry, std::optional<fs::path>& chosen) {
    const fs::path path = m_folder / entry.name; // `entry` may go when the folder is read
    if (entry.folder)
        go(path);
    else
        chosen = path;
}

void FileBrowser::path_row(Context& c, const Rect& rect, std::optional<fs::path>& chosen) {
    Ui& ui = c.ui;
    float x = rect.x;
    const auto next = [&](const std::string& label) {
        const Rect r{x, rect.y, button_width(ui, label), rect.h};
        x = r.right() + ui.px(6);
        return r;
    };
    const std::string up = ui.say("ui.browser.up"), home = ui.say("ui.browser.home");
    if (button(ui, "browser.up", next(up), up, ButtonLook::plain, m_folder.has_relative_path()))
        go(m_folder.parent_path());
    if (button(ui, "browser.home", next(home), home))
        go(home_folder());
    bool entered = false;
    input(ui, "browser.path", {x, rect.y, rect.right() - x, rect.h}, ui.say("ui.browser.path"), m_typed, &entered);
    if (!entered)
        return;
    std::error_code failed;
    std::string typed(base::trimmed(m_typed));
    if (typed.starts_with("~"))
        typed = home_folder().string() + typed.substr(1);
    const fs::path path = fs::path(typed).is_absolute() ? fs::path(typed) : m_folder / typed;
    if (fs::is_directory(path, failed))
        go(path.lexically_normal());
    else if (fs::exists(path, failed) && !m_folders_only)
        chosen = path;
    else
        m_problem = {"ui.browser.not_there", {}};
}

void FileBrowser::keys(std::optional<fs::path>& chosen) {
    if (ImGui::GetIO().WantTextInput || m_entries.empty())
        return;
    const auto pressed = [](Key key) { return ImGui::IsKeyPressed(static_cast<int>(key)); };
    const std::ptrdiff_t last = static_cast<std::ptrdiff_t>(m_entries.size()) - 1, before = m_chosen;
    if (pressed(Key::down))
        m_chosen = std::min(last, m_chosen + 1);
    if (pressed(Key::up))
        m_chosen = std::max<std::ptrdiff_t>(0, m_chosen - 1);
    if (pressed(Key::page_down))
        m_chosen = std::min(last, m_chosen + 12);
    if (pressed(Key::page_up))
        m_chosen = std::max<std::ptrdiff_t>(0, m_chosen - 12);
    if (pressed(Key::home))
        m_chosen = 0;
    if (pressed(Key::end))
        m_chosen = last;
    m_reveal = m_reveal || m_chosen != before;
    if (pressed(Key::backspace))
        go(m_folder.parent_path());
    else if (pressed(Key::enter) && m_chosen >= 0)
        take(Entry(m_entries[static_cast<std::size_t>(m_chosen)]), chosen);
}

void FileBrowser::list(Context& c, const Rect& rect, std::optional<fs::path>& chosen) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    ImGui::SetCursorScreenPos(rect.min());
    ImGui::BeginChild("files", {rect.w, rect.h}, false, ImGuiWindowFlags_NoNav);
    const float row = ui.px(28);
    if (m_reveal && m_chosen >= 0) {
        const float top = row * static_cast<float>(m_chosen);
        if (top < ImGui::GetScrollY() || top + row > ImGui::GetScrollY() + rect.h)
            ImGui::SetScrollY(std::max(0.f, top - rect.h / 3));
        m_reveal = false;
    }
    const float top = rect.y - ImGui::GetScrollY();
    const MayCut names(ui);
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Rect line{rect.x, top + row * static_cast<float>(i), rect.w - ui.px(scrollbar), row};
        if (line.bottom() < rect.y || line.y > rect.bottom())
            continue;
        const Entry entry = m_entries[i];
        const bool current = static_cast<std::ptrdiff_t>(i) == m_chosen;
        const Hit hit_line = hit(ui, "browser.item." + std::to_string(i), line, entry.name, current ? "on" : "");
        if (hit_line.hovered || current)
            ui.fill(line, current ? t.accent_soft : t.panel2, size::radius);
        draw_icon(ui, entry.folder ? Icon::folder : Icon::file, {line.x + ui.px(20), line.centre().y},
                  entry.folder ? t.accent : t.text2);
        ui.text_in({line.x + ui.px(38), line.y, line.w - ui.px(150), line.h}, Face::body, t.text, entry.name);
        if (!entry.folder)
            ui.text_in({line.right() - ui.px(110), line.y, ui.px(98), line.h}, Face::small, t.text2,
                       app::count_text(static_cast<std::int64_t>((entry.bytes + 1023) / 1024)) + " KB", Align::right);
        if (hit_line.clicked) {
            take(entry, chosen);
            break;
        }
    }
    if (m_entries.empty() || !m_problem.id.empty())
        ui.text_in({rect.x, rect.y + row * static_cast<float>(m_entries.size()), rect.w, ui.px(40)}, Face::body,
                   m_problem.id.empty() ? t.text2 : t.danger,
                   m_problem.id.empty() ? ui.say("ui.browser.empty") : c.work.catalog().say(m_problem), Align::centre);
    ImGui::SetCursorScreenPos({rect.x, top + row * static_cast<float>(m_entries.size())});
    ImGui::Dummy({1, 1});
    ImGui::EndChild();
}

// Below the list: which files are shown; or a new folder, and the one to take.
void FileBrowser::folder_row(Context& c, const Rect& rect, std::optional<fs::path>& chosen) {
    Ui& ui = c.ui;
    if (!m_folders_only) {
        if (m_endings.empty())
            return;
        const std::string names[] = {ui.say("ui.browser.usable"), ui.say("ui.browser.all")};
        const float w =
            std::max(ui.width_of(Face::body_bold, names[0]), ui.width_of(Face::body_bold, names[1])) * 2 + ui.px(56);
        const int now = segments(ui, "browser.filter", {rect.x, rect.y, w, rect.h}, names, m_all_files ? 1 : 0);
        if ((now == 1) != m_all_files) {
            m_all_files = now == 1;
            m_chosen = -1;
            read();
        }
        return;
    }
    const std::string here = ui.say("ui.browser.here"), make = ui.say("ui.browser.make"),
                      fresh = ui.say("ui.browser.new_folder");
    const float hw = button_width(ui, here) + ui.px(8);
    if (button(ui, "browser.here", {rect.right() - hw, rect.y, hw, rect.h}, here, ButtonLook::primary))
        chosen = m_folder;
    if (!m_naming) {
        if (button(ui, "browser.new_folder", {rect.x, rect.y, button_width(ui, fresh, Icon::plus), rect.h}, fresh,
                   ButtonLook::plain, true, Icon::plus)) {
            m_naming = true;
            m_new_folder.clear();
        }
        return;
    }
    bool entered = false;
    const float mw = button_width(ui, make);
    const Rect name{rect.x, rect.y, rect.w - hw - mw - ui.px(20), rect.h};
    input(ui, "browser.new_name", name, ui.say("ui.browser.name"), m_new_folder, &entered, m_new_folder.empty());
    if ((button(ui, "browser.make", {name.right() + ui.px(6), rect.y, mw, rect.h}, make, ButtonLook::plain,
                !m_new_folder.empty()) ||
         entered) &&
        !m_new_folder.empty() && m_new_folder.find('/') == std::string::npos) {
        std::error_code failed;
        const fs::path folder = m_folder / m_new_folder;
        fs::create_directory(folder, failed);
        if (failed)
            m_problem = {"ui.browser.cannot", {{"reason", failed.message()}}};
        else
            go(folder);
    }
}

std::optional<fs::path> FileBrowser::show(Context& c, const Rect& window) {
    if (!m_open)
        return std::nullopt;
    Ui& ui = c.ui;
    std::optional<fs::path> chosen;
    const float w = std::min(ui.px(680), window.w - ui.px(80)), h = std::min(ui.px(560), window.h - ui.px(60));
    const Rect box{std::round(window.x + (window.w - w) / 2), std::round(window.y + (window.h - h) / 2), w, h};
    begin_dialog(ui, "browser", window, box);
    const float pad = ui.px(16);
    ui.text_in({box.x + pad, box.y + ui.px(8), w - 2 * pad - ui.px(30), ui.px(34)}, Face::large_bold, ui.theme->text,
               m_title);
    if (icon_button(ui, "browser.close", {box.right() - ui.px(42), box.y + ui.px(11), ui.px(28), ui.px(28)},
                    Icon::close, ui.say("ui.close")) ||
        ImGui::IsKeyPressed(static_cast<int>(Key::escape)))
        m_open = false;
    const Rect path{box.x + pad, box.y + ui.px(50), w - 2 * pad, ui.px(30)};
    path_row(c, path, chosen);
    keys(chosen);
    const bool foot = m_folders_only || !m_endings.empty();
    const float below = foot ? ui.px(54) : ui.px(12);
    list(c,
         {box.x + ui.px(8), path.bottom() + ui.px(10), w - ui.px(16), box.bottom() - path.bottom() - ui.px(10) - below},
         chosen);
    if (foot) {
        ui.horizontal(box.x, box.bottom() - ui.px(50), box.w, ui.theme->track);
        folder_row(c, {box.x + pad, box.bottom() - ui.px(40), w - 2 * pad, ui.px(30)}, chosen);
    }
    end_dialog(ui);
    if (chosen)
        m_open = false;
    return chosen;
}

} // namespace wangge::ui

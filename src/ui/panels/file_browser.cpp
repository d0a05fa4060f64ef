#include "ui/panels/file_browser.h"

#include "app/view/numbers.h"

#include <algorithm>
#include <cstdlib>

namespace wangge::ui {

namespace fs = std::filesystem;

void FileBrowser::open(std::string title, const fs::path& folder, std::vector<std::string> endings) {
    m_title = std::move(title);
    m_endings = std::move(endings);
    std::error_code failed;
    const char* home = std::getenv("HOME");
    m_folder = fs::is_directory(folder, failed) ? fs::absolute(folder, failed) : fs::path(home ? home : "/");
    m_open = true;
    read();
}

void FileBrowser::read() {
    m_entries.clear();
    m_typed = m_folder.string();
    std::error_code failed;
    for (fs::directory_iterator entry(m_folder, fs::directory_options::skip_permission_denied, failed), end;
         !failed && entry != end; entry.increment(failed)) {
        std::error_code ignored;
        const bool folder = entry->is_directory(ignored);
        const std::string name = entry->path().filename().string();
        const bool fits =
            m_endings.empty() || std::any_of(m_endings.begin(), m_endings.end(),
                                             [&](const std::string& ending) { return name.ends_with(ending); });
        if (name.starts_with('.') || (!folder && !fits))
            continue;
        m_entries.push_back({name, folder, folder ? 0 : entry->file_size(ignored)});
    }
    std::sort(m_entries.begin(), m_entries.end(),
              [](const Entry& a, const Entry& b) { return a.folder != b.folder ? a.folder : a.name < b.name; });
}

std::optional<fs::path> FileBrowser::show(Context& c, const Rect& window) {
    if (!m_open)
        return std::nullopt;
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    std::optional<fs::path> chosen;
    const float w = std::min(ui.px(640), window.w - ui.px(80)), h = std::min(ui.px(520), window.h - ui.px(80));
    const Rect box{window.x + (window.w - w) / 2, window.y + (window.h - h) / 2, w, h};
    begin_dialog(ui, "browser", window, box);
    const float pad = ui.px(16);
    ui.text_in({box.x + pad, box.y + ui.px(8), w - 2 * pad - ui.px(30), ui.px(34)}, Face::large_bold, t.text, m_title);
    if (icon_button(ui, "browser.close", {box.right() - ui.px(42), box.y + ui.px(11), ui.px(28), ui.px(28)},
                    Icon::close, ui.say("ui.close")))
        m_open = false;
    const Rect path{box.x + pad, box.y + ui.px(50), w - 2 * pad - ui.px(76), ui.px(30)};
    bool entered = false;
    input(ui, "browser.path", path, ui.say("ui.browser.path"), m_typed, &entered);
    if (button(ui, "browser.up", {path.right() + ui.px(8), path.y, ui.px(68), path.h}, ui.say("ui.browser.up"))) {
        m_folder = m_folder.parent_path();
        read();
    }
    if (entered) {
        std::error_code failed;
        if (fs::is_directory(m_typed, failed)) {
            m_folder = m_typed;
            read();
        } else if (fs::exists(m_typed, failed))
            chosen = fs::path(m_typed);
    }
    const Rect list{box.x + ui.px(8), path.bottom() + ui.px(10), w - ui.px(16),
                    box.bottom() - path.bottom() - ui.px(20)};
    ImGui::SetCursorScreenPos(list.min());
    ImGui::BeginChild("files", {list.w, list.h}, false, ImGuiWindowFlags_NoNav);
    const float row = ui.px(28);
    const float top = ImGui::GetCursorScreenPos().y;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Rect line{list.x, top + row * static_cast<float>(i), list.w, row};
        if (line.bottom() < list.y || line.y > list.bottom())
            continue;
        const Entry entry = m_entries[i];
        const Hit hit_line = hit(ui, "browser.item." + std::to_string(i), line, entry.name);
        if (hit_line.hovered)
            ui.fill(line, t.panel2, size::radius);
        draw_icon(ui, entry.folder ? Icon::folder : Icon::file, {line.x + ui.px(20), line.centre().y},
                  entry.folder ? t.accent : t.text2);
        ui.text_in({line.x + ui.px(38), line.y, line.w - ui.px(150), line.h}, Face::body, t.text, entry.name);
        if (!entry.folder)
            ui.text_in({line.right() - ui.px(110), line.y, ui.px(98), line.h}, Face::small, t.text2,
                       app::count_text(static_cast<std::int64_t>((entry.bytes + 1023) / 1024)) + " KB", Align::right);
        if (hit_line.clicked) {
            if (!entry.folder) {
                chosen = m_folder / entry.name;
                break;
            }
            m_folder /= entry.name;
            read();
            break;
        }
    }
    if (m_entries.empty())
        ui.text_in({list.x, list.y, list.w, ui.px(40)}, Face::body, t.text2, ui.say("ui.browser.empty"), Align::centre);
    ImGui::SetCursorScreenPos({list.x, top + row * static_cast<float>(m_entries.size())});
    ImGui::Dummy({1, 1});
    ImGui::EndChild();
    end_dialog(ui);
    if (chosen)
        m_open = false;
    return chosen;
}

} // namespace wangge::ui

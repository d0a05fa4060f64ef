// What keys do in the window as a whole: its commands, Tab from control to control, and what Escape closes.
#include "ui/desktop.h"

#include <algorithm>
#include <imgui_internal.h>
#include <utility>

namespace wangge::ui {

void Desktop::move_focus(bool backwards) {
    KeyboardFocus& focus = m_ui.focus;
    if (m_focus_order.empty())
        return;
    const auto at = std::find(m_focus_order.begin(), m_focus_order.end(), focus.id);
    const std::size_t count = m_focus_order.size();
    std::size_t next = backwards ? count - 1 : 0;
    if (at != m_focus_order.end())
        next = (static_cast<std::size_t>(at - m_focus_order.begin()) + (backwards ? count - 1 : 1)) % count;
    focus.id = m_focus_order[next];
    focus.entered = true;
    ImGui::ClearActiveID(); // a line of text gives the keyboard back
}

void Desktop::run(Command command) {
    using Wish = WindowState::MapWish;
    const auto tool = [&](MapTool wanted) { m_state.tool = wanted; };
    const auto wish = [&](Wish wanted) { m_state.map_wish = wanted; };
    switch (command) {
    case Command::palette:
        m_state.palette_open = !m_state.palette_open;
        break;
    case Command::shortcuts:
        m_state.shortcuts_open = !m_state.shortcuts_open;
        break;
    case Command::undo:
        if (m_work.can_undo())
            m_work.run("edit.undo");
        break;
    case Command::redo:
        if (m_work.can_redo())
            m_work.run("edit.redo");
        break;
    case Command::history:
        m_state.history_open = !m_state.history_open;
        break;
    case Command::stage_1:
    case Command::stage_2:
    case Command::stage_3:
    case Command::stage_4:
    case Command::stage_5:
    case Command::stage_6:
        m_work.stage = static_cast<app::Stage>(static_cast<int>(command) - static_cast<int>(Command::stage_1));
        break;
    case Command::select:
        return tool(MapTool::select);
    case Command::rectangle:
        return tool(MapTool::rectangle);
    case Command::lasso:
        return tool(MapTool::lasso);
    case Command::measure:
        return tool(MapTool::length);
    case Command::measure_area:
        return tool(MapTool::area);
    case Command::go_to:
        m_state.go_to_open = !m_state.go_to_open;
        break;
    case Command::zoom_in:
        return wish(Wish::zoom_in);
    case Command::zoom_out:
        return wish(Wish::zoom_out);
    case Command::fit:
        return wish(Wish::fit);
    case Command::zoom_to_selection:
        return wish(Wish::to_selection);
    case Command::view_back:
        return wish(Wish::back);
    case Command::view_forth:
        return wish(Wish::forth);
    case Command::views:
        m_state.views_open = !m_state.views_open;
        break;
    case Command::drawer:
        m_drawer.open = !m_drawer.open;
        break;
    case Command::filter:
        m_drawer.open = true;
        m_state.wanted_focus = "drawer.filter";
        break;
    case Command::theme:
        m_work.settings.dark = !m_work.settings.dark;
        break;
    case Command::language:
        m_work.set_language(m_work.settings.language == "en" ? "zh" : "en");
        break;
    case Command::escape:
        escape();
        break;
    }
}

// What is on top goes first: dialogs, lists, the keyboard's mark, the tool, the pin, at last the selection.
void Desktop::escape() {
    if (ImGui::GetCurrentContext()->OpenPopupStack.Size > 0)
        return ImGui::ClosePopupToLevel(0, true);
    for (bool* open : {&m_state.palette_open, &m_state.go_to_open, &m_state.shortcuts_open, &m_state.views_open,
                       &m_state.history_open})
        if (std::exchange(*open, false))
            return;
    if (!std::exchange(m_state.form_action, {}).empty() || !std::exchange(m_ui.focus.id, {}).empty())
        return;
    if (std::exchange(m_state.tool, MapTool::select) != MapTool::select)
        return;
    if (m_state.pin)
        m_state.pin.reset();
    else if (!m_import.is_open())
        m_work.selection.clear();
}

void Desktop::shortcuts(const KeyChord& chord) {
    m_ui.focus.press = m_ui.focus.entered = false;
    if (chord.key == Key::none)
        return;
    const bool typing = ImGui::GetIO().WantTextInput;
    if (chord.key == Key::tab)
        return move_focus(chord.shift);
    if (!typing && !m_ui.focus.id.empty() && (chord.key == Key::enter || chord.key == Key::space)) {
        m_ui.focus.press = true;
        return;
    }
    if (!m_work.has_project())
        return;
    KeyChord asked = chord;
    if (asked.key == Key::add || asked.key == Key::subtract)
        asked.shift = false; // '+' needs Shift on some keyboards
    for (const Shortcut& shortcut : ui::shortcuts())
        if (shortcut.chord == asked && (shortcut.typing || !typing))
            return run(shortcut.command);
}

} // namespace wangge::ui

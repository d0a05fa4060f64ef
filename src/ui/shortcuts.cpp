#include "ui/shortcuts.h"

#include <algorithm>
#include <array>

namespace wangge::ui {
namespace {

constexpr KeyChord ctrl(char letter) {
    return {.key = Key::letter, .letter = letter, .ctrl = true};
}
constexpr KeyChord plain(char letter) {
    return {.key = Key::letter, .letter = letter};
}

constexpr std::array all = {
    Shortcut{Command::palette, ctrl('k'), "top.search", "ui.palette.title", true},
    Shortcut{Command::shortcuts, {.key = Key::f1}, "top.shortcuts", "ui.shortcuts.title", true},
    Shortcut{Command::undo, ctrl('z'), "top.undo", "edit.undo.title"},
    Shortcut{Command::redo, ctrl('y'), "top.redo", "edit.redo.title"},
    Shortcut{Command::redo, {.key = Key::letter, .letter = 'z', .ctrl = true, .shift = true}, "", "edit.redo.title"},
    Shortcut{Command::history, ctrl('h'), "top.history", "ui.history.title", true},
    Shortcut{Command::stage_1, ctrl('1'), "stage.data", "ui.stage.data", true},
    Shortcut{Command::stage_2, ctrl('2'), "stage.grids", "ui.stage.grids", true},
    Shortcut{Command::stage_3, ctrl('3'), "stage.coverage", "ui.stage.coverage", true},
    Shortcut{Command::stage_4, ctrl('4'), "stage.blind_spots", "ui.stage.blind_spots", true},
    Shortcut{Command::stage_5, ctrl('5'), "stage.assignment", "ui.stage.assignment", true},
    Shortcut{Command::stage_6, ctrl('6'), "stage.output", "ui.stage.output", true},
    Shortcut{Command::select, plain('v'), "canvas.select", "ui.tool.select"},
    Shortcut{Command::rectangle, plain('r'), "canvas.rectangle", "ui.tool.rectangle"},
    Shortcut{Command::lasso, plain('l'), "canvas.lasso", "ui.tool.lasso"},
    Shortcut{Command::measure, plain('m'), "canvas.measure", "ui.tool.measure"},
    Shortcut{Command::measure_area, plain('a'), "canvas.measure_area", "ui.tool.measure_area"},
    Shortcut{Command::go_to, ctrl('g'), "canvas.go_to", "ui.tool.go_to", true},
    Shortcut{Command::zoom_in, {.key = Key::add}, "canvas.zoom_in", "ui.tool.zoom_in"},
    Shortcut{Command::zoom_out, {.key = Key::subtract}, "canvas.zoom_out", "ui.tool.zoom_out"},
    Shortcut{Command::fit, {.key = Key::home}, "canvas.fit", "ui.tool.fit"},
    Shortcut{Command::zoom_to_selection, plain('f'), "card.zoom", "ui.tool.zoom_to_selection"},
    Shortcut{Command::view_back, {.key = Key::left, .alt = true}, "canvas.back", "ui.tool.back", true},
    Shortcut{Command::view_forth, {.key = Key::right, .alt = true}, "canvas.forth", "ui.tool.forth", true},
    Shortcut{Command::views, plain('b'), "canvas.views", "ui.views.title"},
    Shortcut{Command::drawer, ctrl('b'), "drawer.toggle", "ui.shortcut.drawer", true},
    Shortcut{Command::filter, ctrl('f'), "drawer.filter", "ui.drawer.filter", true},
    Shortcut{Command::theme, ctrl('t'), "top.theme", "ui.shortcut.theme", true},
    Shortcut{Command::language, ctrl('l'), "top.language", "ui.shortcut.language", true},
    Shortcut{Command::escape, {.key = Key::escape}, "", "ui.shortcut.escape", true},
};

// What the mouse does with a key held, and keys that ImGui and lists take themselves.
constexpr std::array<std::pair<const char*, const char*>, 7> more = {{
    {"Tab / Shift+Tab", "ui.shortcut.tab"},
    {"Enter", "ui.shortcut.enter"},
    {"↑ ↓ ← →", "ui.shortcut.arrows"},
    {"Shift", "ui.shortcut.shift"},
    {"Ctrl", "ui.shortcut.ctrl"},
    {"ui.shortcut.wheel_key", "ui.shortcut.wheel"},
    {"ui.shortcut.middle_key", "ui.shortcut.middle"},
}};

} // namespace

std::span<const Shortcut> shortcuts() {
    return all;
}

std::string key_text(const KeyChord& chord) {
    std::string text;
    if (chord.ctrl)
        text += "Ctrl+";
    if (chord.shift)
        text += "Shift+";
    if (chord.alt)
        text += "Alt+";
    switch (chord.key) {
    case Key::letter:
        return text + static_cast<char>(chord.letter >= 'a' ? chord.letter - 'a' + 'A' : chord.letter);
    case Key::f1:
        return text + "F1";
    case Key::left:
        return text + "←";
    case Key::right:
        return text + "→";
    case Key::home:
        return text + "Home";
    case Key::add:
        return text + "+";
    case Key::subtract:
        return text + "-";
    case Key::escape:
        return text + "Esc";
    default:
        return text;
    }
}

std::string with_key(Ui& ui, std::string_view text_id, std::string_view widget) {
    std::string text = ui.say(text_id);
    for (const Shortcut& shortcut : all)
        if (widget == shortcut.widget && !widget.empty())
            return text + "  " + key_text(shortcut.chord);
    return text;
}

void shortcut_sheet(Context& c, const Rect& window) {
    if (!c.state.shortcuts_open)
        return;
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    std::vector<std::pair<std::string, std::string>> rows;
    for (const Shortcut& shortcut : all)
        rows.emplace_back(key_text(shortcut.chord), ui.say(shortcut.text));
    for (const auto& [key, text] : more)
        rows.emplace_back(ui.catalog->has(key) ? ui.say(key) : key, ui.say(text));
    const std::size_t half = (rows.size() + 1) / 2;
    const float w = std::min(ui.px(820), window.w - ui.px(60)), line = ui.px(26), pad = ui.px(20);
    const Rect box{window.x + (window.w - w) / 2, window.y + ui.px(64), w,
                   ui.px(62) + line * static_cast<float>(half) + pad};
    begin_dialog(ui, "shortcuts", window, box);
    ui.text_in({box.x + pad, box.y + ui.px(10), w - 2 * pad, ui.px(38)}, Face::large_bold, t.text,
               ui.say("ui.shortcuts.title"));
    if (icon_button(ui, "shortcuts.close", {box.right() - ui.px(42), box.y + ui.px(14), ui.px(28), ui.px(28)},
                    Icon::close, ui.say("ui.close")))
        c.state.shortcuts_open = false;
    const float column = (w - 2 * pad - ui.px(24)) / 2, keys = ui.px(128);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const float x = box.x + pad + (i < half ? 0 : column + ui.px(24));
        const float y = box.y + ui.px(54) + line * static_cast<float>(i % half);
        const float plate = ui.width_of(Face::small, rows[i].first) + ui.px(14);
        ui.fill({x, y + ui.px(3), plate, line - ui.px(6)}, t.panel2, size::tag_radius);
        ui.frame({x, y + ui.px(3), plate, line - ui.px(6)}, t.border, size::tag_radius);
        ui.text_in({x, y, plate, line}, Face::small, t.text, rows[i].first, Align::centre);
        const float from = std::max(keys, plate + ui.px(8));
        ui.text_in({x + from, y, column - from, line}, Face::body, t.text2, rows[i].second);
    }
    const bool outside = ImGui::IsMouseClicked(0) && !box.holds(ImGui::GetIO().MousePos);
    end_dialog(ui);
    if (outside)
        c.state.shortcuts_open = false;
}

} // namespace wangge::ui

// The keys of the window, in one list: what they do, and how menus, tooltips and the sheet of F1 write them.
#pragma once
#include "ui/context.h"
#include "ui/input.h"

#include <span>

namespace wangge::ui {

enum class Command {
    palette,
    shortcuts,
    undo,
    redo,
    history,
    stage_1,
    stage_2,
    stage_3,
    stage_4,
    stage_5,
    stage_6,
    select,
    rectangle,
    lasso,
    measure,
    measure_area,
    go_to,
    zoom_in,
    zoom_out,
    fit,
    zoom_to_selection,
    view_back,
    view_forth,
    views,
    drawer,
    filter,
    theme,
    language,
    escape
};

struct Shortcut {
    Command command;
    KeyChord chord;
    const char* widget;  // that does the same; "" = none
    const char* text;    // id of what it does
    bool typing = false; // also while a line of text has the keyboard
};
std::span<const Shortcut> shortcuts();
// "Ctrl+K", "Alt+←", "F1".
std::string key_text(const KeyChord& chord);
// The text with the key of the widget behind it.
std::string with_key(Ui& ui, std::string_view text_id, std::string_view widget);

// The sheet that F1 opens.
void shortcut_sheet(Context& context, const Rect& window);

} // namespace wangge::ui

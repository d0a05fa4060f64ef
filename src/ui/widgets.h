// The controls of the window, each with a stable id `panel.item`; all panels use these and nothing else.
#pragma once
#include "ui/icons.h"
#include "ui/ui.h"

#include <span>
#include <string>

namespace wangge::ui {

// Room at the right edge for a scroll bar, logical pixels.
inline constexpr float scrollbar = 9;

// A child window of the shell at a fixed place; content is drawn between begin and end.
void begin_area(Ui& ui, const char* id, const Rect& rect, ImU32 ground, bool scrolls);
// The same above all areas: ImGui puts windows that never come to the front behind those that were there before.
void begin_overlay(Ui& ui, const char* id, const Rect& rect, ImU32 ground);
void end_area();

// A dialog over the whole window, which is darkened and takes no clicks. Close with end_dialog().
void begin_dialog(Ui& ui, const char* id, const Rect& window, const Rect& box);
void end_dialog(Ui& ui);

struct Hit {
    bool clicked = false, double_clicked = false, hovered = false, held = false;
};
// An invisible target: everything that can be clicked goes through it. `value` is what tests read.
Hit hit(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, std::string_view value = {},
        bool enabled = true);
// A small text beside the mouse while the last hit is hovered.
void tooltip(Ui& ui, const Hit& last, std::string_view text);

enum class ButtonLook { primary, plain, quiet };
float button_width(Ui& ui, std::string_view label, Icon icon = Icon::none);
bool button(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, ButtonLook look = ButtonLook::plain,
            bool enabled = true, Icon icon = Icon::none);
bool icon_button(Ui& ui, std::string_view id, const Rect& rect, Icon icon, std::string_view label, bool enabled = true,
                 bool chosen = false);
// A chip that is on or off.
bool chip(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, bool chosen);
// One of several words in a row; returns the new choice.
int segments(Ui& ui, std::string_view id, const Rect& rect, std::span<const std::string> labels, int chosen);
bool checkbox(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, bool& on);
// Dragging moves the value in steps. True while it changes.
bool slider(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, double& value, double low,
            double high, double step);
// A list that opens below; true when another row was chosen.
bool choice(Ui& ui, std::string_view id, const Rect& rect, std::string_view caption,
            std::span<const std::string> labels, int& chosen, bool enabled = true);
// A line of text; true when it changed. `submitted` is set when Enter was pressed.
bool input(Ui& ui, std::string_view id, const Rect& rect, std::string_view hint, std::string& text,
           bool* submitted = nullptr, bool take_focus = false);
// A field of a table of numbers; a click selects all of it. `changed_here` marks a value that is not the usual one,
// `wrong` one that cannot be taken. True when Enter was pressed or the field was left after typing.
bool number_input(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, std::string& text,
                  bool changed_here, bool wrong);
// Whole numbers typed or stepped; true when it changed.
bool stepper(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, int& value, int low, int high,
             int step, std::string_view unit);

// A thin bar from 0 to 1, with parts that follow each other.
struct BarPart {
    double share = 0;
    ImU32 colour = 0;
    bool hatched = false, dotted = false;
};
void bar(Ui& ui, const Rect& rect, std::span<const BarPart> parts);

} // namespace wangge::ui

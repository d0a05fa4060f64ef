#include "ui/input.h"

#include "ui/glyphs.h"

#include "base/text.h"

namespace wangge::ui {
namespace {

// ImGui's array of pressed keys: our own keys at their number, letters from 64 on, digits from 96 on.
int index_of(const KeyChord& chord) {
    if (chord.key != Key::letter)
        return static_cast<int>(chord.key);
    return chord.letter >= 'a' ? 64 + (chord.letter - 'a') : 96 + (chord.letter - '0');
}

} // namespace

void InputQueue::name_keys(ImGuiIO& io) {
    const auto name = [&](ImGuiKey theirs, Key ours) { io.KeyMap[theirs] = static_cast<int>(ours); };
    name(ImGuiKey_LeftArrow, Key::left);
    name(ImGuiKey_RightArrow, Key::right);
    name(ImGuiKey_UpArrow, Key::up);
    name(ImGuiKey_DownArrow, Key::down);
    name(ImGuiKey_PageUp, Key::page_up);
    name(ImGuiKey_PageDown, Key::page_down);
    name(ImGuiKey_Home, Key::home);
    name(ImGuiKey_End, Key::end);
    name(ImGuiKey_Insert, Key::insert);
    name(ImGuiKey_Delete, Key::erase);
    name(ImGuiKey_Backspace, Key::backspace);
    name(ImGuiKey_Space, Key::space);
    name(ImGuiKey_Enter, Key::enter);
    name(ImGuiKey_Escape, Key::escape);
    const auto letter = [&](ImGuiKey theirs, char c) { io.KeyMap[theirs] = 64 + (c - 'a'); };
    letter(ImGuiKey_A, 'a');
    letter(ImGuiKey_C, 'c');
    letter(ImGuiKey_V, 'v');
    letter(ImGuiKey_X, 'x');
    letter(ImGuiKey_Y, 'y');
    letter(ImGuiKey_Z, 'z');
}

KeyChord InputQueue::feed(ImGuiIO& io, Glyphs& glyphs) {
    KeyChord pressed;
    bool edge = false;  // a button or key has changed in this frame
    bool moved = false; // with a button down
    while (!m_events.empty()) {
        const Event event = m_events.front();
        // A click must be seen where the mouse was then: nothing moves after an edge, and there is one edge a frame.
        if (edge && event.what != What::character)
            break;
        // The end of a drag, too: where a button goes up is first seen with the button down.
        if (moved && event.what == What::button && !event.down)
            break;
        m_events.pop_front();
        switch (event.what) {
        case What::move:
            m_mouse = event.place;
            moved = io.MouseDown[0] || io.MouseDown[1] || io.MouseDown[2];
            break;
        case What::button:
            if (event.button >= 0 && event.button < 3)
                io.MouseDown[event.button] = event.down;
            edge = true;
            break;
        case What::wheel:
            io.MouseWheel += event.amount;
            edge = true;
            break;
        case What::key:
            io.KeyCtrl = event.chord.ctrl;
            io.KeyShift = event.chord.shift;
            io.KeyAlt = event.chord.alt;
            if (event.chord.key != Key::none)
                io.KeysDown[index_of(event.chord)] = event.down;
            if (event.down)
                pressed = event.chord;
            edge = true;
            break;
        case What::character: {
            std::string utf8;
            base::append_utf8(utf8, event.c);
            io.AddInputCharactersUTF8(std::string(glyphs.shown(utf8)).c_str());
            break;
        }
        }
    }
    io.MousePos = m_mouse;
    return pressed;
}

} // namespace wangge::ui

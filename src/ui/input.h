// Mouse and keys on their way to ImGui, one key or button event a frame, so that slow frames lose nothing.
#pragma once
#include <cstdint>
#include <deque>
#include <imgui.h>

namespace wangge::ui {

enum class Key {
    none,
    tab,
    left,
    right,
    up,
    down,
    page_up,
    page_down,
    home,
    end,
    insert,
    erase,
    backspace,
    space,
    enter,
    escape,
    letter,
    f1,
    f5,
    add,
    subtract
};

struct KeyChord {
    Key key = Key::none;
    char letter = 0; // of Key::letter: 'a'..'z' or '0'..'9'
    bool ctrl = false, shift = false, alt = false;
    bool operator==(const KeyChord&) const = default;
};

class InputQueue {
public:
    void mouse_at(ImVec2 place) { m_events.push_back({.what = What::move, .place = place}); }
    void mouse_button(int button, bool down) {
        m_events.push_back({.what = What::button, .button = button, .down = down});
    }
    void wheel(float steps) { m_events.push_back({.what = What::wheel, .amount = steps}); }
    void key(KeyChord chord, bool down) { m_events.push_back({.what = What::key, .down = down, .chord = chord}); }
    void character(char32_t c) { m_events.push_back({.what = What::character, .c = c}); }
    bool empty() const { return m_events.empty(); }

    // Hands ImGui the events of this frame. Returns the chord that was pressed in it, if any.
    KeyChord feed(ImGuiIO& io, class Glyphs& glyphs);
    // Tells ImGui which key numbers we use; once for each context.
    static void name_keys(ImGuiIO& io);
    ImVec2 mouse() const { return m_mouse; }

private:
    enum class What : std::uint8_t { move, button, wheel, key, character };
    struct Event {
        What what = What::move;
        ImVec2 place;
        int button = 0;
        bool down = false;
        float amount = 0;
        KeyChord chord;
        char32_t c = 0;
    };
    std::deque<Event> m_events;
    ImVec2 m_mouse{-1, -1};
};

} // namespace wangge::ui

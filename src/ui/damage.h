// Which parts of the window differ from the frame before: only they are drawn again.
#pragma once
#include "ui/registry.h"

#include <cstdint>

namespace wangge::ui {

class Damage {
public:
    // Compares the frame with the one before. `map` is the map's place, empty when there is none; `map_changed` says
    // that its picture differs. The answer's rectangles are disjoint and hold the whole map or nothing of it.
    std::vector<Rect> of(const ImDrawData& frame, Rect map, bool map_changed);
    // The next frame is drawn as a whole.
    void forget() { m_lists.clear(); }

private:
    struct List {
        const char* name = nullptr; // of ImGui's window; lives as long as that
        std::size_t hash = 0;
        Rect box;
    };
    std::vector<List> m_lists;
    ImVec2 m_size{0, 0};
    std::uint64_t m_frames = 0; // with callbacks in them, so far
};

// Draws what of the frame lies in the rectangle.
void draw_part_of(ImDrawData& frame, const Rect& part);

} // namespace wangge::ui

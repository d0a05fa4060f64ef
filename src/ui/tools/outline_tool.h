// Picking with a rectangle or a freehand outline: what the open table lists and the outline holds.
#pragma once
#include "ui/context.h"
#include "ui/tools/map_frame.h"

namespace wangge::ui {

class OutlineTool {
public:
    void clear() { m_outline.clear(); }
    bool drawing() const { return !m_outline.empty(); }
    // A drag draws; its end picks: alone it replaces, with Shift it adds, with Ctrl it takes away. False when the mouse
    // did nothing but click.
    bool mouse(Context& context, const MapFrame& frame, const Hit& hit, bool freehand);
    void draw(Context& context, const MapFrame& frame, bool freehand) const;

private:
    void pick(Context& context, const MapFrame& frame, bool freehand) const;
    geo::Ring ring(const MapFrame& frame, bool freehand) const;

    std::vector<ImVec2> m_outline; // of a rectangle: two corners
};

// The kind of things that an outline picks: those of the table that is open, else those that the stage is about.
app::PickedKind outlined_kind(const Context& context);

} // namespace wangge::ui

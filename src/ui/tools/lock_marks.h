// Locks drawn on the cells that must stay as they are.
#pragma once
#include "ui/context.h"
#include "ui/tools/map_frame.h"

namespace wangge::ui {

class LockMarks {
public:
    // Nothing where no cell is locked, and in stages that do not change the plan.
    void draw(Context& context, const MapFrame& frame);

private:
    std::weak_ptr<const model::Snapshot> m_of;
    std::vector<geo::MapPoint> m_places; // of the locked cells
};

} // namespace wangge::ui

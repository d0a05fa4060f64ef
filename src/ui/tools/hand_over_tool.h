// The brush of the Assignment stage: cells under the mouse go to the inspector whose cell was chosen.
#pragma once
#include "ui/context.h"
#include "ui/tools/map_frame.h"

namespace wangge::ui {

class HandOverTool {
public:
    void clear(Context& context);
    // A click on a cell chooses its inspector when none is chosen, with Alt always; a drag paints, its end hands over.
    void mouse(Context& context, const MapFrame& frame, const Hit& hit);
    void draw(Context& context, const MapFrame& frame) const;

private:
    void take(Context& context, const app::DrawingGround& ground, geo::MapPoint from, geo::MapPoint to, double step);

    bool m_painting = false;
    geo::MapPoint m_last;
};

} // namespace wangge::ui

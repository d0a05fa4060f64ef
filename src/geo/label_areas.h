// A grid of labels as areas that share their edges.
#pragma once
#include "base/feedback.h"
#include "geo/grid_frame.h"
#include "geo/polygon.h"

#include <cstdint>
#include <span>
#include <vector>

namespace wangge::geo {

struct LabelArea {
    std::int32_t label = 0;
    MultiPolygon area;
};

// One area a label, in order of label, of the cells that carry it; labels below 0 make no area. Two areas that touch
// have their common edge point for point, so there is no gap and no overlap. Cells that meet only at a corner are
// separate parts.
//
// `simplify` > 0 straightens the steps between the points where three areas meet, by Douglas and Peucker with that
// tolerance, each common edge once for both its sides; where that would make an area invalid all edges keep their
// steps.
std::vector<LabelArea> label_areas(const GridFrame& frame, std::span<const std::int32_t> labels, base::Metres simplify,
                                   base::Feedback& feedback);

} // namespace wangge::geo

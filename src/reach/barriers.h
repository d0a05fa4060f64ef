// Waters that stop whoever walks across country. Roads cross them on their bridges, tagged or not.
#pragma once
#include "geo/area_index.h"
#include "model/records.h"
#include "reach/segment_index.h"
#include "reach/travel_rules.h"

namespace wangge::reach {

class Barriers {
public:
    Barriers() : Barriers({}, {}) {}
    // The waters whose kind the rule water_blocks names.
    Barriers(const std::vector<model::Water>& waters, const TravelOptions& options);

    bool crossed(geo::MapPoint a, geo::MapPoint b) const { return m_lines.size() > 0 && m_lines.crossed(a, b); }
    bool in_water(geo::MapPoint p) const { return m_areas.find(p) >= 0; }
    // Lines of rivers and shores of lakes.
    const SegmentIndex& lines() const { return m_lines; }

private:
    SegmentIndex m_lines;
    geo::AreaIndex m_areas;
};

} // namespace wangge::reach

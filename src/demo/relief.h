// The land of the demo: ridges and valleys worn by running water, and the rivers that wore them.
#pragma once
#include "base/feedback.h"
#include "geo/polygon.h"
#include "geo/raster.h"

#include <cstdint>
#include <vector>

namespace wangge::demo {

// A water course from its source (or the map's edge) down to its mouth.
struct Course {
    geo::Polyline line;
    double catchment = 0; // km2 at the mouth
};

struct Relief {
    geo::Raster height;          // metres above the sea
    std::vector<Course> courses; // largest first

    double height_at(geo::MapPoint point) const; // bilinear, held at the rim
    double slope_at(geo::MapPoint point) const;  // rise over run, over two cells
};

struct ReliefOptions {
    geo::Box box;
    double cell = 200;           // metres
    double summit = 1000;        // metres, of the highest ground
    double river_catchment = 14; // km2 from which a course is drawn
    int main_rivers = 1;         // valleys that cross the box from the west
    std::uint64_t seed = 0;
};

// Stream-power erosion with the implicit scheme of Braun and Willett ("A very efficient O(n), implicit and parallel
// method to solve the stream power equation", Geomorphology 180, 2013) over drainage by priority flood (Barnes, Lehman
// and Mulla, Computers & Geosciences 62, 2014).
Relief make_relief(const ReliefOptions& options, base::Feedback& feedback);

// The line with its corners cut (Chaikin) `passes` times; the ends and the vertices found in `pins` stay.
geo::Polyline smoothed(const geo::Polyline& line, const std::vector<geo::MapPoint>& pins, int passes);

} // namespace wangge::demo

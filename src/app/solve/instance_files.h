// Public instance files as the engines' plain values. A bad file throws Error(bad_input) "solve.*" with its line.
#pragma once
#include "base/units.h"
#include "geo/types.h"
#include "siting/distances.h"

#include <filesystem>
#include <optional>

namespace wangge::app {

struct GraphInstance {
    std::int64_t p = 0;
    siting::DistanceMatrix distances; // every vertex to every vertex
};

// OR-Library p-median graph: "n m p", then edges "i j cost"; of an edge given twice the last cost counts. Distances are
// shortest paths.
GraphInstance read_graph(const std::filesystem::path& file, base::Feedback& feedback);

// Demands on the globe, each also a candidate place.
struct PointInstance {
    std::vector<double> lat, lon; // degrees
    std::vector<siting::Value> weight;
};
// The form of the MCLP benchmarks: NODE_COORD_SECTION with "lat lon" lines, DEMAND_SECTION with a weight a line.
PointInstance read_points(const std::filesystem::path& file);
// Metres east and north of the first point, about: each degree as long as it is there.
std::vector<geo::MapPoint> on_a_plane(const PointInstance& points);
// Who is within `radius` of whom (closed), along great circles on a sphere of 6,378,100 m.
siting::Incidence within(const PointInstance& points, base::Metres radius, base::Feedback& feedback);

// The request's radius. Throws Error(bad_input) "solve.no_radius".
base::Metres checked_radius(std::optional<double> asked);
// The request's p, else the file's. Throws Error(bad_input) "solve.no_p", "solve.p_too_large".
std::int64_t checked_p(std::optional<std::int64_t> asked, std::int64_t of_file, std::size_t candidates);

} // namespace wangge::app

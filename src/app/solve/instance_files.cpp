#include "app/solve/instance_files.h"

#include "app/solve/number_file.h"
#include "base/error.h"
#include "base/text.h"

#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <queue>

namespace wangge::app {
namespace {

constexpr double earth = 6'378'100, degree = std::numbers::pi / 180; // metres; radians

} // namespace

GraphInstance read_graph(const std::filesystem::path& path, base::Feedback& feedback) {
    constexpr std::int64_t most_vertices = 5000, most_cost = 1'000'000'000;
    NumberFile file(path);
    const std::int64_t n = file.integer(1, most_vertices), m = file.integer(0, 100'000'000);
    GraphInstance instance;
    instance.p = file.integer(0, n);
    std::vector<std::map<std::int32_t, siting::Value>> edges(n);
    for (std::int64_t e = 0; e < m; ++e) {
        const auto a = static_cast<std::int32_t>(file.integer(1, n) - 1);
        const auto b = static_cast<std::int32_t>(file.integer(1, n) - 1);
        edges[a][b] = edges[b][a] = file.integer(0, most_cost);
    }
    siting::DistanceMatrix& distances = instance.distances;
    distances.demands = distances.candidates = static_cast<std::size_t>(n);
    distances.cells.assign(distances.demands * distances.candidates, siting::DistanceMatrix::unreachable);
    using Entry = std::pair<siting::Value, std::int32_t>;
    for (std::int32_t start = 0; start < n; ++start) {
        feedback.check();
        const auto row = std::span(distances.cells).subspan(distances.candidates * start, distances.candidates);
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
        row[start] = 0;
        queue.emplace(0, start);
        while (!queue.empty()) {
            const auto [distance, vertex] = queue.top();
            queue.pop();
            if (distance > row[vertex])
                continue;
            for (const auto& [other, cost] : edges[vertex])
                if (distance + cost < row[other]) {
                    row[other] = distance + cost;
                    queue.emplace(row[other], other);
                }
        }
    }
    return instance;
}

PointInstance read_points(const std::filesystem::path& path) {
    constexpr std::int64_t most_points = 100'000;
    NumberFile file(path);
    PointInstance instance;
    std::int64_t count = -1;
    std::string line;
    while (file.line(line) && !line.starts_with("NODE_COORD_SECTION"))
        if (line.starts_with("DIMENSION"))
            base::parse_integer(base::trimmed(line.substr(line.find(':') + 1)), count);
    if (count < 1 || count > most_points)
        base::fail_input("solve.bad_header", {{"file", path.filename().string()}}, path.filename().string());
    for (std::int64_t i = 0; i < count; ++i) {
        instance.lat.push_back(file.number());
        instance.lon.push_back(file.number());
    }
    while (file.line(line) && !line.starts_with("DEMAND_SECTION")) {
    }
    for (std::int64_t i = 0; i < count; ++i)
        instance.weight.push_back(file.integer(0, 1'000'000'000));
    return instance;
}

std::vector<geo::MapPoint> on_a_plane(const PointInstance& points) {
    std::vector<geo::MapPoint> at;
    for (std::size_t i = 0; i < points.lat.size(); ++i)
        at.push_back({(points.lon[i] - points.lon[0]) * degree * earth * std::cos(points.lat[0] * degree),
                      (points.lat[i] - points.lat[0]) * degree * earth});
    return at;
}

siting::Incidence within(const PointInstance& points, base::Metres radius, base::Feedback& feedback) {
    // Points on the unit sphere: a great circle of `radius` spans a chord of 2 sin(radius / 2R).
    std::vector<std::array<double, 3>> unit;
    for (std::size_t i = 0; i < points.lat.size(); ++i) {
        const double lat = points.lat[i] * degree, lon = points.lon[i] * degree;
        unit.push_back({std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)});
    }
    const double half = std::min(radius.value / earth / 2, std::numbers::pi / 2);
    const double chord = 2 * std::sin(half), limit = chord * chord;
    siting::Lists near;
    std::vector<std::int32_t> row;
    for (std::size_t i = 0; i < unit.size(); ++i) {
        if (i % 256 == 0)
            feedback.check();
        row.clear();
        for (std::size_t j = 0; j < unit.size(); ++j) {
            const double x = unit[i][0] - unit[j][0], y = unit[i][1] - unit[j][1], z = unit[i][2] - unit[j][2];
            if (x * x + y * y + z * z <= limit)
                row.push_back(static_cast<std::int32_t>(j));
        }
        near.add(row);
    }
    return siting::incidence_of(std::move(near), unit.size());
}

base::Metres checked_radius(std::optional<double> asked) {
    if (!asked)
        base::fail_input("solve.no_radius", {}, "--radius");
    return {*asked};
}

std::int64_t checked_p(std::optional<std::int64_t> asked, std::int64_t of_file, std::size_t candidates) {
    const std::int64_t p = asked.value_or(of_file);
    if (p <= 0)
        base::fail_input("solve.no_p", {}, "-p");
    if (p > static_cast<std::int64_t>(candidates))
        base::fail_input("solve.p_too_large", {{"p", std::to_string(p)}, {"candidates", std::to_string(candidates)}},
                         "-p");
    return p;
}

} // namespace wangge::app

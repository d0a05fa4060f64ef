#include "app/map_surfaces.h"

#include "app/coverage_inputs.h"
#include "app/reach_areas.h"
#include "base/parallel.h"
#include "coverage/coverage.h"
#include "geo/area_index.h"
#include "geo/overlay.h"
#include "geo/point_index.h"
#include "geo/voronoi.h"

#include <algorithm>
#include <cmath>

namespace wangge::app {
namespace {

double square_side(const geo::Box& box) {
    double side = 1000;
    while (box.width() / side * (box.height() / side) > 20000)
        side *= 2;
    return side;
}

// Squares on whole kilometres that touch the county, cut at its rim.
std::vector<geo::MultiPolygon> lattice(const geo::MultiPolygon& county, base::Feedback& feedback) {
    const geo::Box box = geo::bounds(county);
    const double side = square_side(box);
    const auto columns = static_cast<std::size_t>(std::ceil(box.max_x / side) - std::floor(box.min_x / side));
    const auto rows = static_cast<std::size_t>(std::ceil(box.max_y / side) - std::floor(box.min_y / side));
    const double left = std::floor(box.min_x / side) * side, bottom = std::floor(box.min_y / side) * side;
    // Squares that no border line meets are wholly inside or outside.
    std::vector<char> rim(columns * rows, 0);
    const auto mark = [&](geo::MapPoint a, geo::MapPoint b) {
        const int steps = 1 + static_cast<int>(std::hypot(b.x - a.x, b.y - a.y) / (side / 20));
        for (int i = 0; i <= steps; ++i) {
            const double x = a.x + (b.x - a.x) * i / steps, y = a.y + (b.y - a.y) * i / steps;
            const auto column = std::min(columns - 1, static_cast<std::size_t>((x - left) / side));
            const auto row = std::min(rows - 1, static_cast<std::size_t>((y - bottom) / side));
            rim[row * columns + column] = 1;
        }
    };
    for (const geo::Polygon& part : county.parts) {
        for (std::size_t i = 1; i < part.outer.size(); ++i)
            mark(part.outer[i - 1], part.outer[i]);
        for (const geo::Ring& hole : part.holes)
            for (std::size_t i = 1; i < hole.size(); ++i)
                mark(hole[i - 1], hole[i]);
    }
    std::vector<geo::MultiPolygon> squares(columns * rows);
    base::parallel_blocks(squares.size(), 64, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        for (std::size_t i = begin; i < end; ++i) {
            const double x = left + static_cast<double>(i % columns) * side,
                         y = bottom + static_cast<double>(i / columns) * side;
            geo::MultiPolygon square = geo::rectangle({x, y, x + side, y + side});
            if (rim[i])
                squares[i] = geo::intersection(square, county);
            else if (geo::contains(county, {x + side / 2, y + side / 2}))
                squares[i] = std::move(square);
        }
    });
    std::erase_if(squares, [](const geo::MultiPolygon& square) { return square.empty(); });
    return squares;
}

} // namespace

void fill_coverage(render::SceneOptions& options, const model::Snapshot& snapshot, const reach::Reach& reach,
                   const CoverageQuestion& question, base::Feedback& feedback) {
    coverage::Options asked;
    asked.role = question.role;
    asked.as_of = question.as_of;
    asked.with_area = false;
    if (question.limit)
        asked.limit = *question.limit;
    const coverage::Prepared prepared = coverage::prepare(snapshot, norms_of(snapshot), asked, reach, feedback);
    const coverage::Result result = coverage::measure(prepared, coverage::limits_of(prepared), feedback);

    if (reach.travel() != reach::Travel::line) {
        const reach::Effort limit = result.limits[model::AreaType::rural];
        reach::Field field = map_lattice(snapshot.county);
        reach.fill(field, {prepared.source_x, prepared.source_y}, {}, feedback);
        for (Isochrone& band : isochrones(field, snapshot.county, limit, feedback)) {
            options.areas.push_back(std::move(band.area));
            options.values.push_back(band.effort);
            options.states.push_back(band.step == 4 ? model::CoverState::uncovered : model::CoverState::covered);
        }
        options.reach = {limit.value}; // only its share of the values counts
        return;
    }
    options.areas = lattice(snapshot.county, feedback);
    const geo::PointIndex people(prepared.source_x, prepared.source_y);
    const geo::AreaIndex villages(snapshot.villages.area);
    for (const geo::MultiPolygon& square : options.areas) {
        const geo::MapPoint middle = geo::centroid(square);
        const std::int32_t village = villages.find(middle);
        const model::AreaType type = village < 0 ? model::AreaType::rural : prepared.village_area[village].type;
        const double distance = people.nearest(middle).distance, limit = result.limits[type].value;
        options.values.push_back(distance);
        const bool full = village >= 0 && result.state[village] == model::CoverState::over_capacity;
        options.states.push_back(distance > limit ? model::CoverState::uncovered
                                 : full           ? model::CoverState::over_capacity
                                                  : model::CoverState::covered);
    }
    options.reach = {0};
    for (const reach::Effort limit : result.limits.values)
        options.reach.value = std::max(options.reach.value, limit.value);
}

bool only_seats(const model::Snapshot& snapshot) {
    return std::ranges::all_of(snapshot.villages.area, [](const geo::MultiPolygon& area) { return area.empty(); });
}

std::vector<geo::MultiPolygon> village_grounds(const model::Snapshot& snapshot) {
    const model::VillageTable& villages = snapshot.villages;
    if (snapshot.county.empty() || !only_seats(snapshot))
        return villages.area;
    std::vector<geo::MultiPolygon> grounds(villages.size());
    geo::MultiPolygon county = geo::normalised(snapshot.county);
    if (!geo::is_valid(county))
        county = geo::made_valid(county);
    const geo::NearestCells nearest = geo::nearest_cells(villages.x, villages.y);
    base::QuietFeedback quiet;
    for (geo::CutCell& piece : geo::cut(nearest.cells, county, quiet))
        grounds[nearest.row[piece.cell]] = piece.whole ? nearest.cells.area(piece.cell) : std::move(piece.area);
    return grounds;
}

void fill_area_types(render::SceneOptions& options, const model::Snapshot& snapshot) {
    options.areas = village_grounds(snapshot);
    for (const coverage::AreaTypeOf& area : coverage::village_area_types(snapshot))
        options.area_types.push_back(area.type);
}

} // namespace wangge::app

// The ground around villages where no boundary is at hand, and cells of villages that are points.
#include "base/error.h"
#include "fixture.h"
#include "geo/overlay.h"
#include "grid/grid.h"
#include "grid/outline.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <limits>

namespace wangge::grid {
namespace {

model::Snapshot seats(const std::vector<geo::MapPoint>& places) {
    model::Snapshot s;
    for (const geo::MapPoint place : places) {
        add_village(s, fmt::format("330100001{:03}", s.villages.size() + 200), "", {});
        s.villages.x.back() = place.x;
        s.villages.y.back() = place.y;
    }
    model::link(s);
    return s;
}

std::vector<geo::MapPoint> scattered(int count, double width) {
    base::Random random(11);
    std::vector<geo::MapPoint> places;
    for (int i = 0; i < count; ++i)
        places.push_back({random.uniform(0, width), random.uniform(0, width)});
    return places;
}

double distance_to_rim(const geo::MultiPolygon& area, geo::MapPoint p) {
    double least = std::numeric_limits<double>::infinity();
    for (const geo::Polygon& part : area.parts)
        for (std::size_t i = 0; i + 1 < part.outer.size(); ++i) {
            const geo::MapPoint a = part.outer[i], b = part.outer[i + 1];
            const double dx = b.x - a.x, dy = b.y - a.y;
            const double t =
                std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / std::max(1e-12, dx * dx + dy * dy), 0.0, 1.0);
            least = std::min(least, std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy));
        }
    return least;
}

Outline outline(const std::vector<geo::MapPoint>& places, std::optional<base::Metres> margin = {}) {
    base::QuietFeedback quiet;
    return outline_of(seats(places), margin, quiet);
}

TEST(OutlineOfVillages, EverySeatLiesAMarginInside) {
    const auto places = scattered(200, 20000);
    const Outline made = outline(places, base::Metres{600});
    ASSERT_TRUE(geo::is_valid(made.area));
    for (const geo::MapPoint place : places) {
        EXPECT_TRUE(geo::contains(made.area, place));
        EXPECT_GT(distance_to_rim(made.area, place), 0.95 * 600) << "chords and fewer corners cost a little";
    }
    for (const geo::Polygon& part : made.area.parts)
        EXPECT_TRUE(part.holes.empty());
}

TEST(OutlineOfVillages, JoinsNeighboursAndFillsHoles) {
    EXPECT_EQ(outline({{0, 0}, {3000, 0}}, base::Metres{1000}).area.parts.size(), 1u);
    EXPECT_EQ(outline({{0, 0}, {4500, 0}}, base::Metres{1000}).area.parts.size(), 2u);
    std::vector<geo::MapPoint> ring;
    for (int i = 0; i < 24; ++i)
        ring.push_back({10000 * std::cos(i * 0.2618), 10000 * std::sin(i * 0.2618)});
    const Outline round_a_lake = outline(ring, base::Metres{1500});
    ASSERT_EQ(round_a_lake.area.parts.size(), 1u);
    EXPECT_TRUE(geo::contains(round_a_lake.area, {0, 0}));
    // 1,000 m around a lonely village; chords and fewer corners cost a little.
    EXPECT_NEAR(geo::area(outline({{0, 0}}).area).value, 3.1416e6, 0.04 * 3.1416e6);
}

TEST(OutlineOfVillages, TheMarginIsAUsualDistanceBetweenNeighbours) {
    const auto places = scattered(101, 9000);
    std::vector<double> nearest;
    for (std::size_t i = 0; i < places.size(); ++i) {
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t j = 0; j < places.size(); ++j)
            if (i != j)
                least = std::min(least, std::hypot(places[i].x - places[j].x, places[i].y - places[j].y));
        nearest.push_back(least);
    }
    std::sort(nearest.begin(), nearest.end());
    EXPECT_EQ(outline(places).margin.value, std::ceil(nearest[95]));
    EXPECT_EQ(outline({{0, 0}, {10, 0}}).margin.value, 100);
}

TEST(OutlineOfVillages, RefusesAProjectWithoutPlaces) {
    try {
        outline({});
        FAIL();
    } catch (const base::Error& error) {
        EXPECT_EQ(error.message().id, "outline.no_places");
    }
}

TEST(WholeVillages, OfSeatsAreTheGroundNearestToEach) {
    const auto places = scattered(60, 12000);
    model::Snapshot s = seats(places);
    base::QuietFeedback quiet;
    model::Boundary county;
    county.level = model::BoundaryLevel::county;
    county.code = "330100";
    county.area = outline_of(s, {}, quiet).area;
    s.boundaries.push_back(county);
    model::link(s);
    Options options;
    options.shape = model::CellShape::village;
    options.codes = {"gbt30428",
                     "",
                     "",
                     {{CodePart::county, 6}, {CodePart::township, 3}, {CodePart::village, 3}, {CodePart::sequence, 2}}};
    const Result made = run(s, options, quiet);
    ASSERT_EQ(made.cells.size(), places.size());
    EXPECT_LT(made.gaps.value, 1e-3);
    EXPECT_LT(made.overlaps.value, 1e-3);
    base::Random random(5);
    const geo::Box box = geo::bounds(county.area);
    for (int n = 0; n < 2000; ++n) {
        const geo::MapPoint p{random.uniform(box.min_x, box.max_x), random.uniform(box.min_y, box.max_y)};
        if (!geo::contains(county.area, p))
            continue;
        const auto nearest = std::min_element(places.begin(), places.end(), [&](auto a, auto b) {
            return std::hypot(a.x - p.x, a.y - p.y) < std::hypot(b.x - p.x, b.y - p.y);
        });
        const auto cell = std::find_if(made.cells.begin(), made.cells.end(),
                                       [&](const model::Cell& c) { return geo::contains(c.area, p); });
        ASSERT_NE(cell, made.cells.end());
        EXPECT_EQ(cell->village_codes, s.villages.code[static_cast<std::size_t>(nearest - places.begin())]);
    }
}

} // namespace
} // namespace wangge::grid

// The ground that a map colours for a village that is only known as a point.
#include "app/language.h"
#include "app/view/map_scene.h"
#include "coverage/county_maker.h"
#include "geo/area_index.h"
#include "geo/overlay.h"
#include "grid/village_grounds.h"

#include <cmath>
#include <gtest/gtest.h>

namespace wangge::app {
namespace {

TEST(VillageGrounds, SeatsWithoutAreasShareTheCountyAmongThem) {
    model::Snapshot s;
    s.county = geo::rectangle({0, 0, 9000, 6000});
    s.villages.x = {1000, 8000, NAN, 4000, 4000};
    s.villages.y = {1000, 5000, NAN, 2500, 5500};
    s.villages.id.resize(5);
    s.villages.area.resize(5);
    const std::vector<geo::MultiPolygon> grounds = grid::village_grounds(s);
    ASSERT_EQ(grounds.size(), 5U);
    EXPECT_TRUE(grounds[2].empty()) << "nobody knows where it is";
    double sum = 0;
    for (const geo::MultiPolygon& ground : grounds)
        sum += geo::area(ground).value;
    EXPECT_NEAR(sum, 9000.0 * 6000, 1e-3);
    EXPECT_NEAR(geo::area(geo::united(grounds)).value, 9000.0 * 6000, 1e-3) << "no overlaps either";
    // Anywhere in the county: the ground that a place lies in is that of the nearest seat.
    const geo::AreaIndex index(grounds);
    for (double x = 55; x < 9000; x += 310)
        for (double y = 35; y < 6000; y += 290) {
            std::int32_t nearest = -1;
            double least = INFINITY;
            for (std::int32_t v = 0; v < 5; ++v)
                if (const double d = std::hypot(s.villages.x[v] - x, s.villages.y[v] - y); d < least) {
                    least = d;
                    nearest = v;
                }
            EXPECT_EQ(index.find({x, y}), nearest) << x << " " << y;
        }
    // Where areas are known they are what is shown, and nothing is made up for the others.
    s.villages.area[1] = geo::rectangle({7000, 4000, 9000, 6000});
    EXPECT_TRUE(grid::village_grounds(s)[0].empty());
    EXPECT_NEAR(geo::area(grid::village_grounds(s)[1]).value, 4e6, 1e-6);
}

// Square metres that are hatched as blind spots, by the layer of the hatch.
std::map<std::string, double> hatched(const model::SnapshotPtr& snapshot, int kind) {
    base::QuietFeedback quiet;
    MapRequest request;
    request.snapshot = snapshot;
    request.blind = std::make_shared<const BlindView>(
        find_blind_view(snapshot, reach::straight_line(), quiet, coverage::test::day(2026, 11, 22)));
    request.blind_kind = kind;
    request.layers = {"blind_spots"};
    request.outlines = true;
    std::map<std::string, double> areas;
    const auto scene = build_map(request, catalog_of("zh"), quiet);
    for (const render::Step& step : scene->steps)
        if (const auto* hatch = std::get_if<render::HatchStep>(&step.what))
            for (const render::AreaOutline& outline : *hatch->outlines)
                areas[step.layer] += geo::area(outline.area).value;
    return areas;
}

TEST(VillageGrounds, BlindSpotsOfSeatsAreDrawnOnTheirGround) {
    // One of three villages has its informant; its county is ten kilometres square.
    const auto county = [](const geo::Box& area) {
        coverage::test::CountyMaker maker;
        maker.village("330999001201", 1000, 5000, 500, 220, "p", area);
        maker.village("330999001202", 5000, 5000, 500, 220);
        maker.village("330999200203", 9000, 5000, 500, 220);
        maker.person({.key = "p",
                      .x = 1000,
                      .y = 5000,
                      .start = coverage::test::day(2026, 1, 1),
                      .last_training = coverage::test::day(2026, 6, 1)});
        return std::make_shared<const model::Snapshot>(maker.linked());
    };
    constexpr int contact = static_cast<int>(model::BlindSpotKind::contact),
                  supply = static_cast<int>(model::BlindSpotKind::supply);
    const auto seats = county({});
    EXPECT_NEAR(hatched(seats, contact)["blind_spots.contact"], 7000. * 10000, 1)
        << "all but what is nearer to the first";
    EXPECT_NEAR(hatched(seats, supply)["blind_spots.supply"], 10000. * 10000, 1);
    // Where areas are known none is made up.
    EXPECT_TRUE(hatched(county({0, 4000, 2000, 6000}), contact).empty());
}

} // namespace
} // namespace wangge::app

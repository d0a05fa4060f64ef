// The county in bands of effort: what the map fills while the reach is moved.
#include "app/reach_areas.h"
#include "geo/overlay.h"

#include <cmath>
#include <gtest/gtest.h>

namespace wangge::app {
namespace {

geo::MultiPolygon square(double low, double high) {
    return {{{{{low, low}, {high, low}, {high, high}, {low, high}, {low, low}}, {}}}};
}

// Effort that rises and falls over the plane, with a corner where nobody comes.
reach::Field waves() {
    reach::Field field = reach::lattice_over(geo::bounds(square(0, 10000)), base::Metres{100});
    for (int r = 0; r < field.rows; ++r)
        for (int c = 0; c < field.columns; ++c) {
            const geo::MapPoint p = field.point(c, r);
            const bool nobody = p.x + p.y > 17000;
            field.effort.push_back(nobody ? INFINITY
                                          : static_cast<float>(30 + 28 * std::sin(p.x / 900) * std::cos(p.y / 700)));
            field.source.push_back(nobody ? -1 : 0);
        }
    return field;
}

TEST(Isochrones, BandsAndWhatLiesBeyondAreTheCounty) {
    base::QuietFeedback quiet;
    const geo::MultiPolygon county = square(500, 9300);
    const reach::Field field = waves();
    for (const double limit : {12.0, 30.0, 45.0}) {
        const std::vector<Isochrone> bands = isochrones(field, county, reach::Effort{limit}, quiet);
        ASSERT_EQ(bands.size(), 4U) << limit;
        std::vector<geo::MultiPolygon> within;
        double whole = 0;
        for (std::size_t i = 0; i < bands.size(); ++i) {
            whole += geo::area(bands[i].area).value;
            for (std::size_t j = 0; j < i; ++j)
                EXPECT_LT(geo::area(geo::intersection(bands[i].area, bands[j].area)).value, 1e-3) << limit;
            if (bands[i].step < 4)
                within.push_back(bands[i].area);
        }
        EXPECT_NEAR(whole, geo::area(county).value, 1e-2) << limit;
        // What lies beyond, found the slow way.
        const geo::MultiPolygon beyond = geo::difference(county, geo::united(within));
        EXPECT_NEAR(geo::area(bands.back().area).value, geo::area(beyond).value, 1e-2) << limit;
        EXPECT_EQ(bands.back().step, 4);
        EXPECT_TRUE(std::isnan(bands.back().effort));
    }
}

TEST(Isochrones, WhereNobodyComesTheWholeCountyLiesBeyond) {
    base::QuietFeedback quiet;
    reach::Field field = waves();
    std::fill(field.source.begin(), field.source.end(), -1);
    const auto bands = isochrones(field, square(500, 9300), reach::Effort{30}, quiet);
    ASSERT_EQ(bands.size(), 1U);
    EXPECT_EQ(bands.front().step, 4);
}

} // namespace
} // namespace wangge::app

#include "geo/zones.h"

#include "geo/projection.h"

#include <cmath>
#include <gtest/gtest.h>

namespace wangge::geo {
namespace {

// PROJ's own definition of every code: on the central meridian the easting is 500 km, with the zone number in front
// when the code is a prefixed one.
TEST(Zones, EveryCodeIsWhatProjSays) {
    int codes = 0;
    for (int epsg = 4491; epsg <= 4554; ++epsg) {
        bool prefixed = false;
        const auto zone = zone_of_epsg(epsg, &prefixed);
        ASSERT_TRUE(zone) << epsg;
        ++codes;
        EXPECT_EQ(epsg_of(*zone, prefixed), epsg);
        const MapPoint p = Projection::from_epsg(epsg).project({static_cast<double>(zone->central_meridian()), 30});
        EXPECT_NEAR(p.x, (prefixed ? zone->number * 1e6 : 0) + 500e3, 1e-3) << epsg;
        const MapPoint off = Projection::from_epsg(epsg).project({zone->central_meridian() + zone->width / 2.0, 30});
        EXPECT_EQ(sniff_zone(off.x), prefixed ? zone : std::nullopt) << epsg;
    }
    EXPECT_EQ(codes, 64);
    EXPECT_FALSE(zone_of_epsg(4490));
    EXPECT_FALSE(zone_of_epsg(4555));
    EXPECT_EQ(epsg_of(zone_at(120.3, 3).value(), false), 4549);
    EXPECT_EQ(epsg_of(zone_at(120.3, 6).value(), true), 4499);
}

TEST(Zones, LooksAtNumbers) {
    using Form = CoordinateLook::Form;
    const auto look = [](std::vector<MapPoint> points) { return look_of(points); };
    EXPECT_EQ(look({{120.1, 23.5}, {120.2, 23.6}}).form, Form::degrees);
    EXPECT_FALSE(look({{120.1, 23.5}, {120.2, 23.6}}).swapped);
    EXPECT_TRUE(look({{23.5, 120.1}, {23.6, 120.2}, {120.2, 23.6}}).swapped);
    EXPECT_NEAR(look({{23.5, 120.1}, {23.6, 120.2}, {120.2, 23.6}}).share, 2.0 / 3, 1e-12);
    EXPECT_EQ(look({{40512345, 3312345}}).zone, (Zone{3, 40}));
    EXPECT_EQ(look({{20512345, 3312345}}).zone, (Zone{6, 20}));
    EXPECT_TRUE(look({{3312345, 40512345}}).swapped);
    EXPECT_EQ(look({{512345, 3312345}}).form, Form::metres);
    EXPECT_FALSE(look({{512345, 3312345}}).zone);
    EXPECT_TRUE(look({{3312345, 512345}}).swapped);
    EXPECT_EQ(look({{-51.2, -30.0}}).form, Form::degrees);
    EXPECT_EQ(look({{5e9, 3}}).form, Form::unknown);
    EXPECT_EQ(look({{NAN, NAN}}).form, Form::unknown);
    EXPECT_EQ(look({}).share, 0);
    EXPECT_FALSE(sniff_zone(24512345));
    EXPECT_FALSE(sniff_zone(46512345));
    EXPECT_FALSE(sniff_zone(40950000));
}

} // namespace
} // namespace wangge::geo

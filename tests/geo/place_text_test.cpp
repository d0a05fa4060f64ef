#include "geo/place_text.h"

#include <gtest/gtest.h>
#include <string>

namespace wangge::geo {
namespace {

constexpr Zone own{3, 40};

void expect_place(const std::string& text, double lon, double lat, Datum datum = Datum::cgcs2000,
                  bool swapped = false) {
    const auto readings = read_place(text, own);
    ASSERT_FALSE(readings.empty()) << text;
    EXPECT_NEAR(readings[0].place.lon, lon, 2e-6) << text;
    EXPECT_NEAR(readings[0].place.lat, lat, 2e-6) << text;
    EXPECT_EQ(readings[0].datum, datum) << text;
    EXPECT_EQ(readings[0].swapped, swapped) << text;
}

TEST(PlaceText, DegreesInEitherOrderAndManyHands) {
    expect_place("119.98, 32.44", 119.98, 32.44);
    expect_place("119.98，32.44", 119.98, 32.44);
    expect_place("32.44 119.98", 119.98, 32.44, Datum::cgcs2000, true);
    expect_place("32.44N 119.98E", 119.98, 32.44, Datum::cgcs2000, true);
    expect_place("E119.98 N32.44", 119.98, 32.44);
    expect_place("１１９．９８°E，３２．４４°N", 119.98, 32.44);
    expect_place("经度 119.98 纬度 32.44", 119.98, 32.44);
    expect_place("119°58'48\" 32°26'24\"", 119.98, 32.44);
    expect_place("32°26′24″N 119°58′48″E", 119.98, 32.44, Datum::cgcs2000, true);
    expect_place("东经119度58分48秒，北纬32度26分24秒", 119.98, 32.44);
    expect_place("119 58 48 32 26 24", 119.98, 32.44);
    expect_place("70.5W 33.25S", -70.5, -33.25);
}

TEST(PlaceText, DegreesWithoutADatumAreReadThreeWays) {
    const auto readings = read_place("119.98 32.44", own);
    ASSERT_EQ(readings.size(), 3u);
    EXPECT_EQ(readings[1].datum, Datum::gcj02);
    EXPECT_EQ(readings[2].datum, Datum::bd09);
    // A pair published with eviltransform.
    expect_place("gcj02 121.531541859215,31.17530398364597", 121.5272106, 31.1774276, Datum::gcj02);
    expect_place("121.531541859215,31.17530398364597 高德坐标", 121.5272106, 31.1774276, Datum::gcj02);
    EXPECT_EQ(read_place("BD-09: 119.98 32.44", own).size(), 1u);
}

// On the central meridian the northing is the length of the meridian: 3,320,113.398 m at 30 degrees.
TEST(PlaceText, GaussKruegerWithAndWithoutZone) {
    for (const std::string text : {"40500000 3320113.398", "3320113.398, 40500000", "X=3320113.398 Y=40500000",
                                   "500000 3320113.398", "3320113.398 500000"}) {
        const auto readings = read_place(text, own);
        ASSERT_EQ(readings.size(), 1u) << text;
        EXPECT_NEAR(readings[0].place.lon, 120, 1e-8) << text;
        EXPECT_NEAR(readings[0].place.lat, 30, 1e-8) << text;
        ASSERT_TRUE(readings[0].zone);
        EXPECT_EQ(readings[0].zone->central_meridian(), 120);
        EXPECT_EQ(readings[0].swapped, text.starts_with("3320113") || text.starts_with("X=")) << text;
    }
    const auto six = read_place("20500000 3320113.398", own); // 6-degree zone 20
    ASSERT_EQ(six.size(), 1u);
    EXPECT_NEAR(six[0].place.lon, 117, 1e-8);
    EXPECT_TRUE(read_place("500000 3320113.398", std::nullopt).empty());
}

TEST(PlaceText, WhatIsNoPlaceIsNone) {
    for (const std::string text : {"", "城关镇", "12", "119.98", "119.98 32.44 7", "200 95", "119°70'00\" 32°26'24\"",
                                   "PDY01513 1632", "12 号 34 号", "119.98E 120.1E"})
        EXPECT_TRUE(read_place(text, own).empty()) << text;
}

} // namespace
} // namespace wangge::geo

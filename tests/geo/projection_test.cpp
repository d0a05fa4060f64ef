#include "geo/projection.h"

#include "base/error.h"
#include "base/random.h"

#include <cmath>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace wangge::geo {
namespace {

// Length of the CGCS2000 meridian from the equator to a latitude, by Gauss-Legendre on the integrand itself (no
// series).
double meridian_arc(double lat) {
    constexpr double a = 6378137.0, f = 1 / 298.257222101, e2 = f * (2 - f);
    constexpr int n = 20000;
    double sum = 0;
    const double step = lat * M_PI / 180 / n;
    for (int i = 0; i < n; ++i) {
        const double s = std::sin((i + 0.5) * step);
        sum += step / std::pow(1 - e2 * s * s, 1.5);
    }
    return a * (1 - e2) * sum;
}

TEST(Projection, CentralMeridianIsTheMeridianArc) {
    const Projection zone = Projection::from_epsg(4549); // 3-degree, 120 E
    for (const double lat : {18.3, 30.0, 35.5, 53.1}) {
        const MapPoint p = zone.project({120, lat});
        EXPECT_NEAR(p.x, 500000, 1e-6);
        EXPECT_NEAR(p.y, meridian_arc(lat), 1e-3);
    }
    // zone 40 with prefix is the same plane, moved by 40,000 km
    const MapPoint plain = zone.project({120.7, 31.2}), prefixed = Projection::from_epsg(4528).project({120.7, 31.2});
    EXPECT_NEAR(prefixed.x - plain.x, 40e6, 1e-6);
    EXPECT_NEAR(prefixed.y, plain.y, 1e-6);
}

TEST(Projection, GoesThereAndBackFromManyThreads) {
    const Projection zone = Projection::from_epsg(4549);
    std::vector<double> worst(4);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            base::Random random(t);
            for (int i = 0; i < 2000; ++i) {
                const LonLat place{random.uniform(118.5, 121.5), random.uniform(18, 53)};
                const LonLat back = zone.unproject(zone.project(place));
                worst[t] = std::max({worst[t], std::abs(back.lon - place.lon), std::abs(back.lat - place.lat)});
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    for (const double error : worst)
        EXPECT_LT(error, 1e-10);
}

TEST(Projection, RefusesWhatItCannotConvertHonestly) {
    const auto id_of = [](int epsg) {
        try {
            Projection::from_epsg(epsg);
        } catch (const base::Error& error) {
            return error.message().id;
        }
        return std::string();
    };
    EXPECT_EQ(id_of(4490), "geo.crs_not_projected");
    EXPECT_EQ(id_of(2437), "geo.crs_needs_parameters");
    EXPECT_EQ(id_of(2385), "geo.crs_needs_parameters");
    EXPECT_EQ(id_of(4979), "geo.crs_not_projected");
    EXPECT_EQ(id_of(123456), "geo.unknown_crs");
    EXPECT_EQ(id_of(2263), "geo.crs_not_projected"); // feet
    EXPECT_EQ(id_of(4549), "");
}

} // namespace
} // namespace wangge::geo

// Zones without people.
#include "assign/balanced.h"
#include "assign/town.h"
#include "base/error.h"

#include <gtest/gtest.h>
#include <set>

namespace wangge::test {
namespace {

std::vector<const geo::MultiPolygon*> pieces_of(const Town& town) {
    std::vector<const geo::MultiPolygon*> pieces;
    for (const auto& cell : town.snapshot.cells)
        pieces.push_back(&cell.area);
    return pieces;
}

TEST(BalancedZones, EqualPiecesGiveEqualZones) {
    base::QuietFeedback quiet;
    const Town town(10, 10);
    for (const std::vector<double>& work : {std::vector<double>(100, 3.5), std::vector<double>(100, 0)}) {
        const auto result = assign::balanced_zones(pieces_of(town), work, {.zones = 4, .seconds = 0.1}, quiet);
        EXPECT_NEAR(result.workload_cv, 0, 1e-9);
        EXPECT_TRUE(result.contiguous);
        EXPECT_LE(result.bound, result.objective);
        // four 5 x 5 squares: 20 km of border, 4 sides of a mean zone
        EXPECT_NEAR(static_cast<double>(result.objective), 4 * assign::cost_scale, 0.45 * assign::cost_scale);
    }
}

TEST(BalancedZones, UnevenWorkIsSharedInConnectedZones) {
    base::QuietFeedback quiet;
    const Town town(15, 15);
    base::Random random(5);
    std::vector<double> work;
    for (int i = 0; i < 225; ++i)
        work.push_back(random.uniform(1, 10));
    const auto result = assign::balanced_zones(pieces_of(town), work, {.zones = 9, .seconds = 0.1}, quiet);
    EXPECT_LT(result.workload_cv, 0.02);
    EXPECT_TRUE(result.contiguous);
    EXPECT_EQ(std::set<std::int32_t>(result.zone.begin(), result.zone.end()).size(), 9u);
}

TEST(BalancedZones, AsManyZonesAsPiecesAndNotMore) {
    base::QuietFeedback quiet;
    const Town town(3, 1);
    const auto result = assign::balanced_zones(pieces_of(town), {1, 1, 1}, {.zones = 3, .seconds = 0.01}, quiet);
    EXPECT_EQ(std::set<std::int32_t>(result.zone.begin(), result.zone.end()).size(), 3u);
    EXPECT_THROW(assign::balanced_zones(pieces_of(town), {1, 1, 1}, {.zones = 4}, quiet), base::Error);
    EXPECT_THROW(assign::balanced_zones({}, {}, {.zones = 1}, quiet), base::Error);
}

TEST(BalancedZones, AZoneAcrossWaterIsNotCalledContiguous) {
    base::QuietFeedback quiet;
    Town town(3, 3);
    town.add_cell(9, 9);
    const auto result =
        assign::balanced_zones(pieces_of(town), std::vector<double>(10, 1), {.zones = 2, .seconds = 0.02}, quiet);
    EXPECT_FALSE(result.contiguous);
}

} // namespace
} // namespace wangge::test

#include "base/error.h"
#include "base/parallel.h"
#include "base/random.h"
#include "reach/reach.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace wangge::reach {
namespace {

struct Cloud {
    std::vector<double> x, y;
    Points points() const { return {x, y}; }
};

// Coordinates on a coarse lattice, so that equal distances and distances of exactly the limit do occur.
Cloud lattice_cloud(base::Random& random, int count) {
    Cloud cloud;
    for (int i = 0; i < count; ++i) {
        cloud.x.push_back(500000 + 100.0 * static_cast<double>(random.below(60)));
        cloud.y.push_back(3600000 + 100.0 * static_cast<double>(random.below(60)));
    }
    return cloud;
}

double distance(const Cloud& a, std::size_t i, const Cloud& b, std::size_t j) {
    const double dx = b.x[j] - a.x[i], dy = b.y[j] - a.y[i];
    return std::sqrt(dx * dx + dy * dy);
}

std::vector<Link> by_hand(const Cloud& targets, std::size_t t, const Cloud& sources) {
    std::vector<Link> links;
    for (std::size_t s = 0; s < sources.x.size(); ++s)
        if (const double d = distance(targets, t, sources, s); !std::isnan(d))
            links.push_back({static_cast<std::int32_t>(s), Effort{d}});
    std::stable_sort(links.begin(), links.end(), [](const Link& a, const Link& b) { return a.effort < b.effort; });
    return links;
}

void expect_same(std::span<const Link> found, std::span<const Link> expected) {
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].source, expected[i].source);
        EXPECT_DOUBLE_EQ(found[i].effort.value, expected[i].effort.value);
    }
}

TEST(StraightLine, AgreesWithComparingEveryPair) {
    base::Random random(20261121);
    base::QuietFeedback quiet;
    const auto reach = straight_line();
    for (int round = 0; round < 20; ++round) {
        Cloud targets = lattice_cloud(random, 80), sources = lattice_cloud(random, 40);
        targets.x[3] = sources.y[5] = std::numeric_limits<double>::quiet_NaN();
        std::vector<Effort> limits;
        for (std::size_t t = 0; t < targets.x.size(); ++t)
            limits.push_back({100.0 * static_cast<double>(random.below(12))});
        const auto nearest = reach->nearest(targets.points(), sources.points(), quiet);
        const Links three = reach->nearest(targets.points(), sources.points(), 3, quiet);
        const Links within = reach->within(targets.points(), sources.points(), limits, quiet);
        ASSERT_EQ(three.targets(), targets.x.size());
        ASSERT_EQ(within.targets(), targets.x.size());
        for (std::size_t t = 0; t < targets.x.size(); ++t) {
            auto expected = by_hand(targets, t, sources);
            EXPECT_EQ(nearest[t].source, expected.empty() ? -1 : expected.front().source);
            EXPECT_EQ(nearest[t].effort, expected.empty() ? out_of_reach : expected.front().effort);
            expect_same(three.of(t), std::span(expected).first(std::min<std::size_t>(3, expected.size())));
            std::erase_if(expected, [&](const Link& link) { return link.effort > limits[t]; });
            expect_same(within.of(t), expected);
        }
    }
}

TEST(StraightLine, UncoveredAreaOfDiscsThatAreKnownByFormula) {
    base::QuietFeedback quiet;
    const auto reach = straight_line();
    const geo::MultiPolygon region = geo::rectangle({0, 0, 10000, 10000});
    const auto uncovered = [&](const Cloud& sources, double limit) {
        return reach->uncovered_areas({&region}, sources.points(), Effort{limit}, quiet).front().value;
    };
    const double pi = std::numbers::pi;
    EXPECT_DOUBLE_EQ(uncovered({}, 1000), 1e8);
    EXPECT_NEAR(uncovered({{5000}, {5000}}, 1000), 1e8 - pi * 1e6, 1e-3);
    EXPECT_NEAR(uncovered({{0}, {0}}, 1000), 1e8 - pi * 1e6 / 4, 1e-3);
    EXPECT_NEAR(uncovered({{10000}, {4000}}, 1000), 1e8 - pi * 1e6 / 2, 1e-3);
    // Two discs a radius apart share a lens of r^2 (2 pi / 3 - sqrt(3) / 2).
    const double lens = 1e6 * (2 * pi / 3 - std::sqrt(3.0) / 2);
    EXPECT_NEAR(uncovered({{4000, 5000}, {5000, 5000}}, 1000), 1e8 - 2 * pi * 1e6 + lens, 1e-3);
    EXPECT_NEAR(uncovered({{5000}, {5000}}, 8000), 0, 1e-6);
    EXPECT_DOUBLE_EQ(uncovered({{20000}, {20000}}, 1000), 1e8);
}

TEST(StraightLine, IsMadeByNameAndTerrainNeedsGround) {
    const model::Snapshot nothing;
    base::QuietFeedback quiet;
    try {
        make_reach(Travel::terrain, nothing, {}, quiet);
        FAIL();
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::bad_input);
        EXPECT_EQ(error.message().id, "reach.no_terrain");
    }
    EXPECT_EQ(make_reach(Travel::line, nothing, {}, quiet)->unit(), Unit::metres);
}

} // namespace
} // namespace wangge::reach

// Who visits whose zone: against every exchange there is.
#include "assign/cross.h"
#include "assign/explain.h"
#include "assign/town.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>

namespace wangge::test {
namespace {

struct Year {
    Town town;
    workload::Rules rules = workload::load_default("", test_day);
    assign::Field field;
    std::vector<std::int32_t> lead, second;
    explicit Year(Town made) : town(std::move(made)) {
        base::QuietFeedback quiet;
        assign::Options options;
        options.as_of = test_day;
        field = assign::build(town.snapshot, rules, options, quiet);
        lead.assign(town.snapshot.cells.size(), -1);
        second = lead;
    }
    assign::Cross cross() const { return assign::cross(field, rules, lead, second); }
};

// Zones are columns of cells; who seconds whom is told by `partner`.
Year strips(int people, const std::vector<int>& partner, std::uint64_t seed) {
    Year year(random_town(people, 4, 80, people, seed));
    for (std::size_t c = 0; c < year.lead.size(); ++c) {
        year.lead[c] = static_cast<std::int32_t>(c % static_cast<std::size_t>(people));
        year.second[c] = partner[static_cast<std::size_t>(year.lead[c])];
    }
    return year;
}

bool works_in(const Year& year, int person, int zone) {
    for (std::size_t c = 0; c < year.lead.size(); ++c)
        if (year.lead[c] == zone && (person == zone || year.second[c] == person))
            return true;
    return false;
}

TEST(Cross, NoExchangeWithoutHomeGroundHasLessWay) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        const std::vector<int> partner{1, 0, 3, 4, 5, 2};
        const Year year = strips(6, partner, seed);
        const assign::Cross found = year.cross();
        ASSERT_EQ(found.visits.size(), 6u);
        std::vector<int> order(6);
        std::iota(order.begin(), order.end(), 0);
        double best = 1e300;
        do { // zone i is visited by the pair of order[i]
            double way = 0;
            bool home = false;
            for (int zone = 0; zone < 6; ++zone) {
                home = home || works_in(year, order[zone], zone) || works_in(year, partner[order[zone]], zone);
                for (std::size_t c = 0; c < year.lead.size(); ++c)
                    if (year.lead[c] == zone)
                        way += 2 * year.rules.detour *
                               year.field.problem.metres(static_cast<std::int32_t>(c), order[zone]);
            }
            if (!home)
                best = std::min(best, way);
        } while (std::next_permutation(order.begin(), order.end()));
        EXPECT_NEAR(found.way.value, best, 0.1);
        std::set<int> pairs;
        for (const assign::CrossVisit& visit : found.visits) {
            pairs.insert(visit.lead);
            EXPECT_EQ(visit.second, partner[visit.lead]);
            EXPECT_FALSE(works_in(year, visit.lead, visit.home) || works_in(year, visit.second, visit.home));
            EXPECT_TRUE(visit.not_by_them.empty());
        }
        EXPECT_EQ(pairs.size(), 6u) << "every pair visits once";
    }
}

TEST(Cross, AConflictIsNamedWithTheFewestZones) {
    // Two pairs that second each other work in both zones: neither may visit either, and the third can take but one.
    const Year year = strips(3, {1, 0, -1}, 1);
    const assign::Cross found = year.cross();
    EXPECT_TRUE(found.visits.empty());
    EXPECT_EQ(found.stuck_zones, (std::vector<std::int32_t>{0, 1}));
    EXPECT_EQ(found.stuck_pairs, (std::vector<std::int32_t>{2}));
    // With a fourth pair there is a way.
    EXPECT_EQ(strips(4, {1, 0, 3, 2}, 1).cross().visits.size(), 4u);
}

TEST(Cross, WhoIsRecusedStaysAwayWhereThatCanBe) {
    Town town(4, 1);
    for (int x = 0; x < 4; ++x)
        town.add_site_in(x, 0);
    for (int x = 0; x < 4; ++x) // the first may not check the site of zone 2, which is nearest of those allowed
        town.add_inspector(fmt::format("P{}", x), x * 1000.0 + 500, 500, x == 1 ? "S2" : "");
    Year year(std::move(town));
    year.lead = {0, 1, 2, 3};
    const assign::Cross found = year.cross();
    ASSERT_EQ(found.visits.size(), 4u);
    for (const assign::CrossVisit& visit : found.visits) {
        EXPECT_NE(visit.lead, visit.home);
        EXPECT_TRUE(visit.home != 2 || visit.lead != 1);
        EXPECT_TRUE(visit.not_by_them.empty());
    }
}

} // namespace
} // namespace wangge::test

// Wishes and laws of an assignment: connected zones, recusal, skills, pairs, capacity, a plan to keep, plain messages.
#include "assign/assign.h"
#include "assign/town.h"
#include "base/error.h"

#include <cmath>
#include <gtest/gtest.h>

namespace wangge::test {
namespace {

std::string error_of(const Town& town, assign::Options options = {}) {
    try {
        assigned(town, std::move(options));
    } catch (const base::Error& error) {
        return error.message().id;
    }
    return "none";
}

TEST(Assign, EmptyInputsSayWhatIsMissing) {
    EXPECT_EQ(error_of(Town(0, 0)), "assign.no_cells");
    Town town(2, 2);
    EXPECT_EQ(error_of(town), "assign.no_sites");
    town.add_site_in(0, 0);
    EXPECT_EQ(error_of(town), "assign.no_inspectors");
    town.add_inspector("gone", 0, 0, "", "*", 0, base::make_date(2020, 1, 1));
    EXPECT_EQ(error_of(town), "assign.no_inspectors");
    town.add_inspector("A", 0, 0);
    EXPECT_EQ(error_of(town, {.inspectors = {"B"}}), "assign.unknown_inspector");
    const auto result = assigned(town);
    EXPECT_TRUE(has_message(result.notes, "assign.left_out"));
    EXPECT_TRUE(has_message(result.infeasible, "assign.one_inspector"));
    for (const auto& cell : result.cells) {
        EXPECT_EQ(town.key(cell.lead), "A");
        EXPECT_EQ(cell.second, model::no_row);
    }
}

TEST(Assign, EveryCellHasTwoPeopleInConnectedBalancedZones) {
    const Town town = random_town(16, 16, 400, 8, 11);
    const auto result = assigned(town);
    EXPECT_TRUE(result.contiguous);
    EXPECT_LT(result.workload_cv, 0.05);
    EXPECT_EQ(result.unassigned_cells, 0);
    EXPECT_LE(result.bound, result.objective);
    EXPECT_NEAR(result.gap, 1 - static_cast<double>(result.bound) / static_cast<double>(result.objective), 1e-12);
    double hours = 0, own = 0, led = 0;
    for (const auto& cell : result.cells) {
        ASSERT_NE(cell.lead, model::no_row);
        ASSERT_NE(cell.second, model::no_row);
        EXPECT_NE(cell.lead, cell.second);
        hours += cell.hours.value;
    }
    int cells = 0;
    for (const auto& person : result.inspectors) {
        cells += person.cells;
        led += person.hours.value;
        own += person.own_hours.value;
        EXPECT_EQ(person.pieces, 1);
    }
    EXPECT_EQ(cells, 256);
    EXPECT_NEAR(led, hours, 1e-6);
    EXPECT_NEAR(own, hours, 1e-6);
}

TEST(Assign, HoursAreVisitsTimesOfficersPlusTheWay) {
    Town town(1, 1);
    town.add_site(500, 500); // a clinic with a cold chain: one visit of 1.5 h by two officers
    town.add_inspector("A", 500, 20500);
    const auto result = assigned(town);
    EXPECT_NEAR(result.cells[0].hours.value, 1.5 * 2 + 2 * 1.3 * 20 / 40, 1e-3);
    EXPECT_NEAR(result.travel.value, 2 * 1.3 * 20000, 1e-6);
    EXPECT_EQ(result.sites_outside, 0);
}

// So many minutes for every metre of the straight line, except where no way leads.
class EvenReach : public reach::Reach {
public:
    explicit EvenReach(double minutes_a_metre) : m_pace(minutes_a_metre) {}
    reach::Travel travel() const override { return reach::Travel::road; }
    reach::Unit unit() const override { return reach::Unit::minutes; }
    std::vector<reach::Link> nearest(reach::Points targets, reach::Points, base::Feedback&) const override {
        return std::vector<reach::Link>(targets.size());
    }
    reach::Links nearest(reach::Points, reach::Points, int, base::Feedback&) const override { return {}; }
    reach::Links within(reach::Points targets, reach::Points sources, std::span<const reach::Effort>,
                        base::Feedback&) const override {
        reach::Links links;
        for (std::size_t t = 0; t < targets.size(); ++t) {
            for (std::size_t s = 0; s < sources.size() && targets.x[t] < 900; ++s)
                links.links.push_back(
                    {static_cast<std::int32_t>(s),
                     reach::Effort{m_pace * std::hypot(targets.x[t] - sources.x[s], targets.y[t] - sources.y[s])}});
            links.first.push_back(links.links.size());
        }
        return links;
    }
    std::vector<base::SquareMetres> uncovered_areas(const std::vector<const geo::MultiPolygon*>&, reach::Points,
                                                    reach::Effort, base::Feedback&) const override {
        return {};
    }

private:
    double m_pace;
};

TEST(Assign, MinutesOfTheWayCountAsHours) {
    Town town(1, 1);
    town.add_site(500, 500);
    town.add_inspector("A", 500, 20500);
    const EvenReach reach(0.003); // an hour for the 20 km, there and back two
    const auto result = assigned(town, {.reach = &reach});
    EXPECT_NEAR(result.cells[0].hours.value, 1.5 * 2 + 2, 1e-3);
    EXPECT_FALSE(has_message(result.notes, "assign.no_way"));
    Town far(1, 1);
    far.add_site(950, 500); // no way leads there: by the straight line
    far.add_inspector("A", 950, 20500);
    const auto straight = assigned(far, {.reach = &reach});
    EXPECT_NEAR(straight.cells[0].hours.value, 1.5 * 2 + 2 * 1.3 * 20 / 40, 1e-3);
    EXPECT_TRUE(has_message(straight.notes, "assign.no_way"));
}

TEST(Assign, NobodyChecksASiteThatTheyAreRecusedFrom) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        Town town = random_town(8, 8, 80, 0, seed);
        town.add_inspector("A", 0, 0, "S1; S2;S3");
        town.add_inspector("B", 8000, 8000, "S4");
        town.add_inspector("C", 0, 8000, "S5;S1");
        town.add_inspector("D", 8000, 0, "unknown");
        const auto result = assigned(town, {.seed = seed});
        const auto cell_of = [&](std::size_t site) {
            return static_cast<std::size_t>(town.snapshot.sites.y[site] / 1000) * 8 +
                   static_cast<std::size_t>(town.snapshot.sites.x[site] / 1000);
        };
        const auto never = [&](std::string_view person, std::size_t site) {
            const auto& cell = result.cells[cell_of(site)];
            EXPECT_NE(town.key(cell.lead), person) << "site " << site << " seed " << seed;
            EXPECT_NE(town.key(cell.second), person) << "site " << site << " seed " << seed;
            EXPECT_NE(cell.second, model::no_row);
        };
        for (const std::size_t site : {1, 2, 3})
            never("A", site);
        never("B", 4);
        never("C", 5);
        never("C", 1);
        EXPECT_EQ(result.unassigned_cells, 0);
    }
}

TEST(Assign, ACellFromWhichAllAreRecusedIsNamedAndTheRestIsAssigned) {
    Town town = random_town(4, 4, 30, 0, 2);
    const std::size_t site = town.add_site_in(1, 1);
    town.add_inspector("A", 0, 0, fmt::format("S{}", site));
    town.add_inspector("B", 4000, 4000, fmt::format("S{}", site));
    const auto result = assigned(town);
    EXPECT_TRUE(has_message(result.infeasible, "assign.all_recused"));
    EXPECT_EQ(result.unassigned_cells, 1);
    for (std::size_t c = 0; c < result.cells.size(); ++c)
        EXPECT_EQ(result.cells[c].lead == model::no_row, c == 5) << c;
}

TEST(Assign, OneFreePersonIsNoPair) {
    Town town = random_town(4, 4, 30, 0, 2);
    const std::size_t site = town.add_site_in(1, 1);
    town.add_inspector("A", 0, 0, fmt::format("S{}", site));
    town.add_inspector("B", 4000, 4000);
    const auto result = assigned(town);
    EXPECT_TRUE(has_message(result.infeasible, "assign.no_pair"));
    EXPECT_EQ(result.cells[5].lead, model::no_row);
}

TEST(Assign, ThePairHasTheSkillsThatItsSitesAskFor) {
    Town town = random_town(9, 9, 60, 0, 4);
    const std::array<std::pair<int, int>, 5> places = {{{0, 0}, {8, 8}, {4, 4}, {0, 8}, {8, 0}}};
    for (const auto& [x, y] : places)
        town.add_site_in(x, y, model::SiteKind::vaccination_unit);
    town.add_inspector("A", 0, 0, "", "器械");
    town.add_inspector("B", 9000, 9000, "", "devices");
    town.add_inspector("C", 4500, 4500, "", "疫苗");
    const auto result = assigned(town);
    for (const auto& [x, y] : places) {
        const auto& cell = result.cells[y * 9 + x];
        EXPECT_TRUE(town.key(cell.lead) == "C" || town.key(cell.second) == "C") << x << " " << y;
    }
    EXPECT_TRUE(result.infeasible.empty());
}

TEST(Assign, AMissingSkillIsNamedAndTheRestGoesOn) {
    Town town = random_town(4, 4, 30, 0, 6);
    town.add_site_in(2, 2, model::SiteKind::vaccination_unit);
    town.add_inspector("A", 0, 0, "", "器械");
    town.add_inspector("B", 4000, 4000, "", "化妆品");
    const auto result = assigned(town);
    ASSERT_TRUE(has_message(result.infeasible, "assign.no_skill"));
    EXPECT_EQ(result.unassigned_cells, 0);
}

TEST(Assign, WorkIsSharedByCapacityAndOverloadIsNamed) {
    Town town = random_town(16, 16, 600, 0, 8);
    town.add_inspector("half", 8000, 4000, "", "*", 500);
    town.add_inspector("full", 8000, 8000, "", "*", 1000);
    town.add_inspector("also", 8000, 12000, "", "*", 1000);
    const auto enough = assigned(town);
    EXPECT_FALSE(has_message(enough.infeasible, "assign.capacity"));
    EXPECT_NEAR(enough.inspectors[0].hours / enough.inspectors[1].hours, 0.5, 0.03);
    EXPECT_LT(enough.workload_cv, 0.02);
    for (double& capacity : town.snapshot.people.capacity_hours)
        capacity /= 10;
    const auto short_of = assigned(town);
    EXPECT_TRUE(has_message(short_of.infeasible, "assign.capacity"));
    EXPECT_TRUE(has_message(short_of.infeasible, "assign.over_capacity"));
    EXPECT_EQ(short_of.unassigned_cells, 0);
}

TEST(Assign, MoreInspectorsThanCells) {
    Town town(2, 1);
    town.add_site_in(0, 0);
    town.add_site_in(1, 0);
    for (const char* key : {"A", "B", "C", "D"})
        town.add_inspector(key, 0, 0);
    const auto result = assigned(town);
    EXPECT_TRUE(has_message(result.infeasible, "assign.idle"));
    EXPECT_NE(result.cells[0].lead, result.cells[1].lead);
    EXPECT_EQ(result.unassigned_cells, 0);
}

// One cell has more than all others together: nobody can even that out, and the library that makes the first zones must
// not complain of it on the output that belongs to --json.
TEST(Assign, OneTownWithNearlyAllTheWorkIsAssignedWithoutAWord) {
    Town town(14, 10);
    for (int n = 0; n < 60; ++n)
        town.add_site_in(4, 4);
    for (int n = 0; n < 6; ++n)
        town.add_site_in(2 * n, n);
    for (int n = 0; n < 13; ++n)
        town.add_inspector(fmt::format("I{}", n), 1000.0 * n, 700.0 * n);
    testing::internal::CaptureStdout();
    const auto result = assigned(town);
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
    EXPECT_EQ(result.unassigned_cells, 0);
    EXPECT_TRUE(result.contiguous);
}

TEST(Assign, AnIslandBelongsToTheShoreThatItFaces) {
    Town town(4, 2);
    town.add_cell(20, 0);
    for (int x = 0; x < 4; ++x)
        town.add_site_in(x, 0);
    town.add_site_in(20, 0);
    town.add_inspector("west", 0, 0);
    town.add_inspector("east", 4000, 0);
    const auto result = assigned(town);
    EXPECT_EQ(result.graph_parts, 2);
    EXPECT_TRUE(has_message(result.notes, "assign.linked_parts"));
    EXPECT_TRUE(result.contiguous);
    EXPECT_EQ(result.cells.back().lead, result.cells[3].lead);
}

TEST(Assign, ZonesGoToThePeopleWhoseBaseIsNear) {
    Town town(12, 3);
    for (int x = 0; x < 12; ++x)
        for (int y = 0; y < 3; ++y)
            town.add_site_in(x, y);
    town.add_inspector("east", 11000, 1500);
    town.add_inspector("middle", 6000, 1500);
    town.add_inspector("west", 1000, 1500);
    const auto result = assigned(town);
    EXPECT_EQ(town.key(result.cells[0].lead), "west");
    EXPECT_EQ(town.key(result.cells[11].lead), "east");
    EXPECT_EQ(town.key(result.cells[18].lead), "middle");
}

TEST(Assign, KeepingAPlanChangesOnlyWhatPays) {
    Town town = random_town(12, 12, 200, 5, 9);
    const auto first = assigned(town);
    assign::Options keep;
    keep.weights.change = 1;
    for (const auto& cell : first.cells)
        keep.keep.emplace_back(town.key(cell.lead));
    const auto same = assigned(town, keep);
    EXPECT_LE(same.changed_cells, 5);
    // one inspector leaves: the cells of that one change hands, and few others
    const auto left = std::count(keep.keep.begin(), keep.keep.end(), "P2");
    keep.inspectors = {"P0", "P1", "P3", "P4"};
    const auto less = assigned(town, keep);
    EXPECT_GE(less.changed_cells, left);
    EXPECT_TRUE(less.contiguous);
    keep.keep.clear();
    const auto fresh = assigned(town, keep);
    EXPECT_EQ(fresh.changed_cells, 144); // nobody had these cells in the plan itself
    EXPECT_LT(less.changed_cells, 144);
}

TEST(Assign, LeadsOfAnotherPlanByCodeOrByLargestOverlap) {
    Town old_town(2, 2), new_town(2, 2);
    for (std::size_t c = 0; c < 4; ++c) {
        old_town.snapshot.cells[c].lead_key = fmt::format("P{}", c);
        new_town.snapshot.cells[c].code = fmt::format("new{}", c);
        new_town.snapshot.cells[c].area =
            geo::rectangle({c % 2 * 1000.0 + 300, c / 2 * 1000.0 + 300, c % 2 * 1000.0 + 1300, c / 2 * 1000.0 + 1300});
    }
    new_town.snapshot.cells[3].code = "0-0";
    EXPECT_EQ(assign::leads_in_plan(new_town.snapshot.cells, old_town.snapshot.cells),
              (std::vector<std::string>{"P0", "P1", "P2", "P0"}));
}

TEST(Assign, SameOptionsSameAnswer) {
    const Town town = random_town(10, 10, 150, 4, 12);
    const auto a = assigned(town), b = assigned(town);
    ASSERT_EQ(a.objective, b.objective);
    for (std::size_t c = 0; c < a.cells.size(); ++c) {
        EXPECT_EQ(a.cells[c].lead, b.cells[c].lead);
        EXPECT_EQ(a.cells[c].second, b.cells[c].second);
    }
}

} // namespace
} // namespace wangge::test

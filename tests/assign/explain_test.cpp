// Why a cell has its lead: differences that the whole objective must confirm.
#include "assign/explain.h"
#include "assign/town.h"
#include "geo/overlay.h"

#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <numbers>

namespace wangge::test {
namespace {

struct Solved {
    Town town = random_town(8, 8, 120, 5, 3);
    workload::Rules rules = workload::load_default("", test_day);
    assign::Field field;
    std::vector<std::int32_t> lead;
    Solved() {
        const assign::Result result = assigned(town);
        for (std::size_t c = 0; c < town.snapshot.cells.size(); ++c)
            town.snapshot.cells[c].lead_key = town.key(result.cells[c].lead);
        base::QuietFeedback quiet;
        assign::Options options;
        options.as_of = test_day;
        field = assign::build(town.snapshot, rules, options, quiet);
        lead = assign::present_leads(town.snapshot, field);
    }
};

TEST(Explain, ADifferenceIsThatOfTheWholeObjective) {
    const Solved solved;
    const auto& problem = solved.field.problem;
    const auto now = assign::cost_of(problem, solved.lead).total();
    for (const std::int32_t cell : {0, 9, 27, 63}) {
        const auto why = assign::explain(solved.field, solved.rules, solved.lead, cell, 100);
        EXPECT_EQ(why.present.person, solved.lead[cell]);
        EXPECT_EQ(why.present.objective, 0);
        ASSERT_EQ(why.others.size(), 4u);
        for (const assign::LeadChoice& other : why.others) {
            std::vector<std::int32_t> moved = solved.lead;
            moved[cell] = other.person;
            const auto then = assign::cost_of(problem, moved).total();
            // Balance is rounded as a whole on both sides.
            EXPECT_NEAR(other.objective * assign::cost_scale, static_cast<double>(then - now), 2);
            const auto loads = assign::loads_of(problem, moved);
            EXPECT_NEAR(other.load.value, static_cast<double>(loads[other.person]) / 3600, 1e-9);
            const auto figures = assign::figures_of(solved.field, solved.rules, moved);
            EXPECT_NEAR(other.travel.value, figures.travel.value, 1e-3);
            EXPECT_NEAR(other.workload_cv, figures.workload_cv, 1e-12);
            EXPECT_EQ(other.whole, figures.split == 0);
        }
        for (std::size_t i = 1; i < why.others.size(); ++i)
            EXPECT_LE(why.others[i - 1].objective, why.others[i].objective);
    }
}

TEST(Explain, CompactnessIsThatOfTheZonesDissolved) {
    const Solved solved;
    std::map<std::int32_t, std::vector<geo::MultiPolygon>> zones;
    for (std::size_t c = 0; c < solved.lead.size(); ++c)
        zones[solved.lead[c]].push_back(solved.town.snapshot.cells[c].area);
    double sum = 0;
    for (const auto& [person, cells] : zones) {
        const geo::MultiPolygon zone = geo::united(cells);
        double around = 0;
        for (const geo::Polygon& part : zone.parts) {
            std::vector<geo::Ring> rings = part.holes;
            rings.push_back(part.outer);
            for (const geo::Ring& ring : rings)
                for (std::size_t i = 0; i < ring.size(); ++i) {
                    const geo::MapPoint &a = ring[i], &b = ring[(i + 1) % ring.size()];
                    around += std::hypot(a.x - b.x, a.y - b.y);
                }
        }
        sum += 4 * std::numbers::pi * geo::area(zone).value / (around * around);
    }
    EXPECT_NEAR(assign::figures_of(solved.field, solved.rules, solved.lead).compactness,
                sum / static_cast<double>(zones.size()), 1e-9);
}

TEST(Explain, RecusalAndACellWithoutALead) {
    Town town(2, 1);
    town.add_site_in(0, 0);
    town.add_site_in(1, 0);
    town.add_inspector("A", 500, 500);
    town.add_inspector("B", 1500, 500, "S0");
    town.add_inspector("C", 500, 500); // two must go, and B may not go to the first cell
    town.snapshot.cells[1].lead_key = "B";
    base::QuietFeedback quiet;
    assign::Options options;
    options.as_of = test_day;
    const workload::Rules rules = workload::load_default("", test_day);
    const assign::Field field = assign::build(town.snapshot, rules, options, quiet);
    const auto why = assign::explain(field, rules, assign::present_leads(town.snapshot, field), 0, 5);
    EXPECT_EQ(why.present.person, -1);
    ASSERT_EQ(why.others.size(), 3u);
    EXPECT_FALSE(why.others[0].recused);
    EXPECT_FALSE(why.others[1].recused);
    EXPECT_EQ(town.key(field.people[why.others[2].person]), "B");
    EXPECT_TRUE(why.others[2].recused) << "whoever may not lead it comes last";
}

} // namespace
} // namespace wangge::test

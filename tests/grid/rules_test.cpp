// Rules of cells on a county where it is known what is wrong.
#include "base/error.h"
#include "fixture.h"
#include "grid/rules.h"

#include <gtest/gtest.h>

namespace wangge::grid {
namespace {

std::vector<CellRule> only(RuleKind kind, double value) {
    CellRule rule;
    rule.kind = kind;
    rule.value = value;
    rule.waters = {model::WaterKind::river};
    return {rule};
}

// Each village a cell, or each township.
model::Snapshot with_cells(bool villages) {
    model::Snapshot s = county();
    if (villages)
        for (std::size_t i = 0; i < s.villages.size(); ++i) {
            model::Cell cell;
            cell.code = s.villages.code[i];
            cell.township_code = s.villages.township_code[i];
            cell.area = s.villages.area[i];
            s.cells.push_back(cell);
        }
    else
        for (const model::Row row : s.townships) {
            model::Cell cell;
            cell.code = s.boundaries[row].code;
            cell.township_code = cell.code;
            cell.area = s.boundaries[row].area;
            s.cells.push_back(cell);
        }
    s.villages.households.assign(s.villages.size(), 100);
    s.villages.population.assign(s.villages.size(), 300);
    return s;
}

std::size_t count(const model::Snapshot& s, const std::vector<CellRule>& rules) {
    base::QuietFeedback quiet;
    return broken_rules(s, rules, quiet).size();
}

TEST(Rules, VillagesAreWholeOrTheyAreNamed) {
    model::Snapshot s = with_cells(false);
    EXPECT_EQ(count(s, only(RuleKind::whole_villages, 0.02)), 0u);
    // The first village cut in two by a new cell.
    model::Cell piece;
    piece.code = "new";
    const geo::Box box = geo::bounds(s.villages.area[0]);
    piece.area = geo::rectangle({box.min_x, box.min_y, box.centre().x, box.max_y});
    s.cells.push_back(piece);
    base::QuietFeedback quiet;
    const auto found = broken_rules(s, only(RuleKind::whole_villages, 0.02), quiet);
    ASSERT_GE(found.size(), 1u);
    EXPECT_EQ(found[0].message.id, "rule.whole_villages");
    EXPECT_TRUE(found[0].place.touches(box));
}

TEST(Rules, LimitsOfAreaAndHouseholds) {
    const model::Snapshot s = with_cells(false);
    EXPECT_EQ(count(s, only(RuleKind::households_max, 899)), 4u); // nine villages of 100 each
    EXPECT_EQ(count(s, only(RuleKind::households_max, 900)), 0u);
    EXPECT_EQ(count(s, only(RuleKind::households_min, 901)), 4u);
    std::size_t larger = 0;
    for (const model::Cell& cell : s.cells)
        larger += geo::area(cell.area).value > 100e6;
    EXPECT_EQ(count(s, only(RuleKind::area_max, 100)), larger);
    EXPECT_EQ(count(s, only(RuleKind::area_min, 100)), 4 - larger);
}

TEST(Rules, ACellInTwoTownshipsAndOneWithoutAPerson) {
    model::Snapshot s = with_cells(true);
    EXPECT_EQ(count(s, only(RuleKind::one_township, 0.01)), 0u);
    s.cells[0].area = geo::rectangle({8000, 1000, 12000, 2000});
    s.cells[0].township_code.clear();
    EXPECT_EQ(count(s, only(RuleKind::one_township, 0.01)), 1u);
    EXPECT_EQ(count(s, only(RuleKind::named_person, 0)), s.cells.size());
    for (model::Cell& cell : s.cells)
        cell.lead_key = "p00";
    s.cells[3].lead_key = "nobody";
    EXPECT_EQ(count(s, only(RuleKind::named_person, 0)), 1u);
}

TEST(Rules, ARiverCutsABridgeJoins) {
    model::Snapshot s = with_cells(false);
    s.cells.clear();
    model::Cell cell;
    cell.code = "one";
    cell.area = geo::rectangle({0, 0, 4000, 4000});
    s.cells.push_back(cell);
    EXPECT_EQ(count(s, only(RuleKind::contiguous, 0.02)), 0u);
    model::Water river;
    river.kind = model::WaterKind::river;
    river.line = {{-100, 1900}, {2000, 2100}, {3000, 1900}};
    s.waters.push_back(river);
    EXPECT_EQ(count(s, only(RuleKind::contiguous, 0.02)), 0u); // it ends within the cell
    s.waters[0].line.push_back({4100, 2000});
    EXPECT_EQ(count(s, only(RuleKind::contiguous, 0.02)), 1u);
    model::Road road;
    road.line = {{500, 500}, {500, 3500}};
    s.roads.push_back(road);
    EXPECT_EQ(count(s, only(RuleKind::contiguous, 0.02)), 0u); // nobody knows of bridges: a road is one
    model::Road bridge;
    bridge.bridge = true;
    bridge.line = {{5500, 1950}, {5500, 2150}};
    s.roads.push_back(bridge);
    EXPECT_EQ(count(s, only(RuleKind::contiguous, 0.02)), 1u); // the only bridge is elsewhere
    s.roads[1].line = {{2000, 2050}, {2000, 2150}};
    EXPECT_EQ(count(s, only(RuleKind::contiguous, 0.02)), 0u);
    // An island counts when it is large enough.
    s.waters.clear();
    s.cells[0].area.parts.push_back(geo::rectangle({6000, 0, 6500, 500}).parts[0]);
    EXPECT_EQ(count(s, only(RuleKind::contiguous, 0.02)), 0u); // 1.5 %
    EXPECT_EQ(count(s, only(RuleKind::contiguous, 0.01)), 1u);
}

TEST(Rules, BadRowsAreRefused) {
    const auto id = [](const char* text) -> std::string {
        try {
            read_rules(text, "file");
        } catch (const base::Error& error) {
            return error.message().id;
        }
        return "";
    };
    EXPECT_EQ(id(R"({"rules": [{"rule": "area_max", "value": 3}]})"), "");
    EXPECT_EQ(id(R"({"rules": [{"rule": "moon", "value": 3}]})"), "grid.bad_rules");
    EXPECT_EQ(id(R"({"rules": [{"rule": "area_max", "value": -3}]})"), "grid.bad_rules");
    EXPECT_EQ(id(R"({"rules": [{"rule": "area_max", "value": "x"}]})"), "grid.bad_rules");
    EXPECT_EQ(id("[]"), "grid.bad_rules");
}

} // namespace
} // namespace wangge::grid

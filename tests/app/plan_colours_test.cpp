#include "app/view/assignment_view.h"
#include "app/view/plan_colours.h"

#include <cmath>
#include <gtest/gtest.h>
#include <map>

namespace wangge::app {
namespace {

constexpr int side = 12;

// Squares; `leads` tells who has the square in that column and row.
template <class Leads> std::vector<model::Cell> plan(const Leads& leads) {
    std::vector<model::Cell> cells;
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            model::Cell& cell = cells.emplace_back();
            cell.code = std::to_string(row * side + column);
            cell.area = geo::rectangle({column * 100., row * 100., column * 100. + 100, row * 100. + 100});
            cell.lead_key = "p" + std::to_string(leads(column, row));
            cell.hours = 10;
        }
    return cells;
}

style::Palette palette() {
    style::Palette result;
    for (int i = 0; i < 12; ++i)
        result.colours.push_back({static_cast<std::uint8_t>(i * 20), static_cast<std::uint8_t>(255 - i * 20),
                                  static_cast<std::uint8_t>(i * 53 % 255), 255});
    return result;
}

TEST(PlanColours, ALeadHasOneColourAndNoNeighbourInEitherPlanHasIt) {
    // Columns in the one, rows in the other, and somebody new in the corner: who lay apart are neighbours now.
    const auto before = plan([](int column, int) { return column / 3; });
    const auto after = plan([](int column, int row) { return row > 9 && column > 9 ? 4 : row / 3; });
    base::QuietFeedback quiet;
    const auto colours = colours_of_both(before, after, palette(), quiet);
    std::map<std::string, int> hue;
    for (const render::AreaClass& lead : colours)
        hue[lead.key] = lead.colour % 12;
    ASSERT_EQ(hue.size(), 5u);
    for (const auto* cells : {&before, &after})
        for (int i = 0; i < side * side; ++i)
            for (const int next : {i + 1, i + side}) {
                if (next >= side * side || (next == i + 1 && next % side == 0))
                    continue;
                const std::string &a = (*cells)[static_cast<std::size_t>(i)].lead_key,
                                  &b = (*cells)[static_cast<std::size_t>(next)].lead_key;
                if (a != b) {
                    EXPECT_NE(hue[a], hue[b]) << a << " beside " << b;
                }
            }
    const auto swapped = colours_of_both(after, before, palette(), quiet);
    ASSERT_EQ(swapped.size(), colours.size());
    for (std::size_t i = 0; i < colours.size(); ++i) {
        EXPECT_EQ(swapped[i].key, colours[i].key);
        EXPECT_EQ(swapped[i].colour, colours[i].colour) << colours[i].key;
    }
}

TEST(Workload, OfCellsHandedOverIsThatOfThePlanWithThem) {
    model::Snapshot county;
    county.cells = plan([](int column, int) { return column / 6; });
    for (model::Cell& cell : county.cells)
        cell.second_key = cell.lead_key == "p0" ? "p1" : "";
    model::Snapshot moved = county;
    for (const std::size_t row : {0u, 7u}) // one takes his second's place, one had none
        moved.cells[row].lead_key = row == 0 ? "p1" : "p0";
    moved.cells[0].second_key = "p0";
    const auto hours = [](const WorkloadView& view) {
        std::map<std::string, std::pair<double, int>> result;
        for (const WorkloadView::Person& person : view.people)
            result[person.key] = {person.hours, person.cells};
        return result;
    };
    WorkloadView one = workload_with(county, {0}, "p1");
    model::Snapshot first = county;
    first.cells[0] = moved.cells[0];
    EXPECT_EQ(hours(one), hours(workload_of(first)));
    one = workload_with(county, {7}, "p0");
    first = county;
    first.cells[7] = moved.cells[7];
    EXPECT_EQ(hours(one), hours(workload_of(first)));
    EXPECT_EQ(hours(workload_with(county, {}, "p0")), hours(workload_of(county)));
    EXPECT_NE(hours(one), hours(workload_of(county)));
}

} // namespace
} // namespace wangge::app

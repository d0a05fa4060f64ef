// One constructed country a rule, with the answer worked out by hand.
#include "coverage/degurba.h"

#include "base/files.h"

#include <array>
#include <gtest/gtest.h>
#include <initializer_list>

namespace wangge::coverage {
namespace {

using namespace degurba;

// 1 km cells; all land.
DegurbaGrid country(int width, int height, float people = 0) {
    DegurbaGrid grid;
    grid.frame = {width, height, {0, height * 1000.0}, 1000, 1000};
    grid.people.assign(grid.frame.size(), people);
    grid.land.assign(grid.frame.size(), 1);
    return grid;
}

void settle(DegurbaGrid& grid, int left, int top, int width, int height, float people) {
    for (int row = top; row < top + height; ++row)
        for (int column = left; column < left + width; ++column)
            grid.people[grid.frame.index(column, row)] = people;
}

DegurbaRules edition(const char* name) {
    return DegurbaTable::parse(base::read_file(base::data_folder() / "area_types" / "degurba.json"), "degurba.json")
        .rules(name, base::make_date(2026, 11, 22));
}

int code(const DegurbaGrid& grid, const DegurbaRules& rules, int column, int row) {
    base::QuietFeedback quiet;
    return classify(grid, rules, quiet).cells[grid.frame.index(column, row)].code;
}

class BothEditions : public ::testing::TestWithParam<const char*> {
protected:
    DegurbaRules rules = edition(GetParam());
};
INSTANTIATE_TEST_SUITE_P(Degurba, BothEditions, ::testing::Values("2021", "2024"));

TEST_P(BothEditions, AnUrbanCentreHasDenseCellsAndFiftyThousandPeople) {
    DegurbaGrid grid = country(20, 20);
    settle(grid, 2, 2, 5, 5, 2000); // 25 cells, 50,000 people exactly
    EXPECT_EQ(code(grid, rules, 4, 4), urban_centre);
    grid.people[grid.frame.index(4, 4)] = 1999; // one fewer: 49,999
    EXPECT_EQ(code(grid, rules, 4, 4), dense_cluster);
    settle(grid, 2, 2, 5, 5, 1499); // many, but not dense
    EXPECT_EQ(code(grid, rules, 4, 4), semi_dense_cluster);
}

TEST_P(BothEditions, CentresHangTogetherBySidesAlone) {
    DegurbaGrid grid = country(20, 20);
    settle(grid, 2, 2, 4, 4, 2000); // 32,000 each, meeting at a corner
    settle(grid, 6, 6, 4, 4, 2000);
    EXPECT_EQ(code(grid, rules, 3, 3), dense_cluster);
    settle(grid, 6, 5, 1, 1, 1500); // a side's neighbour of both
    EXPECT_EQ(code(grid, rules, 3, 3), urban_centre);
}

TEST_P(BothEditions, SmallHolesOfACentreAreFilledLargeOnesNot) {
    DegurbaGrid grid = country(30, 30);
    settle(grid, 5, 5, 10, 10, 3000);
    settle(grid, 7, 7, 5, 5, 0); // 25 km2; the majority rounds its corners and goes no farther
    EXPECT_EQ(rules.hole_area.value, 15);
    EXPECT_EQ(code(grid, rules, 9, 9), very_low_density);
    rules.hole_area = {25}; // 25 is not less than 25
    EXPECT_EQ(code(grid, rules, 9, 9), very_low_density);
    rules.hole_area = {25.5};
    EXPECT_EQ(code(grid, rules, 9, 9), urban_centre);
}

TEST_P(BothEditions, AHoleAtTheRimIsNoHole) {
    DegurbaGrid grid = country(12, 12);
    settle(grid, 0, 0, 12, 6, 3000);
    settle(grid, 3, 0, 5, 5, 0);
    rules.hole_area = {30};
    EXPECT_EQ(code(grid, rules, 5, 1), very_low_density);
}

TEST_P(BothEditions, TheMajorityOfEightNeighboursJoinsAgainAndAgain) {
    // A notch of two cells in the northern edge: each lower cell has five or more neighbours in the centre.
    DegurbaGrid grid = country(20, 20, 1);
    settle(grid, 3, 5, 11, 6, 2000);
    settle(grid, 8, 5, 1, 2, 1);
    EXPECT_EQ(code(grid, rules, 8, 6), urban_centre);     // seven of eight
    EXPECT_EQ(code(grid, rules, 8, 5), urban_centre);     // four at first, five when the cell below has joined
    EXPECT_EQ(code(grid, rules, 8, 4), very_low_density); // three of eight
}

TEST(Degurba, TheRevisedMajorityLooksAtLandAloneAndNeverAtWater) {
    DegurbaGrid grid = country(20, 20, 1);
    settle(grid, 3, 5, 11, 6, 2000);
    // A cell on the northern edge whose northern neighbours are sea: three of the five that count are centre.
    settle(grid, 0, 0, 20, 4, 0);
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 20; ++column)
            grid.land[grid.frame.index(column, row)] = 0;
    EXPECT_EQ(code(grid, edition("2024"), 8, 4), urban_centre);
    EXPECT_EQ(code(grid, edition("2021"), 8, 4), very_low_density);
    EXPECT_EQ(code(grid, edition("2024"), 8, 3), water);
}

TEST_P(BothEditions, AnUrbanClusterHangsTogetherByCornersAndHasFiveThousand) {
    DegurbaGrid grid = country(20, 20);
    for (int i = 0; i < 10; ++i)
        grid.people[grid.frame.index(3 + i, 3 + i)] = 500; // 5,000 along a diagonal
    EXPECT_GE(code(grid, rules, 5, 5), suburban);
    grid.people[grid.frame.index(12, 12)] = 499;
    EXPECT_EQ(code(grid, rules, 5, 5), rural_cluster);
    grid.people[grid.frame.index(12, 12)] = 5000;
    grid.people[grid.frame.index(7, 7)] = 299; // cut in two: 2,000 here
    EXPECT_EQ(code(grid, rules, 5, 5), rural_cluster);
}

TEST_P(BothEditions, DenseClustersHaveFiveThousandInDenseCells) {
    DegurbaGrid grid = country(20, 20);
    settle(grid, 5, 5, 3, 1, 1700); // 5,100
    settle(grid, 8, 5, 3, 1, 400);
    EXPECT_EQ(code(grid, rules, 6, 5), dense_cluster);
    EXPECT_EQ(code(grid, rules, 9, 5), suburban);
    settle(grid, 5, 5, 3, 1, 1600); // 4,800 dense, 6,000 in the urban cluster
    EXPECT_NE(code(grid, rules, 6, 5), dense_cluster);
}

TEST(Degurba, SemiDenseClustersByTheManualOf2021) {
    const DegurbaRules rules = edition("2021");
    DegurbaGrid grid = country(30, 12);
    settle(grid, 2, 2, 4, 1, 2000); // a dense cluster, columns 2 to 5
    settle(grid, 8, 2, 10, 1, 500); // two empty cells between: 2 km from edge to edge
    EXPECT_EQ(code(grid, rules, 12, 2), semi_dense_cluster);
    settle(grid, 8, 2, 10, 1, 0);
    settle(grid, 7, 2, 10, 1, 500); // one empty cell between: all of it is suburban
    EXPECT_EQ(code(grid, rules, 16, 2), suburban);
}

TEST(Degurba, SemiDenseClustersByTheRevisionOf2024) {
    const DegurbaRules rules = edition("2024");
    DegurbaGrid grid = country(30, 12);
    settle(grid, 2, 2, 4, 1, 2000);
    settle(grid, 6, 2, 15, 1, 300); // joined to the dense cluster by suburbs
    settle(grid, 12, 2, 3, 1, 900); // 2,700 people, six cells away
    EXPECT_EQ(code(grid, rules, 13, 2), semi_dense_cluster);
    EXPECT_EQ(code(grid, rules, 10, 2), suburban);
    EXPECT_EQ(code(grid, edition("2021"), 13, 2), suburban);
    grid.people[grid.frame.index(13, 2)] = 899; // the cells part, 900 each
    EXPECT_EQ(code(grid, rules, 12, 2), suburban);
    settle(grid, 12, 2, 3, 1, 300);
    settle(grid, 7, 2, 3, 1, 900); // one cell away from the dense cluster
    EXPECT_EQ(code(grid, rules, 8, 2), suburban);
    // By corners they do not hang together.
    settle(grid, 7, 2, 3, 1, 300);
    for (int i = 0; i < 3; ++i)
        grid.people[grid.frame.index(14 + i, 2 + i)] = 900;
    EXPECT_EQ(code(grid, rules, 15, 3), suburban);
}

TEST_P(BothEditions, TheCountryIsClusteredThinOrEmptyAndTheRestIsWater) {
    DegurbaGrid grid = country(20, 20);
    settle(grid, 2, 2, 1, 1, 300);
    settle(grid, 3, 3, 1, 1, 300); // 600 by a corner
    settle(grid, 8, 8, 1, 1, 400); // alone: fewer than 500
    settle(grid, 12, 12, 1, 1, 50);
    settle(grid, 15, 15, 1, 1, 49);
    grid.land[grid.frame.index(17, 17)] = 0.4F;
    grid.land[grid.frame.index(18, 17)] = 0.5F;
    settle(grid, 16, 17, 1, 1, 3);
    grid.land[grid.frame.index(16, 17)] = 0.4F;
    EXPECT_EQ(code(grid, rules, 2, 2), rural_cluster);
    EXPECT_EQ(code(grid, rules, 8, 8), low_density);
    EXPECT_EQ(code(grid, rules, 12, 12), low_density);
    EXPECT_EQ(code(grid, rules, 15, 15), very_low_density);
    EXPECT_EQ(code(grid, rules, 17, 17), water);
    EXPECT_EQ(code(grid, rules, 18, 17), very_low_density);
    EXPECT_EQ(code(grid, rules, 16, 17), very_low_density); // somebody lives there
}

TEST_P(BothEditions, DensityIsOfTheLand) {
    DegurbaGrid grid = country(10, 10);
    settle(grid, 4, 4, 1, 1, 25);
    EXPECT_EQ(code(grid, rules, 4, 4), very_low_density);
    grid.land[grid.frame.index(4, 4)] = 0.5F;
    EXPECT_EQ(code(grid, rules, 4, 4), low_density);
}

TEST_P(BothEditions, SuburbsAndWhatTouchesATownAreTheFringe) {
    DegurbaGrid grid = country(20, 20, 60);
    settle(grid, 5, 5, 3, 1, 1700);
    settle(grid, 8, 5, 1, 1, 400);
    base::QuietFeedback quiet;
    const Degurba found = classify(grid, rules, quiet);
    const auto type = [&](int column, int row) { return area_type_of(found.cells[grid.frame.index(column, row)]); };
    EXPECT_EQ(type(6, 5), model::AreaType::urban);
    EXPECT_EQ(type(8, 5), model::AreaType::fringe); // suburban
    EXPECT_EQ(type(4, 4), model::AreaType::fringe); // touches by a corner
    EXPECT_EQ(type(10, 5), model::AreaType::rural); // touches a suburb alone
    EXPECT_EQ(type(3, 5), model::AreaType::rural);
    EXPECT_EQ(cell_reason(found.cells[grid.frame.index(4, 4)]).id, "coverage.degurba.touches_23");
}

TEST(Degurba, PlacesAreClassedByTheirPeople) {
    const auto place = [](std::initializer_list<std::pair<int, double>> people) {
        std::array<double, 31> by_code{};
        for (const auto& [code, count] : people)
            by_code[static_cast<std::size_t>(code)] = count;
        return static_cast<int>(code_of_place(by_code));
    };
    EXPECT_EQ(place({{30, 50}, {12, 50}}), 30);           // half in a centre
    EXPECT_EQ(place({{30, 40}, {21, 10}, {12, 50}}), 21); // half outside the country, but not in a centre
    EXPECT_EQ(place({{30, 40}, {12, 61}}), 12);           // more than half in the country
    EXPECT_EQ(place({{23, 20}, {22, 25}, {21, 40}}), 22); // towns together outweigh suburbs
    EXPECT_EQ(place({{13, 30}, {12, 40}, {11, 5}}), 12);
    EXPECT_EQ(place({}), 0);
}

TEST(Degurba, RulesAreRowsThatAProjectCanChange) {
    DegurbaTable table =
        DegurbaTable::parse(base::read_file(base::data_folder() / "area_types" / "degurba.json"), "degurba.json");
    const base::Date day = base::make_date(2026, 11, 22);
    EXPECT_EQ(table.rules("2021", day).semi_density.value, 300);
    EXPECT_EQ(table.rules("2024", day).semi_density.value, 900);
    EXPECT_EQ(table.rules("2021", day).semi_neighbours, 8);
    table.add(DegurbaTable::parse(
        R"({"degurba": [{"edition": "2024", "rule": "centre_density", "value": 2500, "unit": "people/km2"}]})", "own"));
    EXPECT_EQ(table.rules("2024", day).centre_density.value, 2500);
    EXPECT_EQ(table.rules("2021", day).centre_density.value, 1500);
    for (const char* bad :
         {"", "[]", R"({"degurba": [{"rule": "ugly", "value": 1, "unit": "people"}]})",
          R"({"degurba": [{"rule": "centre_density", "value": -1, "unit": "people/km2"}]})",
          R"({"degurba": [{"rule": "centre_density", "value": 1, "unit": "people"}]})",
          R"({"degurba": [{"edition": "1999", "rule": "centre_density", "value": 1, "unit": "people/km2"}]})",
          R"({"degurba": [{"rule": "centre_density", "value": 1, "unit": "people/km2", "valid_from": "soon"}]})"})
        EXPECT_ANY_THROW(DegurbaTable::parse(bad, "own")) << bad;
}

} // namespace
} // namespace wangge::coverage

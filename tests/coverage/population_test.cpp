#include "coverage/area_types.h"
#include "coverage/county_maker.h"
#include "coverage/population_cover.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numeric>

namespace wangge::coverage {
namespace {

using model::AreaType;
using test::CountyMaker;

geo::Raster raster(int width, int height, double side, float value) {
    geo::Raster raster{width, height, {0, height * side}, side, side, {}};
    raster.values.assign(static_cast<std::size_t>(width) * height, value);
    return raster;
}

double sum(const PeopleCells& cells) {
    return std::accumulate(cells.people.begin(), cells.people.end(), 0.0);
}

TEST(Population, DasymetricSpreadKeepsEveryVillagesTotal) {
    CountyMaker maker;
    maker.village("330999001201", 1000, 1000, 1234, 220, {}, {0, 0, 3333, 2111});
    maker.village("330999001202", 8000, 8000, 987, 220, {}, {6000, 6010, 9999, 9500});
    maker.village("330999001203", 500, 9500, 55); // a seat alone
    maker.raw().landcover = raster(100, 100, 100, static_cast<float>(model::LandCover::crop));
    for (int column = 0; column < 10; ++column)
        maker.raw().landcover.values[static_cast<std::size_t>(95 * 100 + column)] =
            static_cast<float>(model::LandCover::built);
    base::QuietFeedback quiet;
    const model::Snapshot& county = maker.linked();
    for (const PeopleSource source : {PeopleSource::villages, PeopleSource::dasymetric}) {
        const PeopleCells cells = people_cells(county, source, {1, 0.02}, quiet);
        EXPECT_NEAR(sum(cells), 1234 + 987 + 55, 1e-9);
        double first = 0;
        for (int row = 0; row < cells.frame.height; ++row)
            for (int column = 0; column < cells.frame.width; ++column)
                if (const auto p = cells.frame.centre(column, row); p.x < 3400 && p.y < 2200)
                    first += cells.people[cells.frame.index(column, row)];
        EXPECT_NEAR(first, 1234, 1e-9);
        // Ten built-up cells of 100 m weigh 50 times the others.
        const double all = 10 + 0.02 * (33.33 * 21.11 - 10);
        const double built = cells.people[cells.frame.index(3, 95)];
        EXPECT_NEAR(built, source == PeopleSource::dasymetric ? 1234 / all : 1234 / (33.33 * 21.11), 1e-6);
    }
    // A population grid leads where there is one.
    maker.raw().population = raster(100, 100, 100, 0);
    maker.raw().population.values[99 * 100 + 2] = 3;
    maker.raw().population.values[99 * 100 + 3] = 1;
    const PeopleCells led = people_cells(county, PeopleSource::dasymetric, {}, quiet);
    EXPECT_NEAR(led.people[99 * 100 + 2], 1234 * 0.75, 1e-9);
    EXPECT_NEAR(sum(led), 1234 + 987 + 55, 1e-9);
}

TEST(Population, TheRasterIsSummedByExactFractions) {
    CountyMaker maker;
    maker.village("330999001201", 1000, 1000, 7, 220, {}, {50, 0, 250, 100});
    maker.village("330999001202", 4000, 4000, 9);
    maker.raw().population = raster(100, 100, 100, 8);
    base::QuietFeedback quiet;
    const std::vector<double> people = village_people(maker.linked(), PeopleSource::raster, quiet);
    EXPECT_NEAR(people[0], 16, 1e-9); // half a cell, a whole one and half a cell
    EXPECT_EQ(people[1], 9);
    EXPECT_EQ(village_people(maker.linked(), PeopleSource::villages, quiet)[0], 7);
    maker.raw().population = {};
    EXPECT_ANY_THROW(people_cells(maker.linked(), PeopleSource::raster, {}, quiet));
}

TEST(Population, SquareKilometresKeepThePeopleAndLoseTheWater) {
    CountyMaker maker;
    maker.raw().population = raster(125, 125, 80, 2); // cells that straddle the kilometres
    for (int row = 0; row < 125; ++row)
        for (int column = 100; column < 125; ++column) // east of 8 km: sea
            maker.raw().population.values[static_cast<std::size_t>(row * 125 + column)] = std::nanf("");
    model::Water lake;
    lake.kind = model::WaterKind::lake;
    lake.area = geo::rectangle({2000, 2000, 2500, 3000});
    maker.raw().waters.push_back(lake);
    base::QuietFeedback quiet;
    const PeopleCells cells = people_cells(maker.linked(), PeopleSource::raster, {}, quiet);
    const DegurbaGrid grid = degurba_grid(maker.linked(), cells, {1000}, quiet);
    ASSERT_EQ(grid.frame.width, 10);
    EXPECT_NEAR(std::accumulate(grid.people.begin(), grid.people.end(), 0.0), 100 * 125 * 2, 0.05);
    EXPECT_NEAR(grid.people[grid.frame.index(3, 3)], 2 * 1e6 / 6400, 1e-3);
    EXPECT_NEAR(grid.land[grid.frame.index(2, 7)], 0.5, 1e-6);
    EXPECT_NEAR(grid.land[grid.frame.index(3, 3)], 1, 1e-6);
    EXPECT_NEAR(grid.land[grid.frame.index(8, 3)], 0, 1e-6);
}

TEST(Population, PeopleAreCoveredWhereTheyLive) {
    CountyMaker maker;
    maker.village("330999001201", 500, 500, 1000, 220, {}, {0, 0, 10000, 1000});
    maker.person({.key = "a", .x = 500, .y = 500});
    maker.raw().population = raster(100, 100, 100, 0);
    for (int column = 0; column < 100; ++column)
        maker.raw().population.values[static_cast<std::size_t>(95 * 100 + column)] = 10; // the line y = 450
    base::QuietFeedback quiet;
    Options options;
    options.as_of = test::day(2026, 11, 22);
    options.with_area = false;
    const auto line = reach::straight_line();
    const Prepared prepared = prepare(maker.linked(), test::shipped_norms(), options, *line, quiet);
    const PeopleCover cover = people_cover(prepared, limits_of(prepared),
                                           people_cells(maker.linked(), PeopleSource::raster, {}, quiet), quiet);
    EXPECT_NEAR(cover.total.people, 1000, 1e-9);
    EXPECT_NEAR(cover.total.covered, 350, 1e-9); // middles from 50 to 3450 m east lie within 3 km
    EXPECT_NEAR(cover.by_area_type[AreaType::rural].covered, 350, 1e-9);
    EXPECT_NEAR(cover.by_group[0].people + cover.by_group[1].people, 1000, 1e-9);
    EXPECT_NEAR(cover.by_group[1].covered, 0, 1e-9);
}

TEST(AreaTypes, VillagesTakeTheTypeOfMostOfTheirPeople) {
    CountyMaker maker;
    maker.village("330999001201", 4500, 5500, 100, 220, {}, {0, 5000, 10000, 6000});
    maker.village("330999001202", 4500, 500, 100, 111, {}, {0, 0, 10000, 1000});
    maker.village("330999001203", 200, 9900, 1, 112);
    maker.raw().population = raster(10, 10, 1000, 0);
    for (const auto& [column, people] : {std::pair(3, 1700.F), {4, 1700.F}, {5, 1700.F}, {6, 600.F}, {9, 40.F}})
        maker.raw().population.values[static_cast<std::size_t>(4 * 10 + column)] = people;
    base::QuietFeedback quiet;
    const model::Snapshot& county = maker.linked();
    const Degurba grid = degurba_of(county, "2024", test::day(2026, 11, 22), quiet);
    const auto types = degurba_area_types(county, grid, quiet);
    EXPECT_EQ(types[0].type, AreaType::urban);
    EXPECT_EQ(types[0].code, degurba::dense_cluster);
    EXPECT_NEAR(types[0].share, 5100.0 / 5740, 1e-6);
    EXPECT_EQ(types[1].reason, AreaReason::degurba_cell); // nobody is counted there
    EXPECT_EQ(types[1].type, AreaType::rural);
    EXPECT_EQ(area_reason(county, types[0], 0).id, "coverage.area.degurba");

    EXPECT_EQ(village_area_types(county)[0].type, AreaType::rural); // the official class decides at first
    maker.raw().settings["area_types"] = R"({"source": "degurba", "by_hand": {"330999001203": "urban"}})";
    const auto chosen = village_area_types(county);
    EXPECT_EQ(chosen[0].type, AreaType::urban);
    EXPECT_EQ(chosen[2].type, AreaType::urban);
    EXPECT_EQ(chosen[2].reason, AreaReason::by_hand);
    for (const char* bad : {"[]", R"({"source": "ugly"})", R"({"edition": "1999"})", R"({"by_hand": {"1": "ugly"}})"})
        EXPECT_ANY_THROW(AreaTypeChoice::parse(bad)) << bad;
    const AreaTypeChoice choice = AreaTypeChoice::parse(maker.raw().settings["area_types"]);
    EXPECT_EQ(AreaTypeChoice::parse(choice.to_json()).by_hand, choice.by_hand);
}

TEST(AreaTypes, CellsFollowTheirVillagesAndHospitals) {
    CountyMaker maker;
    maker.village("330999001201", 1000, 1000, 900, 112, {}, {0, 0, 2000, 2000});
    maker.village("330999001202", 3000, 1000, 1000, 220, {}, {2000, 0, 4000, 2000});
    maker.village("330999001203", 5000, 1000, 200, 122, {}, {4000, 0, 6000, 2000});
    maker.site("h", 9000, 9000, model::SiteKind::hospital);
    maker.cell("c1", {0, 0, 6000, 2000});
    maker.cell("c2", {2100, 100, 3900, 1900});
    maker.cell("c3", {8900, 8900, 9300, 9100});
    maker.cell("c4", {100, 8000, 300, 8300});
    maker.raw().cells[0].village_codes = "330999001201;330999001202;330999001203";
    base::QuietFeedback quiet;
    const model::Snapshot& county = maker.linked();
    const auto cells = cell_area_types(county, official_area_types(county), {500}, quiet);
    EXPECT_EQ(cells[0].type, AreaType::fringe); // 1,100 against 1,000
    EXPECT_EQ(cells[1].type, AreaType::rural);
    EXPECT_EQ(cells[2].type, AreaType::hospital_surroundings);
    EXPECT_EQ(cells[2].hospital, 0);
    EXPECT_GT(cells[2].metres, 0);
    EXPECT_EQ(cells[3].reason, AreaReason::outside_villages);
}

} // namespace
} // namespace wangge::coverage

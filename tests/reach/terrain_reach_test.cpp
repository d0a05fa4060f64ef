#include "reach/terrain_reach.h"

#include "base/random.h"
#include "geo/overlay.h"
#include "reach/terrain_barriers.h"
#include "reach/terrain_surface.h"
#include "road_maker.h"

#include <cmath>
#include <gtest/gtest.h>

namespace wangge::reach {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

TerrainGrid plain(int width, int height) {
    return TerrainGrid({width, height, {0, height * 10.0}, 10, 10}, 1);
}

CostField from(const TerrainGrid& grid, geo::MapPoint point) {
    base::QuietFeedback quiet;
    int column = 0, row = 0;
    EXPECT_TRUE(grid.locate(point, column, row));
    const Start start{grid.cell(column, row), {0}, 0};
    return cost_field(grid, {&start, 1}, {16, Slope::none, false}, quiet);
}

double at(const TerrainGrid& grid, const CostField& time, geo::MapPoint point) {
    int column = 0, row = 0;
    EXPECT_TRUE(grid.locate(point, column, row));
    return time[grid.cell(column, row)].seconds;
}

TEST(TerrainBarriers, AThinRiverOfAnyShapeLetsNobodyThrough) {
    base::Random random(3);
    for (int trial = 0; trial < 20; ++trial) {
        TerrainGrid grid = plain(60, 60);
        GridBarriers barriers(grid);
        // A crooked line from the west rim to the east rim.
        geo::Polyline river;
        for (int i = 0; i <= 30; ++i)
            river.push_back({i * 20.0, 300 + random.uniform(-120, 120)});
        river.front().x = -50;
        river.back().x = 650;
        barriers.add(river);
        const CostField time = from(grid, {305, 595});
        // North of the river is what a ray to the north rim does not cross it from.
        for (int row = 0; row < 60; ++row)
            for (int column = 0; column < 60; ++column) {
                const geo::MapPoint p = grid.frame().centre(column, row);
                int crossings = 0;
                for (std::size_t i = 1; i < river.size(); ++i)
                    if ((river[i - 1].x <= p.x) != (river[i].x <= p.x)) {
                        const double t = (p.x - river[i - 1].x) / (river[i].x - river[i - 1].x);
                        crossings += river[i - 1].y + t * (river[i].y - river[i - 1].y) > p.y;
                    }
                if (crossings % 2 == 1) {
                    EXPECT_EQ(time[grid.cell(column, row)].seconds, infinite) << trial << ' ' << column << ' ' << row;
                }
            }
        EXPECT_LT(at(grid, time, {5, 595}), infinite);
    }
}

TEST(TerrainBarriers, ARoadThatCrossesJoinsAndOneAlongTheBankDoesNot) {
    const auto travel = [](const geo::Polyline& road) {
        TerrainGrid grid = plain(60, 60);
        GridBarriers barriers(grid);
        barriers.add(geo::Polyline{{-20, 301}, {200, 318}, {400, 296}, {620, 309}});
        barriers.bridge(road, road_cells(grid, road));
        return at(grid, from(grid, {300, 500}), {300, 100});
    };
    EXPECT_EQ(travel({{-20, 325}, {200, 330}, {400, 312}, {620, 322}}), infinite);
    const double over = travel({{103, 600}, {107, 0}});
    EXPECT_LT(over, infinite);
    // Down to the bridge 195 m to the west and back again.
    EXPECT_NEAR(over, 2 * std::hypot(195, 200), 25);
}

TEST(TerrainBarriers, ALakeIsClosedAndABridgeOverItOpens) {
    TerrainGrid grid = plain(60, 60);
    GridBarriers barriers(grid);
    barriers.add(geo::rectangle({-100, 200, 700, 400}));
    EXPECT_FALSE(grid.passable(grid.cell(30, 30)));
    EXPECT_TRUE(grid.passable(grid.cell(30, 19)));
    EXPECT_EQ(at(grid, from(grid, {300, 500}), {300, 100}), infinite);
    const geo::Polyline bridge{{301, 600}, {308, 0}};
    const std::vector<std::size_t> cells = road_cells(grid, bridge);
    barriers.bridge(bridge, cells);
    for (const std::size_t cell : cells)
        grid.set_riding(cell, 0.1F);
    const CostField time = from(grid, {305, 505});
    EXPECT_NEAR(at(grid, time, {305, 105}), 40, 1);
    EXPECT_EQ(at(grid, time, {205, 305}), infinite); // nobody leaves the bridge into the lake
}

TEST(TerrainBarriers, RoadCellsFollowTheLine) {
    const TerrainGrid grid = plain(10, 10);
    const std::vector<std::size_t> cells = road_cells(grid, {{5, 95}, {35, 75}, {35, 75}, {150, 75}});
    ASSERT_EQ(cells.size(), 12u);
    EXPECT_EQ(cells.front(), grid.cell(0, 0));
    EXPECT_EQ(cells.back(), grid.cell(9, 2));
    for (std::size_t i = 1; i < cells.size(); ++i)
        EXPECT_EQ(std::abs(grid.column(cells[i]) - grid.column(cells[i - 1])) +
                      std::abs(grid.row(cells[i]) - grid.row(cells[i - 1])),
                  1);
}

TEST(TerrainSurface, WhatTheCoverDoesNotKnowIsSeaAtSeaLevelAndLandAbove) {
    const float unknown = std::numeric_limits<float>::quiet_NaN(), crops = static_cast<float>(model::LandCover::crop);
    model::Snapshot s;
    s.terrain = {4, 2, {0, 20}, 10, 10, {0, -2, 5, unknown, 0, 7, 0, unknown}};
    s.landcover = {4, 2, {0, 20}, 10, 10, {unknown, unknown, unknown, unknown, crops, crops, crops, crops}};
    s.roads.push_back(test::road({{-5, 15}, {15, 15}}));
    TravelOptions options;
    options.table =
        TravelTable::parse(R"({"travel":[{"rule":"ground_speed","of":"any","value":4,"unit":"km/h","source":"test"},)"
                           R"({"rule":"road_speed","of":"any","value":5,"unit":"km/h","source":"test"},)"
                           R"({"rule":"water_blocks","of":"any","value":1,"unit":"yes","source":"test"}]})",
                           "test");
    options.mode = Mode::walk;
    options.as_of = base::make_date(2026, 11, 23);
    base::QuietFeedback quiet;
    const auto open = [&] {
        const TerrainGrid grid = terrain_grid(s, options, quiet);
        std::string cells;
        for (int row = 0; row < 2; ++row)
            for (int column = 0; column < 4; ++column)
                cells += grid.passable(grid.cell(column, row)) ? '.' : '~';
        return cells;
    };
    EXPECT_EQ(open(), "...~....") << "a causeway runs over the first two cells";
    s.roads.clear();
    EXPECT_EQ(open(), "~~.~....");
    s.landcover = {};
    EXPECT_EQ(open(), "........") << "without a land cover nothing says what is sea";
}

struct Hills {
    Hills() : grid(plain(120, 90)) {
        base::Random random(11);
        grid.height.assign(grid.size(), 0);
        for (int row = 0; row < 90; ++row)
            for (int column = 0; column < 120; ++column) {
                grid.height[grid.cell(column, row)] =
                    static_cast<float>(30 * std::sin(column / 9.0) * std::cos(row / 7.0));
                if (column > 60 && column < 70 && row > 20)
                    grid.close(grid.cell(column, row));
            }
        for (int i = 0; i < 40; ++i) {
            x.push_back(random.uniform(-20, 1220));
            y.push_back(random.uniform(-20, 920));
            u.push_back(random.uniform(0, 1200));
            v.push_back(random.uniform(0, 900));
        }
        x[3] = x[2], y[3] = y[2];
        u[5] = x[2] + 1, v[5] = y[2];
        x[7] = std::nan("");
    }
    TerrainGrid grid;
    std::vector<double> x, y, u, v; // targets, sources
};

TEST(TerrainReach, NearestAndAllAndWithinAgree) {
    const Hills hills;
    base::QuietFeedback quiet;
    for (const bool towards : {false, true}) {
        const TerrainReach reach(hills.grid, {16, Slope::tobler, towards}, {40}, 0.72F);
        const Points targets{hills.x, hills.y}, sources{hills.u, hills.v};
        const std::vector<Link> nearest = reach.nearest(targets, sources, quiet);
        const std::vector<Effort> any(hills.x.size(), out_of_reach);
        const Links all = reach.within(targets, sources, any, quiet);
        const Links five = reach.nearest(targets, sources, 5, quiet);
        const std::vector<Effort> six(hills.x.size(), Effort{6});
        const Links soon = reach.within(targets, sources, six, quiet);
        for (std::size_t t = 0; t < hills.x.size(); ++t) {
            if (all.of(t).empty()) {
                EXPECT_EQ(nearest[t].source, -1);
                continue;
            }
            EXPECT_NEAR(nearest[t].effort.value, all.of(t)[0].effort.value, 1e-9) << t;
            EXPECT_EQ(nearest[t].source, all.of(t)[0].source) << t;
            ASSERT_EQ(five.of(t).size(), 5u);
            for (std::size_t k = 0; k < 5; ++k)
                EXPECT_EQ(five.of(t)[k].source, all.of(t)[k].source);
            std::size_t count = 0;
            while (count < all.of(t).size() && all.of(t)[count].effort.value <= 6)
                ++count;
            EXPECT_EQ(soon.of(t).size(), count) << t;
        }
        EXPECT_EQ(nearest[7].source, -1);
        EXPECT_EQ(nearest[2].source, 5);
        EXPECT_NEAR(nearest[2].effort.value, 1.0 / 60, 1e-9); // a metre apart in one cell
    }
}

TEST(TerrainReach, UncoveredAreaIsThatOfTheCellsNotReached) {
    const Hills hills;
    base::QuietFeedback quiet;
    const TerrainReach reach(hills.grid, {16, Slope::tobler, false}, {40}, 0.72F);
    const Points sources{hills.u, hills.v};
    const auto known = reach.field(sources, quiet);
    const CostField& time = *known;
    EXPECT_EQ(reach.field(sources, quiet), known) << "the same question is not worked out again";
    double expected = 0;
    for (int row = 10; row < 50; ++row)
        for (int column = 20; column < 100; ++column)
            expected += time[hills.grid.cell(column, row)].seconds <= 120 ? 0 : 100;
    const geo::MultiPolygon region = geo::rectangle({200, 400, 1000, 800});
    EXPECT_NEAR(reach.uncovered_areas({&region}, sources, {2}, quiet)[0].value, expected, 1e-3);
    EXPECT_GT(expected, 0);
}

TEST(TerrainReach, ALatticeShowsTheSameTimes) {
    const Hills hills;
    base::QuietFeedback quiet;
    const TerrainReach reach(hills.grid, {16, Slope::tobler, false}, {40}, 0.72F);
    Field lattice = lattice_over({0, 0, 1200, 900}, {50});
    const std::vector<Effort> delays(hills.u.size(), Effort{2});
    reach.fill(lattice, {hills.u, hills.v}, delays, quiet);
    std::vector<double> x, y;
    for (int row = 0; row < lattice.rows; ++row)
        for (int column = 0; column < lattice.columns; ++column) {
            x.push_back(lattice.point(column, row).x);
            y.push_back(lattice.point(column, row).y);
        }
    const std::vector<Link> nearest = reach.nearest({x, y}, {hills.u, hills.v}, quiet);
    int compared = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (lattice.source[i] >= 0) {
            ++compared;
            EXPECT_NEAR(lattice.effort[i], nearest[i].effort.value + 2, 0.35) << i; // in one cell the way is straight
        }
    EXPECT_GT(compared, 300);
}

TEST(TerrainReach, GroundThatIsCutOffIsNamed) {
    TerrainGrid grid = plain(40, 40);
    for (int i = 0; i < 40; ++i)
        grid.close(grid.cell(30, i));
    for (int row = 0; row < 20; ++row)
        for (int column = 5; column < 25; ++column)
            grid.close(grid.cell(column, row));
    base::QuietFeedback quiet;
    const TerrainReach reach(grid, {16, Slope::none, false}, {30}, 1);
    const std::vector<double> x{50, 350, 150}, y{50, 50, 350};
    const std::vector<Foothold> footholds = reach.footholds({x, y}, quiet);
    EXPECT_EQ(footholds[0], Foothold::joined);
    EXPECT_EQ(footholds[1], Foothold::cut_off);
    EXPECT_EQ(footholds[2], Foothold::none);
}

} // namespace
} // namespace wangge::reach

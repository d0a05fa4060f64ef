#include "reach/terrain_cost.h"

#include "base/parallel.h"
#include "base/random.h"

#include <cmath>
#include <gtest/gtest.h>
#include <queue>

namespace wangge::reach {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

TerrainGrid plain(int width, int height, double cell_x = 10, double cell_y = 10, float pace = 1) {
    return TerrainGrid({width, height, {1000, 5000}, cell_x, cell_y}, pace);
}

CostField from(const TerrainGrid& grid, int column, int row, const CostOptions& options) {
    base::QuietFeedback quiet;
    const Start start{grid.cell(column, row), {0}, 0};
    return cost_field(grid, {&start, 1}, options, quiet);
}

TEST(TerrainCost, TheEvenPlainIsAnOctagon) {
    const TerrainGrid grid = plain(101, 101);
    const CostField time = from(grid, 50, 50, {8, Slope::none, false});
    for (int row = 0; row < 101; ++row)
        for (int column = 0; column < 101; ++column) {
            const double dx = std::abs(column - 50), dy = std::abs(row - 50);
            const double octagon = 10 * (std::max(dx, dy) - std::min(dx, dy) + std::sqrt(2.0) * std::min(dx, dy));
            EXPECT_NEAR(time[grid.cell(column, row)].seconds, octagon, 1e-9);
        }
}

TEST(TerrainCost, WithKnightMovesTheErrorIsUnderThreePercent) {
    const TerrainGrid grid = plain(101, 101);
    const CostField time = from(grid, 50, 50, {16, Slope::none, false});
    double worst = 0;
    for (int row = 0; row < 101; ++row)
        for (int column = 0; column < 101; ++column) {
            const double dx = std::abs(column - 50), dy = std::abs(row - 50);
            const double big = std::max(dx, dy), small = std::min(dx, dy);
            // The 16-gon: knight moves up to the slope 1/2, between that and 1 knight moves and diagonals.
            const double gon = 2 * small <= big ? (big - 2 * small) + std::sqrt(5.0) * small
                                                : std::sqrt(5.0) * (big - small) + std::sqrt(2.0) * (2 * small - big);
            EXPECT_NEAR(time[grid.cell(column, row)].seconds, 10 * gon, 1e-9);
            if (big > 0)
                worst = std::max(worst, gon / std::hypot(dx, dy));
        }
    EXPECT_LT(worst, 1.0275);
    EXPECT_GT(worst, 1.025);
}

TEST(TerrainCost, OblongCellsCountTheirOwnSides) {
    const TerrainGrid grid = plain(21, 21, 10, 30);
    const CostField time = from(grid, 10, 10, {8, Slope::none, false});
    EXPECT_DOUBLE_EQ(time[grid.cell(15, 10)].seconds, 50);
    EXPECT_DOUBLE_EQ(time[grid.cell(10, 15)].seconds, 150);
    EXPECT_NEAR(time[grid.cell(11, 11)].seconds, std::hypot(10.0, 30.0), 1e-12);
}

TEST(TerrainCost, UphillAndDownhillDifferByTobler) {
    TerrainGrid grid = plain(21, 3);
    grid.height.resize(grid.size());
    for (int row = -2; row < 5; ++row)
        for (int column = -2; column < 23; ++column)
            grid.height[grid.cell(column, row)] = static_cast<float>(column) * 2; // one in five, up to the east
    const auto tobler = [](double slope) { return std::exp(3.5 * (std::abs(slope + 0.05) - 0.05)); };
    const CostField time = from(grid, 10, 1, {8, Slope::tobler, false});
    EXPECT_NEAR(time[grid.cell(20, 1)].seconds, 100 * tobler(0.2), 1e-3);
    EXPECT_NEAR(time[grid.cell(0, 1)].seconds, 100 * tobler(-0.2), 1e-3);
    const CostField back = from(grid, 10, 1, {8, Slope::tobler, true});
    EXPECT_NEAR(back[grid.cell(0, 1)].seconds, 100 * tobler(0.2), 1e-3);
    const CostField walk = from(grid, 10, 1, {8, Slope::langmuir, false});
    EXPECT_NEAR(walk[grid.cell(20, 1)].seconds, 100 + 72 + 20 * 6, 1e-6);
    EXPECT_NEAR(walk[grid.cell(0, 1)].seconds, 100 + 72 - 20 * 1.9998, 1e-6);
}

TEST(TerrainCost, VehiclesFeelNoSlope) {
    TerrainGrid grid = plain(11, 1);
    grid.height.assign(grid.size(), 0);
    for (int column = 0; column < 11; ++column) {
        grid.height[grid.cell(column, 0)] = static_cast<float>(column * column);
        grid.set_riding(grid.cell(column, 0), 0.1F);
    }
    const CostField time = from(grid, 0, 0, {16, Slope::tobler, false});
    EXPECT_NEAR(time[grid.cell(10, 0)].seconds, 10, 1e-6);
}

TEST(TerrainCost, AKnightMovePaysForTheCellsInBetween) {
    TerrainGrid grid = plain(3, 2);
    grid.set_walking(grid.cell(1, 0), 3);
    grid.set_walking(grid.cell(1, 1), 5);
    EXPECT_NEAR(step_cost(grid, grid.cell(0, 0), 8, {16, Slope::none, false}).value,
                std::sqrt(500.0) * (1 + 3 + 5 + 1) / 4, 1e-9);
    grid.close(grid.cell(1, 0));
    EXPECT_EQ(step_cost(grid, grid.cell(0, 0), 8, {16, Slope::none, false}).value, infinite);
}

TEST(TerrainCost, NobodySlipsThroughADiagonalWall) {
    TerrainGrid grid = plain(30, 30);
    for (int i = 0; i < 30; ++i)
        grid.close(grid.cell(i, i)); // touches itself at corners only
    const CostField time = from(grid, 20, 5, {16, Slope::none, false});
    for (int row = 0; row < 30; ++row)
        for (int column = 0; column < 30; ++column)
            EXPECT_EQ(time[grid.cell(column, row)].seconds<infinite, column> row) << column << ' ' << row;
}

TEST(TerrainCost, EqualTimesGoToTheLowestSource) {
    const TerrainGrid grid = plain(41, 41);
    base::QuietFeedback quiet;
    const Start starts[] = {{grid.cell(30, 20), {0}, 7}, {grid.cell(10, 20), {0}, 3}};
    const CostField time = cost_field(grid, starts, {16, Slope::none, false}, quiet);
    for (int row = 0; row < 41; ++row)
        EXPECT_EQ(time[grid.cell(20, row)].source, 3);
    EXPECT_EQ(time[grid.cell(21, 20)].source, 7);
}

// The plain textbook search over the same steps.
std::vector<double> dijkstra(const TerrainGrid& grid, std::span<const Start> starts, const CostOptions& options) {
    std::vector<double> time(grid.size(), infinite);
    std::priority_queue<std::pair<double, std::size_t>, std::vector<std::pair<double, std::size_t>>, std::greater<>>
        queue;
    for (const Start& start : starts)
        if (grid.passable(start.cell)) {
            time[start.cell] = std::min(time[start.cell], start.seconds.value);
            queue.emplace(start.seconds.value, start.cell);
        }
    while (!queue.empty()) {
        const auto [now, cell] = queue.top();
        queue.pop();
        if (now > time[cell])
            continue;
        for (int d = 0; d < options.directions; ++d) {
            const double cost = step_cost(grid, cell, d, options).value;
            if (cost == infinite)
                continue;
            const std::size_t next =
                cell + static_cast<std::size_t>(grid_steps[d].dy * grid.stride() + grid_steps[d].dx);
            if (now + cost < time[next]) {
                time[next] = now + cost;
                queue.emplace(time[next], next);
            }
        }
    }
    return time;
}

TEST(TerrainCost, EqualsATextbookSearchOnRandomGround) {
    base::Random random(7);
    base::QuietFeedback quiet;
    for (const auto slope : {Slope::none, Slope::tobler, Slope::langmuir}) {
        TerrainGrid grid = plain(80, 70, 25, 30);
        grid.height.resize(grid.size(), std::nanf(""));
        grid.blocked.assign(grid.size(), 0);
        for (int row = 0; row < 70; ++row)
            for (int column = 0; column < 80; ++column) {
                const std::size_t cell = grid.cell(column, row);
                const double kind = random.uniform(0, 1);
                if (kind < 0.15)
                    grid.close(cell);
                else if (kind < 0.3)
                    grid.set_riding(cell, 0.05F); // thirty times as fast as the slowest walk
                else
                    grid.set_walking(cell, static_cast<float>(random.uniform(0.7, 2.5)));
                if (kind < 0.97)
                    grid.height[cell] = static_cast<float>(random.uniform(0, 40));
                if (random.uniform(0, 1) < 0.1)
                    grid.blocked[cell] = static_cast<std::uint16_t>(random.below(65536));
            }
        std::vector<Start> starts;
        for (int i = 0; i < 5; ++i)
            starts.push_back({grid.cell(static_cast<int>(random.below(80)), static_cast<int>(random.below(70))),
                              {random.uniform(0, 500)},
                              i});
        for (const int directions : {8, 16}) {
            CostOptions options{directions, slope, directions == 8};
            const std::vector<double> expected = dijkstra(grid, starts, options);
            for (const int part : {7, 32, 256}) {
                options.part = part;
                const CostField field = cost_field(grid, starts, options, quiet);
                for (std::size_t cell = 0; cell < grid.size(); ++cell)
                    ASSERT_EQ(field[cell].seconds, expected[cell]) << cell << " in squares of " << part;
                CostSearch search(grid, options);
                const CostField& alone = search.run(starts, {infinite}, quiet);
                for (std::size_t cell = 0; cell < grid.size(); ++cell)
                    ASSERT_EQ(field[cell].source, alone[cell].source) << cell;
            }
        }
    }
}

TEST(TerrainCost, ASearchEndsWithTheLastCellThatIsWanted) {
    base::Random random(11);
    base::QuietFeedback quiet;
    TerrainGrid grid = plain(120, 110, 25, 30);
    grid.height.resize(grid.size(), 0);
    for (int row = 0; row < 110; ++row)
        for (int column = 0; column < 120; ++column) {
            const std::size_t cell = grid.cell(column, row);
            if (random.uniform(0, 1) < 0.2)
                grid.close(cell);
            else
                grid.set_walking(cell, static_cast<float>(random.uniform(0.7, 2.5)));
            grid.height[cell] = static_cast<float>(random.uniform(0, 40));
        }
    CostSearch search(grid, {}), whole(grid, {});
    std::size_t reached = 0, there = 0;
    for (int run = 0; run < 60; ++run) {
        const auto some_cell = [&] {
            return grid.cell(static_cast<int>(random.below(120)), static_cast<int>(random.below(110)));
        };
        const Start start{some_cell(), {0}, 0};
        std::vector<std::size_t> wanted;
        for (std::uint64_t i = 0; i <= random.below(4); ++i) {
            const std::size_t cell = some_cell();
            if (run % 2 == 0 || std::abs(grid.column(cell) - grid.column(start.cell)) < 20)
                wanted.push_back(cell);
        }
        if (wanted.empty())
            continue;
        const Seconds limit{run % 3 == 0 ? random.uniform(0, 3000) : infinite};
        const CostField expected = whole.run({&start, 1}, limit, quiet);
        const CostField& field = search.run({&start, 1}, limit, quiet, wanted);
        for (const std::size_t cell : wanted)
            EXPECT_EQ(field[cell].seconds, expected[cell].seconds) << run;
        reached += search.reached().size();
        there += whole.reached().size();
    }
    EXPECT_LT(reached, there * 9 / 10);
}

TEST(TerrainCost, ALimitStopsTheSearchAndTheNextRunForgetsIt) {
    const TerrainGrid grid = plain(50, 50);
    base::QuietFeedback quiet;
    CostSearch search(grid, {8, Slope::none, false});
    const Start start{grid.cell(25, 25), {0}, 0}, other{grid.cell(3, 3), {0}, 1};
    search.run({&start, 1}, {40}, quiet);
    EXPECT_EQ(search.reached().size(), 17u + 20u + 12u); // at most four steps: 0, 1 or 2 aside
    const CostField& field = search.run({&other, 1}, {10}, quiet);
    EXPECT_EQ(search.reached().size(), 5u);
    EXPECT_EQ(field[start.cell].source, -1);
}

TEST(TerrainCost, StepsHaveOpposites) {
    for (int d = 0; d < 16; ++d) {
        EXPECT_EQ(grid_steps[d].dx, -grid_steps[opposite(d)].dx);
        EXPECT_EQ(grid_steps[d].dy, -grid_steps[opposite(d)].dy);
    }
}

} // namespace
} // namespace wangge::reach

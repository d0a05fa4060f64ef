// Cells changed by hand: whatever is done, in whatever order, the cells tile the county; GEOS is the judge.
#include "base/error.h"
#include "base/random.h"
#include "fixture.h"
#include "geo/overlay.h"
#include "grid/grid.h"
#include "grid/measure.h"
#include "grid/redraw.h"

#include <gtest/gtest.h>

namespace wangge::grid {
namespace {

using model::Cell;

std::vector<Cell> squares(int columns, int rows, double size) {
    std::vector<Cell> cells;
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < columns; ++c) {
            Cell cell;
            cell.code = fmt::format("{:02}{:02}", r, c);
            cell.area = geo::rectangle({c * size, r * size, (c + 1) * size, (r + 1) * size});
            cells.push_back(cell);
        }
    return cells;
}

// As an Action does it, with running numbers for codes.
void apply(std::vector<Cell>& cells, const Redrawn& change, int& next) {
    for (const Piece& piece : change.pieces)
        if (piece.keeps >= 0)
            cells[piece.keeps].area = piece.area;
    for (const Piece& piece : change.pieces)
        if (piece.keeps < 0) {
            Cell cell;
            cell.code = fmt::format("n{}", next++);
            cell.area = piece.area;
            cells.push_back(cell);
        }
    std::vector<model::Row> gone = change.gone;
    std::ranges::sort(gone, std::greater<>());
    for (const model::Row row : gone)
        cells.erase(cells.begin() + row);
}

double area_of(const std::vector<Cell>& cells) {
    double sum = 0;
    for (const Cell& cell : cells)
        sum += geo::area(cell.area).value;
    return sum;
}

// Nothing of the partition's own: GEOS' validity, union and pairwise overlay.
void expect_tiling(const std::vector<Cell>& cells, const geo::MultiPolygon& region, const std::string& when) {
    const double whole = geo::area(region).value;
    ASSERT_NEAR(area_of(cells), whole, 1e-9 * whole) << when;
    std::vector<geo::MultiPolygon> areas;
    for (const Cell& cell : cells) {
        ASSERT_TRUE(geo::is_valid(cell.area)) << when << " " << cell.code;
        areas.push_back(cell.area);
    }
    ASSERT_LT(geo::area(geo::difference(region, geo::united(areas))).value, 1e-3) << when;
    for (std::size_t i = 0; i < cells.size(); ++i)
        for (std::size_t j = i + 1; j < cells.size(); ++j)
            if (geo::bounds(areas[i]).touches(geo::bounds(areas[j]))) {
                ASSERT_LT(geo::area(geo::intersection(areas[i], areas[j])).value, 1e-3)
                    << when << " " << cells[i].code << " " << cells[j].code;
            }
}

std::string error_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const base::Error& error) {
        return error.message().id;
    }
    return "";
}

double area_at(const Redrawn& change, std::size_t piece) {
    return geo::area(change.pieces.at(piece).area).value;
}

TEST(Redraw, ASplitMakesNewCellsAndTellsTheNeighboursOfTheCorners) {
    base::QuietFeedback quiet;
    const auto cells = squares(3, 3, 1000);
    const Redrawn change = split(cells, 4, {{1400, 500}, {1300, 2500}}, quiet);
    EXPECT_EQ(change.gone, std::vector<model::Row>{4});
    ASSERT_EQ(change.pieces.size(), 4u); // below and above with one more corner, and two new ones
    EXPECT_EQ(change.pieces[0].keeps, 1);
    EXPECT_EQ(change.pieces[1].keeps, 7);
    EXPECT_FALSE(change.pieces[0].moved);
    EXPECT_EQ(change.pieces[0].area.parts[0].outer.size(), 6u);
    EXPECT_EQ(change.pieces[2].from, std::vector<model::Row>{4});
    EXPECT_NEAR(area_at(change, 2) + area_at(change, 3), 1e6, 1e-6);
    EXPECT_NEAR(std::min(area_at(change, 2), area_at(change, 3)), 350000, 1e-3); // at mid height x = 1350
    EXPECT_EQ(error_of([&] { split(cells, 4, {{1400, 1200}, {1300, 2500}}, quiet); }), "grid.line_misses");
    EXPECT_EQ(error_of([&] { split(cells, 4, {{100, 200}, {300, 250}}, quiet); }), "grid.line_misses");
}

TEST(Redraw, AnIslandCutOutByALoopAndTheRestAreTwoCells) {
    base::QuietFeedback quiet;
    const auto cells = squares(1, 1, 1000);
    const Redrawn change = split(cells, 0, {{200, 200}, {400, 200}, {400, 400}, {200, 400}, {200, 200}}, quiet);
    ASSERT_EQ(change.pieces.size(), 2u);
    EXPECT_NEAR(std::min(area_at(change, 0), area_at(change, 1)), 40000, 1e-6);
    EXPECT_NEAR(std::max(area_at(change, 0), area_at(change, 1)), 960000, 1e-6);
}

TEST(Redraw, NeighboursMergeAndStrangersDoNot) {
    base::QuietFeedback quiet;
    const auto cells = squares(3, 3, 1000);
    const Redrawn change = merge(cells, {0, 1, 4}, quiet);
    ASSERT_EQ(change.pieces.size(), 1u);
    EXPECT_EQ(change.gone, (std::vector<model::Row>{0, 1, 4}));
    EXPECT_EQ(change.pieces[0].from, (std::vector<model::Row>{0, 1, 4}));
    EXPECT_EQ(change.pieces[0].area.parts.size(), 1u);
    EXPECT_DOUBLE_EQ(area_at(change, 0), 3e6);
    EXPECT_EQ(error_of([&] { merge(cells, {0, 4}, quiet); }), "grid.not_neighbours"); // they meet in a point
    EXPECT_EQ(error_of([&] { merge(cells, {3, 3}, quiet); }), "grid.too_few_cells");
    // A ring round a cell has a hole.
    const Redrawn ring = merge(cells, {0, 1, 2, 3, 5, 6, 7, 8}, quiet);
    ASSERT_EQ(ring.pieces.size(), 1u);
    EXPECT_EQ(ring.pieces[0].area.parts[0].holes.size(), 1u);
}

TEST(Redraw, ReshapingTakesOutsideAndGivesAwayInside) {
    base::QuietFeedback quiet;
    const auto cells = squares(2, 1, 1000);
    // Bulges 200 m into the eastern cell between y 200 and 400, and back 100 m into the own between 600 and 800.
    const Redrawn change =
        reshape(cells, 0, {{950, 200}, {1200, 200}, {1200, 400}, {900, 400}, {900, 800}, {1050, 800}}, quiet);
    ASSERT_EQ(change.pieces.size(), 2u);
    EXPECT_TRUE(change.gone.empty());
    EXPECT_NEAR(area_at(change, 0), 1e6 + 200 * 200 - 100 * 400, 1e-3);
    EXPECT_NEAR(area_at(change, 1), 1e6 - 200 * 200 + 100 * 400, 1e-3);
    EXPECT_EQ(error_of([&] { reshape(cells, 0, {{100, 100}, {300, 300}}, quiet); }), "grid.line_misses");
    EXPECT_EQ(error_of([&] {
                  reshape(cells, 0, {{900, 10}, {900, -10}, {2100, -10}, {2100, 1010}, {900, 1010}, {900, 990}}, quiet);
              }),
              "grid.swallows");
    EXPECT_EQ(error_of([&] {
                  reshape(cells, 0, {{-10, 300}, {200, 300}, {200, 600}, {-10, 600}}, quiet);
              }),
              "grid.cut_off_has_no_neighbour");
}

TEST(Redraw, AMovedCornerTakesAllItsEdgesAlong) {
    base::QuietFeedback quiet;
    auto cells = squares(2, 2, 1000);
    const Redrawn change = move_corner(cells, {1010, 1000}, {1200, 900}, {20}, quiet);
    ASSERT_EQ(change.pieces.size(), 4u);
    double sum = 0;
    for (std::size_t i = 0; i < 4; ++i)
        sum += area_at(change, i);
    EXPECT_DOUBLE_EQ(sum, 4e6);
    EXPECT_DOUBLE_EQ(area_at(change, 0), 1e6 + 500 * 200 - 500 * 100);
    EXPECT_EQ(error_of([&] { move_corner(cells, {1000, 1000}, {2500, 900}, {20}, quiet); }), "grid.edge_crosses");
    EXPECT_EQ(error_of([&] { move_corner(cells, {1000, 0}, {900, 100}, {20}, quiet); }), "grid.corner_at_rim");
    EXPECT_EQ(error_of([&] { move_corner(cells, {500, 500}, {900, 100}, {20}, quiet); }), "grid.no_corner");
    // Where an edge has no corner it gets one.
    const Redrawn bent = move_corner(cells, {1000, 500}, {1100, 500}, {20}, quiet);
    ASSERT_EQ(bent.pieces.size(), 2u);
    EXPECT_DOUBLE_EQ(area_at(bent, 0), 1e6 + 1000 * 100 / 2);
}

TEST(Redraw, ADrawnCellTakesFromThoseBelow) {
    base::QuietFeedback quiet;
    const auto cells = squares(2, 2, 1000);
    const Redrawn change = draw(cells, {{500, 500}, {3000, 500}, {3000, 1500}, {500, 1500}}, quiet);
    ASSERT_EQ(change.pieces.size(), 5u);
    EXPECT_EQ(change.pieces[4].from, (std::vector<model::Row>{0, 1, 2, 3}));
    EXPECT_NEAR(area_at(change, 4), 1500 * 1000, 1e-6); // what lies beyond the rim stays nobody's
    EXPECT_EQ(error_of([&] { draw(cells, {{5000, 500}, {6000, 500}, {6000, 1500}}, quiet); }), "grid.nothing_inside");
    const Redrawn all = draw(cells, {{-1, -1}, {3000, -1}, {3000, 3000}, {-1, 3000}}, quiet);
    ASSERT_EQ(all.pieces.size(), 1u);
    EXPECT_EQ(all.gone.size(), 4u);
}

TEST(Redraw, PaintedVillagesChangeHandsWhole) {
    base::QuietFeedback quiet;
    const model::Snapshot s = county();
    std::vector<Cell> cells;
    for (const model::Row row : s.townships) {
        Cell cell;
        cell.code = s.boundaries[row].code;
        cell.area = s.boundaries[row].area;
        cells.push_back(cell);
    }
    const std::size_t village = 2; // of the first township, at the border of the second
    const double size = geo::area(s.villages.area[village]).value;
    const Redrawn change = paint(cells, 1, {&s.villages.area[village]}, {}, quiet);
    std::vector<Cell> after = cells;
    int next = 0;
    apply(after, change, next);
    EXPECT_NEAR(geo::area(after[0].area).value, geo::area(cells[0].area).value - size, 1e-3);
    EXPECT_NEAR(geo::area(after[1].area).value, geo::area(cells[1].area).value + size, 1e-3);
    expect_tiling(after, s.county, "painted");
    EXPECT_EQ(error_of([&] { paint(cells, 1, {&s.villages.area[village]}, {2}, quiet); }), "grid.nothing_inside");
    // A cell that loses all of it goes, and its successor is known.
    const Redrawn all = paint(cells, 1, {&cells[0].area}, {}, quiet);
    EXPECT_EQ(all.gone, std::vector<model::Row>{0});
    ASSERT_EQ(all.pieces.size(), 1u);
    EXPECT_EQ(all.pieces[0].from, std::vector<model::Row>{0});
}

TEST(Redraw, NeighboursThatMeetInATShareTheEdge) {
    base::QuietFeedback quiet;
    // One wide cell over two narrow ones: its edge has no corner where those meet.
    auto cells = squares(2, 1, 1000);
    Cell wide;
    wide.code = "wide";
    wide.area = geo::rectangle({0, 1000, 2000, 2000});
    cells.push_back(wide);
    const Redrawn change = merge(cells, {0, 2}, quiet);
    ASSERT_GE(change.pieces.size(), 1u);
    EXPECT_NEAR(area_at(change, change.pieces.size() - 1), 3e6, 1e-6);
}

TEST(Redraw, CellsThatOverlapMustBeMendedFirst) {
    base::QuietFeedback quiet;
    auto cells = squares(2, 1, 1000);
    cells[1].area = geo::rectangle({900, 0, 2000, 1000});
    EXPECT_EQ(error_of([&] { split(cells, 0, {{-1, 500}, {1001, 500}}, quiet); }), "grid.plan_overlaps");
}

// Sixty random things one after the other on crooked villages; many are refused, none may break the tiling.
class RandomRedraw : public testing::TestWithParam<int> {};

TEST_P(RandomRedraw, KeepsTheTiling) {
    base::QuietFeedback quiet;
    base::Random random(static_cast<std::uint64_t>(GetParam()));
    std::vector<Cell> cells;
    const auto areas = patches(5, 4, 1000, 300, random);
    for (std::size_t i = 0; i < areas.size(); ++i) {
        Cell cell;
        cell.code = fmt::format("{:02}", i);
        cell.area = areas[i];
        cells.push_back(cell);
    }
    const geo::MultiPolygon region = geo::rectangle({0, 0, 5000, 4000});
    int next = 0, done = 0;
    const auto point = [&] { return geo::MapPoint{random.uniform(-200, 5200), random.uniform(-200, 4200)}; };
    const auto near = [&](geo::MapPoint p, double by) {
        return geo::MapPoint{p.x + random.uniform(-by, by), p.y + random.uniform(-by, by)};
    };
    for (int step = 0; step < 60; ++step) {
        const auto any = [&] { return static_cast<model::Row>(random.below(cells.size())); };
        const model::Row row = any();
        const geo::MapPoint centre = geo::centroid(cells[row].area);
        const std::uint64_t what = random.below(6);
        const std::string when = fmt::format("seed {} step {} operation {}", GetParam(), step, what);
        try {
            Redrawn change;
            switch (what) {
            case 0:
                change = split(cells, row, {near(centre, 1500), near(centre, 200), near(centre, 1500)}, quiet);
                break;
            case 1:
                change = merge(cells, {row, any()}, quiet);
                break;
            case 2:
                change = reshape(cells, row,
                                 {near(centre, 300), near(centre, 900), near(centre, 900), near(centre, 300)}, quiet);
                break;
            case 3: {
                const geo::Ring& ring = cells[row].area.parts[0].outer;
                const geo::MapPoint corner = ring[random.below(ring.size())];
                change = move_corner(cells, near(corner, 5), near(corner, 300), {50}, quiet);
                break;
            }
            case 4: {
                const geo::MapPoint at = point();
                change =
                    draw(cells, {near(at, 900), near(at, 900), near(at, 900), near(at, 900), near(at, 900)}, quiet);
                break;
            }
            default: {
                const geo::MultiPolygon brush =
                    geo::rectangle({centre.x - 400, centre.y - 300, centre.x + 400, centre.y + 300});
                change = paint(cells, any(), {&brush}, {}, quiet);
            }
            }
            apply(cells, change, next);
            ++done;
        } catch (const base::Error& error) {
            ASSERT_NE(error.message().id, "grid.plan_overlaps") << when;
        }
        expect_tiling(cells, region, when);
        if (HasFatalFailure())
            return;
    }
    EXPECT_GT(done, 20);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomRedraw, testing::Range(1, 5));

} // namespace
} // namespace wangge::grid

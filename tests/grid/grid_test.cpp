// Grid plans of every shape on a small crooked county: area in = area out, no gap, no overlap, valid unique codes.
#include "base/error.h"
#include "fixture.h"
#include "geo/overlay.h"
#include "geo/point_index.h"
#include "grid/grid.h"
#include "grid/lattice.h"
#include "grid/measure.h"

#include <gtest/gtest.h>
#include <set>

namespace wangge::grid {
namespace {

CodeTemplate gbt30428() {
    return {"gbt30428",
            "",
            "",
            {{CodePart::county, 6}, {CodePart::township, 3}, {CodePart::village, 3}, {CodePart::sequence, 2}}};
}

Options options_for(model::CellShape shape) {
    Options options;
    options.shape = shape;
    options.size = {700};
    options.codes = gbt30428();
    return options;
}

void expect_tight(const Result& result) {
    EXPECT_NEAR(result.area.value, result.region.value, 1e-9 * result.region.value);
    EXPECT_LT(result.gaps.value, 1e-3);
    EXPECT_LT(result.overlaps.value, 1e-3);
    // The union by GEOS, which knows nothing of how we measure.
    std::vector<geo::MultiPolygon> copies;
    std::set<std::string> codes;
    for (const model::Cell& cell : result.cells) {
        ASSERT_TRUE(geo::is_valid(cell.area)) << cell.code;
        copies.push_back(cell.area);
        codes.insert(cell.code);
    }
    EXPECT_NEAR(geo::area(geo::united(copies)).value, result.area.value, 1e-9 * result.area.value);
    EXPECT_EQ(codes.size(), result.cells.size());
}

TEST(Grid, EveryShapeTilesTheCounty) {
    const model::Snapshot s = county();
    base::QuietFeedback quiet;
    for (const auto shape : {model::CellShape::square, model::CellShape::hexagon, model::CellShape::nearest,
                             model::CellShape::village, model::CellShape::township}) {
        SCOPED_TRACE(model::key_of(shape));
        const Result result = run(s, options_for(shape), quiet);
        expect_tight(result);
        EXPECT_NEAR(result.region.value, 4e8, 1);
        for (const model::Cell& cell : result.cells) {
            EXPECT_EQ(cell.code.size(), 14u);
            EXPECT_EQ(cell.code.substr(0, 8), "33010000");
        }
    }
}

TEST(Grid, SquaresOfOneTownship) {
    const model::Snapshot s = county();
    base::QuietFeedback quiet;
    Options options = options_for(model::CellShape::square);
    options.within = "330100002";
    const Result result = run(s, options, quiet);
    expect_tight(result);
    EXPECT_NEAR(result.region.value, geo::area(s.boundaries[1].area).value, 1e-3);
    for (const model::Cell& cell : result.cells)
        EXPECT_EQ(cell.township_code, "330100002");
    options.within = "330100003205";
    EXPECT_NEAR(run(s, options, quiet).area.value, geo::area(s.villages.area[22]).value, 1e-3);
    options.within = "nowhere";
    EXPECT_THROW(run(s, options, quiet), base::Error);
}

TEST(Grid, TheTownshipThatHoldsMostNamesTheCell) {
    const model::Snapshot s = county();
    base::QuietFeedback quiet;
    for (const model::Cell& cell : run(s, options_for(model::CellShape::hexagon), quiet).cells) {
        double most = 0;
        std::string best;
        int touched = 0;
        for (const model::Row row : s.townships) {
            const double shared = geo::area(geo::intersection(cell.area, s.boundaries[row].area)).value;
            touched += shared > 1e-3;
            if (shared > most + 1e-6) {
                most = shared;
                best = s.boundaries[row].code;
            }
        }
        ASSERT_EQ(cell.code.substr(0, 9), best) << cell.code;
        ASSERT_EQ(cell.township_code, touched > 1 ? "" : best);
    }
}

TEST(Grid, NearestCellsHoldWhatIsNearest) {
    const model::Snapshot s = county();
    base::QuietFeedback quiet;
    base::Random random(3);
    const Result result = run(s, options_for(model::CellShape::nearest), quiet);
    EXPECT_EQ(result.cells.size(), 40u);
    const geo::PointIndex people(s.people.x, s.people.y);
    for (int i = 0; i < 2000; ++i) {
        const geo::MapPoint p{random.uniform(0, 20000), random.uniform(0, 20000)};
        const std::string_view nearest = s.people.key[people.nearest(p).row];
        for (const model::Cell& cell : result.cells) {
            ASSERT_EQ(geo::contains(cell.area, p), cell.contact_key == nearest);
        }
    }
}

TEST(Grid, ContactsOnOnePlaceOrOnALine) {
    base::QuietFeedback quiet;
    model::Snapshot s;
    add_township(s, "330100001", geo::rectangle({0, 0, 1000, 500}));
    for (const double x : {100.0, 300.0, 300.0, 900.0})
        add_person(s, fmt::format("p{}", s.people.size()), {x, 250});
    model::link(s);
    const Result line = run(s, options_for(model::CellShape::nearest), quiet);
    expect_tight(line);
    ASSERT_EQ(line.cells.size(), 3u);
    EXPECT_EQ(line.cells[1].contact_key, "p1") << "of two at one place the first has the cell";
    EXPECT_DOUBLE_EQ(line.cells[0].area.parts[0].outer.size(), 5);
    EXPECT_NEAR(geo::area(line.cells[0].area).value, 200 * 500, 1e-6);
    model::Snapshot one;
    add_township(one, "330100001", geo::rectangle({0, 0, 1000, 500}));
    add_person(one, "only", {5000, 5000});
    model::link(one);
    const Result whole = run(one, options_for(model::CellShape::nearest), quiet);
    ASSERT_EQ(whole.cells.size(), 1u);
    EXPECT_DOUBLE_EQ(whole.area.value, 500000);
    one.people.role[0] = model::PersonRole::inspector;
    EXPECT_THROW(run(one, options_for(model::CellShape::nearest), quiet), base::Error);
}

TEST(Grid, VillagesWithGapsAndOverlapsAreMended) {
    base::QuietFeedback quiet;
    model::Snapshot s;
    add_township(s, "330100001", geo::rectangle({0, 0, 3000, 1000}));
    add_village(s, "330100001202", "330100001", geo::rectangle({990, 0, 2000, 1000})); // 10 m into 201
    add_village(s, "330100001201", "330100001", geo::rectangle({0, 0, 1000, 1000}));
    add_village(s, "330100001203", "330100001", geo::rectangle({2004, 0, 3007, 1000})); // gap of 4 m, 7 m too far
    model::link(s);
    const Result result = run(s, options_for(model::CellShape::village), quiet);
    expect_tight(result);
    ASSERT_EQ(result.cells.size(), 3u);
    EXPECT_NEAR(result.mended_overlaps.value, 10000, 1e-3);
    EXPECT_NEAR(result.mended_gaps.value, 4000, 1e-3);
    EXPECT_NEAR(result.mended_outside.value, 7000, 1e-3);
    EXPECT_EQ(result.cells[0].code, "33010000120101");
    EXPECT_EQ(result.cells[0].village_codes, "330100001201");
    EXPECT_NEAR(geo::area(result.cells[0].area).value, 1000 * 1000, 1e-3) << "the lower code keeps the overlap";
    EXPECT_NEAR(geo::area(result.cells[1].area).value + geo::area(result.cells[2].area).value, 2000 * 1000, 1e-3);
}

TEST(Grid, VillagesThatFitStayPointByPoint) {
    const model::Snapshot s = county();
    base::QuietFeedback quiet;
    const Result result = run(s, options_for(model::CellShape::village), quiet);
    ASSERT_EQ(result.cells.size(), 36u);
    for (std::size_t i = 0; i < 36; ++i)
        EXPECT_EQ(result.cells[i].area, s.villages.area[i]);
    EXPECT_NEAR(result.mended_gaps.value + result.mended_overlaps.value + result.mended_outside.value, 0, 1e-3);
}

TEST(Grid, SameForAnyNumberOfThreadsAndKeepsCodesWhenMadeAgain) {
    model::Snapshot s = county();
    base::QuietFeedback quiet;
    Options options = options_for(model::CellShape::hexagon);
    const Result first = run(s, options, quiet);
    EXPECT_EQ(run(s, options, quiet).cells, first.cells);
    s.cells = first.cells;
    s.cells[5].lead_key = "inspector";
    options.replaces_current = true;
    options.taken = {"33010000120199"};
    Result again = run(s, options, quiet);
    EXPECT_EQ(again.cells[5].lead_key, "inspector");
    again.cells[5].lead_key.clear();
    EXPECT_EQ(again.cells, first.cells);
    // A plan with other cells under the same name gives none of the old codes again.
    std::set<std::string> old;
    for (const model::Cell& cell : first.cells)
        old.insert(cell.code);
    options.size = {1100};
    for (const model::Cell& cell : run(s, options, quiet).cells)
        EXPECT_FALSE(old.contains(cell.code)) << cell.code;
}

TEST(Grid, SaysWhatIsMissing) {
    base::QuietFeedback quiet;
    EXPECT_THROW(run({}, options_for(model::CellShape::square), quiet), base::Error);
    model::Snapshot s;
    add_township(s, "330100001", geo::rectangle({0, 0, 3000, 1000}));
    model::link(s);
    EXPECT_THROW(run(s, options_for(model::CellShape::village), quiet), base::Error);
    EXPECT_THROW(run(s, options_for(model::CellShape::balanced), quiet), base::Error);
    Options tiny = options_for(model::CellShape::square);
    tiny.size = {0.01};
    EXPECT_THROW(run(s, tiny, quiet), base::Error);
}

TEST(Grid, NumbersCellsThatSomebodyDrew) {
    const model::Snapshot s = county();
    base::QuietFeedback quiet;
    std::vector<model::Cell> cells(2);
    cells[0].area = s.villages.area[0];
    cells[1].area = geo::united(s.villages.area[10], s.villages.area[11]);
    number(s, options_for(model::CellShape::drawn), quiet, cells);
    EXPECT_EQ(cells[0].code, "33010000120101");
    EXPECT_EQ(cells[0].township_code, "330100001");
    EXPECT_EQ(cells[1].code.substr(0, 9), "330100002");
}

TEST(SquareLattice, PointsOnLinesBelongToOneCell) {
    const SquareLattice lattice = square_lattice({-1500, -200, 2500, 3000}, {1000});
    const geo::ConvexCells cells = cells_of(lattice);
    std::vector<double> x, y;
    for (double px = -1999; px < 2999; px += 333)
        for (double py = -1000; py < 3999; py += 250) {
            x.push_back(std::round(px / 500) * 500);
            y.push_back(py);
        }
    const auto found = cell_of(lattice, x, y);
    for (std::size_t i = 0; i < x.size(); ++i)
        for (std::size_t c = 0; c < cells.size(); ++c)
            ASSERT_EQ(geo::contains(cells.area(c), {x[i], y[i]}), found[i] == static_cast<std::int32_t>(c));
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(cell_of(lattice, std::vector<double>{nan, 5000}, std::vector<double>{0, 0}),
              (std::vector<std::int32_t>{-1, -1}));
}

TEST(Measure, FindsGapsOverlapsAndWhatLiesOutside) {
    base::QuietFeedback quiet;
    const geo::MultiPolygon region = geo::rectangle({0, 0, 10, 10});
    const geo::MultiPolygon a = geo::rectangle({0, 0, 6, 10}), b = geo::rectangle({5, 0, 9, 10}),
                            c = geo::rectangle({9, 1, 11, 10});
    const Tightness found = measure({&a, &b, &c}, region, quiet);
    EXPECT_NEAR(found.area.value, 60 + 40 + 18, 1e-9);
    EXPECT_NEAR(found.overlaps.value, 10, 1e-9);
    EXPECT_NEAR(found.gaps.value, 1, 1e-9);
    EXPECT_NEAR(found.outside.value, 9, 1e-9);
}

} // namespace
} // namespace wangge::grid

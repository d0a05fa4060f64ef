// Neighbours of cells whose answer can be seen on paper.
#include "assign/cell_graph.h"

#include <gtest/gtest.h>
#include <map>

namespace wangge {
namespace {

assign::CellGraph graph_of(const std::vector<geo::MultiPolygon>& cells, double tolerance = 0.5) {
    std::vector<const geo::MultiPolygon*> all;
    for (const auto& cell : cells)
        all.push_back(&cell);
    base::QuietFeedback quiet;
    return assign::graph_of(all, {tolerance}, quiet);
}

std::map<std::pair<int, int>, double> borders(const assign::CellGraph& graph) {
    std::map<std::pair<int, int>, double> all;
    for (std::size_t c = 0; c < graph.size(); ++c)
        for (int e = graph.first[c]; e < graph.first[c + 1]; ++e)
            all[{static_cast<int>(c), graph.neighbour[e]}] = graph.border[e];
    return all;
}

geo::MultiPolygon box(double x0, double y0, double x1, double y1) {
    return geo::rectangle({x0, y0, x1, y1});
}

TEST(CellGraph, SquaresTouchAlongSidesNotAtCorners) {
    const auto graph = graph_of({box(0, 0, 10, 10), box(10, 0, 20, 10), box(0, 10, 10, 20), box(10, 10, 20, 20)});
    const std::map<std::pair<int, int>, double> expected = {{{0, 1}, 10}, {{0, 2}, 10}, {{1, 0}, 10}, {{1, 3}, 10},
                                                            {{2, 0}, 10}, {{2, 3}, 10}, {{3, 1}, 10}, {{3, 2}, 10}};
    EXPECT_EQ(borders(graph), expected);
    EXPECT_EQ(graph.parts, 1);
    EXPECT_EQ(graph.perimeter[0], 40);
    EXPECT_EQ(graph.area[0], 100);
}

TEST(CellGraph, EdgesMeetInTJunctions) {
    // a long side against two short ones, of which the upper is shared over 7 of 10 m
    const auto graph = graph_of({box(0, 0, 10, 17), box(10, 0, 20, 10), box(10, 10, 20, 20)});
    const auto all = borders(graph);
    EXPECT_NEAR(all.at({0, 1}), 10, 1e-9);
    EXPECT_NEAR(all.at({0, 2}), 7, 1e-9);
    EXPECT_NEAR(all.at({1, 2}), 10, 1e-9);
    EXPECT_NEAR(graph.approximate_borders.value, 17, 1e-9);
}

TEST(CellGraph, DigitisedBordersMeetWithinTheTolerance) {
    const std::vector<geo::MultiPolygon> cells = {box(0, 0, 100, 100), box(100.3, 0, 200, 100)};
    EXPECT_NEAR(borders(graph_of(cells, 0.5)).at({0, 1}), 100, 1e-9);
    const auto apart = graph_of(cells, 0.2);
    EXPECT_EQ(apart.parts, 2);
    EXPECT_EQ(borders(apart).at({0, 1}), 0); // a link, not a border
}

TEST(CellGraph, SlantedEdgesCountOnlyWhereTheyAreNear) {
    // from 0 m apart to 4 m apart over 100 m: within 1 m for a quarter of the way
    geo::MultiPolygon wedge;
    wedge.parts.push_back({{{100, 0}, {200, 0}, {200, 100}, {104, 100}, {100, 0}}, {}});
    EXPECT_NEAR(borders(graph_of({box(0, 0, 100, 100), wedge}, 1)).at({0, 1}), 25, 0.1);
}

TEST(CellGraph, IslandsAreLinkedToTheNearestCell) {
    const auto graph =
        graph_of({box(0, 0, 10, 10), box(10, 0, 20, 10), box(50, 0, 60, 10), box(80, 0, 90, 10), geo::MultiPolygon{}});
    EXPECT_EQ(graph.parts, 4);
    ASSERT_EQ(graph.links.size(), 3u);
    const auto all = borders(graph);
    EXPECT_TRUE(all.contains({1, 2}));
    EXPECT_TRUE(all.contains({2, 3}));
    EXPECT_EQ(all.size(), 8u); // one border and three links, both ways
}

TEST(CellGraph, NothingFromNothing) {
    const auto graph = graph_of({});
    EXPECT_EQ(graph.size(), 0u);
    EXPECT_EQ(graph.parts, 0);
}

} // namespace
} // namespace wangge

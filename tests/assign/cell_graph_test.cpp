// Neighbours of cells whose answer can be seen on paper.
#include "assign/cell_graph.h"

#include "geo/projection.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>

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

// Real villages. The numbers are SpatiaLite's on the same polygons in EPSG:3826: pairs of villages a < b whose
// boundaries meet over more than a centimetre, and the sum of ST_Length(ST_Intersection(ST_Boundary(a),
// ST_Boundary(b))).
TEST(CellGraph, VillagesOfTwoCountiesAgreeWithSpatiaLite) {
    struct County {
        const char* name;
        std::size_t villages, pairs;
        double border;
    };
    for (const County& county : {County{"yunlin", 389, 1047, 1556715.52}, County{"nantou", 262, 713, 1869682.69}}) {
        const std::string file = std::string(WANGGE_SHARED_DATA_DIR) + "/areas/" + county.name + "/villages.geojson";
        if (!std::filesystem::exists(file))
            GTEST_SKIP() << file << " is not here";
        std::ifstream stream(file);
        const nlohmann::json collection = nlohmann::json::parse(stream);
        const geo::Projection projection = geo::Projection::from_epsg(3826);
        std::vector<geo::MultiPolygon> villages;
        for (const auto& feature : collection["features"]) {
            const auto& geometry = feature["geometry"];
            geo::MultiPolygon area;
            const auto add = [&](const nlohmann::json& rings) {
                geo::Polygon part;
                for (std::size_t r = 0; r < rings.size(); ++r) {
                    geo::Ring ring;
                    for (const auto& p : rings[r])
                        ring.push_back(projection.project(geo::LonLat{p[0], p[1]}));
                    (r == 0 ? part.outer : part.holes.emplace_back()) = std::move(ring);
                }
                area.parts.push_back(std::move(part));
            };
            if (geometry["type"] == "Polygon")
                add(geometry["coordinates"]);
            else
                for (const auto& part : geometry["coordinates"])
                    add(part);
            villages.push_back(std::move(area));
        }
        ASSERT_EQ(villages.size(), county.villages);
        const auto graph = graph_of(villages, 0.01);
        double border = 0;
        for (const double metres : graph.border)
            border += metres / 2;
        EXPECT_EQ(graph.neighbour.size() / 2 - graph.links.size(), county.pairs) << county.name;
        EXPECT_NEAR(border, county.border, 1e-6 * county.border) << county.name;
    }
}

TEST(CellGraph, NothingFromNothing) {
    const auto graph = graph_of({});
    EXPECT_EQ(graph.size(), 0u);
    EXPECT_EQ(graph.parts, 0);
}

} // namespace
} // namespace wangge

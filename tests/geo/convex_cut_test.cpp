// Convex cells cut to an area, against GEOS, and edge by edge: what is not shared by two cells lies on the boundary.
#include "base/random.h"
#include "geo/convex_cut.h"
#include "geo/overlay.h"

#include <cmath>
#include <gtest/gtest.h>
#include <map>

namespace wangge::geo {
namespace {

ConvexCells squares(double x, double y, double size, int columns, int rows) {
    ConvexCells cells;
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < columns; ++c) {
            const double x0 = x + size * c, x1 = x + size * (c + 1), y0 = y + size * r, y1 = y + size * (r + 1);
            cells.add(std::vector<MapPoint>{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}});
        }
    return cells;
}

// Triangles of a jittered lattice: convex cells with sides in all directions.
ConvexCells triangles(int side, base::Random& random) {
    std::vector<MapPoint> corner;
    for (int r = 0; r <= side; ++r)
        for (int c = 0; c <= side; ++c)
            corner.push_back({c * 10 + random.uniform(-3, 3), r * 10 + random.uniform(-3, 3)});
    ConvexCells cells;
    for (int r = 0; r < side; ++r)
        for (int c = 0; c < side; ++c) {
            const int i = r * (side + 1) + c;
            cells.add(std::vector<MapPoint>{corner[i], corner[i + 1], corner[i + side + 2]});
            cells.add(std::vector<MapPoint>{corner[i], corner[i + side + 2], corner[i + side + 1]});
        }
    return cells;
}

Ring star(MapPoint centre, double radius, int corners, base::Random& random, double round_to = 0) {
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * M_PI * i / corners, r = radius * random.uniform(0.5, 1);
        MapPoint p{centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)};
        if (round_to > 0)
            p = {std::round(p.x / round_to) * round_to, std::round(p.y / round_to) * round_to};
        ring.push_back(p);
    }
    ring.push_back(ring.front());
    return ring;
}

// Every edge of a cell is undone by a neighbour's edge, or runs along the boundary of the area.
void expect_shared_edges(const std::vector<MultiPolygon>& cells, const MultiPolygon& area) {
    std::map<std::pair<MapPoint, MapPoint>, int> edges;
    const auto add = [&](const Ring& ring) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const auto& [a, b] = std::pair(ring[i], ring[i + 1]);
            edges[std::minmax(a, b)] += a < b ? 1 : -1;
        }
    };
    for (const MultiPolygon& cell : cells)
        for (const Polygon& part : cell.parts) {
            add(part.outer);
            for (const Ring& hole : part.holes)
                add(hole);
        }
    std::vector<std::pair<MapPoint, MapPoint>> boundary;
    for (const Polygon& part : area.parts) {
        for (std::size_t i = 0; i + 1 < part.outer.size(); ++i)
            boundary.emplace_back(part.outer[i], part.outer[i + 1]);
        for (const Ring& hole : part.holes)
            for (std::size_t i = 0; i + 1 < hole.size(); ++i)
                boundary.emplace_back(hole[i], hole[i + 1]);
    }
    for (const auto& [edge, count] : edges) {
        if (count == 0)
            continue;
        const MapPoint middle{(edge.first.x + edge.second.x) / 2, (edge.first.y + edge.second.y) / 2};
        double nearest = 1e300;
        for (const auto& [a, b] : boundary) {
            const double dx = b.x - a.x, dy = b.y - a.y;
            const double t =
                std::clamp(((middle.x - a.x) * dx + (middle.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
            nearest = std::min(nearest, std::hypot(a.x + t * dx - middle.x, a.y + t * dy - middle.y));
        }
        ASSERT_LT(nearest, 1e-6) << middle.x << " " << middle.y;
    }
}

void expect_exact(const ConvexCells& cells, const MultiPolygon& area_of) {
    ASSERT_TRUE(is_valid(area_of));
    base::QuietFeedback quiet;
    std::vector<double> sizes(cells.size(), 0);
    std::vector<MultiPolygon> shapes;
    double sum = 0;
    for (const CutCell& piece : cut(cells, area_of, quiet)) {
        shapes.push_back(piece.whole ? cells.area(piece.cell) : piece.area);
        ASSERT_TRUE(is_valid(shapes.back())) << piece.cell;
        ASSERT_EQ(sizes[piece.cell], 0) << "a cell comes once";
        sizes[piece.cell] = area(shapes.back()).value;
        sum += sizes[piece.cell];
    }
    const double whole = area(area_of).value;
    EXPECT_NEAR(sum, whole, 1e-9 * whole);
    for (std::size_t c = 0; c < cells.size(); ++c)
        ASSERT_NEAR(sizes[c], area(intersection(cells.area(c), area_of)).value, 1e-6) << c;
    expect_shared_edges(shapes, area_of);
}

TEST(ConvexCut, StarsInSquares) {
    base::Random random(1);
    for (int round = 0; round < 20; ++round) {
        const MultiPolygon area{{{star({55, 45}, 44, 5 + static_cast<int>(random.below(80)), random), {}}}};
        expect_exact(squares(0, 0, 5, 20, 20), normalised(area));
    }
}

TEST(ConvexCut, CornersOnTheLines) {
    base::Random random(2);
    int tried = 0;
    for (int round = 0; round < 200 && tried < 25; ++round) {
        const MultiPolygon area = normalised({{{star({50, 50}, 48, 12, random, 5), {}}}});
        if (area.empty() || !is_valid(area))
            continue;
        ++tried;
        expect_exact(squares(0, 0, 5, 20, 20), area);
    }
    EXPECT_EQ(tried, 25);
}

TEST(ConvexCut, EdgesAlongTheLines) {
    expect_exact(squares(0, 0, 5, 20, 20), rectangle({10, 10, 90, 35}));
    expect_exact(squares(0, 0, 5, 20, 20), rectangle({12, 10, 90, 37}));
    const MultiPolygon steps = normalised(
        {{{{{0, 0}, {50, 0}, {50, 25}, {75, 25}, {75, 50}, {40, 50}, {40, 30}, {35, 30}, {35, 50}, {0, 50}, {0, 0}},
           {}}}});
    expect_exact(squares(0, 0, 5, 20, 20), steps);
}

TEST(ConvexCut, HolesAndParts) {
    base::Random random(3);
    for (int round = 0; round < 10; ++round) {
        MultiPolygon area{{{star({50, 50}, 30, 40, random), {}}}};
        area.parts[0].holes.push_back(star({50, 50}, 10, 9, random));
        area.parts[0].holes.push_back(star({44, 41}, 0.4, 5, random)); // within a cell, or nearly
        area.parts.push_back({star({88, 88}, 8, 12, random), {}});
        area.parts.push_back({star({88, 12}, 0.5, 12, random), {}});
        area = normalised(area);
        if (!is_valid(area))
            continue;
        expect_exact(squares(0, 0, 5, 20, 20), area);
        expect_exact(triangles(10, random), area);
    }
    MultiPolygon frame = rectangle({5, 5, 95, 95});
    frame.parts[0].holes.push_back({{10, 10}, {10, 90}, {90, 90}, {90, 10}, {10, 10}});
    expect_exact(squares(0, 0, 5, 20, 20), frame);
}

TEST(ConvexCut, StarsInTriangles) {
    base::Random random(4);
    for (int round = 0; round < 20; ++round)
        expect_exact(triangles(10, random),
                     normalised({{{star({50, 50}, 44, 5 + static_cast<int>(random.below(80)), random), {}}}}));
}

TEST(ConvexCut, NothingInCommon) {
    base::QuietFeedback quiet;
    EXPECT_TRUE(cut(squares(0, 0, 5, 4, 4), rectangle({100, 0, 110, 10}), quiet).empty());
    EXPECT_TRUE(cut(squares(0, 0, 5, 4, 4), rectangle({20, 0, 30, 10}), quiet).empty()) << "touching is not sharing";
    EXPECT_TRUE(cut(squares(0, 0, 5, 4, 4), {}, quiet).empty());
    EXPECT_TRUE(cut(ConvexCells{}, rectangle({0, 0, 1, 1}), quiet).empty());
}

TEST(ConvexCut, UnboundedCells) {
    base::QuietFeedback quiet;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    ConvexCells halves; // the plane parted by the upright x = 3
    const Line line{{3, 0}, {0, 1}};
    halves.add(std::vector<CellSide>{{line, true}}, std::vector<MapPoint>{{nan, nan}});
    halves.add(std::vector<CellSide>{{line, false}}, std::vector<MapPoint>{{nan, nan}});
    const auto pieces = cut(halves, rectangle({0, 0, 10, 10}), quiet);
    ASSERT_EQ(pieces.size(), 2u);
    EXPECT_DOUBLE_EQ(area(pieces[0].area).value, 30);
    EXPECT_DOUBLE_EQ(area(pieces[1].area).value, 70);
}

} // namespace
} // namespace wangge::geo

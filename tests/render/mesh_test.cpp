// Triangles cover what the areas cover, borders are found once, lines stay smooth far from the origin.
#include "base/feedback.h"
#include "render/fill_mesh.h"
#include "render/line_mesh.h"
#include "render/shared_edges.h"
#include "tiny_county.h"

#include <gtest/gtest.h>
#include <numbers>
#include <random>

namespace {

using namespace wangge;
using namespace wangge::render;

double triangle_area(const FillMesh& mesh) {
    double sum = 0;
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        const auto &a = mesh.vertices[mesh.indices[i]], &b = mesh.vertices[mesh.indices[i + 1]],
                   &c = mesh.vertices[mesh.indices[i + 2]];
        sum += std::abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / 2.0;
    }
    return sum;
}

// A wavy closed curve, concave in many places.
geo::Ring wavy(geo::MapPoint centre, double radius, int corners, int waves) {
    geo::Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners, r = radius * (1 + 0.4 * std::sin(waves * angle));
        ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return ring;
}

TEST(FillMesh, CoversConcaveAreasAndLeavesHolesOut) {
    base::QuietFeedback quiet;
    for (const int waves : {0, 3, 9}) {
        geo::MultiPolygon area{{{wavy({40512345, 3590000}, 9000, 200, waves), {}}}};
        area.parts.front().holes.push_back(wavy({40512345, 3590000}, 2000, 60, 5));
        std::reverse(area.parts.front().holes.front().begin(), area.parts.front().holes.front().end());
        const FillMesh mesh = fill_mesh({{&area, {}}}, quiet);
        const double wanted = geo::area(area).value;
        EXPECT_NEAR(triangle_area(mesh) / wanted, 1, 1e-5) << waves;
    }
}

TEST(FillMesh, IsTheSameInBinsAndKeepsCentimetres) {
    base::QuietFeedback quiet;
    std::vector<geo::MultiPolygon> squares;
    double wanted = 0;
    for (int i = 0; i < 3000; ++i) {
        squares.push_back(test::square(40400000 + (i % 60) * 2500.0, 3500000 + i / 60 * 2500.0, 2500));
        wanted += 2500.0 * 2500;
    }
    std::vector<FillArea> areas;
    for (const auto& square : squares)
        areas.push_back({&square, {}});
    const FillMesh mesh = fill_mesh(areas, quiet);
    EXPECT_GT(mesh.bins.size(), 4u);
    EXPECT_NEAR(triangle_area(mesh) / wanted, 1, 1e-6);
    std::uint32_t next = 0;
    for (const Bin& bin : mesh.bins) {
        EXPECT_EQ(bin.first, next);
        next += bin.count;
        // Every corner lies on the lattice to the centimetre.
        for (std::uint32_t i = bin.first; i < bin.first + bin.count; ++i) {
            const double x = bin.origin.x + mesh.vertices[mesh.indices[i]].x - 40400000;
            ASSERT_NEAR(std::remainder(x, 2500), 0, 0.01);
        }
    }
    EXPECT_EQ(next, mesh.indices.size());
}

TEST(LineMesh, JoinsAreAsWideAsTheLine) {
    // A right-angled turn: the mitre is sqrt 2 long; a hairpin gets a bevel and never more than 2.
    const LineMesh turn = line_mesh({{{{0, 0}, {100, 0}, {100, 100}}}});
    double longest = 0;
    for (const LineVertex& v : turn.vertices)
        longest = std::max(longest, std::hypot<double>(v.normal_x, v.normal_y));
    EXPECT_NEAR(longest, std::numbers::sqrt2, 1e-6);
    std::mt19937 random(1);
    for (int round = 0; round < 200; ++round) {
        LinePath path;
        for (int i = 0; i < 8; ++i)
            path.points.push_back({static_cast<double>(random() % 100), static_cast<double>(random() % 100)});
        for (const LineVertex& v : line_mesh({path}).vertices) {
            const double reach = std::hypot<double>(v.normal_x, v.normal_y);
            ASSERT_GE(reach, 1 - 1e-5);
            ASSERT_LE(reach, 2 + 1e-5);
        }
    }
}

TEST(LineMesh, DropsRepeatedPoints) {
    EXPECT_TRUE(line_mesh({{{{5, 5}, {5, 5}}}}).vertices.empty());
    EXPECT_EQ(line_mesh({{{{5, 5}, {5, 5}, {9, 5}, {9, 5}}}}).vertices.size(), 4u);
}

TEST(SharedEdges, EachInnerBorderIsFoundOnceWithBothSides) {
    const model::Snapshot county = test::tiny_county();
    std::vector<const geo::MultiPolygon*> areas;
    for (const auto& area : county.villages.area)
        areas.push_back(&area);
    const SharedEdges edges = shared_edges(areas);
    int inner = 0, rim = 0;
    for (const SharedEdge& e : edges.edges)
        (e.left >= 0 && e.right >= 0 ? inner : rim) += 1;
    EXPECT_EQ(inner, 24); // 4 x 4 squares: 2 * 4 * 3 inner sides
    EXPECT_EQ(rim, 16);
    std::vector<std::int32_t> own(16);
    for (int i = 0; i < 16; ++i)
        own[i] = i;
    EXPECT_EQ(touching_groups(edges, own).size(), 24u);
}

TEST(SharedEdges, ACornerOnTheNeighboursSideSplitsIt) {
    const geo::MultiPolygon big = test::square(0, 0, 200), low = test::square(200, 0, 100),
                            high = test::square(200, 100, 100);
    const SharedEdges edges = shared_edges({&big, &low, &high});
    const auto pairs = touching_groups(edges, {0, 1, 2});
    EXPECT_EQ(pairs, (std::vector<std::pair<std::int32_t, std::int32_t>>{{0, 1}, {0, 2}, {1, 2}}));
    // Seen as two groups, the border of the big square to the two small ones is one line of 200 m.
    double length = 0;
    int lines = 0;
    for (const BorderLine& line : border_lines(edges, {0, 1, 1}))
        if (line.left == 0 && line.right == 1) {
            length += geo::length(line.points).value;
            ++lines;
        }
    EXPECT_EQ(lines, 1);
    EXPECT_NEAR(length, 200, 1e-9);
}

TEST(SharedEdges, BorderLinesAddUpToTheRim) {
    const model::Snapshot county = test::tiny_county();
    std::vector<const geo::MultiPolygon*> areas;
    for (const auto& area : county.villages.area)
        areas.push_back(&area);
    const std::vector<std::int32_t> one(16, 0);
    double length = 0;
    for (const BorderLine& line : border_lines(shared_edges(areas), one))
        length += geo::length(line.points).value;
    EXPECT_NEAR(length, 4 * 8000, 1e-6);
}

} // namespace

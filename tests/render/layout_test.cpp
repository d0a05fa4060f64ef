// Names never overlap, counted groups add up, rare characters have glyphs.
#include "base/feedback.h"
#include "render/clusters.h"
#include "render/overlay.h"
#include "render/seats.h"
#include "tiny_county.h"

#include <gtest/gtest.h>
#include <random>

namespace {

using namespace wangge;
using namespace wangge::render;

TEST(Labels, NeverOverlapAndRankWins) {
    std::mt19937 random(2);
    for (int round = 0; round < 20; ++round) {
        std::vector<LabelRequest> requests;
        for (int i = 0; i < 400; ++i)
            requests.push_back({static_cast<float>(random() % 800), static_cast<float>(random() % 600),
                                20.f + random() % 60, 14, 8, static_cast<int>(random() % 3), 0,
                                static_cast<LabelPlace>(random() % 3)});
        TakenBoxes taken(800, 600);
        const PixelBox furniture{10, 540, 200, 590};
        taken.add(furniture);
        const auto places = place_labels(requests, taken, 800, 600);
        int placed = 0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (!places[i].placed)
                continue;
            ++placed;
            EXPECT_FALSE(places[i].box.touches(furniture));
            for (std::size_t k = 0; k < i; ++k)
                ASSERT_FALSE(places[k].placed && places[i].box.touches(places[k].box));
        }
        EXPECT_GT(placed, 50);
    }
    // Two at one place with one way to stand: the higher rank gets it.
    TakenBoxes taken(100, 100);
    const auto two =
        place_labels({{50, 50, 30, 10, 5, 1, 0, LabelPlace::centred}, {52, 50, 30, 10, 5, 2, 0, LabelPlace::centred}},
                     taken, 100, 100);
    EXPECT_FALSE(two[0].placed);
    EXPECT_TRUE(two[1].placed);
}

std::vector<Cluster> clusters(const std::vector<double>& x, const std::vector<double>& y, const geo::Box& box,
                              double cell, double apart) {
    Grouping grouping(box, {cell}, {apart});
    for (std::size_t i = 0; i < x.size(); ++i)
        grouping.add({x[i], y[i]}, static_cast<std::int32_t>(i), false);
    return grouping.clusters();
}

TEST(Clusters, CountsAddUpAndSinglesStandApart) {
    std::mt19937 random(4);
    for (const double cell : {100.0, 700.0, 5000.0}) {
        std::vector<double> x, y;
        for (int i = 0; i < 3000; ++i) {
            x.push_back(i % 100 == 0 ? std::nan("") : std::fmod(static_cast<double>(random()), 20000));
            y.push_back(std::fmod(static_cast<double>(random()), 20000));
        }
        const geo::Box box{0, 0, 20000, 20000};
        const auto radius = [&](std::int32_t count) { return count > 1 ? cell / 3 : cell / 8; };
        const auto plain = clusters(x, y, box, cell, cell / 4);
        const auto joined = merged(plain, radius);
        for (const auto& list : {plain, joined}) {
            std::int64_t sum = 0;
            std::vector<char> seen(x.size(), 0);
            for (const Cluster& c : list) {
                sum += c.count;
                // Groups of up to three know their members, and no member is in two groups.
                for (std::int32_t i = 0; i < c.count && c.count <= 3; ++i) {
                    ASSERT_GE(c.rows[i], 0);
                    ASSERT_FALSE(seen[c.rows[i]]++);
                }
                if (c.count == 1) {
                    ASSERT_EQ(c.at, (geo::MapPoint{x[c.rows[0]], y[c.rows[0]]}));
                }
            }
            EXPECT_EQ(sum, 2970);
        }
        EXPECT_LE(joined.size(), plain.size());
    }
}

TEST(Clusters, StayWhilePanning) {
    std::mt19937 random(9);
    std::vector<double> x, y;
    for (int i = 0; i < 2000; ++i) {
        x.push_back(std::fmod(static_cast<double>(random()), 10000));
        y.push_back(std::fmod(static_cast<double>(random()), 10000));
    }
    const auto here = clusters(x, y, {2000, 2000, 8000, 8000}, 500, 100);
    const auto there = clusters(x, y, {2137, 1911, 8137, 7911}, 500, 100);
    // Whatever lies well inside both views is grouped alike.
    int compared = 0;
    for (const Cluster& a : here)
        if (a.at.x > 3000 && a.at.x < 7000 && a.at.y > 3000 && a.at.y < 7000) {
            ++compared;
            EXPECT_TRUE(std::any_of(there.begin(), there.end(),
                                    [&](const Cluster& b) { return a.at == b.at && a.count == b.count; }));
        }
    EXPECT_GT(compared, 20);
}

TEST(Glyphs, RareCharactersOfPlaceNamesAreThere) {
    GlyphAtlas atlas;
    const TextFace face{14 * 64, false, false};
    const Glyph box = atlas.glyph(U'\U0010FFFE', face);
    for (const char32_t c : {U'𬭎', U'𬭩', U'𬒈', U'𬷕', U'䶮', U'㛃', U'䂮', U'㙍', U'㮾', U'塆', U'圐', U'圙',
                             U'堼', U'A', U'9'}) {
        EXPECT_FALSE(atlas.missing(c)) << static_cast<std::uint32_t>(c);
        const Glyph& g = atlas.glyph(c, face);
        EXPECT_GT(g.width, 0);
        EXPECT_FALSE(g.u == box.u && g.v == box.v);
    }
    EXPECT_TRUE(atlas.missing(U'\U0010FFFE'));
}

TEST(Glyphs, AFullTextureStartsAgain) {
    GlyphAtlas atlas;
    const TextFace big{100 * 64, false, false};
    const std::uint64_t before = atlas.generation();
    for (char32_t c = 0x4E00; c < 0x4E00 + 600; ++c)
        atlas.glyph(c, big);
    EXPECT_GT(atlas.generation(), before);
    const Glyph& g = atlas.glyph(0x4E00, big);
    int ink = 0;
    for (int y = 0; y < g.height; ++y)
        for (int x = 0; x < g.width; ++x)
            ink += atlas.texels()[(static_cast<std::size_t>(g.v + y) * GlyphAtlas::side + g.u + x) * 2] > 100;
    EXPECT_GT(ink, 100);
}

TEST(Furniture, ScaleBarLengthsAreRoundAndDigitsGrouped) {
    EXPECT_EQ(round_length({1234}).value, 1000);
    EXPECT_EQ(round_length({4999}).value, 2000);
    EXPECT_EQ(round_length({5000}).value, 5000);
    EXPECT_NEAR(round_length({0.7}).value, 0.5, 1e-12);
    EXPECT_EQ(grouped_digits(1114), "1,114");
    EXPECT_EQ(grouped_digits(999), "999");
    EXPECT_EQ(grouped_digits(1234567), "1,234,567");
    EXPECT_EQ(grouped_digits(-1234), "-1,234");
}

TEST(Furniture, GroundLengthIsRightAtTheLatitude) {
    // Web Mercator at 60 degrees north: a plane metre is about half a metre on the ground (cos 60, and the ellipsoid's
    // share).
    const geo::Projection mercator = geo::Projection::from_epsg(3857);
    EXPECT_NEAR(ground_per_plane(mercator, mercator.project({110, 60})), 0.5, 0.002);
    // Gauss-Krueger on its central meridian is true to scale; 100 km beside it is stretched by y^2 / 2R^2.
    const geo::Projection kruger = geo::Projection::from_epsg(4549);
    EXPECT_NEAR(ground_per_plane(kruger, {500000, 3600000}), 1, 1e-6);
    EXPECT_NEAR(ground_per_plane(kruger, {600000, 3600000}), 1 / (1 + 1e10 / (2 * 6371000.0 * 6371000.0)), 1e-6);
}

TEST(Seats, ATownStandsInItsCentreVillage) {
    const model::Snapshot county = test::tiny_county();
    const std::vector<Seat> seats = seats_of(county);
    ASSERT_EQ(seats.size(), 4u);
    EXPECT_TRUE(seats[0].county);
    EXPECT_EQ(seats[0].name, "城关镇");
    EXPECT_EQ(seats[0].at, county.villages.point(5)); // class 111
    EXPECT_EQ(seats[1].at, county.villages.point(7)); // the most people
    EXPECT_EQ(seats[1].population, 700 + 800 + 1100 + 1200);
}

} // namespace

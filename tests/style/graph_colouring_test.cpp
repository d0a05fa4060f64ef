// Neighbours never share a hue, hues are used up before one is repeated, and the same map gives the same colours.
#include "base/files.h"
#include "style/graph_colouring.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <limits>
#include <numeric>
#include <random>

namespace {

using namespace wangge::style;
using Borders = std::vector<std::pair<std::int32_t, std::int32_t>>;

Palette inspectors() {
    return load_palette(wangge::base::data_folder() / "palettes" / "inspectors-light.json");
}

// Areas of a planar map: squares of a grid merged at random into `count` groups; their borders.
Borders random_map(std::mt19937& random, int side, int count) {
    std::vector<std::int32_t> group(static_cast<std::size_t>(side) * side, -1);
    std::vector<int> open;
    for (int g = 0; g < count; ++g) {
        int at;
        do
            at = static_cast<int>(random() % group.size());
        while (group[at] >= 0);
        group[at] = g;
        open.push_back(at);
    }
    // Grown from seeds, so that each group is in one piece and the graph is planar.
    while (!open.empty()) {
        const std::size_t pick = random() % open.size();
        const int at = open[pick], x = at % side, y = at / side;
        std::vector<int> free;
        for (const auto& [dx, dy] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}})
            if (x + dx >= 0 && x + dx < side && y + dy >= 0 && y + dy < side && group[at + dx + dy * side] < 0)
                free.push_back(at + dx + dy * side);
        if (free.empty()) {
            open.erase(open.begin() + static_cast<std::ptrdiff_t>(pick));
            continue;
        }
        const int next = free[random() % free.size()];
        group[next] = group[at];
        open.push_back(next);
    }
    Borders borders;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const int at = y * side + x;
            if (x + 1 < side && group[at] != group[at + 1])
                borders.emplace_back(group[at], group[at + 1]);
            if (y + 1 < side && group[at] != group[at + side])
                borders.emplace_back(group[at], group[at + side]);
        }
    return borders;
}

TEST(ColourAreas, NeighboursNeverShareAHue) {
    std::mt19937 random(7);
    const Palette palette = inspectors();
    for (const int count : {2, 5, 12, 14, 24, 40, 120, 600})
        for (int round = 0; round < 5; ++round) {
            const Borders borders = random_map(random, 40, count);
            ASSERT_FALSE(borders.empty());
            const auto colours = colour_areas(static_cast<std::size_t>(count), borders, palette);
            for (const auto& [a, b] : borders)
                ASSERT_NE(colours[a].hue, colours[b].hue) << count << " areas";
        }
}

TEST(ColourAreas, HuesAreUsedUpBeforeOneIsRepeatedAndTwinsAreTold) {
    std::mt19937 random(11);
    const Palette palette = inspectors();
    for (const int count : {8, 12, 14, 18}) {
        const auto colours = colour_areas(static_cast<std::size_t>(count), random_map(random, 30, count), palette);
        std::vector<std::pair<int, bool>> seen;
        for (const AreaColour& c : colours)
            seen.emplace_back(c.hue, c.dotted);
        std::sort(seen.begin(), seen.end());
        EXPECT_TRUE(std::adjacent_find(seen.begin(), seen.end()) == seen.end()) << count;
        EXPECT_EQ(std::any_of(colours.begin(), colours.end(), [](const AreaColour& c) { return c.dotted; }),
                  count > 12);
    }
}

TEST(ColourAreas, IsTheSameWhateverTheOrderOfBorders) {
    std::mt19937 random(3);
    const Palette palette = inspectors();
    Borders borders = random_map(random, 30, 14);
    const auto first = colour_areas(14, borders, palette);
    std::shuffle(borders.begin(), borders.end(), random);
    for (auto& [a, b] : borders)
        if (random() % 2)
            std::swap(a, b);
    EXPECT_EQ(colour_areas(14, borders, palette), first);
}

TEST(ColourAreas, WorstNeighboursDifferMoreThanByChance) {
    std::mt19937 random(5);
    const Palette palette = inspectors();
    const auto worst = [&](const Borders& borders, const std::vector<int>& hue) {
        double least = std::numeric_limits<double>::infinity();
        for (const auto& [a, b] : borders)
            for (const Vision v : {Vision::normal, Vision::deuteranope, Vision::protanope})
                least = std::min(least,
                                 difference(as_seen(palette.colours[hue[a]], v), as_seen(palette.colours[hue[b]], v)));
        return least;
    };
    for (int round = 0; round < 5; ++round) {
        const Borders borders = random_map(random, 30, 12);
        std::vector<int> ours, chance(12);
        for (const AreaColour& c : colour_areas(12, borders, palette))
            ours.push_back(c.hue);
        std::iota(chance.begin(), chance.end(), 0);
        int better = 0;
        for (int i = 0; i < 50; ++i) {
            std::shuffle(chance.begin(), chance.end(), random);
            better += worst(borders, chance) > worst(borders, ours) + 1e-9;
        }
        EXPECT_LE(better, 1);
    }
}

} // namespace

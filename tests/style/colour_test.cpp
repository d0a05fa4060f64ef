// Colour differences against the published test data of Sharma, Wu and Dalal (2005), table 1, and palettes against the
// figures of the style guide.
#include "base/files.h"
#include "style/palette.h"

#include <gtest/gtest.h>

namespace {

using namespace wangge::style;

struct SharmaRow {
    std::array<double, 3> a, b;
    double difference;
};

TEST(Colour, Ciede2000EqualsThePublishedPairs) {
    // Chosen for the corners of the formula: mean hue, hue rollover, grey, dark and light.
    const SharmaRow rows[] = {{{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
                              {{50, 3.1571, -77.2803}, {50, 0, -82.7485}, 2.8615},
                              {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
                              {{50, 0, 0}, {50, -1, 2}, 2.3669},
                              {{50, 2.49, -0.001}, {50, -2.49, 0.0009}, 7.1792},
                              {{50, 2.49, -0.001}, {50, -2.49, 0.0011}, 7.2195},
                              {{50, -0.001, 2.49}, {50, 0.0009, -2.49}, 4.8045},
                              {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
                              {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
                              {{50, 2.5, 0}, {56, -27, -3}, 31.9030},
                              {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
                              {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
                              {{90.9257, -0.5406, -0.9208}, {88.6381, -0.8985, -0.7239}, 1.5381},
                              {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082}};
    for (const SharmaRow& row : rows) {
        EXPECT_NEAR(difference(row.a, row.b), row.difference, 5e-5);
        EXPECT_NEAR(difference(row.b, row.a), row.difference, 5e-5);
    }
}

TEST(Colour, HexIsReadAndWritten) {
    Colour c;
    ASSERT_TRUE(parse_colour("#0B6E8A", c));
    EXPECT_EQ(c, (Colour{0x0B, 0x6E, 0x8A, 255}));
    ASSERT_TRUE(parse_colour("#0b6e8a80", c));
    EXPECT_EQ(to_hex(c), "#0B6E8A80");
    for (const char* wrong : {"", "0B6E8A", "#0B6E8", "#0B6E8G", "#0B6E8A8", "#0B6E8A800"})
        EXPECT_FALSE(parse_colour(wrong, c)) << wrong;
}

struct PaletteFigure {
    const char* name;
    double normal, deuteranope, protanope;
};

TEST(Palette, PairsDifferAsTheStyleGuideSays) {
    const PaletteFigure figures[] = {{"inspectors-light", 15.9, 12.6, 12.9},
                                     {"inspectors-dark", 17.4, 13.9, 13.9},
                                     {"coverage-light", 13.5, 12.9, 10.9},
                                     {"coverage-dark", 14.6, 14.9, 13.0},
                                     {"change", 17.5, 18.1, 16.0}};
    // Colours as seen are rounded to bytes here, which moves a difference by up to 0.4.
    for (const PaletteFigure& f : figures) {
        const Palette palette =
            load_palette(wangge::base::data_folder() / "palettes" / (std::string(f.name) + ".json"));
        EXPECT_NEAR(smallest_difference(palette, Vision::normal), f.normal, 0.4) << f.name;
        EXPECT_NEAR(smallest_difference(palette, Vision::deuteranope), f.deuteranope, 0.4) << f.name;
        EXPECT_NEAR(smallest_difference(palette, Vision::protanope), f.protanope, 0.4) << f.name;
    }
}

TEST(Palette, EveryPaletteCanBeToldApartByEveryReader) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(wangge::base::data_folder() / "palettes")) {
        const Palette palette = load_palette(entry.path());
        for (const Vision vision : {Vision::normal, Vision::deuteranope, Vision::protanope})
            EXPECT_GT(smallest_difference(palette, vision), 10) << palette.name << " " << static_cast<int>(vision);
        ++count;
    }
    EXPECT_GE(count, 9u);
}

} // namespace

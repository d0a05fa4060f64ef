// Numbers by template: order, gaps that retired codes leave, more cells than digits, codes of another scheme.
#include "base/error.h"
#include "grid/codes.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace wangge::grid {
namespace {

std::vector<CodeTemplate> shipped() {
    std::ifstream file(WANGGE_TESTS_DIR "/../data/codes/cell_templates.json");
    std::stringstream text;
    text << file.rdbuf();
    return read_templates(text.str());
}

TEST(CodeTemplates, ShippedOnesHaveTheLengthsOfTheirStandards) {
    const auto templates = shipped();
    ASSERT_EQ(templates.size(), 3u);
    EXPECT_EQ(templates[0].length(), 14);
    EXPECT_EQ(templates[1].length(), 15);
    EXPECT_EQ(templates[2].length(), 20);
    EXPECT_THROW(read_templates("[]"), base::Error);
    EXPECT_THROW(read_templates("{"), base::Error);
    EXPECT_THROW(read_templates(R"({"templates":[{"id":"x","title":"","source":"","segments":[]}]})"), base::Error);
    EXPECT_THROW(
        read_templates(R"({"templates":[{"id":"x","title":"","source":"","segments":[{"part":"moon","digits":2}]}]})"),
        base::Error);
}

TEST(NumberCells, RunsFromNorthToSouthAndWestToEast) {
    const std::vector<CodePlace> places{{"330100001201", {1500, 500}, ""},
                                        {"330100001201", {500, 1500}, ""},
                                        {"330100001201", {500, 520}, ""},
                                        {"330100001201", {1500, 1480}, ""},
                                        {"330100001", {0, 0}, ""}};
    const Codes codes = number_cells(places, shipped()[0], {1000}, {}, "");
    EXPECT_EQ(codes.codes, (std::vector<std::string>{"33010000120104", "33010000120101", "33010000120103",
                                                     "33010000120102", "33010000100001"}));
    EXPECT_FALSE(codes.widened);
    EXPECT_EQ(number_cells(places, shipped()[2], {1000}, {}, "010203").codes[0], "01020333010000120104");
    EXPECT_EQ(number_cells(places, shipped()[1], {1000}, {}, "").codes[0], "330100001201004");
}

TEST(NumberCells, PassesOverTakenAndKeptCodes) {
    const std::vector<CodePlace> places{{"330100001201", {0, 0}, ""},
                                        {"330100001201", {1, 0}, "33010000120101"},
                                        {"330100001201", {2, 0}, "99010000120101"}, // of another area: not kept
                                        {"330100001201", {3, 0}, ""}};
    const Codes codes = number_cells(places, shipped()[0], {1000}, {"33010000120102", "33010000120104"}, "");
    EXPECT_EQ(codes.codes,
              (std::vector<std::string>{"33010000120103", "33010000120101", "33010000120105", "33010000120106"}));
}

TEST(NumberCells, WidensTheSequenceOfAllWhenOneAreaHasTooMany) {
    std::vector<CodePlace> places{{"330100001201", {0, 0}, ""}};
    for (int i = 0; i < 100; ++i)
        places.push_back({"330100001202", {static_cast<double>(i), 0}, ""});
    const Codes codes = number_cells(places, shipped()[0], {1000}, {}, "");
    EXPECT_TRUE(codes.widened);
    EXPECT_EQ(codes.sequence_digits, 3);
    EXPECT_EQ(codes.codes[0], "330100001201001");
    EXPECT_EQ(codes.codes[100], "330100001202100");
}

TEST(NumberCells, OtherCodeSchemesStandInFrontAsTheyAre) {
    const std::vector<CodePlace> places{{"10009160013", {0, 0}, ""}, {"10009160", {0, 0}, ""}, {"", {0, 0}, ""}};
    EXPECT_EQ(number_cells(places, shipped()[0], {1000}, {}, "").codes,
              (std::vector<std::string>{"1000916001301", "1000916000001", "00000000000001"}));
}

} // namespace
} // namespace wangge::grid

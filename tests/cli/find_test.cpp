// wangge find: places by name, pinyin and coordinates.
#include "support/demo_county.h"

namespace wangge::test {
namespace {

class Find : public DemoCounty {
protected:
    static nlohmann::json found(const std::string& text, std::vector<std::string> more = {}) {
        std::vector<std::string> words = {"find", county(), text, "--json"};
        words.insert(words.end(), more.begin(), more.end());
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        return outcome.json();
    }
};

TEST_F(Find, NamesAndInitialsGiveTheSamePlace) {
    const nlohmann::json by_name = found("城关街道"), by_initials = found("cgjd");
    ASSERT_GT(by_name["count"], 0);
    EXPECT_EQ(by_name["found"][0], by_initials["found"][0]);
    EXPECT_EQ(by_name["found"][0]["kind"], "township");
    const nlohmann::json by_code = found(by_name["found"][0]["code"]);
    EXPECT_EQ(by_code["found"][0], by_name["found"][0]);
    EXPECT_TRUE(by_name["found"][0].contains("lon"));
    EXPECT_EQ(found("药", {"--top", "7"})["count"], 7);
}

TEST_F(Find, CoordinatesAreReadInEverySystem) {
    const nlohmann::json degrees = found("28.5N 120.2E")["coordinates"];
    ASSERT_EQ(degrees.size(), 3u);
    EXPECT_NEAR(degrees[0]["lon"].get<double>(), 120.2, 1e-9);
    // The plane coordinates go back in and give the same place.
    char text[64];
    std::snprintf(text, sizeof text, "%.3f %.3f", degrees[0]["y"].get<double>(), degrees[0]["x"].get<double>());
    const nlohmann::json metres = found(text)["coordinates"];
    ASSERT_EQ(metres.size(), 1u);
    EXPECT_TRUE(metres[0]["swapped"]);
    EXPECT_NEAR(metres[0]["lon"].get<double>(), 120.2, 1e-7);
    EXPECT_NEAR(metres[0]["lat"].get<double>(), 28.5, 1e-7);
}

TEST_F(Find, NothingIsNoError) {
    EXPECT_EQ(found("没有这个地方")["count"], 0);
    EXPECT_EQ(run_wangge({"find", county(), " ", "--json"}).code, 2);
}

} // namespace
} // namespace wangge::test

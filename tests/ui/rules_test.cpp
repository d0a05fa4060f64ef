// Travel speeds, thresholds and start delays edited in the window: a value, a refused one, the way back, in both
// languages.
#include "drive.h"

#include "base/date.h"

namespace wangge::test {
namespace {

class RuleWindow : public testing::TestWithParam<const char*> {
protected:
    static void SetUpTestSuite() {
        s_folder = new TemporaryFolder;
        drive({}, "new " + county() + " demo.create\n");
    }
    static void TearDownTestSuite() {
        delete s_folder;
        s_folder = nullptr;
    }
    static std::string county() { return (*s_folder / "demo.wangge").string(); }
    Seen see(const std::string& lines) const {
        return drive(county(), "language " + std::string(GetParam()) + "\nstage coverage\n" + lines, 1280, 720);
    }
    static inline TemporaryFolder* s_folder = nullptr;
    const std::string speeds = "click cover.travel\nclick cover.travel.1\nclick cover.speeds\n",
                      secondary = "travel.road_speed/car/secondary";
};

TEST_P(RuleWindow, ASpeedIsChangedAndUndone) {
    const Seen before = see(speeds + "no_cut\n");
    EXPECT_EQ(before.value(secondary), "45");
    EXPECT_EQ(before.value("travel.differing"), "0");
    const Seen after = see(speeds + "click " + secondary + "\ntype 38.5\nkey enter\nno_cut\n");
    EXPECT_EQ(after.error, "");
    EXPECT_EQ(after.value(secondary), "38.5");
    EXPECT_EQ(after.value("travel.differing"), "1");
    const Seen kept = see(speeds);
    EXPECT_EQ(kept.value(secondary), "38.5") << "it is in the document";
    const Seen undone = see(speeds + "click travel.done\nkey ctrl+z\nclick cover.speeds\n");
    EXPECT_EQ(undone.value(secondary), "45");
    EXPECT_EQ(undone.value("travel.differing"), "0");
}

TEST_P(RuleWindow, WhatIsOutOfRangeIsRefusedBesideTheField) {
    const Seen refused = see(speeds + "click " + secondary + "\ntype 400\nkey enter\n");
    ASSERT_TRUE(refused.has(secondary + ".problem"));
    EXPECT_NE(refused.widgets.at(secondary + ".problem").label.find("150"), std::string::npos);
    EXPECT_EQ(refused.value("travel.differing"), "0");
    EXPECT_EQ(see(speeds).value(secondary), "45") << "nothing was kept";
    const Seen wait = see(speeds + "click travel.page.2\nclick travel.ferry_wait/any/any\ntype soon\nkey enter\n");
    EXPECT_TRUE(wait.has("travel.ferry_wait/any/any.problem"));
    EXPECT_EQ(wait.value("travel.differing"), "0");
}

TEST_P(RuleWindow, ThresholdsAreChangedOneByOneAndReset) {
    const std::string open = "wheel cover.bar.urban -30\nclick areas.thresholds\n",
                      density = "degurba.centre_density/any";
    const Seen two =
        see(open + "no_cut\nclick " + density + "\ntype 1200\nkey tab\n" +
            "wheel degurba.rural_people/any -20\nclick degurba.semi_people/2024\ntype 3000\nkey enter\nno_cut\n");
    EXPECT_EQ(two.error, "");
    EXPECT_EQ(two.value("degurba.differing"), "2");
    EXPECT_EQ(two.value(density), "1200");
    const Seen one = see(open + "click " + density + "\nclick degurba.back\n");
    EXPECT_EQ(one.value(density), "1500");
    EXPECT_EQ(one.value("degurba.differing"), "1");
    const Seen none = see(open + "click degurba.reset\n");
    EXPECT_EQ(none.value("degurba.semi_people/2024"), "2500");
    EXPECT_EQ(none.value("degurba.differing"), "0");
}

TEST_P(RuleWindow, AThresholdAboveOneThatMustBeHigherIsRefused) {
    const std::string open = "wheel cover.bar.urban -30\nclick areas.thresholds\n";
    const Seen refused = see(open + "click degurba.centre_density/any\ntype 200\nkey enter\nno_cut\n");
    EXPECT_EQ(refused.error, "rules.contradiction");
    ASSERT_TRUE(refused.has("error.thresholds.set"));
    EXPECT_EQ(refused.value("degurba.centre_density/any"), "1500");
    EXPECT_EQ(refused.value("degurba.differing"), "0");
}

TEST_P(RuleWindow, ADelayIsFoundSetRefusedAndUndone) {
    const std::string open = "click cover.delays\n", person = "delays.XX0300";
    const Seen all = see(open + "no_cut\n");
    EXPECT_FALSE(all.has(person)) << "too far down to be drawn";
    EXPECT_TRUE(all.has("delays.XX0001"));
    const std::string found = open + "click delays.filter\ntype xx0300\n";
    EXPECT_FALSE(see(found).has("delays.XX0001"));
    const Seen wrong = see(found + "click " + person + "\ntype 900\nkey enter\n");
    ASSERT_TRUE(wrong.has(person + ".problem"));
    EXPECT_NE(wrong.widgets.at(person + ".problem").label.find("480"), std::string::npos);
    EXPECT_EQ(see(found).value(person), "0") << "nothing was kept";
    const Seen set = see(found + "click " + person + "\ntype 12.5\nkey enter\nno_cut\n");
    EXPECT_EQ(set.error, "");
    EXPECT_EQ(set.value(person), "12.5");
    EXPECT_EQ(set.value("delays.differing"), "1");
    // It is in the document, on its own page alone.
    const Seen others = see(open + "click delays.page.1\nno_cut\n");
    EXPECT_TRUE(others.has("delays.XG0001"));
    EXPECT_EQ(others.value("delays.differing"), "1");
    const Seen undone = see(found + "click delays.done\nkey ctrl+z\n" + open);
    EXPECT_EQ(undone.value(person), "0");
    EXPECT_EQ(undone.value("delays.differing"), "0");
    const Seen redone = see("key ctrl+y\n" + found + "click " + person + "\nclick delays.back\n");
    EXPECT_EQ(redone.value(person), "0");
    EXPECT_EQ(redone.value("delays.differing"), "0");
    EXPECT_EQ(see(open + "click delays.filter\ntype nobody at all\nno_cut\n").error, "");
}

INSTANTIATE_TEST_SUITE_P(Languages, RuleWindow, testing::Values("zh", "en"));

} // namespace
} // namespace wangge::test

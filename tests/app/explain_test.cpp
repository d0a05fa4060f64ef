// The sentence that says why a person is where he is: its numbers counted by hand.
#include "app/language.h"
#include "app/view/explain.h"
#include "app/view/object_tables.h"
#include "app/view/object_view.h"
#include "coverage/county_maker.h"

#include <gtest/gtest.h>

namespace wangge::app {
namespace {

using coverage::test::CountyMaker;
using coverage::test::PersonRow;

bool says(const std::string& sentence, const std::string& words) {
    return sentence.find(words) != std::string::npos;
}

TEST(Explain, APersonAnswersForVillagesAndCellsInNumbers) {
    CountyMaker maker;
    // The informant stands 3 km and 4 km from two villages that name him, with 1,500 residents and 3 sites.
    maker.village("330999001201", 1000, 4000, 700, 220, "i", {0, 3000, 2000, 5000});
    maker.village("330999001202", 5000, 1000, 800, 220, "i", {4000, 0, 6000, 2000});
    maker.village("330999001203", 9000, 9000, 900, 220, "", {8000, 8000, 10000, 10000});
    maker.person({.key = "i", .x = 1000, .y = 1000});
    maker.person({.key = "j", .x = 0, .y = 0, .role = model::PersonRole::inspector});
    for (int i = 0; i < 2; ++i)
        maker.site("a" + std::to_string(i), 1000 + i * 10, 4000, model::SiteKind::clinic);
    maker.site("b", 5000, 1000, model::SiteKind::clinic);
    auto snapshot = std::make_shared<model::Snapshot>(maker.linked());
    // The inspector leads a cell whose middle lies 5 km away, and seconds another.
    model::Cell led, other;
    led.code = "c1";
    led.area = geo::rectangle({2000, 3000, 4000, 5000});
    led.lead_key = "j";
    led.hours = 40;
    other.code = "c2";
    other.area = geo::rectangle({4000, 0, 6000, 2000});
    other.second_key = "j";
    other.hours = 20;
    snapshot->cells = {led, other};
    base::QuietFeedback quiet;
    const ObjectGround ground(snapshot, quiet);
    const auto why = [&](model::Row person, const char* language) {
        return why_of(ground, {PickedKind::person, person}, nullptr, catalog_of(language));
    };
    const std::string informant = why(0, "en");
    EXPECT_TRUE(says(informant, "2 villages with 1,500 residents and 3 sites")) << informant;
    EXPECT_TRUE(says(informant, "4.0 km at most")) << informant;
    EXPECT_TRUE(says(informant, "3.5 km to these villages")) << informant;
    const std::string inspector = why(1, "en");
    EXPECT_TRUE(says(inspector, "leads 1 cells with 0 sites and seconds 1: 60 hours")) << inspector;
    EXPECT_TRUE(says(inspector, "5.0 km to the cell led")) << inspector;
    EXPECT_TRUE(says(why(0, "zh"), "2 个村 1,500 人")) << why(0, "zh");
}

TEST(Explain, WhoOwnsAUnitIsNamedOnTheCardAndInTheTable) {
    CountyMaker maker;
    maker.person({.key = "a"});
    maker.person({.key = "b"});
    maker.site("东药店", 1000, 4000, model::SiteKind::clinic);
    const auto snapshot = std::make_shared<model::Snapshot>(maker.linked());
    snapshot->sites.phone = {};
    snapshot->sites.phone.push_back("13800000001");
    snapshot->people.phone = {};
    snapshot->people.phone.push_back("13800000001");
    snapshot->people.phone.push_back("13900000002");
    const std::string unit(snapshot->sites.name[0]);
    base::QuietFeedback quiet;
    const ObjectGround ground(snapshot, quiet);
    const auto conflict = [&](model::Row row, const char* language) {
        return conflict_of(ground, {PickedKind::person, row}, catalog_of(language));
    };
    EXPECT_EQ(conflict(0, "zh"), "利益冲突：" + unit + "（电话相同）");
    EXPECT_TRUE(says(conflict(0, "en"), unit)) << conflict(0, "en");
    EXPECT_EQ(conflict(1, "zh"), "");
    EXPECT_EQ(conflict_of(ground, {PickedKind::site, 0}, catalog_of("zh")), "");
    const model::Table table = shown_people(*snapshot, catalog_of("zh"));
    ASSERT_EQ(table.columns.back().id, "conflict");
    EXPECT_EQ(std::get<std::string>(table.rows[0].back()), unit + "（电话相同）");
    EXPECT_EQ(table.rows[1].back().index(), 0u) << "blank: the filter finds those who have one";
}

} // namespace
} // namespace wangge::app

#include "base/error.h"
#include "coverage/county_maker.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace wangge::coverage {
namespace {

using model::AreaType;
using test::day;

std::string row(const std::string& changes = {}) {
    return R"({"norm":"informant_reach","value":3000,"unit":"m","source":"s")" +
           (changes.empty() ? std::string() : "," + changes) + "}";
}
std::string file(const std::string& rows) {
    return R"({"norms":[)" + rows + "]}";
}

TEST(Norms, TheShippedOnesAreTheDocumentedDefaults) {
    const Norms norms = test::shipped_norms();
    const base::Date today = day(2026, 11, 22);
    for (const AreaType type : {AreaType::urban, AreaType::fringe, AreaType::rural, AreaType::hospital_surroundings}) {
        EXPECT_EQ(norms.metres("informant_reach", type, today).value, 3000);
        EXPECT_EQ(norms.metres("coordinator_reach", type, today).value, 5000);
    }
    EXPECT_EQ(norms.metres("supply_reach", AreaType::urban, today).value, 1000);
    EXPECT_EQ(norms.metres("supply_reach", AreaType::rural, today).value, 3000);
    EXPECT_EQ(norms.metres("hospital_radius", AreaType::rural, today).value, 500);
}

TEST(Norms, ChooseByDayThenFileThenAreaType) {
    Norms norms = Norms::parse(
        file(row(R"("valid_from":"2020-01-01","valid_to":"2022-12-31")") + "," +
             R"({"norm":"informant_reach","value":2500,"unit":"m","source":"s","valid_from":"2022-01-01"},)"
             R"({"norm":"informant_reach","area_type":"urban","value":800,"unit":"m","source":"s"})"),
        "a.json");
    EXPECT_EQ(norms.metres("informant_reach", AreaType::rural, day(2020, 1, 1)).value, 3000);
    EXPECT_EQ(norms.metres("informant_reach", AreaType::rural, day(2021, 12, 31)).value, 3000);
    EXPECT_EQ(norms.metres("informant_reach", AreaType::rural, day(2022, 1, 1)).value, 2500); // the later row
    EXPECT_EQ(norms.metres("informant_reach", AreaType::urban, day(2022, 1, 1)).value, 800);  // the closer row
    EXPECT_THROW(norms.metres("informant_reach", AreaType::rural, day(2019, 12, 31)), base::Error);
    norms.add(Norms::parse(file(R"({"norm":"informant_reach","value":1234,"unit":"m","source":"s"})"), "project"));
    EXPECT_EQ(norms.metres("informant_reach", AreaType::urban, day(2022, 1, 1)).value, 1234);
}

TEST(Norms, ListsTheRowsThatDecide) {
    Norms norms = test::shipped_norms();
    const auto of = [&](const std::string& key, base::Date date) {
        std::vector<double> values;
        for (const model::Norm& row : norms.in_force(date))
            if (row.key == key)
                values.push_back(row.value);
        return values;
    };
    const base::Date today = day(2026, 11, 22);
    EXPECT_EQ(of("supply_reach", today), (std::vector<double>{1000, 2000, 3000, 1000}));
    EXPECT_EQ(of("informant_reach", today), std::vector<double>{3000});
    EXPECT_TRUE(of("informant_reach", day(2015, 12, 31)).empty());
    norms.add(Norms::parse(file(row(R"("area_type":"rural")")), "project"));
    EXPECT_EQ(of("informant_reach", today), (std::vector<double>{3000, 3000}));
}

struct BadNorms {
    std::string json, id, where;
};

TEST(Norms, AFaultIsAnErrorWithItsPath) {
    const std::vector<BadNorms> cases = {
        {"{", "coverage.norms_not_json", "n.json"},
        {"[]", "coverage.norms_no_list", "n.json"},
        {R"({"norms":{}})", "coverage.norms_no_list", "n.json"},
        {R"({"norms":[],"nroms":1})", "coverage.norm_unknown_member", "n.json: nroms"},
        {file("3"), "coverage.norm_not_an_object", "n.json: norms[0]"},
        {file(row() + "," + row(R"("valid_form":"2020-01-01")")), "coverage.norm_unknown_member",
         "n.json: norms[1].valid_form"},
        {file(R"({"norm":"informant_reech","value":3000,"unit":"m","source":"s"})"), "coverage.norm_unknown",
         "n.json: norms[0].norm"},
        {file(R"({"norm":"informant_reach","value":3,"unit":"km","source":"s"})"), "coverage.norm_bad_unit",
         "n.json: norms[0].unit"},
        {file(R"({"norm":"informant_reach","value":-3,"unit":"m","source":"s"})"), "coverage.norm_bad_value",
         "n.json: norms[0].value"},
        {file(R"({"norm":"informant_reach","value":"3","unit":"m","source":"s"})"), "coverage.norm_bad_value",
         "n.json: norms[0].value"},
        {file(R"({"norm":"informant_reach","value":3,"unit":"m"})"), "coverage.norm_missing_member",
         "n.json: norms[0].source"},
        {file(row(R"("area_type":"city")")), "coverage.norm_bad_area_type", "n.json: norms[0].area_type"},
        {file(row(R"("valid_to":"2023-02-30")")), "coverage.norm_bad_date", "n.json: norms[0].valid_to"},
        {file(row(R"("note":7)")), "coverage.norm_not_a_text", "n.json: norms[0].note"},
    };
    for (const BadNorms& bad : cases)
        try {
            Norms::parse(bad.json, "n.json");
            ADD_FAILURE() << bad.json;
        } catch (const base::Error& error) {
            EXPECT_EQ(error.message().id, bad.id) << bad.json;
            EXPECT_EQ(error.where(), bad.where) << bad.json;
            EXPECT_EQ(error.kind(), base::ErrorKind::bad_input);
        }
}

TEST(AreaTypes, FollowTheOfficialClassThenTheCodeThenSayThatTheyDoNotKnow) {
    const auto expect = [](int urban_rural_class, const char* code, AreaType type, AreaReason reason) {
        const AreaTypeOf found = area_type_of(static_cast<std::int16_t>(urban_rural_class), code);
        EXPECT_EQ(found.type, type) << urban_rural_class << " " << code;
        EXPECT_EQ(found.reason, reason) << urban_rural_class << " " << code;
    };
    const char* village_of_township = "330999200205";
    expect(111, village_of_township, AreaType::urban, AreaReason::class_code);
    expect(112, village_of_township, AreaType::fringe, AreaReason::class_code);
    expect(121, village_of_township, AreaType::urban, AreaReason::class_code);
    expect(122, village_of_township, AreaType::fringe, AreaReason::class_code);
    expect(123, village_of_township, AreaType::urban, AreaReason::class_code);
    expect(210, "330999001001", AreaType::rural, AreaReason::class_code);
    expect(220, "330999001001", AreaType::rural, AreaReason::class_code);
    expect(0, "330999001001", AreaType::urban, AreaReason::code_structure);  // residents of a street
    expect(0, "330999001201", AreaType::fringe, AreaReason::code_structure); // villagers of a street
    expect(0, "330999100001", AreaType::urban, AreaReason::code_structure);  // residents of a town
    expect(0, "330999100201", AreaType::rural, AreaReason::code_structure);
    expect(0, "330999200001", AreaType::rural, AreaReason::code_structure);
    expect(0, "330999100401", AreaType::urban, AreaReason::code_structure);
    expect(0, "330999100501", AreaType::rural, AreaReason::code_structure);
    expect(113, "10009020001", AreaType::rural, AreaReason::no_code);
    expect(0, "", AreaType::rural, AreaReason::no_code);
    expect(0, "33099900A001", AreaType::rural, AreaReason::no_code);
    expect(0, "330999000001", AreaType::rural, AreaReason::no_code);
}

} // namespace
} // namespace wangge::coverage

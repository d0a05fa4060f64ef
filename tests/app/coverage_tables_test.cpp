#include "app/language.h"
#include "app/tables.h"
#include "coverage/county_maker.h"

#include <gtest/gtest.h>

namespace wangge::app {
namespace {

using coverage::test::CountyMaker;
using coverage::test::day;

const model::Snapshot& small_county(CountyMaker& maker) {
    maker.village("330999001001", 1000, 1000, 500, 111);
    maker.village("330999200201", 9000, 9000, 700, 220);
    maker.person({.key = "a", .x = 1000, .y = 1500});
    maker.site("shop", 1000, 1200, model::SiteKind::retail_pharmacy, day(2026, 1, 1));
    maker.site("lost", 0, 0, model::SiteKind::clinic, day(2026, 1, 1), false);
    return maker.linked();
}

std::size_t column_of(const model::Table& table, const std::string& id) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].id == id)
            return i;
    ADD_FAILURE() << "no column " << id;
    return 0;
}

TEST(CoverageTables, AreWholeInBothLanguages) {
    CountyMaker maker;
    const model::Snapshot& county = small_county(maker);
    base::QuietFeedback quiet;
    for (const std::string_view language : languages()) {
        const TableInput input{county, catalog_of(language), day(2026, 11, 22), quiet};
        for (const model::Table& table :
             {coverage_table(input), coverage_by_township_table(input), blind_spot_table(input)}) {
            EXPECT_EQ(table.epsg, 4549);
            EXPECT_EQ(table.shapes.size(), table.rows.size()) << table.id;
            EXPECT_GE(table.rows.size(), 2u) << table.id;
            for (const model::Column& column : table.columns)
                EXPECT_EQ(column.title.find("column."), std::string::npos) << column.title;
            for (const auto& row : table.rows) {
                EXPECT_EQ(row.size(), table.columns.size()) << table.id;
                for (const model::Value& value : row)
                    if (const auto* text = std::get_if<std::string>(&value)) {
                        EXPECT_EQ(text->find('{'), std::string::npos) << *text;
                        EXPECT_EQ(text->find("coverage."), std::string::npos) << *text;
                        EXPECT_EQ(text->find("blind."), std::string::npos) << *text;
                    }
            }
        }
    }
}

TEST(CoverageTables, SayWhatTheEnginesFound) {
    CountyMaker maker;
    const model::Snapshot& county = small_county(maker);
    base::QuietFeedback quiet;
    const TableInput input{county, catalog_of("en"), day(2026, 11, 22), quiet};
    const model::Table villages = coverage_table(input);
    EXPECT_EQ(std::get<std::string>(villages.rows[0][column_of(villages, "nearest")]), "Na");
    EXPECT_EQ(std::get<double>(villages.rows[0][column_of(villages, "distance_m")]), 500);
    EXPECT_EQ(std::get<std::int64_t>(villages.rows[1][column_of(villages, "people_covered")]), 0);
    const model::Table townships = coverage_by_township_table(input);
    EXPECT_EQ(std::get<std::int64_t>(townships.rows[1][column_of(townships, "people_uncovered")]), 700);
    EXPECT_NEAR(std::get<double>(townships.rows[0][column_of(townships, "area_km2")]), 50, 1e-9);
    const model::Table spots = blind_spot_table(input);
    double last = 1e300;
    for (const auto& row : spots.rows) {
        EXPECT_LE(std::get<double>(row[column_of(spots, "severity")]), last);
        last = std::get<double>(row[column_of(spots, "severity")]);
    }
}

} // namespace
} // namespace wangge::app

// Last year's plan as a file: read with its codes and people, its gaps measured, then closed.
#include "support/sql.h"

#include "base/files.h"

#include <gtest/gtest.h>

namespace wangge::test {
namespace {

TEST(ImportVerb, ReadsAPlanWithItsGapsAndPeople) {
    const TemporaryFolder folder;
    const std::string project = (folder / "县.wangge").string(), whole = (folder / "去年.geojson").string(),
                      torn = (folder / "缺一格.geojson").string();
    ASSERT_TRUE(put_demo_county(project));
    ASSERT_EQ(run_wangge({"grid", project, "--shape", "township"}).code, 0);
    ASSERT_EQ(run_wangge({"assign", project, "--seconds", "0.1", "--as-of", "2026-11-01"}).code, 0);
    ASSERT_EQ(run_wangge({"export", project, "cells", whole}).code, 0);
    const std::string leads =
        "SELECT group_concat(code || ' ' || lead_key || ' ' || second_key, ';') FROM (SELECT * FROM "
        "cells JOIN plans ON plans.id = plan WHERE current = 1 ORDER BY code)";
    const std::string before = ask_text(project, leads);

    // the same again, as another plan: every cell, code and person
    const Outcome read = run_wangge({"import", project, "cells", whole, "--json"});
    ASSERT_EQ(read.code, 0) << read.err;
    EXPECT_EQ(read.json()["plan"], "去年");
    EXPECT_EQ(read.json()["cells"], 20);
    EXPECT_EQ(read.json()["numbered"], 0);
    EXPECT_LT(read.json()["gaps_m2"].get<double>() + read.json()["overlaps_m2"].get<double>(), 2000); // rounded degrees
    EXPECT_EQ(ask_text(project, leads), before);
    ASSERT_EQ(run_wangge({"undo", project}).code, 0);
    EXPECT_EQ(ask_number(project, "SELECT count(*) FROM plans"), 1);

    // without one cell, another without its code, a stranger as lead
    nlohmann::json file = nlohmann::json::parse(text_of(whole));
    const std::string gone = file["features"][0]["properties"].dump();
    file["features"].erase(0);
    for (auto& [key, value] : file["features"][0]["properties"].items())
        if (value.is_string() && value.get<std::string>().size() > 9 && value.get<std::string>().starts_with("335121"))
            value = nullptr;
    base::write_file(torn, file.dump());
    const double area = ask_number(project, "SELECT ST_Area(geom) FROM cells ORDER BY code LIMIT 1");
    const Outcome tried = run_wangge({"import", project, "cells", torn, "--dry-run", "--json"});
    EXPECT_EQ(ask_number(project, "SELECT count(*) FROM plans"), 1);
    const Outcome half = run_wangge({"import", project, "cells", torn, "--json"});
    ASSERT_EQ(half.code, 0) << half.err;
    for (const Outcome* each : {&tried, &half}) {
        EXPECT_EQ(each->json()["cells"], 19);
        EXPECT_EQ(each->json()["numbered"], 1);
        EXPECT_NEAR(each->json()["gaps_m2"].get<double>(), area, 0.001 * area);
    }
    EXPECT_EQ(
        ask_number(project, "SELECT count(DISTINCT code) FROM cells JOIN plans ON plans.id = plan WHERE current = 1"),
        19);
    const Outcome mended = run_wangge({"mend-plan", project, "--json"});
    ASSERT_EQ(mended.code, 0) << mended.err;
    const double county = ask_number(project, "SELECT ST_Area(geom) FROM boundaries WHERE level = 'county'");
    EXPECT_NEAR(
        ask_number(project,
                   "SELECT sum(ST_Area(cells.geom)) FROM cells JOIN plans ON plans.id = plan WHERE current = 1"),
        county, 1);

    // what is no plan
    const std::string points = (folder / "点.geojson").string();
    base::write_file(points,
                     R"({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "1"},
        "geometry": {"type": "Point", "coordinates": [120, 28.5]}}]})");
    const Outcome refused = run_wangge({"import", project, "cells", points, "--json"});
    EXPECT_EQ(refused.json()["imported"], 0);
    EXPECT_EQ(ask_number(project, "SELECT count(*) FROM plans"), 2);
}

} // namespace
} // namespace wangge::test

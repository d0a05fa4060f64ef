// What the window says before there is anything to show, and of a start that has no meaning.
#include "app/project.h"
#include "drive.h"
#include "ui/run.h"

#include <fstream>

using namespace wangge;

namespace {

TEST(Start, WithoutPeopleTheStagesLeadToTheImport) {
    const test::TemporaryFolder folder;
    const std::string villages = (folder / "villages.geojson").string();
    std::ofstream(villages) << R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"甲村","population":900},"geometry":{"type":"Polygon",
         "coordinates":[[[120.0,30.0],[120.02,30.0],[120.02,30.02],[120.0,30.02],[120.0,30.0]]]}},
        {"type":"Feature","properties":{"name":"乙村","population":700},"geometry":{"type":"Polygon",
         "coordinates":[[[120.02,30.0],[120.04,30.0],[120.04,30.02],[120.02,30.02],[120.02,30.0]]]}}]})";
    const std::string project = (folder / "new.wangge").string();
    app::Project(project, app::catalog_of("zh")).create("某县", 4549);
    const test::Seen coverage =
        test::drive(project, "stage data\nrun import.run {\"kind\": \"villages\", \"file\": \"" + villages +
                                 "\", \"datum\": \"wgs84\"}\nstage coverage\n");
    EXPECT_EQ(coverage.error, "");
    EXPECT_TRUE(coverage.has("cover.to_data"));
    EXPECT_FALSE(coverage.has("cover.people_share")) << "0.0 % would say that people are far away";
    EXPECT_FALSE(coverage.has("layers.group.coverage"));
    const test::Seen assignment =
        test::drive(project, "stage grids\nclick grids.make\nstage assignment\nno_cut\n", 1280, 720);
    EXPECT_TRUE(assignment.has("assignment.to_data"));
    EXPECT_FALSE(assignment.has("assignment.run"));
}

TEST(Start, ASketchedAreaIsDrawnAgainWithAnotherMargin) {
    const test::TemporaryFolder folder;
    const std::string villages = (folder / "villages.csv").string();
    std::ofstream(villages) << "代码,名称,lon,lat,人口\n330122101201,甲村,119.60,29.80,800\n"
                               "330122101202,乙村,119.62,29.80,500\n330122101203,丙村,119.61,29.82,90\n";
    const std::string project = (folder / "new.wangge").string();
    app::Project(project, app::catalog_of("zh")).create("某县", 4549);
    const test::Seen drawn =
        test::drive(project, "stage data\nrun import.run {\"kind\": \"villages\", \"file\": \"" + villages +
                                 "\", \"datum\": \"wgs84\"}\nrun outline.draw {\"margin-m\": 1500}\nstage grids\n");
    EXPECT_EQ(drawn.error, "");
    EXPECT_EQ(drawn.value("grids.margin"), "1500");
    EXPECT_FALSE(drawn.widgets.at("grids.outline").enabled) << "it is drawn with this margin";
    for (const std::string language : {"zh", "en"}) {
        const std::string begin = "language " + language + "\nstage grids\n";
        const test::Seen wider =
            test::drive(project, begin + "click grids.margin.more\nclick grids.outline\nno_cut\n", 1280, 720);
        EXPECT_EQ(wider.error, "");
        EXPECT_EQ(test::drive(project, begin).value("grids.margin"), "1600");
        EXPECT_EQ(test::drive(project, begin + "key ctrl+z\n").value("grids.margin"), "1500");
    }
    const std::string make = "stage grids\nclick grids.make\n";
    EXPECT_TRUE(test::drive(project, make).has("grids.checks"));
    EXPECT_FALSE(test::drive(project, make + "click grids.margin.more\nclick grids.outline\n").has("grids.checks"))
        << "the cells were checked against another area";
}

TEST(Start, UnknownStageIsAnError) {
    const char* const unknown[] = {"wangge-desktop", "--headless", "--stage", "covrage", "--screenshot", "/dev/null"};
    EXPECT_EQ(ui::run(6, unknown), 2);
}

} // namespace

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

TEST(Start, UnknownStageIsAnError) {
    const char* const unknown[] = {"wangge-desktop", "--headless", "--stage", "covrage", "--screenshot", "/dev/null"};
    EXPECT_EQ(ui::run(6, unknown), 2);
}

} // namespace

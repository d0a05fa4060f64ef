// One county out of a file of several.
#include "base/error.h"
#include "memory_sink.h"

#include <fmt/format.h>

namespace wangge::import {
namespace {

// Two counties side by side with two townships each, the townships first.
std::string province() {
    std::string features;
    const auto add = [&](const char* level, const std::string& name, double x, double y, double width) {
        features += fmt::format(R"({0}{{"type":"Feature","properties":{{"level":"{1}","name":"{2}","code":"{2}"}},
            "geometry":{{"type":"Polygon","coordinates":[[[{3},{4}],[{5},{4}],[{5},{6}],[{3},{6}],[{3},{4}]]]}}}})",
                                features.empty() ? "" : ",", level, name, x, y, x + width, y + 0.1);
    };
    for (int county = 0; county < 2; ++county)
        for (int township = 0; township < 2; ++township)
            add("township", fmt::format("镇{}{}", county, township), 120 + 0.2 * county + 0.1 * township, 30, 0.1);
    add("county", "东县", 120.2, 30, 0.2);
    add("county", "西县", 120, 30, 0.2);
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

TEST(Boundaries, OfOneCountyComeWithItsTownships) {
    const TemporaryFile file("province.geojson", province());
    MemorySink all, one;
    import_file(file.path(), Kind::boundaries, all, {});
    EXPECT_EQ(all.boundaries.size(), 6u);
    const ImportReport report = import_file(file.path(), Kind::boundaries, one, {}, 4549, {.only = "西县"});
    ASSERT_EQ(one.boundaries.size(), 3u);
    EXPECT_TRUE(one.boundaries.contains("西县"));
    EXPECT_TRUE(one.boundaries.contains("镇00"));
    EXPECT_TRUE(one.boundaries.contains("镇01"));
    EXPECT_EQ(report.notices.back().id, "import.notice.left_out");
}

TEST(Boundaries, OfACountyThatIsNotThereAreRefused) {
    const TemporaryFile file("province.geojson", province());
    MemorySink sink;
    try {
        import_file(file.path(), Kind::boundaries, sink, {}, 4549, {.only = "南县"});
        FAIL();
    } catch (const base::Error& error) {
        EXPECT_EQ(error.message().id, "import.no_such_county");
        EXPECT_TRUE(sink.boundaries.empty());
    }
}

} // namespace
} // namespace wangge::import

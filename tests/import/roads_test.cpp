// Which way a street leads, and which roads are roads.
#include "memory_sink.h"

#include <fmt/format.h>

namespace wangge::import {
namespace {

// A street from west to east as a file says it: its class under `heading`, and its direction.
model::Road imported(const std::string& heading, const std::string& direction) {
    const TemporaryFile file("roads.geojson",
                             fmt::format(R"({{"type":"FeatureCollection","features":[{{"type":"Feature",
        "properties":{{"id":"a","{}":"residential","oneway":"{}"}},
        "geometry":{{"type":"LineString","coordinates":[[120,30],[120.01,30]]}}}}]}})",
                                         heading, direction));
    MemorySink sink;
    import_file(file.path(), Kind::roads, sink, {});
    EXPECT_EQ(sink.roads.size(), 1u);
    return sink.roads.empty() ? model::Road{} : sink.roads.begin()->second;
}

bool eastward(const model::Road& road) {
    return road.line.front().x < road.line.back().x;
}

TEST(RoadDirections, AreReadAsFilesWriteThem) {
    for (const char* forward : {"yes", "1", "FT", "正向", "true"}) {
        const model::Road road = imported("highway", forward);
        EXPECT_TRUE(road.one_way) << forward;
        EXPECT_TRUE(eastward(road)) << forward;
    }
    for (const char* against : {"-1", "TF", "reverse", "逆向"}) {
        const model::Road road = imported("highway", against);
        EXPECT_TRUE(road.one_way) << against;
        EXPECT_FALSE(eastward(road)) << against;
    }
    for (const char* both : {"no", "0", "B", "双向", ""})
        EXPECT_FALSE(imported("highway", both).one_way) << both;
}

TEST(RoadDirections, OfOsmShapefilesAreLetters) {
    // There F means from the first point on and T towards it; elsewhere F is false and T is true.
    EXPECT_TRUE(imported("fclass", "F").one_way);
    EXPECT_TRUE(eastward(imported("fclass", "F")));
    EXPECT_TRUE(imported("fclass", "T").one_way);
    EXPECT_FALSE(eastward(imported("fclass", "T")));
    EXPECT_FALSE(imported("fclass", "B").one_way);
    EXPECT_FALSE(imported("highway", "F").one_way);
    EXPECT_TRUE(eastward(imported("highway", "T")));
}

TEST(OsmRoads, OfACityKeepTheirDirectionsAndClasses) {
    const auto file = shared_data() / "areas" / "porto_alegre" / "poa_osm.pbf";
    if (!std::filesystem::exists(file))
        GTEST_SKIP() << "no shared data here";
    MemorySink sink;
    import_file(file, Kind::roads, sink, {}, 31982);
    EXPECT_GT(sink.roads.size(), 15000u);
    std::map<model::RoadClass, int> classes;
    int one_way = 0, bridges = 0;
    for (const auto& [key, road] : sink.roads) {
        ++classes[road.road_class];
        one_way += road.one_way;
        bridges += road.bridge;
        EXPECT_GE(road.line.size(), 2u);
    }
    EXPECT_GT(one_way, 3000);
    EXPECT_GT(bridges, 50);
    for (const model::RoadClass each : {model::RoadClass::primary, model::RoadClass::secondary,
                                        model::RoadClass::tertiary, model::RoadClass::local, model::RoadClass::path})
        EXPECT_GT(classes[each], 50) << model::key_of(each);
}

} // namespace
} // namespace wangge::import

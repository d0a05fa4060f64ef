// Road files as they come: loops, points that repeat, classes that nobody knows, and coordinate systems that lie.
#include "base/error.h"
#include "geo/projection.h"
#include "memory_sink.h"

#include <fmt/format.h>

namespace wangge::import {
namespace {

constexpr int document_epsg = 4549; // CGCS2000, 3-degree Gauss-Krueger, 120 E

// A county of 40 km around 120.1 E 30.1 N.
model::Snapshot county() {
    model::Snapshot snapshot;
    snapshot.epsg = document_epsg;
    const geo::MapPoint middle = geo::Projection::from_epsg(document_epsg).project({120.1, 30.1});
    snapshot.county = geo::rectangle({middle.x - 20000, middle.y - 20000, middle.x + 20000, middle.y + 20000});
    return snapshot;
}

// Twenty streets of 500 m that run to the north-east, in numbers of EPSG:`epsg`; 4326 = degrees.
std::vector<geo::Polyline> streets(int epsg) {
    const auto document = geo::Projection::from_epsg(document_epsg);
    const geo::MapPoint middle = document.project({120.1, 30.1});
    std::vector<geo::Polyline> lines;
    for (int i = 0; i < 20; ++i) {
        geo::Polyline line;
        for (const double along : {0.0, 353.0}) {
            geo::MapPoint p{middle.x + 300 * i + along, middle.y - 200 * i + along};
            const geo::LonLat place = document.unproject(p);
            line.push_back(epsg == 4326 ? geo::MapPoint{place.lon, place.lat}
                                        : geo::Projection::from_epsg(epsg).project(place));
        }
        lines.push_back(line);
    }
    return lines;
}

std::string geojson(const std::vector<geo::Polyline>& lines, const std::string& crs = {}) {
    std::string text = R"({"type":"FeatureCollection",)";
    if (!crs.empty())
        text += fmt::format(R"("crs":{{"type":"name","properties":{{"name":"{}"}}}},)", crs);
    text += R"("features":[)";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string points;
        for (const geo::MapPoint p : lines[i])
            points += fmt::format("{}[{:.9f},{:.9f}]", points.empty() ? "" : ",", p.x, p.y);
        text += fmt::format(R"({}{{"type":"Feature","properties":{{"id":"r{}","highway":"residential"}},)"
                            R"("geometry":{{"type":"LineString","coordinates":[{}]}}}})",
                            i == 0 ? "" : ",", i, points);
    }
    return text + "]}";
}

// All twenty lie where they belong, to the decimetre.
void expect_at_home(const MemorySink& sink) {
    ASSERT_EQ(sink.roads.size(), 20u);
    const std::vector<geo::Polyline> wanted = streets(document_epsg);
    for (int i = 0; i < 20; ++i) {
        const geo::Polyline& line = sink.roads.at(fmt::format("r{}", i)).line;
        EXPECT_NEAR(line.front().x, wanted[static_cast<std::size_t>(i)].front().x, 0.1);
        EXPECT_NEAR(line.front().y, wanted[static_cast<std::size_t>(i)].front().y, 0.1);
    }
}

std::string refusal(const TemporaryFile& file, const Options& options = {}) {
    MemorySink sink;
    try {
        import_file(file.path(), Kind::roads, sink, county(), document_epsg, options);
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::bad_input);
        return error.message().id;
    }
    return "";
}

TEST(RoadCrs, DegreesAreTaken) {
    const TemporaryFile file("roads.geojson", geojson(streets(4326)));
    MemorySink sink;
    import_file(file.path(), Kind::roads, sink, county(), document_epsg, {.datum = geo::Datum::wgs84});
    expect_at_home(sink);
}

TEST(RoadCrs, MetresThatTheFileCallsDegreesAreReadAsMetres) {
    const TemporaryFile file("roads.geojson", geojson(streets(document_epsg)));
    MemorySink sink;
    const ImportReport report = import_file(file.path(), Kind::roads, sink, county());
    expect_at_home(sink);
    ASSERT_FALSE(report.notices.empty());
    EXPECT_EQ(report.notices.front().id, "import.notice.no_degrees");
}

TEST(RoadCrs, MetresOfTheNeighbouringZoneWithoutAWordAreBroughtHome) {
    const TemporaryFile file("roads.geojson", geojson(streets(4548)));
    MemorySink sink;
    const ImportReport report = import_file(file.path(), Kind::roads, sink, county());
    expect_at_home(sink);
    EXPECT_EQ(report.epsg, 4548);
}

TEST(RoadCrs, DegreesThatTheFileCallsMetresAreReadAsDegrees) {
    const TemporaryFile file("roads.geojson", geojson(streets(4326), "urn:ogc:def:crs:EPSG::4549"));
    MemorySink sink;
    const ImportReport report =
        import_file(file.path(), Kind::roads, sink, county(), document_epsg, {.datum = geo::Datum::wgs84});
    expect_at_home(sink);
    ASSERT_FALSE(report.notices.empty());
    EXPECT_EQ(report.notices.front().id, "import.notice.no_metres");
}

TEST(RoadCrs, SwappedAxesAreTurned) {
    std::vector<geo::Polyline> lines = streets(4326);
    for (geo::Polyline& line : lines)
        for (geo::MapPoint& p : line)
            std::swap(p.x, p.y);
    const TemporaryFile file("roads.geojson", geojson(lines));
    MemorySink sink;
    import_file(file.path(), Kind::roads, sink, county(), document_epsg, {.datum = geo::Datum::wgs84});
    expect_at_home(sink);
}

TEST(RoadCrs, AnotherZoneThanDeclaredIsRefusedAndTheRightOneNamed) {
    const TemporaryFile file("roads.geojson", geojson(streets(4549), "urn:ogc:def:crs:EPSG::4548"));
    EXPECT_EQ(refusal(file), "import.elsewhere_but");
    // Told which it is, the same file is taken.
    MemorySink sink;
    import_file(file.path(), Kind::roads, sink, county(), document_epsg, {.epsg = 4549});
    expect_at_home(sink);
}

TEST(RoadCrs, UtmThatTheFileCallsGaussKruegerIsRefusedAndNamed) {
    const TemporaryFile file("roads.geojson", geojson(streets(32651), "urn:ogc:def:crs:EPSG::4543"));
    EXPECT_EQ(refusal(file), "import.elsewhere_but");
}

TEST(RoadCrs, AWrongWordOfTheUserIsRefused) {
    const TemporaryFile file("roads.geojson", geojson(streets(4326)));
    EXPECT_EQ(refusal(file, {.epsg = 4549}), "import.elsewhere_but");
}

TEST(RoadCrs, WebMercatorThatTheFileCallsDegreesIsRefusedAndNamed) {
    const TemporaryFile file("roads.geojson", geojson(streets(3857)));
    EXPECT_EQ(refusal(file), "import.elsewhere_but");
}

TEST(RoadCrs, AStreetOfNoLengthDoesNotSaveAFileThatLiesElsewhere) {
    std::vector<geo::Polyline> lines = streets(4549);
    lines[3][1] = lines[3][0];
    const TemporaryFile file("roads.geojson", geojson(lines, "urn:ogc:def:crs:EPSG::4548"));
    EXPECT_EQ(refusal(file), "import.elsewhere_but");
}

TEST(RoadCrs, AnotherCountryIsRefused) {
    std::vector<geo::Polyline> lines = streets(4326);
    for (geo::Polyline& line : lines)
        for (geo::MapPoint& p : line)
            p.x -= 15;
    const TemporaryFile file("roads.geojson", geojson(lines));
    EXPECT_EQ(refusal(file), "import.elsewhere");
}

TEST(RoadCrs, AProvinceOfWhichTheCountyIsAPartIsClippedNotRefused) {
    std::vector<geo::Polyline> lines = streets(4326);
    for (int i = 0; i < 20; ++i)
        for (geo::MapPoint& p : lines[static_cast<std::size_t>(i)])
            p.x -= i < 15 ? 3 : 0;
    const TemporaryFile file("roads.geojson", geojson(lines));
    MemorySink sink;
    const ImportReport report = import_file(file.path(), Kind::roads, sink, county());
    EXPECT_EQ(sink.roads.size(), 5u);
    EXPECT_EQ(report.quarantined, 15);
}

TEST(RoadShapes, LoopsStayAndWhatHasNoLengthIsSetAside) {
    const std::vector<geo::Polyline> lines{
        {{120.1, 30.1}, {120.101, 30.1}, {120.101, 30.101}, {120.1, 30.1}}, // a loop
        {{120.1, 30.1}, {120.1, 30.1}},                                     // nothing
        {{120.1, 30.1}},                                                    // a point
        {{120.1, 30.1}, {120.1, 30.1}, {120.102, 30.1}},                    // a point twice
    };
    const TemporaryFile file("roads.geojson", geojson(lines));
    MemorySink sink;
    const ImportReport report = import_file(file.path(), Kind::roads, sink, county());
    EXPECT_EQ(report.read, 4);
    EXPECT_EQ(report.quarantined, 2);
    EXPECT_TRUE(sink.roads.contains("r0"));
    EXPECT_TRUE(sink.roads.contains("r3"));
}

TEST(RoadShapes, ClassesThatNobodyKnowsAreOther) {
    std::string text = geojson(streets(4326));
    for (std::size_t at; (at = text.find("residential")) != std::string::npos;)
        text.replace(at, 11, at % 2 == 0 ? "" : "moon");
    const TemporaryFile file("roads.geojson", text);
    MemorySink sink;
    import_file(file.path(), Kind::roads, sink, county());
    ASSERT_EQ(sink.roads.size(), 20u);
    for (const auto& [key, road] : sink.roads)
        EXPECT_EQ(road.road_class, model::RoadClass::other) << key;
}

} // namespace
} // namespace wangge::import

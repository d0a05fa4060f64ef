// Tables into files and back, read by GDAL and by eye.
#include "base/error.h"
#include "base/files.h"
#include "export/files.h"

#include <cpl_minixml.h>
#include <sys/resource.h>

#include <cmath>
#include <csignal>
#include <functional>

namespace wangge::exporter {
namespace {

TEST_F(Export, GisFormatsComeBackWithValuesAndPlaces) {
    const Table table = sites();
    const geo::Projection projection = geo::Projection::from_epsg(4549);
    for (const char* name : {"表 一.gpkg", "表 一.shp", "表 一.geojson", "表 一.kml"}) {
        SCOPED_TRACE(name);
        const Written written = put(table, name);
        EXPECT_EQ(written.rows, 3);
        EXPECT_EQ(written.shortened, 0);
        const Read back = read(file(name));
        ASSERT_EQ(back.rows.size(), 3u);
        const bool shp = fs::path(name).extension() == ".shp", kml = fs::path(name).extension() == ".kml";
        const auto field = [&](std::size_t row, std::string id) {
            if (shp)
                id = id.substr(0, 10) == "licence_nu" ? "licence_nu" : id == "licence_scope" ? "licence_sc" : id;
            if (kml && id == "name")
                id = "Name";
            const auto found = back.rows[row].find(id);
            return found == back.rows[row].end() ? "(none)" : found->second;
        };
        EXPECT_EQ(field(0, "name"), "云岚县“𬭎记”大药房, 东门店");
        EXPECT_EQ(field(0, "licence_number"), "浙DB512100001");
        EXPECT_EQ(field(0, "licence_scope"), "药品零售\n\"甲类\"");
        EXPECT_EQ(field(0, "hazards"), "3");
        EXPECT_EQ(field(1, "hazards"), "-7");
        EXPECT_EQ(std::stod(field(0, "score")), 0.125);
        EXPECT_EQ(std::stod(field(1, "score")), -2.5);
        EXPECT_EQ(field(0, "owner"), "王𬭎");
        EXPECT_EQ(field(0, "last_visit").substr(0, 4), "2026");
        EXPECT_NE(field(0, "last_visit").find("10"), std::string::npos);
        EXPECT_EQ(field(2, "hazards"), "(none)");
        EXPECT_EQ(field(1, "last_visit"), "(none)");
        ASSERT_TRUE(back.shapes[0] && back.shapes[1]);
        EXPECT_FALSE(back.shapes[2] && !back.shapes[2]->IsEmpty());
        for (const std::size_t row : {0u, 1u}) {
            const auto& place = *back.shapes[row]->toPoint();
            const geo::MapPoint expected = std::get<geo::MapPoint>(table.shapes[row]);
            const bool degrees = kml || fs::path(name).extension() == ".geojson";
            const geo::MapPoint got =
                degrees ? projection.project({place.getX(), place.getY()}) : geo::MapPoint{place.getX(), place.getY()};
            EXPECT_NEAR(got.x, expected.x, degrees ? 0.02 : 1e-9);
            EXPECT_NEAR(got.y, expected.y, degrees ? 0.02 : 1e-9);
        }
    }
    EXPECT_TRUE(fs::exists(file("表 一.cpg")));
    EXPECT_EQ(base::read_file(file("表 一.cpg")).substr(0, 5), "UTF-8");
}

TEST_F(Export, AreasKeepHolesAndPartsAndTheirArea) {
    Table table;
    table.id = "cells";
    table.title = "网格";
    table.columns = {{"name", "名称", ColumnType::text}};
    table.rows = {{std::string("甲")}};
    table.epsg = 4549;
    geo::MultiPolygon area = geo::rectangle({500000, 3100000, 503000, 3102000});
    area.parts[0].holes.push_back(
        {{501000, 3100500}, {501000, 3101000}, {501500, 3101000}, {501500, 3100500}, {501000, 3100500}});
    area.parts.push_back(geo::rectangle({510000, 3100000, 511000, 3101000}).parts[0]);
    table.shapes = {area};
    for (const char* name : {"a.gpkg", "a.shp"}) {
        put(table, name);
        const Read back = read(file(name));
        ASSERT_EQ(back.shapes.size(), 1u);
        EXPECT_DOUBLE_EQ(back.shapes[0]->toMultiPolygon()->get_Area(), geo::area(area).value) << name;
    }
    put(table, "a.geojson");
    const Read back = read(file("a.geojson"));
    // RFC 7946: outer rings counter-clockwise, holes clockwise.
    const OGRPolygon* first = back.shapes[0]->toMultiPolygon()->getGeometryRef(0);
    EXPECT_FALSE(first->getExteriorRing()->isClockwise());
    EXPECT_TRUE(first->getInteriorRing(0)->isClockwise());
    OGRSpatialReference crs;
    const Dataset dataset = open(file("a.gpkg"));
    EXPECT_STREQ(dataset->GetLayer(0)->GetSpatialRef()->GetAuthorityCode(nullptr), "4549");
}
TEST_F(Export, CsvIsReadByExcelAndHoldsNoFormula) {
    put(sites(), "登记 册.csv");
    const std::string bytes = base::read_file(file("登记 册.csv"));
    EXPECT_EQ(bytes,
              "\xEF\xBB\xBF"
              "名称,许可证号,经营范围,隐患数,得分,上次检查,电话,负责人\r\n"
              "\"云岚县“𬭎记”大药房, "
              "东门店\",浙DB512100001,\"药品零售\n\"\"甲类\"\"\",3,0.125,2026-10-31,12900000001,王𬭎\r\n"
              "\"'=HYPERLINK(\"\"http://x\"\")\",'-12,'+86@,-7,-2.500,,12900000002,欧阳娜\r\n"
              "'@无位置,,'\t=1,,,1999-02-28,12900000003,Ann Lee\r\n");
}

TEST_F(Export, XlsxKeepsTypesAndWritesNoFormula) {
    Table second = sites();
    second.title = "监管对象"; // the same title twice needs two sheet names
    const std::vector<Table> tables{sites(), second};
    base::QuietFeedback quiet;
    write(tables, file("台账.xlsx"), {}, quiet);
    const Dataset book = open(file("台账.xlsx"));
    ASSERT_TRUE(book);
    ASSERT_EQ(book->GetLayerCount(), 2);
    const Read back = read(file("台账.xlsx"));
    ASSERT_EQ(back.rows.size(), 3u);
    EXPECT_EQ(back.rows[0].at("名称"), "云岚县“𬭎记”大药房, 东门店");
    EXPECT_EQ(back.rows[1].at("名称"), "=HYPERLINK(\"http://x\")");
    EXPECT_EQ(back.rows[0].at("隐患数"), "3");
    EXPECT_EQ(back.rows[0].at("上次检查"), "2026/10/31");
    EXPECT_EQ(back.rows[2].at("上次检查"), "1999/02/28");
    OGRLayer* layer = book->GetLayer(0);
    EXPECT_EQ(layer->GetLayerDefn()->GetFieldDefn(layer->FindFieldIndex("上次检查", true))->GetType(), OFTDate);
    VSILFILE* sheet = VSIFOpenL(("/vsizip/" + file("台账.xlsx").string() + "/xl/worksheets/sheet1.xml").c_str(), "rb");
    ASSERT_TRUE(sheet);
    std::string xml(1 << 20, '\0');
    xml.resize(VSIFReadL(xml.data(), 1, xml.size(), sheet));
    VSIFCloseL(sheet);
    EXPECT_EQ(xml.find("<f>"), std::string::npos);
    EXPECT_NE(xml.find("state=\"frozen\""), std::string::npos);
    EXPECT_NE(xml.find("<autoFilter"), std::string::npos);
}

TEST_F(Export, SameTableSameBytes) {
    for (const char* extension : {".gpkg", ".shp", ".geojson", ".kml", ".csv", ".xlsx"}) {
        const std::string name = std::string("t") + extension;
        put(sites(), name);
        std::map<fs::path, std::string> first;
        for (const auto& entry : fs::directory_iterator(m_folder))
            first[entry.path()] = base::read_file(entry.path());
        ::sleep(extension == std::string(".gpkg") || extension == std::string(".xlsx") ? 2 : 0);
        put(sites(), name);
        for (const auto& [path, bytes] : first)
            EXPECT_EQ(base::read_file(path) == bytes, true) << path;
    }
}

std::string failure(const std::function<void()>& run, base::ErrorKind kind) {
    try {
        run();
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), kind) << error.what();
        return error.message().id;
    }
    return "(no error)";
}

TEST_F(Export, WhatCannotBeWrittenIsSaid) {
    base::QuietFeedback quiet;
    const Table table = sites();
    Table placeless = table;
    placeless.shapes.clear();
    const std::vector<Table> two{table, table};
    EXPECT_EQ(failure([&] { put(table, "a.dwg"); }, base::ErrorKind::bad_input), "export.unknown_format");
    EXPECT_EQ(failure([&] { put(table, "a"); }, base::ErrorKind::bad_input), "export.unknown_format");
    EXPECT_EQ(failure([&] { put(placeless, "a.shp"); }, base::ErrorKind::bad_input), "export.no_places");
    EXPECT_EQ(failure([&] { write(two, file("a.csv"), {}, quiet); }, base::ErrorKind::bad_input), "export.one_table");
    for (const char* name : {"no/folder/a.gpkg", "no/folder/a.csv", "no/folder/a.xlsx", "no/folder/a.geojson"})
        EXPECT_EQ(failure([&] { put(table, name); }, base::ErrorKind::environment), "base.cannot_write") << name;
    fs::create_directory(file("taken.csv"));
    EXPECT_EQ(failure([&] { put(table, "taken.csv"); }, base::ErrorKind::environment), "base.cannot_write");
    EXPECT_EQ(files_in_folder(), 1u);
}

// A disk that fills up while a file is written, played by the limit on the size of a file.
TEST_F(Export, FullDiskLeavesTheOldFile) {
    Table big = sites();
    for (int i = 0; i < 4000; ++i) {
        big.rows.push_back(big.rows[0]);
        for (std::size_t c = 0; c < 3; ++c) // so that packing does not make it small
            big.rows.back()[c] = std::to_string(i * 2654435761u % 999983) + "-" + std::to_string(i);
        big.shapes.push_back(big.shapes[0]);
    }
    for (const char* name : {"d.gpkg", "d.shp", "d.geojson", "d.kml", "d.csv", "d.xlsx"}) {
        SCOPED_TRACE(name);
        base::write_file(file(name), "old");
        std::string said;
        {
            const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
            rlimit old{};
            ::getrlimit(RLIMIT_FSIZE, &old);
            rlimit small = old;
            small.rlim_cur = 20000;
            ::setrlimit(RLIMIT_FSIZE, &small);
            said = failure([&] { put(big, name); }, base::ErrorKind::environment);
            ::setrlimit(RLIMIT_FSIZE, &old);
            std::signal(SIGXFSZ, old_handler);
        }
        EXPECT_EQ(said, "base.cannot_write");
        EXPECT_TRUE(base::read_file(file(name)) == "old");
        fs::remove(file(name));
        EXPECT_EQ(files_in_folder(), 0u);
    }
}

TEST_F(Export, ShapefileCutsLongTextsBetweenCharactersAndCountsThem) {
    Table table = sites();
    std::string longest;
    for (int i = 0; i < 100; ++i)
        longest += "网";
    table.rows[0][0] = longest;
    EXPECT_EQ(put(table, "l.shp").shortened, 1);
    EXPECT_EQ(read(file("l.shp")).rows[0].at("name"), longest.substr(0, 252));
}

TEST_F(Export, ShapefileFieldNamesAreShortAndUnique) {
    Table table = sites();
    table.columns[1].id = "licence_scope_a";
    table.columns[2].id = "licence_scope_b";
    put(table, "n.shp");
    const Read back = read(file("n.shp"));
    EXPECT_EQ(back.rows[0].at("licence_sc"), "浙DB512100001");
    EXPECT_EQ(back.rows[0].at("licence_s1"), "药品零售\n\"甲类\"");
}

} // namespace
} // namespace wangge::exporter

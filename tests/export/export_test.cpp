#include "base/error.h"
#include "base/files.h"
#include "export/export.h"
#include "export/public_copy.h"
#include "geo/projection.h"

#include <cpl_minixml.h>
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <sys/resource.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <functional>
#include <map>

namespace wangge::exporter {
namespace {
namespace fs = std::filesystem;
using model::ColumnType;
using model::Table;

// A folder of its own with a blank and Chinese characters in its name.
class Export : public testing::Test {
protected:
    void SetUp() override {
        GDALAllRegister();
        m_folder = fs::temp_directory_path() / ("wangge 导出 " + std::to_string(::getpid()) + "-" +
                                                testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }
    fs::path file(const std::string& name) const { return m_folder / name; }
    std::size_t files_in_folder() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(m_folder), fs::directory_iterator()));
    }
    Written put(const Table& table, const std::string& name, bool public_copy = false) {
        base::QuietFeedback quiet;
        return write({&table, 1}, file(name), {public_copy}, quiet);
    }
    fs::path m_folder;
};

Table sites() {
    Table t;
    t.id = "sites";
    t.title = "监管对象";
    t.columns = {{"name", "名称", ColumnType::text},
                 {"licence_number", "许可证号", ColumnType::text},
                 {"licence_scope", "经营范围", ColumnType::text},
                 {"hazards", "隐患数", ColumnType::integer},
                 {"score", "得分", ColumnType::real, false, 3},
                 {"last_visit", "上次检查", ColumnType::date},
                 {"phone", "电话", ColumnType::text, true},
                 {"owner", "负责人", ColumnType::text}};
    t.columns.back().person_name = true;
    t.epsg = 4549;
    t.rows = {{std::string("云岚县“𬭎记”大药房, 东门店"), std::string("浙DB512100001"),
               std::string("药品零售\n\"甲类\""), std::int64_t{3}, 0.125, std::string("2026-10-31"),
               std::string("12900000001"), std::string("王𬭎")},
              {std::string("=HYPERLINK(\"http://x\")"), std::string("-12"), std::string("+86@"), std::int64_t{-7}, -2.5,
               model::Value(), std::string("12900000002"), std::string("欧阳娜")},
              {std::string("@无位置"), model::Value(), std::string("\t=1"), model::Value(), model::Value(),
               std::string("1999-02-28"), std::string("12900000003"), std::string("Ann Lee")}};
    t.shapes = {geo::MapPoint{520000.25, 3150000.5}, geo::MapPoint{498765.125, 3123456.75}, model::Shape()};
    return t;
}

using Dataset = std::unique_ptr<GDALDataset, decltype(&GDALClose)>;
Dataset open(const fs::path& path) {
    return {static_cast<GDALDataset*>(GDALOpenEx(path.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr)), &GDALClose};
}

// Rows of the first layer as texts by field name, and the geometry as WKT, all read by GDAL.
struct Read {
    std::vector<std::map<std::string, std::string>> rows;
    std::vector<std::string> wkt;
    std::vector<std::unique_ptr<OGRGeometry>> shapes;
};
Read read(const fs::path& path) {
    Read result;
    const Dataset dataset = open(path);
    EXPECT_TRUE(dataset) << path;
    if (!dataset)
        return result;
    for (const auto& feature : dataset->GetLayer(0)) {
        auto& row = result.rows.emplace_back();
        for (int i = 0; i < feature->GetFieldCount(); ++i)
            if (feature->IsFieldSetAndNotNull(i))
                row[feature->GetFieldDefnRef(i)->GetNameRef()] = feature->GetFieldAsString(i);
        result.shapes.emplace_back(feature->GetGeometryRef() ? feature->GetGeometryRef()->clone() : nullptr);
    }
    return result;
}

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

// Two classes of shops and one of unknown kind.
Table styled_sites() {
    Table table = sites();
    table.columns.push_back({"kind", "类别", ColumnType::text});
    table.rows[0].emplace_back(std::string("药店 & \"诊所\""));
    table.rows[1].emplace_back(std::string("医院"));
    table.rows[2].emplace_back(std::string("其他"));
    return table;
}

TableLook look_of_sites() {
    TableLook look{"sites", "kind", {}, "name"};
    style::Rule shop, hospital;
    shop.symbol = style::Symbol{style::SymbolShape::pharmacy, {38, 146, 105, 255}, {255, 255, 255, 255}, {14}};
    shop.label = style::Label{{10, 20, 30, 255}, {255, 255, 255, 255}};
    hospital.symbol = style::Symbol{style::SymbolShape::hospital, {145, 44, 40, 128}, {255, 255, 255, 255}, {15}};
    look.classes = {{"药店 & \"诊所\"", "药店", shop, "<svg/>"}, {"医院", "医院", hospital, "<svg/>"}};
    return look;
}

TEST_F(Export, GeoPackageCarriesTheStyleThatQgisOpens) {
    base::QuietFeedback quiet;
    const Table table = styled_sites();
    write({&table, 1}, file("图.gpkg"), {false, {look_of_sites()}}, quiet);
    EXPECT_EQ(read(file("图.gpkg")).rows.size(), 3u); // the layer comes back as without a style
    const std::unique_ptr<GDALDataset, decltype(&GDALClose)> dataset(
        GDALDataset::Open(file("图.gpkg").c_str(), GDAL_OF_VECTOR), &GDALClose);
    OGRLayer* styles = dataset->GetLayerByName("layer_styles");
    ASSERT_NE(styles, nullptr);
    ASSERT_EQ(styles->GetFeatureCount(), 1);
    // QGIS asks so for the style of a layer.
    styles->SetAttributeFilter("f_table_schema='' AND f_table_name='sites' AND f_geometry_column='geom' AND "
                               "useAsDefault=1");
    const std::unique_ptr<OGRFeature, decltype(&OGRFeature::DestroyFeature)> row(styles->GetNextFeature(),
                                                                                 &OGRFeature::DestroyFeature);
    ASSERT_NE(row, nullptr);
    CPLXMLNode* tree = CPLParseXMLString(row->GetFieldAsString("styleQML"));
    ASSERT_NE(tree, nullptr) << CPLGetLastErrorMsg();
    const CPLXMLNode* renderer = CPLGetXMLNode(tree, "=qgis.renderer-v2");
    ASSERT_NE(renderer, nullptr);
    EXPECT_STREQ(CPLGetXMLValue(renderer, "attr", ""), "kind");
    std::vector<std::string> values;
    for (const CPLXMLNode* each = CPLGetXMLNode(renderer, "categories")->psChild; each; each = each->psNext)
        values.emplace_back(CPLGetXMLValue(each, "value", ""));
    EXPECT_EQ(values, (std::vector<std::string>{"药店 & \"诊所\"", "医院"}));
    EXPECT_NE(CPLGetXMLNode(renderer, "symbols.symbol.layer"), nullptr);
    EXPECT_STREQ(CPLGetXMLValue(tree, "=qgis.labeling.settings.text-style.fieldName", ""), "name");
    CPLDestroyXMLNode(tree);
    const std::string bytes = base::read_file(file("图.gpkg"));
    write({&table, 1}, file("图.gpkg"), {false, {look_of_sites()}}, quiet);
    EXPECT_EQ(base::read_file(file("图.gpkg")), bytes);
}

TEST_F(Export, KmlHasTheColoursOfTheStyle) {
    base::QuietFeedback quiet;
    const Table table = styled_sites();
    write({&table, 1}, file("图.kml"), {false, {look_of_sites()}}, quiet);
    EXPECT_EQ(read(file("图.kml")).rows.size(), 3u);
    const std::string text = base::read_file(file("图.kml"));
    EXPECT_NE(text.find("<Style id=\"sites-1\"><IconStyle><color>80282c91</color>"), std::string::npos)
        << "opacity, blue, green, red";
    const auto placemark = [&](std::size_t number) {
        std::size_t at = 0;
        for (std::size_t i = 0; i <= number; ++i)
            at = text.find("<Placemark>", at) + 1;
        return text.substr(at, text.find("</Placemark>", at) - at);
    };
    EXPECT_NE(placemark(0).find("<styleUrl>#sites-0</styleUrl>"), std::string::npos);
    EXPECT_NE(placemark(1).find("<styleUrl>#sites-1</styleUrl>"), std::string::npos);
    EXPECT_EQ(placemark(2).find("<styleUrl>"), std::string::npos);
}

// A KMZ: what the KML holds, and beside it a picture for each class that has one.
TEST_F(Export, KmzBringsItsSymbolsAlong) {
    base::QuietFeedback quiet;
    const Table table = styled_sites();
    TableLook look = look_of_sites();
    look.classes[0].picture = "not looked into";
    write({&table, 1}, file("图 标.kmz"), {false, {look}}, quiet);
    write({&table, 1}, file("图.kml"), {false, {look}}, quiet);
    const Read kmz = read(file("图 标.kmz")), kml = read(file("图.kml"));
    ASSERT_EQ(kmz.rows.size(), 3u);
    for (std::size_t i = 0; i < kmz.rows.size(); ++i) {
        for (const auto& [field, value] : kml.rows[i])
            if (kmz.rows[i].contains(field)) {
                EXPECT_EQ(kmz.rows[i].at(field), value) << field;
            }
        EXPECT_EQ(kmz.shapes[i] == nullptr, kml.shapes[i] == nullptr);
        if (kmz.shapes[i]) {
            EXPECT_TRUE(kmz.shapes[i]->Equals(kml.shapes[i].get()));
        }
    }
    EXPECT_EQ(files_in_folder(), 2u);
    const auto part = [&](const std::string& name) {
        const fs::path path = "/vsizip/{" + file("图 标.kmz").string() + "}/" + name;
        VSILFILE* in = VSIFOpenL(path.c_str(), "rb");
        if (!in)
            return std::string("none");
        std::string bytes(100000, '\0');
        bytes.resize(VSIFReadL(bytes.data(), 1, bytes.size(), in));
        VSIFCloseL(in);
        return bytes;
    };
    EXPECT_EQ(part("icons/sites-0.png"), "not looked into");
    EXPECT_EQ(part("icons/sites-1.png"), "none") << "a class without a picture keeps its colour";
    const std::string text = part("doc.kml");
    EXPECT_NE(text.find("<Icon><href>icons/sites-0.png</href></Icon>"), text.npos);
    EXPECT_NE(text.find("<Style id=\"sites-1\"><IconStyle><color>80282c91</color>"), text.npos);
    // The same table, the same bytes.
    const std::string bytes = base::read_file(file("图 标.kmz"));
    write({&table, 1}, file("图 标.kmz"), {false, {look}}, quiet);
    EXPECT_EQ(base::read_file(file("图 标.kmz")), bytes);
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

TEST_F(Export, PublicCopyHoldsNoPersonalValue) {
    const Table table = sites();
    for (const char* name : {"p.gpkg", "p.shp", "p.geojson", "p.kml", "p.csv", "p.xlsx"}) {
        const Written written = put(table, name, true);
        EXPECT_EQ(written.withheld, 1) << name;
    }
    // Every byte of every file, the parts of the Shapefile and the inside of the workbook too.
    std::string all;
    for (const auto& entry : fs::directory_iterator(m_folder))
        all += base::read_file(entry.path());
    for (const char* part : {"sharedStrings.xml", "worksheets/sheet1.xml"}) {
        VSILFILE* inside = VSIFOpenL(("/vsizip/" + file("p.xlsx").string() + "/xl/" + part).c_str(), "rb");
        ASSERT_TRUE(inside) << part;
        std::string xml(1 << 20, '\0');
        all += xml.substr(0, VSIFReadL(xml.data(), 1, xml.size(), inside));
        all += xml;
        VSIFCloseL(inside);
    }
    for (const char* personal :
         {"12900000001", "12900000002", "12900000003", "王𬭎", "欧阳娜", "Ann Lee", "Lee", "电话"})
        EXPECT_EQ(all.find(personal), std::string::npos) << personal;
    EXPECT_NE(all.find("王某"), std::string::npos);
    EXPECT_NE(all.find("欧阳某"), std::string::npos);
    // The same search finds them in the full copy, so it can fail.
    put(table, "full.csv");
    EXPECT_NE(base::read_file(file("full.csv")).find("12900000002"), std::string::npos);
}

TEST(PublicCopy, NamesKeepTheSurname) {
    EXPECT_EQ(masked_names("王小明"), "王某");
    EXPECT_EQ(masked_names("欧阳娜"), "欧阳某");
    EXPECT_EQ(masked_names("欧阳"), "欧某");
    EXPECT_EQ(masked_names("王小明、上官云"), "王某、上官某");
    EXPECT_EQ(masked_names(""), "");
    EXPECT_EQ(masked_names("𠮷田"), "𠮷某");
}

TEST(PublicCopy, HomesAreLeftOut) {
    Table table = sites();
    table.personal_shapes = true;
    std::int64_t withheld = 0;
    EXPECT_TRUE(public_copy(table, withheld).shapes.empty());
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

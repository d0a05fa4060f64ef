// Styles that leave with the data: GeoPackage for QGIS, KML and KMZ.
#include "base/files.h"
#include "export/files.h"

#include <cmath>

namespace wangge::exporter {
namespace {

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

} // namespace
} // namespace wangge::exporter

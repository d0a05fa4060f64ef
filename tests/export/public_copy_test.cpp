// What strangers must not find in a public copy.
#include "base/files.h"
#include "export/files.h"
#include "export/public_copy.h"

namespace wangge::exporter {
namespace {

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

} // namespace
} // namespace wangge::exporter

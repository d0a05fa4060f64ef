// How a document's map looks, from the command line: base maps, layers, style.
#include "support/program.h"

#include <algorithm>
#include <fstream>
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>

namespace wangge::test {
namespace {

// A picture in degrees around the document's middle, red everywhere.
void write_picture(const std::filesystem::path& file, double lon, double lat) {
    GDALAllRegister();
    constexpr int side = 64;
    GDALDataset* made =
        GetGDALDriverManager()->GetDriverByName("GTiff")->Create(file.c_str(), side, side, 3, GDT_Byte, nullptr);
    double affine[6] = {lon - 0.5, 1.0 / side, 0, lat + 0.5, 0, -1.0 / side};
    made->SetGeoTransform(affine);
    OGRSpatialReference crs;
    crs.importFromEPSG(4490);
    made->SetSpatialRef(&crs);
    made->GetRasterBand(1)->Fill(200);
    made->GetRasterBand(2)->Fill(20);
    made->GetRasterBand(3)->Fill(20);
    GDALClose(made);
}

class Look : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_EQ(run_wangge({"new", m_project, "--crs", "EPSG:4549", "--name", "图"}).code, 0);
        std::ofstream(m_folder / "villages.csv")
            << "code,name,lon,lat,population\n330123101001,甲村,119.9,31.2,900\n"
               "330123101002,乙村,119.95,31.25,400\n330123101003,丙村,119.85,31.15,700\n";
        ASSERT_EQ(run_wangge({"import", m_project, "villages", file("villages.csv"), "--datum", "cgcs2000"}).code, 0);
    }
    std::string file(const char* name) const { return (m_folder / name).string(); }
    Outcome with(std::vector<std::string> words) const {
        words.insert(words.begin() + 1, m_project);
        words.push_back("--json");
        return run_wangge(words);
    }
    std::string error_of(const std::vector<std::string>& words, int code = 2) const {
        const Outcome outcome = with(words);
        EXPECT_EQ(outcome.code, code) << outcome.out << outcome.err;
        return outcome.code == 0 ? "" : outcome.json()["error"]["code"].get<std::string>();
    }
    std::string drawn(const char* name) const {
        const Outcome outcome = with({"map", file(name), "--width-px", "300", "--height-px", "240"});
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        return text_of(m_folder / name);
    }

    TemporaryFolder m_folder;
    std::string m_project = (m_folder / "图.wangge").string();
};

TEST_F(Look, ABaseMapIsReferredToAndShown) {
    write_picture(m_folder / "照片.tif", 119.9, 31.2);
    const std::string before = drawn("before.png");
    const Outcome imported = with({"import", "basemap", file("照片.tif")});
    ASSERT_EQ(imported.code, 0) << imported.err;
    EXPECT_EQ(imported.json()["crs"], "EPSG:4490");
    EXPECT_EQ(imported.json()["format"], "GTiff");
    EXPECT_NE(drawn("with.png"), before);
    EXPECT_EQ(with({"basemaps"}).json()["shown"], 1);
    // It fades away with its layer.
    ASSERT_EQ(with({"layers", "--opacity", "basemap=0"}).code, 0);
    EXPECT_EQ(drawn("faded.png"), before);
    ASSERT_EQ(with({"layers", "--reset"}).code, 0);
    // A document that moves with its picture finds it.
    std::filesystem::create_directories(m_folder / "moved");
    std::filesystem::rename(m_project, m_folder / "moved" / "图.wangge");
    std::filesystem::rename(m_folder / "照片.tif", m_folder / "moved" / "照片.tif");
    m_project = (m_folder / "moved" / "图.wangge").string();
    EXPECT_EQ(with({"basemaps"}).json()["shown"], 1);
    // Gone: the map says so and is drawn without; who asks for it by name is told that it failed.
    std::filesystem::remove(m_folder / "moved" / "照片.tif");
    const Outcome without = with({"map", file("without.png"), "--width-px", "300", "--height-px", "240"});
    ASSERT_EQ(without.code, 0);
    EXPECT_EQ(without.json()["notices"][0]["id"], "geo.no_such_picture");
    EXPECT_EQ(text_of(m_folder / "without.png"), before);
    EXPECT_EQ(error_of({"map", file("x.png"), "--layers", "basemap"}, 3), "geo.no_such_picture");
    // One step of the history each.
    ASSERT_EQ(with({"basemaps", "--remove", "1"}).code, 0);
    EXPECT_EQ(with({"basemaps"}).json()["basemaps"], 0);
    ASSERT_EQ(with({"undo"}).code, 0);
    EXPECT_EQ(with({"basemaps"}).json()["basemaps"], 1);
}

TEST_F(Look, BaseMapsThatCannotBe) {
    write_picture(m_folder / "far.tif", 100, 20);
    EXPECT_EQ(error_of({"import", "basemap", file("far.tif")}), "basemap.elsewhere");
    EXPECT_EQ(error_of({"import", "basemap", file("villages.csv")}), "geo.not_a_picture");
    EXPECT_EQ(error_of({"import", "basemap", file("none.tif")}, 3), "geo.no_such_picture");
    EXPECT_EQ(error_of({"basemaps", "--remove", "1"}), "basemap.no_such");
}

TEST_F(Look, StyleIsChangedShownAndResetInTheDocument) {
    const std::string before = drawn("a.png");
    const Outcome set = with({"style", "set", "villages.symbol.size", "20"});
    ASSERT_EQ(set.code, 0) << set.err;
    EXPECT_EQ(set.json()["style"]["light"]["villages.symbol.size"], "20");
    EXPECT_EQ(set.json()["style"]["dark"]["villages.symbol.size"], "20"); // a size holds for both themes
    ASSERT_EQ(with({"style", "set", "villages.symbol.colour", "#C0410B"}).code, 0);
    EXPECT_FALSE(with({"style", "show"}).json()["style"]["dark"].contains("villages.symbol.colour"));
    ASSERT_EQ(with({"style", "set", "land.fill.colour", "#C0D0E0"}).code, 0);
    EXPECT_TRUE(drawn("b.png") != before);
    // A kind that has no rule of its own begins as a copy of the general one.
    ASSERT_EQ(with({"style", "set", "sites.wholesale.symbol.colour", "#102051"}).code, 0);
    ASSERT_EQ(with({"style", "reset", "villages.symbol.size"}).code, 0);
    EXPECT_FALSE(with({"style", "show"}).json()["style"]["light"].contains("villages.symbol.size"));
    ASSERT_EQ(with({"style", "reset"}).code, 0);
    EXPECT_EQ(with({"style", "show"}).json()["changes"], 0);
    EXPECT_EQ(drawn("c.png"), before);
    // No step of the history: undo takes the villages back and not the style.
    EXPECT_EQ(with({"history"}).json()["entries"].size(), 1u);
}

TEST_F(Look, AWrongKeyIsAnErrorWithItsPath) {
    const Outcome wrong = with({"style", "set", "roads.primary.line.widht", "5"});
    EXPECT_EQ(wrong.code, 2);
    EXPECT_EQ(wrong.json()["error"]["code"], "style.unknown_key");
    EXPECT_EQ(wrong.json()["error"]["where"], "roads.primary.line.widht");
    EXPECT_EQ(error_of({"style", "set", "raods.line.width", "5"}), "style.bad_value");
    EXPECT_EQ(error_of({"style", "set", "roads.primary.line.width", "red"}), "style.bad_value");
    EXPECT_EQ(error_of({"style", "set", "roads..width", "5"}), "style.bad_name");
    EXPECT_EQ(error_of({"style", "set", "roads.primary.line.width"}), "app.missing_parameter");
    EXPECT_EQ(with({"style", "show"}).json()["changes"], 0);
}

TEST_F(Look, LayersKeepOrderOpacityAndPoints) {
    const Outcome set = with({"layers", "--order", "cells,roads", "--opacity", "relief=0.5,sites=0.8", "--points",
                              "sites=density,people=groups", "--kernel-m", "1500"});
    ASSERT_EQ(set.code, 0) << set.err;
    const nlohmann::json kept = with({"layers"}).json();
    const auto place = [&](const char* layer) {
        return std::find(kept["order"].begin(), kept["order"].end(), layer) - kept["order"].begin();
    };
    EXPECT_LT(place("cells"), place("roads")); // top first
    EXPECT_EQ(kept["opacity"]["relief"], 0.5);
    EXPECT_EQ(kept["points"]["sites"], "density");
    EXPECT_EQ(kept["kernel_m"], 1500);
    EXPECT_EQ(error_of({"layers", "--order", "raods"}), "render.unknown_layer");
    EXPECT_EQ(error_of({"layers", "--opacity", "roads=2"}), "app.bad_value");
    EXPECT_EQ(error_of({"layers", "--points", "roads=density"}), "app.bad_value");
    ASSERT_EQ(with({"layers", "--reset"}).code, 0);
    EXPECT_FALSE(with({"layers"}).json().contains("opacity"));
}

} // namespace
} // namespace wangge::test

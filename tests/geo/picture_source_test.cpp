#include "geo/picture_source.h"

#include "base/error.h"

#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <gdal_utils.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

namespace wangge::geo {
namespace {

// A county near 119.9 E, 31.2 N.
constexpr double west = 119.8, north = 31.3, degree = 0.001;
constexpr int side = 220;

class Pictures : public testing::Test {
protected:
    void SetUp() override {
        GDALAllRegister();
        m_folder = std::filesystem::temp_directory_path() / fmt::format("wangge_pictures_{}", getpid());
        std::filesystem::create_directories(m_folder);
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    // Red counts columns, green rows; blue is 77.
    std::filesystem::path geotiff(const char* name, int epsg = 4326) {
        const std::filesystem::path file = m_folder / name;
        GDALDataset* made =
            GetGDALDriverManager()->GetDriverByName("GTiff")->Create(file.c_str(), side, side, 3, GDT_Byte, nullptr);
        double affine[6] = {west, degree, 0, north, 0, -degree};
        made->SetGeoTransform(affine);
        OGRSpatialReference crs;
        if (epsg != 0 && crs.importFromEPSG(epsg) == OGRERR_NONE)
            made->SetSpatialRef(&crs);
        std::vector<std::uint8_t> bytes(side * side);
        for (int band = 1; band <= 3; ++band) {
            for (int i = 0; i < side * side; ++i)
                bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(band == 1   ? i % side
                                                                               : band == 2 ? i / side
                                                                                           : 77);
            EXPECT_EQ(made->GetRasterBand(band)->RasterIO(GF_Write, 0, 0, side, side, bytes.data(), side, side,
                                                          GDT_Byte, 0, 0, nullptr),
                      CE_None);
        }
        GDALClose(made);
        return file;
    }

    std::filesystem::path converted(const std::filesystem::path& from, const char* name,
                                    std::initializer_list<const char*> arguments) {
        const std::filesystem::path file = m_folder / name;
        CPLStringList list;
        for (const char* argument : arguments)
            list.AddString(argument);
        GDALTranslateOptions* options = GDALTranslateOptionsNew(list.List(), nullptr);
        GDALDatasetH source = GDALOpen(from.c_str(), GA_ReadOnly);
        GDALClose(GDALTranslate(file.c_str(), source, options, nullptr));
        GDALClose(source);
        GDALTranslateOptionsFree(options);
        return file;
    }

    // The county's middle in 120 x 90 pixels of 100 m.
    std::vector<std::uint8_t> read(const PictureSource& source) {
        std::vector<std::uint8_t> rgba(width * height * 4);
        base::QuietFeedback quiet;
        EXPECT_TRUE(source.read(m_box, width, height, rgba, quiet));
        return rgba;
    }
    LonLat place(int column, int row) const {
        return m_plane.unproject({m_box.min_x + (column + 0.5) * 100, m_box.max_y - (row + 0.5) * 100});
    }
    // Largest difference of red and green from what the place calls for; blue and alpha must be right.
    double worst(const std::vector<std::uint8_t>& rgba, Datum datum = Datum::wgs84) const {
        double result = 0;
        for (int row = 0; row < height; ++row)
            for (int column = 0; column < width; ++column) {
                const std::uint8_t* p = &rgba[static_cast<std::size_t>(row * width + column) * 4];
                const LonLat at = from_wgs84(place(column, row), datum);
                result = std::max({result, std::abs(p[0] - ((at.lon - west) / degree - 0.5)),
                                   std::abs(p[1] - ((north - at.lat) / degree - 0.5)), std::abs(p[2] - 77.0),
                                   std::abs(p[3] - 255.0)});
            }
        return result;
    }

    static constexpr int width = 120, height = 90;
    std::filesystem::path m_folder;
    Projection m_plane = Projection::from_epsg(4549);
    MapPoint m_middle = m_plane.project({119.9, 31.2});
    Box m_box{m_middle.x - 6000, m_middle.y - 4500, m_middle.x + 6000, m_middle.y + 4500};
};

TEST_F(Pictures, EveryPixelIsThatOfItsPlace) {
    const PictureSource source(geotiff("a.tif"), {}, m_plane);
    EXPECT_EQ(source.crs(), "EPSG:4326");
    EXPECT_EQ(source.format(), "GTiff");
    EXPECT_NEAR(source.finest_pixel().value, std::sqrt(110860 * 95200.0) * degree, 1);
    EXPECT_TRUE(source.bounds().contains(m_plane.project({119.81, 31.29})));
    EXPECT_LT(worst(read(source)), 1.05); // rounding in two steps, and the net's chords
}

TEST_F(Pictures, GdalWarpsToTheSame) {
    // Another program's way to the same picture.
    const std::filesystem::path file = geotiff("a.tif");
    CPLStringList list;
    for (const std::string& word :
         {std::string("-of"), std::string("MEM"), std::string("-t_srs"), std::string("EPSG:4549"), std::string("-r"),
          std::string("bilinear"), std::string("-te"), fmt::format("{}", m_box.min_x), fmt::format("{}", m_box.min_y),
          fmt::format("{}", m_box.max_x), fmt::format("{}", m_box.max_y), std::string("-ts"), std::to_string(width),
          std::to_string(height)})
        list.AddString(word.c_str());
    GDALWarpAppOptions* options = GDALWarpAppOptionsNew(list.List(), nullptr);
    GDALDatasetH from = GDALOpen(file.c_str(), GA_ReadOnly);
    GDALDatasetH warped = GDALWarp("", nullptr, 1, &from, options, nullptr);
    GDALWarpAppOptionsFree(options);
    std::vector<std::uint8_t> red(width * height);
    ASSERT_EQ(GDALRasterIO(GDALGetRasterBand(warped, 1), GF_Read, 0, 0, width, height, red.data(), width, height,
                           GDT_Byte, 0, 0),
              CE_None);
    GDALClose(warped);
    GDALClose(from);
    const std::vector<std::uint8_t> ours = read(PictureSource(file, {}, m_plane));
    for (std::size_t i = 0; i < red.size(); ++i)
        ASSERT_NEAR(red[i], ours[4 * i], 1) << i;
}

TEST_F(Pictures, TilesOfAGeoPackageInDegrees) {
    const std::filesystem::path file =
        converted(geotiff("a.tif", 4490), "a.gpkg", {"-of", "GPKG", "-co", "TILE_FORMAT=PNG"});
    const PictureSource source(file, {}, m_plane);
    EXPECT_EQ(source.crs(), "EPSG:4490");
    EXPECT_LT(worst(read(source)), 1.05);
}

TEST_F(Pictures, TilesOfWebMercator) {
    const std::filesystem::path file =
        converted(geotiff("a.tif"), "a.mbtiles", {"-of", "MBTILES", "-co", "TILE_FORMAT=PNG"});
    const PictureSource source(file, {}, m_plane);
    EXPECT_EQ(source.crs(), "EPSG:3857");
    // The tiles were resampled once when they were made.
    EXPECT_LT(worst(read(source)), 1.6);
}

TEST_F(Pictures, ShiftedMapsAreMovedBack) {
    // A picture whose places stand on GCJ-02: what shows the county's middle lies some 500 m away in it.
    const std::filesystem::path file = geotiff("a.tif");
    EXPECT_LT(worst(read(PictureSource(file, {"", 0, Datum::gcj02}, m_plane)), Datum::gcj02), 1.05);
    EXPECT_GT(worst(read(PictureSource(file, {}, m_plane)), Datum::gcj02), 3);
}

// One level of a matrix in degrees, 256-pixel tiles of one colour: red is the column, green the row from the south.
class DegreeMatrix : public Pictures {
protected:
    std::filesystem::path tiles(const char* name, double tile, int zoom, const char* metadata) {
        const std::filesystem::path file = m_folder / name;
        GDALDataset* made = GetGDALDriverManager()->GetDriverByName("SQLite")->Create(
            (m_folder / "tiles.sqlite").c_str(), 0, 0, 0, GDT_Unknown, nullptr);
        const auto run = [&](const std::string& sql) { made->ExecuteSQL(sql.c_str(), nullptr, nullptr); };
        run("CREATE TABLE metadata (name TEXT, value TEXT)");
        run("CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)");
        if (*metadata)
            run(metadata);
        const int first_column = static_cast<int>((119.7 + 180) / tile),
                  first_row = static_cast<int>((31.0 + 90) / tile);
        for (int column = 0; column < 6; ++column)
            for (int row = 0; row < 6; ++row) {
                GDALDataset* tile_picture =
                    GetGDALDriverManager()->GetDriverByName("MEM")->Create("", 256, 256, 3, GDT_Byte, nullptr);
                tile_picture->GetRasterBand(1)->Fill(first_column + column - base_column(tile));
                tile_picture->GetRasterBand(2)->Fill(first_row + row - base_row(tile));
                tile_picture->GetRasterBand(3)->Fill(77);
                GDALClose(GetGDALDriverManager()->GetDriverByName("PNG")->CreateCopy("/vsimem/t.png", tile_picture,
                                                                                     FALSE, nullptr, nullptr, nullptr));
                GDALClose(tile_picture);
                vsi_l_offset size = 0;
                const GByte* bytes = VSIGetMemFileBuffer("/vsimem/t.png", &size, FALSE);
                std::string hex;
                for (vsi_l_offset i = 0; i < size; ++i)
                    hex += fmt::format("{:02X}", bytes[i]);
                run(fmt::format("INSERT INTO tiles VALUES ({}, {}, {}, X'{}')", zoom, first_column + column,
                                first_row + row, hex));
                VSIUnlink("/vsimem/t.png");
            }
        GDALClose(made);
        std::filesystem::rename(m_folder / "tiles.sqlite", file);
        return file;
    }
    static int base_column(double tile) { return static_cast<int>((119.7 + 180) / tile) - 50; }
    static int base_row(double tile) { return static_cast<int>((31.0 + 90) / tile) - 50; }

    // Pixels well inside a tile must have its colour.
    void check(const PictureSource& source, double tile) {
        const std::vector<std::uint8_t> rgba = read(source);
        int checked = 0;
        for (int row = 0; row < height; ++row)
            for (int column = 0; column < width; ++column) {
                const LonLat at = place(column, row);
                const double u = (at.lon + 180) / tile, v = (at.lat + 90) / tile;
                if (std::abs(u - std::round(u)) < 0.02 || std::abs(v - std::round(v)) < 0.02)
                    continue;
                const std::uint8_t* p = &rgba[static_cast<std::size_t>(row * width + column) * 4];
                ASSERT_EQ(p[0], static_cast<int>(u) - base_column(tile)) << column << " " << row;
                ASSERT_EQ(p[1], static_cast<int>(v) - base_row(tile)) << column << " " << row;
                ++checked;
            }
        EXPECT_GT(checked, width * height / 2);
    }
};

TEST_F(DegreeMatrix, OfChineseServices) {
    const double tile = 360 / 4096.0;
    const auto file = tiles("c.mbtiles", tile, 12, "INSERT INTO metadata VALUES ('crs', 'EPSG:4490')");
    const PictureSource source(file, {}, m_plane);
    EXPECT_EQ(source.crs(), "EPSG:4490");
    check(source, tile);
    // A file that does not say so is taken at the user's word.
    const auto silent = tiles("d.mbtiles", tile, 12, "");
    check(PictureSource(silent, {"", 4490, Datum::cgcs2000}, m_plane), tile);
}

TEST_F(DegreeMatrix, OfTheGeodeticProfile) {
    const double tile = 180 / 2048.0;
    check(PictureSource(tiles("e.mbtiles", tile, 11, "INSERT INTO metadata VALUES ('profile', 'global-geodetic')"), {},
                        m_plane),
          tile);
}

TEST_F(DegreeMatrix, ToldByItsBounds) {
    const double tile = 360 / 4096.0, w = std::floor((119.7 + 180) / tile) * tile - 180,
                 s = std::floor((31.0 + 90) / tile) * tile - 90;
    const std::string bounds =
        fmt::format("INSERT INTO metadata VALUES ('bounds', '{},{},{},{}')", w, s, w + 6 * tile, s + 6 * tile);
    check(PictureSource(tiles("f.mbtiles", tile, 12, bounds.c_str()), {}, m_plane), tile);
}

TEST_F(Pictures, WhatCannotBeShownSaysWhy) {
    const auto code_of = [&](const std::filesystem::path& file) {
        try {
            PictureSource(file, {}, m_plane);
        } catch (const base::Error& error) {
            return error.message().id;
        }
        return std::string();
    };
    EXPECT_EQ(code_of(m_folder / "gone.tif"), "geo.no_such_picture");
    CPLString text = (m_folder / "text.tif").string();
    VSILFILE* file = VSIFOpenL(text.c_str(), "w");
    VSIFWriteL("no picture", 1, 10, file);
    VSIFCloseL(file);
    EXPECT_EQ(code_of(text.c_str()), "geo.not_a_picture");
    EXPECT_EQ(code_of(geotiff("plain.tif", 0)), "geo.picture_without_crs");
    const PictureSource source(geotiff("b.tif"), {}, m_plane);
    std::vector<std::uint8_t> rgba(16 * 16 * 4, 9);
    base::QuietFeedback quiet;
    const MapPoint far = m_plane.project({121, 33});
    EXPECT_FALSE(source.read({far.x, far.y, far.x + 100, far.y + 100}, 16, 16, rgba, quiet));
    EXPECT_EQ(rgba[0], 0);
}

} // namespace
} // namespace wangge::geo

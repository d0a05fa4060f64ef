// Pictures of a tiny county against kept ones. A mismatch writes what was drawn and where it differs beside the test
// program; WANGGE_GOLDEN=write keeps the new pictures.
#include "base/feedback.h"
#include "render/image.h"
#include "render/painter.h"
#include "tiny_county.h"

#include <cstdlib>
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>
#include <unistd.h>

namespace {

using namespace wangge;
using namespace wangge::render;

struct GoldenCase {
    const char* name;
    const char* theme;
    AreaFill fill;
    double device_scale;
    double shown;          // share of the county
    const char* what = ""; // besides the fill
};

// A picture in degrees under the county: stripes that a wrong place or scale would shift.
std::shared_ptr<BaseMap> striped_base_map(int epsg) {
    GDALAllRegister();
    const std::string file = "/tmp/wangge_golden_base_map_" + std::to_string(getpid()) + ".tif";
    constexpr int side = 200;
    GDALDataset* made =
        GetGDALDriverManager()->GetDriverByName("GTiff")->Create(file.c_str(), side, side, 3, GDT_Byte, nullptr);
    const geo::Projection plane = geo::Projection::from_epsg(epsg);
    const geo::LonLat corner = plane.unproject({40499000, 3599000});
    double affine[6] = {corner.lon, 0.0005, 0, corner.lat, 0, -0.0005};
    made->SetGeoTransform(affine);
    OGRSpatialReference crs;
    crs.importFromEPSG(4490);
    made->SetSpatialRef(&crs);
    std::vector<std::uint8_t> band(side * side);
    for (int b = 1; b <= 3; ++b) {
        for (int i = 0; i < side * side; ++i)
            band[static_cast<std::size_t>(i)] =
                static_cast<std::uint8_t>((i % side / 20 + i / side / 20) % 2 ? 225 - 20 * b : 130 + 30 * b);
        EXPECT_EQ(made->GetRasterBand(b)->RasterIO(GF_Write, 0, 0, side, side, band.data(), side, side, GDT_Byte, 0, 0,
                                                   nullptr),
                  CE_None);
    }
    GDALClose(made);
    auto map =
        std::make_shared<BaseMap>(std::make_shared<const geo::PictureSource>(file, geo::PictureOptions{}, plane));
    std::filesystem::remove(file); // it is open
    return map;
}

class Golden : public testing::TestWithParam<GoldenCase> {};

void add_what(const std::string& what, const model::Snapshot& county, SceneOptions& options) {
    if (what == "density") {
        options.blind_areas.clear();
        options.rings.clear();
        options.points = {{"sites", PointMode::density}};
        options.kernel = {900};
    } else if (what == "links") {
        options.rings.clear();
        for (std::size_t i = 0; i < county.people.size(); ++i)
            options.rings.push_back({county.people.point(i), {1200}, false});
        for (std::size_t i = 0; i < county.sites.size(); i += 3)
            options.links.push_back({county.sites.point(i), county.people.point(i % county.people.size())});
    } else if (what == "base_map") {
        options.blind_areas.clear();
        options.base_maps = {striped_base_map(county.epsg)};
        options.opacity = {{"basemap", 0.7}};
    } else if (what == "reordered") {
        // Roads under the fill, which is half clear; boundaries below all.
        options.order = {"roads", "boundaries", "cells"};
        options.opacity = {{"cells", 0.6}, {"sites", 0.4}, {"labels", 0.7}};
    }
    if (options.fill == AreaFill::area_type)
        for (std::size_t i = 0; i < 16; ++i)
            options.area_types.push_back(static_cast<model::AreaType>(i % 4));
    if (options.fill == AreaFill::workload)
        for (int i = 0; i < 16; ++i)
            options.values.push_back(40.0 * (i * 7 % 16));
}

SceneOptions options_for(AreaFill fill, const model::Snapshot& county) {
    SceneOptions options;
    options.fill = fill;
    options.texts = {"北", "公里", "米"};
    if (fill == AreaFill::coverage)
        for (int i = 0; i < 16; ++i) {
            options.values.push_back(300.0 * i);
            options.states.push_back(i > 12   ? model::CoverState::uncovered
                                     : i > 10 ? model::CoverState::over_capacity
                                              : model::CoverState::covered);
        }
    if (fill == AreaFill::none) {
        options.blind_areas = {{3, model::BlindSpotKind::contact},
                               {7, model::BlindSpotKind::supply},
                               {11, model::BlindSpotKind::responsibility},
                               {15, model::BlindSpotKind::visit},
                               {12, model::BlindSpotKind::unmapped}};
        options.rings = {{county.villages.point(7), {1500}, true}};
    }
    return options;
}

TEST_P(Golden, PictureIsAsKept) {
    const GoldenCase& c = GetParam();
    const model::Snapshot county = test::tiny_county();
    base::QuietFeedback quiet;
    SceneOptions options = options_for(c.fill, county);
    add_what(c.what, county, options);
    const Scene scene = build_scene(county, style::Style::named(c.theme), options, quiet);
    geo::Box box = scene.extent;
    const double cut = (1 - c.shown) / 2;
    box = box.grown(-cut * box.width());
    const View view = view_of(box, 400, 300, c.device_scale);
    load_base_maps(scene, view, quiet);
    const Image got = draw_offscreen(scene, view);

    const std::filesystem::path kept =
        std::filesystem::path(WANGGE_TESTS_DIR) / "golden" / (std::string(c.name) + ".png");
    if (const char* mode = std::getenv("WANGGE_GOLDEN"); mode && std::string(mode) == "write") {
        write_png(got, kept);
        return;
    }
    ASSERT_TRUE(std::filesystem::exists(kept)) << kept;
    // Another rasteriser rounds rims and another FreeType hints letters a little differently; a missing layer, a wrong
    // colour or a shift of a pixel is far more than that.
    const Difference diff = difference(read_png(kept), got, 24);
    if (diff.share > 0.012) {
        write_png(got, std::string(c.name) + ".got.png");
        write_png(diff.picture, std::string(c.name) + ".difference.png");
        ADD_FAILURE() << c.name << ": " << diff.share * 100 << " % of the pixels differ; see " << c.name
                      << ".difference.png in " << std::filesystem::current_path();
    }
}

INSTANTIATE_TEST_SUITE_P(Maps, Golden,
                         testing::Values(GoldenCase{"assignment_light", "light", AreaFill::assignment, 1, 1},
                                         GoldenCase{"assignment_dark", "dark", AreaFill::assignment, 1, 1},
                                         GoldenCase{"coverage_light", "light", AreaFill::coverage, 1, 1},
                                         GoldenCase{"blind_spots_light", "light", AreaFill::none, 1, 1},
                                         GoldenCase{"blind_spots_dark_near_double", "dark", AreaFill::none, 2, 0.6},
                                         GoldenCase{"workload_light", "light", AreaFill::workload, 1, 1},
                                         GoldenCase{"area_type_light", "light", AreaFill::area_type, 1, 1},
                                         GoldenCase{"code_dark", "dark", AreaFill::code, 1, 1},
                                         GoldenCase{"density_light", "light", AreaFill::none, 1, 1, "density"},
                                         GoldenCase{"rings_and_links_light", "light", AreaFill::none, 1, 1, "links"},
                                         GoldenCase{"base_map_light", "light", AreaFill::none, 1, 1, "base_map"},
                                         GoldenCase{"reordered_light", "light", AreaFill::assignment, 1, 1,
                                                    "reordered"}),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(GoldenPictures, ASmallMoveIsSeen) {
    const model::Snapshot county = test::tiny_county();
    base::QuietFeedback quiet;
    const Scene scene =
        build_scene(county, style::Style::named("light"), options_for(AreaFill::assignment, county), quiet);
    View view = view_of(scene.extent, 400, 300);
    const Image here = draw_offscreen(scene, view);
    EXPECT_EQ(difference(here, draw_offscreen(scene, view), 0).share, 0); // the same twice
    view.centre.x += 1.5 * view.per_pixel.value;
    EXPECT_GT(difference(here, draw_offscreen(scene, view), 24).share, 0.02);
}

TEST(GoldenPictures, NothingJittersFarFromTheOrigin) {
    // The same county moved by whole pixels, 40 million metres from the origin, looks the same there.
    const model::Snapshot county = test::tiny_county();
    base::QuietFeedback quiet;
    SceneOptions options = options_for(AreaFill::assignment, county);
    options.layers = {"cells", "roads", "water", "boundaries"};
    const Scene scene = build_scene(county, style::Style::named("light"), options, quiet);
    View view{{40504000, 3594000}, {30}, 200, 200, 1};
    const Image here = draw_offscreen(scene, view);
    view.centre = {40504000 + 30 * 40, 3594000};
    const Image there = draw_offscreen(scene, view);
    std::size_t different = 0;
    for (int y = 0; y < 200; ++y)
        for (int x = 0; x < 160; ++x)
            for (int c = 0; c < 3; ++c)
                different += std::abs(here.at(x + 40, y)[c] - there.at(x, y)[c]) > 8;
    EXPECT_LT(different, 200u * 160 * 3 / 500);
}

} // namespace

// Pictures of a tiny county against kept ones. A mismatch writes what was drawn and where it differs beside the test
// program; WANGGE_GOLDEN=write keeps the new pictures.
#include "base/feedback.h"
#include "render/image.h"
#include "render/painter.h"
#include "tiny_county.h"

#include <cstdlib>
#include <gtest/gtest.h>

namespace {

using namespace wangge;
using namespace wangge::render;

struct GoldenCase {
    const char* name;
    const char* theme;
    AreaFill fill;
    double device_scale;
    double shown; // share of the county
};

class Golden : public testing::TestWithParam<GoldenCase> {};

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
        options.selected_villages = {7};
    }
    if (fill == AreaFill::assignment)
        options.selected_cells = {6};
    return options;
}

TEST_P(Golden, PictureIsAsKept) {
    const GoldenCase& c = GetParam();
    const model::Snapshot county = test::tiny_county();
    base::QuietFeedback quiet;
    const Scene scene = build_scene(county, style::Style::named(c.theme), options_for(c.fill, county), quiet);
    geo::Box box = scene.extent;
    const double cut = (1 - c.shown) / 2;
    box = box.grown(-cut * box.width());
    const Image got = draw_offscreen(scene, view_of(box, 400, 300, c.device_scale));

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
                                         GoldenCase{"blind_spots_dark_near_double", "dark", AreaFill::none, 2, 0.6}),
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

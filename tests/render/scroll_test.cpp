// A picture that was scrolled together is the picture drawn in one piece.
#include "base/feedback.h"
#include "render/map_surface.h"
#include "render/offscreen.h"
#include "tiny_county.h"

#include <epoxy/gl.h>
#include <gtest/gtest.h>

namespace {

using namespace wangge;
using namespace wangge::render;

class Scrolling : public testing::Test {
protected:
    static Scene scene() {
        const model::Snapshot county = test::tiny_county();
        base::QuietFeedback quiet;
        SceneOptions options;
        options.fill = AreaFill::assignment;
        options.layers = default_layers(options.fill);
        options.layers.insert("sites");
        options.blind_areas = {{2, model::BlindSpotKind::supply}, {5, model::BlindSpotKind::contact}};
        return build_scene(county, style::Style::named("light"), options, quiet);
    }
    static Image shown(const MapSurface& surface, const Offscreen& target, const View& view) {
        surface.show(view, 0, 0, target.height());
        return target.read();
    }
};

TEST_F(Scrolling, LeavesNoSeam) {
    const Scene map = scene();
    const Offscreen target(400, 300);
    const auto backend = make_gl_backend();
    Painter painter(*backend);
    MapSurface scrolled;
    View view = view_of(map.extent, 400, 300);
    view.per_pixel = view.per_pixel * 0.613;
    scrolled.draw(painter, map, view);
    EXPECT_EQ(scrolled.drawn_pixels(), 400 * 300);
    const auto pan = [&](int dx, int dy) {
        view.centre.x -= dx * view.per_pixel.value;
        view.centre.y += dy * view.per_pixel.value;
        view = scrolled.snapped(view);
        ASSERT_TRUE(scrolled.can_scroll(painter, map, view));
        scrolled.draw(painter, map, view);
        EXPECT_EQ(scrolled.drawn_pixels(), std::abs(dx) * (300 - std::abs(dy)) + std::abs(dy) * 400);
    };
    for (const auto& [dx, dy] : {std::pair(16, 0), {-7, 5}, {0, -31}, {-60, -1}, {3, 40}, {1, 0}})
        pan(dx, dy);
    const Image together = shown(scrolled, target, view);
    MapSurface whole;
    whole.draw(painter, map, view);
    EXPECT_LE(difference(shown(whole, target, view), together, 2).share, 3e-5); // rims of lines may round the other way
    // And it is not one colour.
    EXPECT_GT(difference(together, Image(400, 300), 2).share, 0.5);
}

TEST_F(Scrolling, DrawsAfreshWhereItMust) {
    const Scene map = scene();
    const Offscreen target(400, 300);
    const auto backend = make_gl_backend();
    Painter painter(*backend);
    MapSurface surface;
    View view = view_of(map.extent, 400, 300);
    EXPECT_FALSE(surface.shows(map, view));
    surface.draw(painter, map, view);
    EXPECT_TRUE(surface.shows(map, view));
    View other = view;
    other.per_pixel = view.per_pixel * 1.01; // another scale
    EXPECT_FALSE(surface.can_scroll(painter, map, other));
    other = view;
    other.centre.x += 0.4 * view.per_pixel.value; // not by whole pixels
    EXPECT_FALSE(surface.can_scroll(painter, map, other));
    EXPECT_TRUE(surface.shows(map, surface.snapped(other)));
    other.centre.x = view.centre.x + 300 * view.per_pixel.value; // beyond what names were laid out for
    EXPECT_FALSE(surface.can_scroll(painter, map, other));
    const Scene second = scene();
    EXPECT_FALSE(surface.shows(second, view));
    EXPECT_FALSE(surface.can_scroll(painter, second, view));
}

} // namespace

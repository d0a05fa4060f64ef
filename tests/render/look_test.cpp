// Order, opacity, ways to show points, densities and road numbers of a scene.
#include "base/error.h"
#include "base/feedback.h"
#include "render/overlay.h"
#include "render/painter.h"
#include "render/scene_parts.h"
#include "tiny_county.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <set>

namespace wangge::render {
namespace {

Scene scene_of(const model::Snapshot& county, const SceneOptions& options) {
    base::QuietFeedback quiet;
    return build_scene(county, style::Style::named("light"), options, quiet);
}

TEST(Order, MovedLayersTakeEachOthersPlaces) {
    EXPECT_EQ(ground_order({}), ground_layers());
    // Bottom first: cells above roads, everything else where it was.
    const std::vector<std::string> order = ground_order({"roads", "cells"});
    const auto place = [&](const char* name) { return std::find(order.begin(), order.end(), name) - order.begin(); };
    EXPECT_LT(place("roads"), place("cells"));
    EXPECT_EQ(place("roads"),
              std::find(ground_layers().begin(), ground_layers().end(), "cells") - ground_layers().begin());
    EXPECT_EQ(place("relief"), 1);
    EXPECT_EQ(order.size(), ground_layers().size());
    EXPECT_EQ(ground_order({"nothing", "roads", "roads"}), ground_layers());
}

TEST(Order, TheSceneDrawsInIt) {
    const model::Snapshot county = test::tiny_county();
    SceneOptions options;
    options.layers = {"cells", "roads"};
    options.fill = AreaFill::code;
    const auto first_fill = [&](const Scene& scene) {
        std::size_t i = 0;
        while (i < scene.steps.size() && !std::holds_alternative<FillStep>(scene.steps[i].what))
            ++i;
        return i;
    };
    EXPECT_EQ(first_fill(scene_of(county, options)), 0u);
    options.order = {"roads", "cells"};
    EXPECT_GT(first_fill(scene_of(county, options)), 0u);
}

// What a faded layer covers of itself - casings under road fills, one road under another - does not show through: the
// picture lies evenly between the ground alone and the ground with the full layer.
TEST(Opacity, HoldsForTheLayerAsAWhole) {
    const model::Snapshot county = test::tiny_county();
    SceneOptions options;
    options.layers = {"roads", "cells"};
    options.fill = AreaFill::code;
    const View view = view_of(geo::bounds(county.county), 300, 300);
    const Image full = draw_offscreen(scene_of(county, options), view);
    options.opacity = {{"roads", 0.5}};
    const Image half = draw_offscreen(scene_of(county, options), view);
    options.opacity = {{"roads", 0}};
    const Image none = draw_offscreen(scene_of(county, options), view);
    int on_roads = 0;
    for (std::size_t i = 0; i < full.bytes.size(); ++i) {
        EXPECT_NEAR(half.bytes[i], (full.bytes[i] + none.bytes[i]) / 2, 2) << i;
        on_roads += std::abs(full.bytes[i] - none.bytes[i]) > 40;
    }
    EXPECT_GT(on_roads, 1000);
}

TEST(Shelf, OtherColoursTakeTheSameMeshes) {
    const model::Snapshot county = test::tiny_county();
    SceneOptions options;
    options.fill = AreaFill::code;
    options.shelf = std::make_shared<MeshShelf>();
    const auto lines = [](const Scene& scene) {
        std::vector<const LineMesh*> list;
        for (const Step& step : scene.steps)
            if (const auto* line = std::get_if<LineStep>(&step.what))
                list.push_back(line->mesh.get());
        return list;
    };
    const View view = view_of(geo::bounds(county.county), 200, 200);
    const Scene first = scene_of(county, options);
    options.fill = AreaFill::assignment;
    const Scene second = scene_of(county, options);
    std::size_t shared = 0;
    const auto before = lines(first), after = lines(second);
    for (const LineMesh* mesh : before)
        shared += std::find(after.begin(), after.end(), mesh) != after.end();
    EXPECT_EQ(shared, before.size());
    EXPECT_GT(shared, 8u);
    // And they are what would be made without a shelf.
    const Image kept = draw_offscreen(second, view);
    options.shelf = nullptr;
    EXPECT_EQ(difference(draw_offscreen(scene_of(county, options), view), kept, 0).share, 0);
}

TEST(Shelf, FingerprintsTellShapesApart) {
    const geo::MultiPolygon square = test::square(0, 0, 10);
    geo::MultiPolygon holed = square, moved = square;
    holed.parts.front().holes.push_back(test::square(2, 2, 3).parts.front().outer);
    moved.parts.front().outer[1].x += 1e-9;
    std::set<std::uint64_t> prints;
    for (const geo::MultiPolygon& area : {square, holed, moved})
        prints.insert(Fingerprint("a").add(area).value());
    prints.insert(Fingerprint("b").add(square).value());
    prints.insert(Fingerprint("a").add(square).add(square).value());
    EXPECT_EQ(prints.size(), 5u);
    EXPECT_TRUE(prints.contains(Fingerprint("a").add(geo::MultiPolygon(square)).value()));
}

TEST(Shelf, WhatNoSceneUsesGoes) {
    MeshShelf shelf;
    int made = 0;
    const auto ask = [&] { return *shelf.find<int>(Fingerprint("x"), [&] { return ++made; }); };
    EXPECT_EQ(ask(), 1);
    for (int i = 0; i < 5; ++i)
        shelf.next_scene();
    EXPECT_EQ(ask(), 1);
    for (int i = 0; i < 20; ++i)
        shelf.next_scene();
    EXPECT_EQ(ask(), 2);
}

TEST(Points, AKindFollowsItsGroupUntilItHasItsOwn) {
    model::Snapshot county = test::tiny_county();
    SceneOptions options;
    options.layers = {"sites"};
    const auto grouped = [&] {
        std::vector<bool> list;
        for (const PointSet& set : scene_of(county, options).points)
            list.push_back(set.grouped);
        return list;
    };
    const std::vector<bool> usual = grouped();
    ASSERT_GT(usual.size(), 1u);
    EXPECT_EQ(std::count(usual.begin(), usual.end(), true), static_cast<std::ptrdiff_t>(usual.size()));
    options.points = {{"sites", PointMode::symbols}};
    const std::vector<bool> plain = grouped();
    EXPECT_EQ(std::count(plain.begin(), plain.end(), true), 0);
    options.points["sites." + std::string(model::key_of(county.sites.kind[0]))] = PointMode::groups;
    const std::vector<bool> mixed = grouped();
    EXPECT_EQ(std::count(mixed.begin(), mixed.end(), true), 1);
}

// What a surface's texel says in points a square kilometre is not kept, so the picture is judged by where it is strong.
TEST(Density, StandsWhereThePointsAre) {
    model::Snapshot county = test::tiny_county();
    SceneOptions options;
    options.layers = {"sites"};
    options.points = {{"sites", PointMode::density}};
    options.kernel = {500};
    const Scene scene = scene_of(county, options);
    ASSERT_EQ(scene.heats.size(), 1u);
    EXPECT_EQ(scene.heats[0].layer, "sites");
    EXPECT_EQ(scene.heats[0].kernel.value, 500);
    EXPECT_TRUE(scene.points.empty());
    // One point alone has 3 / (pi r^2) at its middle; the top is a round number at or above the greatest value.
    EXPECT_GE(scene.heats[0].top, 3e6 / (std::numbers::pi * 500 * 500) * 0.9);
    const auto* step = std::get_if<PictureStep>(&scene.steps.front().what);
    ASSERT_TRUE(step);
    const auto alpha = [&](geo::MapPoint p) {
        const int x = static_cast<int>((p.x - step->box.min_x) / step->box.width() * step->image->width),
                  y = static_cast<int>((step->box.max_y - p.y) / step->box.height() * step->image->height);
        return x < 0 || y < 0 || x >= step->image->width || y >= step->image->height ? 0 : step->image->at(x, y)[3];
    };
    for (std::size_t i = 0; i < county.sites.size(); ++i)
        if (county.sites.placed(i)) {
            EXPECT_GT(alpha(county.sites.point(i)), 0) << i;
        }
    // Beyond the kernel's reach of every point there is nothing.
    EXPECT_EQ(step->image->at(0, 0)[3], 0);
}

TEST(Shields, NumbersAreFoundInNames) {
    EXPECT_EQ(route_number("G312"), "G312");
    EXPECT_EQ(route_number("沿江路（G312;S13）"), "G312");
    EXPECT_EQ(route_number("312国道"), "G312");
    EXPECT_EQ(route_number("省道211"), "S211");
    EXPECT_EQ(route_number("BR-116"), "BR-116");
    EXPECT_EQ(route_number("RN 2"), "RN 2");
    EXPECT_EQ(route_number("人民路"), "");
    EXPECT_EQ(route_number("Avenida 3"), "");
    EXPECT_EQ(route_number("G"), "");
    EXPECT_EQ(route_number(""), "");
}

Overlay lay_out_at(const Scene& scene, const View& view) {
    GlyphAtlas glyphs;
    SpriteAtlas sprites;
    return lay_out(scene, view, glyphs, sprites);
}

model::Snapshot villages_at(const std::vector<std::pair<geo::MapPoint, double>>& places) {
    model::Snapshot county;
    auto& v = county.villages;
    for (const auto& [at, population] : places) {
        v.id.push_back({static_cast<std::int64_t>(v.size()) + 1});
        v.x.push_back(at.x);
        v.y.push_back(at.y);
        v.population.push_back(population);
        v.area.emplace_back();
        v.name.push_back("村庄" + std::to_string(v.x.size()));
    }
    return county;
}

// Where the map has the names.
std::map<std::string, geo::MapPoint> name_places(const Overlay& overlay, const View& view) {
    std::map<std::string, geo::MapPoint> list;
    for (const Overlay::Text& text : overlay.texts)
        list[text.text] = view.point_at(text.box.min_x, text.box.min_y);
    return list;
}

View view_of_names(geo::MapPoint centre) {
    View view;
    view.width = 800;
    view.height = 600;
    view.per_pixel = {10};
    view.centre = centre;
    return view;
}

TEST(Labels, NamesStayWhereTheyStoodWhileTheMapIsPanned) {
    std::uint32_t random = 7;
    const auto next = [&](double side) {
        random = random * 1664525 + 1013904223;
        return side * (random >> 8) / (1 << 24);
    };
    std::vector<std::pair<geo::MapPoint, double>> places;
    for (int i = 0; i < 9000; ++i) {
        const double x = next(20000), y = next(20000);
        places.push_back({{x, y}, next(5000)});
    }
    SceneOptions options;
    options.layers = {"villages", "labels"};
    const Scene scene = scene_of(villages_at(places), options);
    const View view = view_of_names({9000, 10000}), moved = view_of_names({9000 + 2600, 10000 - 1300});
    GlyphAtlas glyphs;
    SpriteAtlas sprites;
    const Overlay first = lay_out(scene, view, glyphs, sprites, OverlayPart::map);
    const Overlay second = lay_out(scene, moved, glyphs, sprites, OverlayPart::map, first.anchors);
    const auto here = name_places(first, view), there = name_places(second, moved);
    const geo::Box both{moved.box().min_x, view.box().min_y, view.box().max_x, moved.box().max_y};
    int kept = 0;
    for (const auto& [name, at] : here) {
        if (!both.grown(-400).contains(at))
            continue;
        ASSERT_TRUE(there.contains(name)) << name;
        EXPECT_NEAR(there.at(name).x, at.x, 0.5) << name;
        EXPECT_NEAR(there.at(name).y, at.y, 0.5) << name;
        ++kept;
    }
    EXPECT_GT(kept, 30);
    EXPECT_GT(there.size(), here.size() / 2); // and new ones came
}

// A greater village that comes into sight would take the lesser one's place, were that not held.
TEST(Labels, AGreaterNewcomerDoesNotPushAName) {
    SceneOptions options;
    options.layers = {"villages", "labels"};
    const Scene scene = scene_of(villages_at({{{0, 0}, 100}, {{-90, -122}, 9000}}), options);
    // The first at 20 pixels left of the view, where its name reaches in; the second beyond what is laid out.
    const View view = view_of_names({4200, 0}), moved = view_of_names({3000, 0});
    GlyphAtlas glyphs;
    SpriteAtlas sprites;
    const Overlay first = lay_out(scene, view, glyphs, sprites, OverlayPart::map);
    const auto here = name_places(first, view);
    const auto anew = name_places(lay_out(scene, moved, glyphs, sprites, OverlayPart::map), moved);
    const auto held = name_places(lay_out(scene, moved, glyphs, sprites, OverlayPart::map, first.anchors), moved);
    ASSERT_TRUE(here.contains("村庄1"));
    ASSERT_FALSE(here.contains("村庄2"));
    ASSERT_TRUE(anew.contains("村庄2"));
    EXPECT_TRUE(!anew.contains("村庄1") || std::abs(anew.at("村庄1").x - here.at("村庄1").x) > 100);
    ASSERT_TRUE(held.contains("村庄1"));
    EXPECT_NEAR(held.at("村庄1").x, here.at("村庄1").x, 0.5);
    EXPECT_TRUE(held.contains("村庄2")); // it finds another place
}

TEST(Shields, StayWhileTheMapIsPannedAndKeepApart) {
    model::Snapshot county;
    county.roads.push_back({});
    county.roads[0].name = "G312";
    county.roads[0].road_class = model::RoadClass::trunk;
    county.roads[0].line = {{0, 0}, {20000, 3000}, {60000, 0}};
    SceneOptions options;
    options.layers = {"roads", "shields"};
    const Scene scene = scene_of(county, options);
    View view{{30000, 1000}, {40}, 900, 600, 1};
    const auto places = [&] {
        std::vector<geo::MapPoint> list;
        for (const Overlay::Text& text : lay_out_at(scene, view).texts)
            if (text.text == "G312")
                list.push_back(
                    view.point_at((text.box.min_x + text.box.max_x) / 2, (text.box.min_y + text.box.max_y) / 2));
        return list;
    };
    const std::vector<geo::MapPoint> here = places();
    ASSERT_GT(here.size(), 1u);
    for (std::size_t i = 0; i < here.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            EXPECT_GT(std::hypot(here[i].x - here[k].x, here[i].y - here[k].y) / 40, 200);
    view.centre.x += 40 * 40;
    const std::vector<geo::MapPoint> there = places();
    int kept = 0;
    for (const geo::MapPoint a : here)
        for (const geo::MapPoint b : there)
            kept += std::hypot(a.x - b.x, a.y - b.y) < 2 * 40;
    EXPECT_GE(kept, static_cast<int>(here.size()) - 1);
}

TEST(Groups, CountsAndShareThatIsMissing) {
    // Eight sites on one spot in a hatched village.
    model::Snapshot county = test::tiny_county();
    SceneOptions options;
    options.layers = {"sites", "blind_spots"};
    for (std::size_t v = 0; v < county.villages.size(); ++v)
        options.blind_areas.push_back({static_cast<model::Row>(v), model::BlindSpotKind::contact});
    const Scene scene = scene_of(county, options);
    EXPECT_FALSE(scene.crowd.missing.empty());
    EXPECT_EQ(scene.crowd.missing.size(), scene.crowd.x.size());
    options.blind_areas.clear();
    EXPECT_TRUE(scene_of(county, options).crowd.missing.empty());
}

TEST(Labels, RareCharactersAreDrawn) {
    // Characters that place names need and small fonts lack: each is a drawn glyph and not the box for "missing".
    GlyphAtlas glyphs;
    const TextFace face{16 * 64, false, false};
    const Glyph missing = glyphs.glyph(U'\U0010FFFD', face);
    for (const char32_t c : {U'𬭎', U'䶮', U'㛃', U'𬒈', U'圐'}) {
        const Glyph& glyph = glyphs.glyph(c, face);
        EXPECT_GT(glyph.width, 8) << static_cast<unsigned>(c);
        EXPECT_FALSE(glyph.width == missing.width && glyph.height == missing.height && glyph.left == missing.left &&
                     glyph.top == missing.top)
            << static_cast<unsigned>(c);
    }
}

} // namespace
} // namespace wangge::render

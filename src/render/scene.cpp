#include "render/scene.h"

#include "base/error.h"
#include "render/scene_parts.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace wangge::render {

namespace {

geo::Box extent_of(const model::Snapshot& snapshot) {
    geo::Box box = geo::bounds(snapshot.county);
    if (!box.empty())
        return box;
    const auto add = [&](const std::vector<double>& x, const std::vector<double>& y) {
        for (std::size_t i = 0; i < x.size(); ++i)
            if (!std::isnan(x[i]))
                box.add(geo::MapPoint{x[i], y[i]});
    };
    add(snapshot.sites.x, snapshot.sites.y);
    add(snapshot.villages.x, snapshot.villages.y);
    add(snapshot.people.x, snapshot.people.y);
    for (const model::Cell& cell : snapshot.cells)
        box.add(geo::bounds(cell.area));
    for (const model::Road& road : snapshot.roads)
        for (const geo::MapPoint p : road.line)
            box.add(p);
    return box;
}

void check_layers(const std::set<std::string, std::less<>>& layers) {
    const std::vector<std::string>& known = layer_names();
    for (const std::string& layer : layers)
        if (std::find(known.begin(), known.end(), layer) == known.end()) {
            std::string list;
            for (const std::string& name : known)
                list += (list.empty() ? "" : " ") + name;
            base::fail_input("render.unknown_layer", {{"layer", layer}, {"known", list}}, "layers");
        }
}

} // namespace

std::set<std::string, std::less<>> default_layers(AreaFill fill) {
    std::set<std::string, std::less<>> layers{"relief",      "water",  "roads",     "boundaries", "cells",
                                              "villages",    "seats",  "links",     "labels",     "reach",
                                              "blind_spots", "plates", "scale_bar", "north_arrow"};
    switch (fill) {
    case AreaFill::assignment:
    case AreaFill::workload:
        layers.insert("people.inspector");
        break;
    case AreaFill::coverage:
        layers.insert({"people.informant", "sites.hospital"});
        break;
    case AreaFill::area_type:
        layers.insert("sites.hospital");
        break;
    case AreaFill::none:
    case AreaFill::code:
        layers.insert({"sites", "people.inspector"});
        break;
    }
    return layers;
}

const std::vector<std::string>& layer_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> list{"relief", "water",  "roads",     "boundaries", "cells", "villages",
                                      "seats",  "sites",  "people",    "reach",      "links", "blind_spots",
                                      "labels", "plates", "scale_bar", "north_arrow"};
        for (std::string_view kind : model::keys<model::SiteKind>())
            list.push_back("sites." + std::string(kind));
        for (std::string_view role : model::keys<model::PersonRole>())
            list.push_back("people." + std::string(role));
        return list;
    }();
    return names;
}

void SceneBuilder::add_lines(const std::vector<LinePath>& paths, const style::Line& line, base::Metres finest_pixel,
                             FillMeshPtr keep_out) {
    feedback.check();
    auto mesh = std::make_shared<const LineMesh>(line_mesh(paths));
    if (!mesh->bins.empty())
        add(LineStep{std::move(mesh), line, std::move(keep_out)}, finest_pixel);
}

void append_rings(const geo::MultiPolygon& area, std::vector<LinePath>& paths) {
    for (const geo::Polygon& part : area.parts) {
        paths.push_back({part.outer});
        for (const geo::Ring& hole : part.holes)
            paths.push_back({hole});
    }
}

Scene build_scene(const model::Snapshot& snapshot, const style::Style& style, const SceneOptions& options,
                  base::Feedback& feedback) {
    static std::atomic<std::uint64_t> last_id{0};
    SceneBuilder builder{
        snapshot, style, options, options.layers.empty() ? default_layers(options.fill) : options.layers, feedback, {}};
    check_layers(builder.layers);
    Scene& scene = builder.scene;
    scene.id = ++last_id;
    scene.extent = extent_of(snapshot);
    scene.land = style.rule("land").fill.value_or(style::Colour{245, 243, 236, 255});
    scene.density = options.density;
    scene.quiet_water = options.fill != AreaFill::none;
    scene.scale_bar = builder.shows("scale_bar");
    scene.north_arrow = builder.shows("north_arrow");
    scene.texts = options.texts;
    scene.panel = style.role("panel");
    scene.text = style.role("text");
    scene.border = style.role("border");
    if (snapshot.epsg != 0)
        scene.projection = geo::Projection::from_epsg(snapshot.epsg);

    const auto step = [&](double done) { feedback.progress(done, "render.building"); };
    step(0);
    add_relief(builder);
    add_still_water(builder);
    step(0.2);
    AreaLook look = area_look(builder);
    if (look.areas.empty())
        add_rivers(builder, 1);
    else
        add_area_fill(builder, look);
    step(0.5);
    add_blind_spots(builder);
    if (!look.areas.empty())
        add_rivers(builder, options.fill == AreaFill::none ? 1 : 0.75);
    add_roads(builder);
    step(0.7);
    add_area_outlines(builder, look);
    add_outside(builder);
    add_boundaries(builder);
    add_rings_and_links(builder);
    add_selection(builder);
    step(0.9);
    add_points(builder);
    add_river_names(builder);
    step(1);
    return std::move(builder.scene);
}

} // namespace wangge::render

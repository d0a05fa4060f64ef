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
    std::set<std::string, std::less<>> layers{
        "basemap", "relief", "water",       "roads",  "boundaries", "cells",     "villages",    "seats", "links",
        "labels",  "reach",  "blind_spots", "plates", "shields",    "scale_bar", "north_arrow", "ledger"};
    switch (fill) {
    case AreaFill::assignment:
    case AreaFill::workload:
    case AreaFill::due:
        layers.insert("people.inspector");
        break;
    case AreaFill::coverage:
        layers.insert({"people.informant", "sites.hospital"});
        break;
    case AreaFill::access:
    case AreaFill::backup:
        layers.insert({"sites.retail_pharmacy", "sites.chain_store", "sites.clinic", "sites.village_clinic"});
        break;
    case AreaFill::area_type:
    case AreaFill::area_difference:
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
        std::vector<std::string> list{"basemap", "relief",   "water",       "roads",      "boundaries",
                                      "cells",   "villages", "seats",       "sites",      "people",
                                      "reach",   "links",    "blind_spots", "ledger",     "labels",
                                      "shields", "plates",   "scale_bar",   "north_arrow"};
        for (std::string_view kind : model::keys<model::SiteKind>())
            list.push_back("sites." + std::string(kind));
        for (std::string_view role : model::keys<model::PersonRole>())
            list.push_back("people." + std::string(role));
        return list;
    }();
    return names;
}

const std::vector<std::string>& ground_layers() {
    static const std::vector<std::string> names{"basemap", "relief", "water",      "cells", "blind_spots",
                                                "density", "roads",  "boundaries", "reach", "links"};
    return names;
}

std::vector<std::string> ground_order(const std::vector<std::string>& wanted) {
    std::vector<std::string> order = ground_layers();
    const auto is = [](const std::vector<std::string>& list, const std::string& name) {
        return std::find(list.begin(), list.end(), name) != list.end();
    };
    std::vector<std::string> moved;
    for (const std::string& name : wanted)
        if (is(order, name) && !is(moved, name))
            moved.push_back(name);
    std::size_t next = 0;
    for (std::string& place : order)
        if (is(moved, place))
            place = moved[next++];
    return order;
}

double SceneBuilder::opacity_of(std::string_view layer) const {
    auto found = options.opacity.find(layer);
    if (found == options.opacity.end())
        found = options.opacity.find(layer.substr(0, layer.find('.')));
    return found == options.opacity.end() ? 1 : std::clamp(found->second, 0.0, 1.0);
}

PointMode SceneBuilder::mode_of(std::string_view layer) const {
    auto found = options.points.find(layer);
    if (found == options.points.end())
        found = options.points.find(layer.substr(0, layer.find('.')));
    return found == options.points.end() ? PointMode::usual : found->second;
}

namespace {

AreaOutlinesPtr outlines_of(const std::vector<FillArea>& areas) {
    auto result = std::make_shared<std::vector<AreaOutline>>();
    for (const FillArea& area : areas)
        result->push_back({*area.area, area.colour, geo::bounds(*area.area)});
    return result;
}

LineOutlinesPtr outlines_of(const std::vector<LinePath>& paths) {
    auto result = std::make_shared<std::vector<LineOutline>>();
    for (const LinePath& path : paths) {
        if (path.points.size() < 2)
            continue;
        result->push_back({path, {}});
        for (const geo::MapPoint p : path.points)
            result->back().box.add(p);
    }
    return result;
}

} // namespace

namespace {

// Other colours need no new triangles, and what has its colours already need not go to the graphics card again.
FillMeshPtr mesh_of(const SceneBuilder& builder, const std::vector<FillArea>& areas) {
    Fingerprint shapes("areas");
    std::vector<const geo::MultiPolygon*> list;
    std::vector<style::Colour> colours;
    for (const FillArea& area : areas) {
        shapes.add(*area.area);
        list.push_back(area.area);
        colours.push_back(area.colour);
    }
    Fingerprint whole = shapes;
    return builder.kept(whole.add(colours), [&] {
        const auto mesh = builder.kept(shapes, [&] { return area_mesh(list, builder.feedback); });
        return coloured(*mesh, colours);
    });
}

} // namespace

void SceneBuilder::add_fill(const std::vector<FillArea>& areas, double fill_opacity) {
    if (areas.empty())
        return;
    if (options.outlines)
        add(FillStep{nullptr, fill_opacity, outlines_of(areas)});
    else
        add(FillStep{mesh_of(*this, areas), fill_opacity, nullptr});
}

void SceneBuilder::add_hatch(const std::vector<FillArea>& areas, const style::Hatch& hatch) {
    if (areas.empty())
        return;
    if (options.outlines)
        add(HatchStep{nullptr, hatch, outlines_of(areas)});
    else
        add(HatchStep{mesh_of(*this, areas), hatch, nullptr});
}

LineStep SceneBuilder::lines_of(const Fingerprint& print, const std::function<std::vector<LinePath>()>& paths) const {
    feedback.check();
    LineStep step;
    if (options.outlines)
        step.outlines = outlines_of(paths());
    else
        step.mesh = kept(print, [&] { return line_mesh(paths()); });
    return step;
}

LineStep SceneBuilder::lines_of(const std::vector<LinePath>& paths) const {
    Fingerprint print("lines");
    for (const LinePath& path : paths)
        print.add(path.points)
            .add(&path.colour, sizeof(path.colour))
            .add(std::vector{path.width_start, path.width_end});
    return lines_of(print, [&] { return paths; });
}

void SceneBuilder::add_lines(LineStep step, const style::Line& line, base::Metres finest_pixel) {
    if (step.mesh ? step.mesh->bins.empty() : step.outlines->empty())
        return;
    step.line = line;
    add(std::move(step), finest_pixel);
}

void SceneBuilder::add_lines(const std::vector<LinePath>& paths, const style::Line& line, base::Metres finest_pixel,
                             const KeepOut& keep_out) {
    LineStep step = lines_of(paths);
    step.keep_out = keep_out.mesh;
    step.keep_out_outlines = keep_out.outlines;
    add_lines(std::move(step), line, finest_pixel);
}

KeepOut SceneBuilder::keep_out_of(const geo::MultiPolygon& area) const {
    const std::vector<FillArea> areas{{&area, {}}};
    if (options.outlines)
        return {nullptr, outlines_of(areas)};
    return {mesh_of(*this, areas), nullptr};
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
    if (options.shelf)
        options.shelf->next_scene();
    scene.style = std::make_shared<const style::Style>(style);
    scene.extent = extent_of(snapshot);
    scene.land = style.rule("land").fill.value_or(style::Colour{245, 243, 236, 255});
    scene.fill = options.fill;
    scene.quiet_water = options.fill != AreaFill::none;
    scene.scale_bar = builder.shows("scale_bar");
    scene.north_arrow = builder.shows("north_arrow");
    scene.texts = options.texts;
    scene.panel = style.role("panel");
    scene.text = style.role("text");
    scene.border = style.role("border");
    if (snapshot.epsg != 0)
        scene.projection = geo::Projection::from_epsg(snapshot.epsg);

    const std::vector<std::string> order = ground_order(options.order);
    const auto above = [&](std::initializer_list<std::string_view> layers) {
        std::size_t highest = 0;
        for (std::size_t i = 0; i < order.size(); ++i)
            if (std::find(layers.begin(), layers.end(), order[i]) != layers.end())
                highest = i;
        return highest;
    };
    // Rivers run over what is filled, outlines over roads: they are what one recognises home by.
    const std::size_t rivers_after = above({"water", "cells", "blind_spots"}),
                      outlines_after = above({"cells", "roads"});
    AreaLook look = area_look(builder);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::string& layer = order[i];
        feedback.progress(0.9 * static_cast<double>(i) / static_cast<double>(order.size()), "render.building");
        builder.begin_layer(layer);
        if (layer == "basemap")
            add_base_maps(builder);
        else if (layer == "relief")
            add_relief(builder);
        else if (layer == "water")
            add_still_water(builder);
        else if (layer == "cells" && !look.areas.empty())
            add_area_fill(builder, look);
        else if (layer == "density")
            add_densities(builder);
        else if (layer == "blind_spots")
            add_blind_spots(builder);
        else if (layer == "roads")
            add_roads(builder);
        else if (layer == "boundaries") {
            add_outside(builder);
            add_boundaries(builder);
        } else if (layer == "reach")
            add_rings(builder);
        else if (layer == "links")
            add_links(builder);
        if (i == rivers_after) {
            builder.begin_layer("water");
            add_rivers(builder, look.areas.empty() || options.fill == AreaFill::none ? 1 : 0.75);
        }
        if (i == outlines_after) {
            builder.begin_layer(look.of_villages ? "villages" : "cells");
            add_area_outlines(builder, look);
        }
    }
    feedback.progress(0.9, "render.building");
    add_points(builder);
    add_river_names(builder);
    add_shields(builder);
    feedback.progress(1, "render.building");
    return std::move(builder.scene);
}

std::uint64_t base_map_revision(const Scene& scene) {
    std::uint64_t sum = 0;
    for (const Step& step : scene.steps)
        if (const auto* base_map = std::get_if<BaseMapStep>(&step.what))
            sum += base_map->map->revision();
    return sum;
}

void load_base_maps(const Scene& scene, const View& view, base::Feedback& feedback) {
    for (const Step& step : scene.steps)
        if (const auto* base_map = std::get_if<BaseMapStep>(&step.what))
            base_map->map->load(view, feedback);
}

} // namespace wangge::render

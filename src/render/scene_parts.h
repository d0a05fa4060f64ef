// The parts of build_scene(), one file each.
#pragma once
#include "render/fill_mesh.h"
#include "render/line_mesh.h"
#include "render/mesh_shelf.h"
#include "render/scene.h"
#include "render/shared_edges.h"

namespace wangge::render {

// Where lines are not drawn; both null = drawn everywhere.
struct KeepOut {
    FillMeshPtr mesh;
    AreaOutlinesPtr outlines;
};

struct SceneBuilder {
    const model::Snapshot& snapshot;
    const style::Style& style;
    const SceneOptions& options;
    std::set<std::string, std::less<>> layers;
    base::Feedback& feedback;
    Scene scene;
    // The layer that is being added, and what it is for legends.
    int group = 0;
    double opacity = 1;
    std::string legend_key;

    bool shows(std::string_view layer) const { return layers.find(layer) != layers.end(); }
    // Own opacity of a layer, else that of its group ("sites" for "sites.clinic"), else 1.
    double opacity_of(std::string_view layer) const;
    PointMode mode_of(std::string_view layer) const;
    void begin_layer(std::string_view name) {
        ++group;
        opacity = opacity_of(name);
        legend_key = name;
    }
    void add(decltype(Step::what) what, base::Metres finest_pixel = {0}) {
        if (opacity > 0)
            scene.steps.push_back({std::move(what), finest_pixel, legend_key, group, opacity});
    }
    // What is made from nothing but what the fingerprint saw: from the shelf where there is one.
    template <class Make> auto kept(const Fingerprint& print, const Make& make) const {
        using Thing = decltype(make());
        return options.shelf ? options.shelf->find<Thing>(print, make) : std::make_shared<const Thing>(make());
    }
    void add_fill(const std::vector<FillArea>& areas, double fill_opacity = 1);
    void add_hatch(const std::vector<FillArea>& areas, const style::Hatch& hatch);
    // Without a look. `paths` are asked for when the shelf does not have them.
    LineStep lines_of(const Fingerprint& print, const std::function<std::vector<LinePath>()>& paths) const;
    LineStep lines_of(const std::vector<LinePath>& paths) const;
    void add_lines(LineStep step, const style::Line& line, base::Metres finest_pixel = {0});
    void add_lines(const std::vector<LinePath>& paths, const style::Line& line, base::Metres finest_pixel = {0},
                   const KeepOut& keep_out = {});
    KeepOut keep_out_of(const geo::MultiPolygon& area) const;
};

// The areas that are filled and what each group of them looks like.
struct AreaLook {
    std::vector<const geo::MultiPolygon*> areas;
    bool of_villages = false;
    std::vector<std::int32_t> group; // of each area; -1 = none
    Fingerprint print{"no areas"};   // of their shapes
    std::shared_ptr<const SharedEdges> edges;
};

void add_base_maps(SceneBuilder& builder);
void add_relief(SceneBuilder& builder);
void add_still_water(SceneBuilder& builder);
void add_rivers(SceneBuilder& builder, double opacity);
void add_roads(SceneBuilder& builder);
void add_outside(SceneBuilder& builder);
void add_boundaries(SceneBuilder& builder);
void add_river_names(SceneBuilder& builder);

AreaLook area_look(SceneBuilder& builder);
void add_area_fill(SceneBuilder& builder, AreaLook& look);
void add_blind_spots(SceneBuilder& builder);
void add_area_outlines(SceneBuilder& builder, const AreaLook& look);

void add_rings(SceneBuilder& builder);
void add_links(SceneBuilder& builder);
// The number in a road's name: "G312" of "G312", of "沿江路（G312;S13）" and of "312国道"; "" when there is none.
std::string route_number(std::string_view name);
void add_shields(SceneBuilder& builder);
// Surfaces of the point layers whose mode is density.
void add_densities(SceneBuilder& builder);
void add_points(SceneBuilder& builder);

// Rings of an area as closed paths.
void append_rings(const geo::MultiPolygon& area, std::vector<LinePath>& paths);

} // namespace wangge::render

// The parts of build_scene(), one file each.
#pragma once
#include "render/line_mesh.h"
#include "render/scene.h"
#include "render/shared_edges.h"

namespace wangge::render {

struct SceneBuilder {
    const model::Snapshot& snapshot;
    const style::Style& style;
    const SceneOptions& options;
    std::set<std::string, std::less<>> layers;
    base::Feedback& feedback;
    Scene scene;

    bool shows(std::string_view layer) const { return layers.find(layer) != layers.end(); }
    void add(std::variant<FillStep, HatchStep, LineStep, PictureStep> what, base::Metres finest_pixel = {0}) {
        scene.steps.push_back({std::move(what), finest_pixel});
    }
    void add_lines(const std::vector<LinePath>& paths, const style::Line& line, base::Metres finest_pixel = {0},
                   FillMeshPtr keep_out = nullptr);
};

// The areas that are filled and what each group of them looks like.
struct AreaLook {
    std::vector<const geo::MultiPolygon*> areas;
    bool of_villages = false;
    std::vector<std::int32_t> group; // of each area; -1 = none
    SharedEdges edges;
};

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
void add_selection(SceneBuilder& builder);

void add_rings_and_links(SceneBuilder& builder);
void add_points(SceneBuilder& builder);

// Rings of an area as closed paths.
void append_rings(const geo::MultiPolygon& area, std::vector<LinePath>& paths);

} // namespace wangge::render

// What a map shows, made once from a snapshot and a style, drawn many times: the window, `wangge map` and the golden
// images draw the same scene.
#pragma once
#include "base/feedback.h"
#include "geo/projection.h"
#include "model/snapshot.h"
#include "render/image.h"
#include "render/mesh.h"
#include "style/style.h"

#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace wangge::render {

enum class AreaFill : std::uint8_t { none, assignment, coverage, workload, area_type, code };

struct BlindArea {
    model::Row village = model::no_row;
    model::BlindSpotKind kind = model::BlindSpotKind::contact;
};
struct ReachRing {
    geo::MapPoint centre;
    base::Metres radius;
    bool suggested = false;
};
struct Link {
    geo::MapPoint from, to;
};

// Words that stand on the map itself, in the user's language.
struct SceneTexts {
    std::string north = "N", kilometres = "km", metres = "m";
};

struct SceneOptions {
    // "relief", "water", "roads", "boundaries", "cells", "villages", "seats", "sites", "people", "blind_spots",
    // "reach", "links", "labels", "plates", "scale_bar", "north_arrow"; of sites and people also one kind:
    // "sites.hospital", "people.inspector". Empty = default_layers(fill).
    std::set<std::string, std::less<>> layers;
    AreaFill fill = AreaFill::none;
    // What the values below count: the cells of the snapshot; its villages when there are no cells; or `areas`, when
    // given.
    std::vector<geo::MultiPolygon> areas;
    // Coverage: metres to the nearest contact; workload: hours a year. NaN = not known.
    std::vector<double> values;
    std::vector<model::CoverState> states;
    std::vector<model::AreaType> area_types;
    base::Metres reach{3000}; // upper end of the coverage ramp
    std::vector<BlindArea> blind_areas;
    std::vector<ReachRing> rings;
    std::vector<Link> links;
    std::vector<model::Row> selected_cells, selected_villages;
    bool density = false; // sites as a density surface instead of symbols and counted groups
    SceneTexts texts;
};

std::set<std::string, std::less<>> default_layers(AreaFill fill);
// All layer names that SceneOptions::layers may hold.
const std::vector<std::string>& layer_names();

struct FillStep {
    FillMeshPtr mesh;
    double opacity = 1;
};
struct HatchStep {
    FillMeshPtr mesh;
    style::Hatch hatch;
};
struct LineStep {
    LineMeshPtr mesh;
    style::Line line;
    FillMeshPtr keep_out; // drawn only outside of it, and no pixel twice
};
struct PictureStep {
    std::shared_ptr<const Image> image; // premultiplied
    geo::Box box;
};
struct Step {
    std::variant<FillStep, HatchStep, LineStep, PictureStep> what;
    base::Metres finest_pixel{0}; // drawn when a logical pixel is at most so many metres; 0 = always
};

struct PointSet {
    style::Symbol symbol;
    std::vector<double> x, y; // empty when grouped
    base::Metres finest_pixel{0};
    bool grouped = false; // its points are in Scene::crowd
};
// The points of all grouped sets, which become counted groups together, square by square.
struct Crowd {
    std::vector<double> x, y;
    std::vector<std::uint32_t> set; // row of Scene::points
    struct Square {
        geo::Box box;
        std::uint32_t first = 0, count = 0;
    };
    std::vector<Square> squares;
};
struct NamedPoint {
    geo::MapPoint at;
    std::string text;
    style::Label label;
    style::Pixels gap{0};
    double weight = 0;
    base::Metres finest_pixel{0};
};
struct NamedLine {
    geo::Polyline line;
    std::string text;
    style::Label label;
    base::Metres finest_pixel{0};
};
// A number on its group's colour with the group's name.
struct Plate {
    geo::MapPoint at;
    std::string number, name;
    style::Colour colour;
    style::Label label;
};

struct Scene {
    std::uint64_t id = 0; // no two scenes share one
    geo::Box extent;      // of the county, else of everything
    style::Colour land;
    std::vector<Step> steps; // bottom first
    std::vector<PointSet> points;
    Crowd crowd;
    std::vector<NamedPoint> names;
    std::vector<NamedLine> line_names;
    std::vector<Plate> plates;
    std::optional<style::Rule> cluster;
    bool density = false;
    bool quiet_water = false; // fewer river names: the map's subject is a fill
    bool scale_bar = true, north_arrow = true;
    SceneTexts texts;
    style::Colour panel, text, border; // of the furniture
    std::optional<geo::Projection> projection;
    // Legend facts for the window: the colour of each group of the fill.
    struct Group {
        std::string key, name;
        style::Colour colour;
        bool dotted = false;
        int cells = 0;
    };
    std::vector<Group> groups;
};

// Pure but for the style's palettes. Throws Error(bad_input) "render.unknown_layer", "style.*" for rules that the style
// lacks, "render.values" when the number of values is not the number of areas.
Scene build_scene(const model::Snapshot& snapshot, const style::Style& style, const SceneOptions& options,
                  base::Feedback& feedback);

} // namespace wangge::render

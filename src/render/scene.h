// What a map shows, made once from a snapshot and a style, drawn many times: the window, `wangge map` and the golden
// images draw the same scene.
#pragma once
#include "base/feedback.h"
#include "geo/projection.h"
#include "model/snapshot.h"
#include "render/base_map.h"
#include "render/image.h"
#include "render/mesh.h"
#include "render/mesh_shelf.h"
#include "render/outlines.h"
#include "style/style.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace wangge::render {

// How the points of a layer are shown: `usual` is symbols for people and groups for sites.
enum class PointMode : std::uint8_t { usual, symbols, groups, density };

enum class AreaFill : std::uint8_t {
    none,
    assignment,
    coverage,
    workload,
    area_type,
    code,
    due,
    access,
    backup,
    area_difference
};

// A class of a fill that the caller has sorted its areas into. Beside the colours of the fill's palette: hatched as out
// of reach; and land that nothing is said of.
inline constexpr int hatched_class = -1, plain_class = -2;
struct AreaClass {
    std::string key;
    int colour = 0;           // of the fill's palette, or one of the two
    double low = 0, high = 0; // of what was sorted
};

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
// Where something of the ledger is overdue.
struct LateItem {
    geo::MapPoint at;
    std::string text; // how late, in the user's language
    int days = 0;     // the later, the sooner it is named
};

// Words that stand on the map itself, in the user's language.
struct SceneTexts {
    std::string north = "N", kilometres = "km", metres = "m";
};

struct SceneOptions {
    // "basemap", "relief", "water", "roads", "boundaries", "cells", "villages", "seats", "sites", "people",
    // "blind_spots", "ledger", "reach", "links", "labels", "shields", "plates", "scale_bar", "north_arrow"; of sites
    // and people also one kind: "sites.hospital", "people.inspector". Empty = default_layers(fill).
    std::set<std::string, std::less<>> layers;
    // Names out of ground_layers(), bottom first; those that are not named keep their usual neighbours.
    std::vector<std::string> order;
    // 0..1 by layer; of a kind of sites or people its own, else that of "sites" or "people". Not named = 1.
    std::map<std::string, double, std::less<>> opacity;
    // By point layer: "sites", "people", "villages" (weighted by residents), or one kind.
    std::map<std::string, PointMode, std::less<>> points;
    base::Metres kernel{0}; // radius of density surfaces; 0 = a round length near a twentieth of the extent
    std::vector<std::shared_ptr<BaseMap>> base_maps; // bottom first
    AreaFill fill = AreaFill::none;
    // What the values below count: the cells of the snapshot; its villages when there are no cells; or `areas`, when
    // given.
    std::vector<geo::MultiPolygon> areas;
    // Assignment: the lead's key or the zone of each area, in place of Cell::lead_key; null = as the cells say.
    std::shared_ptr<const std::vector<std::string>> zone_of;
    // Coverage: metres to the nearest contact; workload: hours a year. NaN = not known.
    std::vector<double> values;
    std::vector<model::CoverState> states;
    std::vector<model::AreaType> area_types;
    // Due, access, backup and difference: the class of each area, -1 = none.
    std::vector<AreaClass> classes;
    std::vector<std::int32_t> class_of;
    base::Metres reach{3000}; // upper end of the coverage ramp
    std::vector<BlindArea> blind_areas;
    std::vector<geo::MultiPolygon> grounds; // of the villages, where blind areas are drawn; empty = their own areas
    std::vector<ReachRing> rings;
    std::vector<Link> links;
    std::vector<LateItem> late_items;
    SceneTexts texts;
    // Keeps outlines instead of making triangles: for paper. Such a scene is not for Painter.
    bool outlines = false;
    std::shared_ptr<MeshShelf> shelf; // keeps meshes from scene to scene; null = all is made anew
};

// Layers of lines and areas that can change places, in their usual order, bottom first.
const std::vector<std::string>& ground_layers();
// All of ground_layers(): `wanted` moved into the places that its own members hold.
std::vector<std::string> ground_order(const std::vector<std::string>& wanted);

std::set<std::string, std::less<>> default_layers(AreaFill fill);
// All layer names that SceneOptions::layers may hold.
const std::vector<std::string>& layer_names();

// Areas and lines have meshes, or outlines in a scene that was made with them.
struct FillStep {
    FillMeshPtr mesh;
    double opacity = 1;
    AreaOutlinesPtr outlines;
};
struct HatchStep {
    FillMeshPtr mesh;
    style::Hatch hatch;
    AreaOutlinesPtr outlines;
};
struct LineStep {
    LineMeshPtr mesh;
    style::Line line;
    FillMeshPtr keep_out; // drawn only outside of it, and no pixel twice
    LineOutlinesPtr outlines;
    AreaOutlinesPtr keep_out_outlines;
};
struct PictureStep {
    std::shared_ptr<const Image> image; // premultiplied
    geo::Box box;
};
struct BaseMapStep {
    std::shared_ptr<BaseMap> map;
};
struct Step {
    std::variant<FillStep, HatchStep, LineStep, PictureStep, BaseMapStep> what;
    base::Metres finest_pixel{0}; // drawn when a logical pixel is at most so many metres; 0 = always
    std::string layer;            // what it shows, for legends: layer and class of the style, "fill" of values
    // Steps of a group stand together, and its opacity holds for the picture that they make.
    int group = 0;
    double opacity = 1;
};

struct PointSet {
    style::Symbol symbol;
    std::vector<double> x, y; // empty when grouped
    base::Metres finest_pixel{0};
    bool grouped = false; // its points are in Scene::crowd
    bool counted = false; // they become groups of their own
    double opacity = 1;
    std::string layer; // layer and class, as of a step
};
// The points of all grouped sets, which become counted groups together, square by square. There may be millions, so a
// point takes nine bytes.
struct Crowd {
    std::vector<float> x, y;           // metres from the lower left corner of the square's box
    std::vector<std::uint8_t> set;     // row of Scene::points
    std::vector<std::uint8_t> missing; // 1 = the point lies in a blind spot; empty = none does
    struct Square {
        geo::Box box; // of its points
        geo::MapPoint middle;
        std::uint32_t first = 0, count = 0, missing = 0;
    };
    std::vector<Square> squares;
    geo::MapPoint point(const Square& square, std::uint32_t i) const {
        return {square.box.min_x + x[i], square.box.min_y + y[i]};
    }
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
// A road's number, to be set on its line in a plate.
struct Shield {
    geo::Polyline line;
    std::string text;
    std::shared_ptr<const style::Rule> rule;
    int rank = 0; // greater roads first
};
// A surface of points or people a square kilometre: what its colours mean.
struct Heat {
    std::string layer;
    base::Metres kernel;
    double top = 0; // where the last colour stands; a colour's share of it is the square of its share of the ramp
    std::vector<style::Colour> ramp;
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
    std::shared_ptr<const style::Style> style;
    style::Colour land;
    std::vector<Step> steps; // bottom first
    std::vector<PointSet> points;
    Crowd crowd;
    std::vector<NamedPoint> names;
    std::vector<NamedLine> line_names;
    std::vector<Plate> plates;
    std::vector<Shield> shields;
    std::vector<Heat> heats;
    std::optional<style::Rule> cluster;
    style::Colour missing;    // of the arc on counted groups
    bool quiet_water = false; // fewer river names: the map's subject is a fill
    bool scale_bar = true, north_arrow = true;
    SceneTexts texts;
    style::Colour panel, text, border; // of the furniture
    std::optional<geo::Projection> projection;
    // Legend facts for the window: the fill and the colour of each of its groups.
    AreaFill fill = AreaFill::none;
    struct Group {
        std::string key, name; // of a person; of an area type or a class the key alone
        style::Colour colour;
        bool dotted = false;
        int cells = 0;
        double low = 0, high = 0; // hours of a step of the workload; of a class
        bool hatched = false;
    };
    std::vector<Group> groups;
    std::vector<style::Colour> cover_ramp; // of thirds of the reach, nearest first; empty when it is not shown
};

// Pure but for the style's palettes. Throws Error(bad_input) "render.unknown_layer", "style.*" for rules that the style
// lacks, "render.values" when the number of values is not the number of areas.
Scene build_scene(const model::Snapshot& snapshot, const style::Style& style, const SceneOptions& options,
                  base::Feedback& feedback);

// Grows when a base map of the scene has more to show than before.
std::uint64_t base_map_revision(const Scene& scene);
// Reads what the view needs of the base maps, for a picture that is drawn once.
void load_base_maps(const Scene& scene, const View& view, base::Feedback& feedback);

} // namespace wangge::render

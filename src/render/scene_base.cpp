// The ground of the map: relief, water, roads, the outside and the administrative boundaries.
#include "render/fill_mesh.h"
#include "render/hill_shade.h"
#include "render/scene_parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace wangge::render {

namespace {

constexpr int longest_relief = 2048;

// Ends of water lines by place, so that a line whose start no other line feeds is a source.
std::vector<geo::MapPoint> sorted_ends(const std::vector<model::Water>& waters) {
    std::vector<geo::MapPoint> ends;
    for (const model::Water& water : waters)
        if (water.line.size() > 1)
            ends.push_back(water.line.back());
    std::sort(ends.begin(), ends.end());
    return ends;
}

} // namespace

void add_base_maps(SceneBuilder& builder) {
    if (builder.shows("basemap"))
        for (const std::shared_ptr<BaseMap>& map : builder.options.base_maps)
            builder.add(BaseMapStep{map});
}

void add_relief(SceneBuilder& builder) {
    const geo::Raster& terrain = builder.snapshot.terrain;
    if (!builder.shows("relief") || terrain.empty())
        return;
    const style::Relief& relief = builder.style.relief();
    const auto image = builder.kept(Fingerprint("relief").add(terrain.values).add(&relief, sizeof(relief)),
                                    [&] { return hill_shade(terrain, relief, longest_relief); });
    if (image->bytes.empty())
        return;
    // Thinning drops a rest of rows and columns; the box holds what is left.
    const double factor = std::max(1, std::max(terrain.width, terrain.height) / longest_relief);
    const geo::Box box{terrain.origin.x, terrain.origin.y - image->height * factor * terrain.cell_y,
                       terrain.origin.x + image->width * factor * terrain.cell_x, terrain.origin.y};
    builder.add(PictureStep{image, box});
}

void add_still_water(SceneBuilder& builder) {
    if (!builder.shows("water"))
        return;
    std::vector<FillArea> fills;
    std::vector<LinePath> shores;
    const style::Rule& rule = builder.style.rule("water", "lake");
    for (const model::Water& water : builder.snapshot.waters)
        if (!water.area.empty()) {
            fills.push_back({&water.area, rule.fill.value_or(style::Colour{})});
            append_rings(water.area, shores);
        }
    if (fills.empty())
        return;
    builder.legend_key = "water.lake";
    builder.add_fill(fills);
    if (rule.line)
        builder.add_lines(shores, *rule.line);
}

void add_rivers(SceneBuilder& builder, double opacity) {
    if (!builder.shows("water"))
        return;
    const std::vector<geo::MapPoint> ends = sorted_ends(builder.snapshot.waters);
    for (model::WaterKind kind :
         {model::WaterKind::other, model::WaterKind::stream, model::WaterKind::canal, model::WaterKind::river}) {
        const style::Rule& rule = builder.style.rule("water", model::key_of(kind));
        std::vector<LinePath> paths;
        for (const model::Water& water : builder.snapshot.waters) {
            if (water.kind != kind || water.line.size() < 2)
                continue;
            LinePath path{water.line};
            // Lines are drawn downstream: a source starts thin.
            if (kind != model::WaterKind::canal && !std::binary_search(ends.begin(), ends.end(), water.line.front()))
                path.width_start = 0.3f;
            paths.push_back(std::move(path));
        }
        if (paths.empty() || !rule.line)
            continue;
        style::Line line = *rule.line;
        line.colour = style::with_opacity(line.colour, opacity);
        builder.legend_key = "water." + std::string(model::key_of(kind));
        builder.add_lines(paths, line, rule.finest_pixel);
    }
}

void add_roads(SceneBuilder& builder) {
    if (!builder.shows("roads"))
        return;
    using R = model::RoadClass;
    struct Tier {
        std::vector<R> classes;
        const style::Rule* rule = nullptr;
        LineStep step; // the roads; their look comes when they are added
        bool empty() const { return step.mesh ? step.mesh->bins.empty() : step.outlines->empty(); }
    };
    // Least first; casings of a tier lie below the fills of all.
    std::array<Tier, 7> tiers{{{{R::track, R::path}, nullptr, {}},
                               {{R::local, R::other}, nullptr, {}},
                               {{R::ferry}, nullptr, {}},
                               {{R::tertiary}, nullptr, {}},
                               {{R::secondary}, nullptr, {}},
                               {{R::trunk, R::primary}, nullptr, {}},
                               {{R::expressway}, nullptr, {}}}};
    for (Tier& tier : tiers) {
        std::vector<LinePath> paths;
        for (const model::Road& road : builder.snapshot.roads)
            if (std::find(tier.classes.begin(), tier.classes.end(), road.road_class) != tier.classes.end())
                paths.push_back({road.line});
        builder.feedback.check();
        tier.step = builder.lines_of(paths);
        tier.rule = builder.style.find("roads", model::key_of(tier.classes.front()));
    }
    for (const bool casing : {true, false})
        for (const Tier& tier : tiers) {
            if (!tier.rule || tier.empty())
                continue;
            const std::optional<style::Line>& line = casing ? tier.rule->casing : tier.rule->line;
            if (!line)
                continue;
            LineStep step = tier.step;
            step.line = *line;
            builder.legend_key = "roads." + std::string(model::key_of(tier.classes.front()));
            builder.add(std::move(step), tier.rule->finest_pixel);
        }
}

void add_outside(SceneBuilder& builder) {
    const geo::MultiPolygon& county = builder.snapshot.county;
    const style::Rule* rule = builder.style.find("outside");
    if (county.empty() || !rule || !rule->fill || !builder.shows("boundaries"))
        return;
    const geo::Box box = geo::bounds(county);
    const double margin = 10 * std::max(box.width(), box.height());
    geo::MultiPolygon outside = geo::rectangle(box.grown(margin));
    for (const geo::Polygon& part : county.parts) {
        outside.parts.front().holes.push_back(part.outer);
        for (const geo::Ring& hole : part.holes)
            outside.parts.push_back({hole, {}});
    }
    builder.legend_key = "outside";
    builder.add_fill({{&outside, *rule->fill}});
}

void add_boundaries(SceneBuilder& builder) {
    if (!builder.shows("boundaries"))
        return;
    if (const style::Rule* rule = builder.style.find("boundaries", "township")) {
        std::vector<const geo::MultiPolygon*> areas;
        std::vector<std::int32_t> group;
        for (model::Row row : builder.snapshot.townships) {
            group.push_back(static_cast<std::int32_t>(areas.size()));
            areas.push_back(&builder.snapshot.boundaries[row].area);
        }
        std::vector<LinePath> paths;
        for (BorderLine& line : border_lines(shared_edges(areas), group))
            if (line.left != no_area)
                paths.push_back({std::move(line.points)});
        builder.legend_key = "boundaries.township";
        if (rule->casing)
            builder.add_lines(paths, *rule->casing);
        if (rule->line)
            builder.add_lines(paths, *rule->line);
    }
    const style::Rule* rule = builder.style.find("boundaries", "county");
    if (!rule || builder.snapshot.county.empty())
        return;
    std::vector<LinePath> rim;
    append_rings(builder.snapshot.county, rim);
    builder.legend_key = "boundaries.county";
    // A band lies on both sides of the line and only its outer half shows.
    const KeepOut inside = builder.keep_out_of(builder.snapshot.county);
    for (const style::Line& band : rule->bands)
        builder.add_lines(rim, band, {0}, inside);
    if (rule->line)
        builder.add_lines(rim, *rule->line);
}

namespace {

const style::Rule* shield_rule(const style::Style& style, std::string_view number, model::RoadClass road_class) {
    if (road_class == model::RoadClass::expressway)
        return style.find("shields", "expressway");
    const bool plain = number.size() > 1 && number[1] >= '0' && number[1] <= '9'; // "G312" but not "GR7"
    if (plain && number[0] == 'G')
        return style.find("shields", "national");
    if (plain && number[0] == 'S')
        return style.find("shields", "provincial");
    return style.find("shields");
}

} // namespace

std::string route_number(std::string_view name) {
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_number = [&](std::string_view t) {
        std::size_t i = 0;
        while (i < t.size() && upper(t[i]))
            ++i;
        const std::size_t letters = i;
        i += i < t.size() && (t[i] == '-' || t[i] == ' ');
        const std::size_t first = i;
        while (i < t.size() && digit(t[i]))
            ++i;
        const std::size_t digits = i - first;
        i += i < t.size() && upper(t[i]);
        return letters >= 1 && letters <= 3 && digits >= 1 && digits <= 4 && i == t.size();
    };
    if (is_number(name))
        return std::string(name);
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"（", "）"}, {"(", ")"}})
        if (const std::size_t at = name.rfind(open); name.ends_with(close) && at != name.npos) {
            const std::string_view inner = name.substr(at + open.size(), name.size() - close.size() - at - open.size());
            const std::string_view number = inner.substr(0, inner.find(';'));
            return is_number(number) ? std::string(number) : std::string();
        }
    constexpr std::pair<std::string_view, char> words[] = {{"国道", 'G'}, {"省道", 'S'}, {"县道", 'X'}, {"乡道", 'Y'}};
    for (const auto& [word, letter] : words) {
        std::string_view digits;
        if (name.ends_with(word))
            digits = name.substr(0, name.size() - word.size());
        else if (name.starts_with(word))
            digits = name.substr(word.size());
        if (const std::string number = letter + std::string(digits); is_number(number))
            return number;
    }
    return {};
}

void add_shields(SceneBuilder& builder) {
    if (!builder.shows("shields") || !builder.shows("roads"))
        return;
    std::map<const style::Rule*, std::shared_ptr<const style::Rule>> rules;
    for (const model::Road& road : builder.snapshot.roads) {
        if (road.road_class > model::RoadClass::tertiary || road.line.size() < 2)
            continue;
        std::string number = route_number(road.name);
        const style::Rule* rule = number.empty() ? nullptr : shield_rule(builder.style, number, road.road_class);
        if (!rule)
            continue;
        std::shared_ptr<const style::Rule>& kept = rules[rule];
        if (!kept)
            kept = std::make_shared<const style::Rule>(*rule);
        builder.scene.shields.push_back({road.line, std::move(number), kept, -static_cast<int>(road.road_class)});
    }
}

void add_river_names(SceneBuilder& builder) {
    if (!builder.shows("labels") || !builder.shows("water"))
        return;
    for (const model::Water& water : builder.snapshot.waters) {
        if (water.name.empty() || water.line.size() < 2)
            continue;
        const style::Rule* rule = builder.style.find("water", model::key_of(water.kind));
        if (rule && rule->label)
            builder.scene.line_names.push_back({water.line, water.name, *rule->label, rule->label_pixel});
    }
}

} // namespace wangge::render

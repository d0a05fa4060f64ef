// What the cells or villages are filled by.
#include "base/error.h"
#include "base/text.h"
#include "render/fill_mesh.h"
#include "render/scene_parts.h"
#include "style/graph_colouring.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace wangge::render {

namespace {

// 张三丰 -> 张某: a map on the wall shows no full names. A name without Chinese keeps its first word.
std::string short_name(std::string_view name) {
    const std::vector<char32_t> points = base::code_points(name);
    if (points.empty())
        return {};
    std::string result;
    if (points.front() >= 0x2E80) {
        base::append_utf8(result, points.front());
        return result + "某";
    }
    return std::string(base::split(name, ' ').front());
}

std::vector<double> areas_of(const AreaLook& look) {
    std::vector<double> result;
    for (const geo::MultiPolygon* area : look.areas)
        result.push_back(geo::area(*area).value);
    return result;
}

// A point for the plate of each group: the middle of the group's area that lies nearest to the group's own middle.
std::vector<geo::MapPoint> plate_points(const AreaLook& look, std::size_t groups) {
    const std::vector<double> weight = areas_of(look);
    std::vector<geo::MapPoint> middle(look.areas.size()), mean(groups, {0, 0}), best(groups, {0, 0});
    std::vector<double> sum(groups, 0), nearest(groups, 1e300);
    for (std::size_t i = 0; i < look.areas.size(); ++i) {
        middle[i] = geo::centroid(*look.areas[i]);
        if (look.group[i] < 0)
            continue;
        const std::size_t g = static_cast<std::size_t>(look.group[i]);
        sum[g] += weight[i];
        mean[g].x += middle[i].x * weight[i];
        mean[g].y += middle[i].y * weight[i];
    }
    for (std::size_t i = 0; i < look.areas.size(); ++i) {
        if (look.group[i] < 0)
            continue;
        const std::size_t g = static_cast<std::size_t>(look.group[i]);
        const double d = std::hypot(middle[i].x - mean[g].x / sum[g], middle[i].y - mean[g].y / sum[g]);
        if (d < nearest[g]) {
            nearest[g] = d;
            best[g] = middle[i];
        }
    }
    return best;
}

void add_fill(SceneBuilder& builder, const AreaLook& look, const std::vector<style::Colour>& colours, double opacity) {
    std::vector<FillArea> fills;
    for (std::size_t i = 0; i < look.areas.size(); ++i)
        if (colours[i].a > 0)
            fills.push_back({look.areas[i], colours[i]});
    builder.legend_key = "fill";
    builder.add_fill(fills, opacity);
}

// Of leads whose hues are settled elsewhere: a class for each by his key, dotted twins counted on after the palette.
std::vector<style::AreaColour> hues_given(const SceneBuilder& builder, const style::Palette& palette) {
    std::map<std::string_view, int> hues;
    if (builder.options.fill == AreaFill::assignment)
        for (const AreaClass& lead : builder.options.classes)
            hues.emplace(lead.key, lead.colour);
    const int count = static_cast<int>(palette.colours.size());
    std::vector<style::AreaColour> colours;
    for (const Scene::Group& group : builder.scene.groups)
        if (const auto hue = hues.find(group.key); hue != hues.end())
            colours.push_back({hue->second % count, hue->second >= count});
    return colours;
}

void fill_by_group(SceneBuilder& builder, AreaLook& look, const style::Palette& palette) {
    std::size_t groups = 0;
    for (std::int32_t g : look.group)
        groups = std::max(groups, static_cast<std::size_t>(g + 1));
    std::vector<style::AreaColour> colours = hues_given(builder, palette);
    if (colours.size() < groups)
        colours = *builder.kept(Fingerprint(look.print).add(look.group).add(palette.colours), [&] {
            return style::colour_areas(groups, touching_groups(*look.edges, look.group), palette);
        });
    std::vector<style::Colour> fill(look.areas.size(), {0, 0, 0, 0});
    std::vector<FillArea> dotted;
    for (std::size_t i = 0; i < look.areas.size(); ++i) {
        if (look.group[i] < 0)
            continue;
        const style::AreaColour& colour = colours[look.group[i]];
        fill[i] = palette.colours[colour.hue];
        // Dots tell the twins of a hue apart; where each hue comes many times they would tell nothing.
        if (colour.dotted && groups <= 4 * palette.colours.size())
            dotted.push_back({look.areas[i], style::darkened(fill[i], 0.5)});
    }
    add_fill(builder, look, fill, palette.opacity);
    // Twins of a hue carry dots.
    builder.add_hatch(dotted, {style::HatchKind::dots, {}, {9}, {1.2}, {0, 0, 0, 0}, {}});
    for (std::size_t g = 0; g < builder.scene.groups.size() && g < groups; ++g) {
        builder.scene.groups[g].colour = palette.colours[colours[g].hue];
        builder.scene.groups[g].dotted = colours[g].dotted && groups <= 4 * palette.colours.size();
    }
}

void group_by_lead(SceneBuilder& builder, AreaLook& look) {
    const std::vector<model::Cell>& cells = builder.snapshot.cells;
    const auto* zone_of = builder.options.zone_of.get();
    const std::size_t count = zone_of ? std::min(zone_of->size(), look.areas.size()) : cells.size();
    const auto key_of = [&](std::size_t i) -> const std::string& {
        return zone_of ? (*zone_of)[i] : cells[i].lead_key;
    };
    std::map<std::string, std::int32_t> rows;
    for (std::size_t i = 0; i < count; ++i)
        if (!key_of(i).empty())
            rows.emplace(key_of(i), 0);
    std::map<std::string_view, std::string_view> names;
    for (std::size_t i = 0; i < builder.snapshot.people.size(); ++i)
        names[builder.snapshot.people.key[i]] = builder.snapshot.people.name[i];
    std::int32_t number = 0;
    for (auto& [key, row] : rows) {
        row = number++;
        const auto name = names.find(key);
        builder.scene.groups.push_back({key, short_name(name == names.end() ? key : name->second), {}, false, 0});
    }
    for (std::size_t i = 0; i < count; ++i)
        if (!key_of(i).empty()) {
            look.group[i] = rows[key_of(i)];
            ++builder.scene.groups[look.group[i]].cells;
        }
}

void fill_by_coverage(SceneBuilder& builder, AreaLook& look) {
    const SceneOptions& options = builder.options;
    const style::Palette& palette = builder.style.palette("coverage");
    std::vector<style::Colour> fill(look.areas.size(), {0, 0, 0, 0});
    std::vector<FillArea> over, out;
    const style::Hatch over_hatch = builder.style.rule("cover", "over_capacity").hatch.value_or(style::Hatch{});
    const style::Hatch out_hatch = builder.style.rule("cover", "uncovered").hatch.value_or(style::Hatch{});
    std::vector<std::int32_t> kind(look.areas.size(), 0);
    builder.scene.cover_ramp.assign(palette.colours.begin(),
                                    palette.colours.begin() + std::min<std::ptrdiff_t>(3, std::ssize(palette.colours)));
    // Thirds of the reach take the first three steps of the ramp; the palest is too near to the land.
    for (std::size_t i = 0; i < look.areas.size(); ++i) {
        if (options.states[i] == model::CoverState::uncovered) {
            out.push_back({look.areas[i], out_hatch.colour});
            kind[i] = 2;
        } else if (options.states[i] == model::CoverState::over_capacity) {
            over.push_back({look.areas[i], over_hatch.colour});
            kind[i] = 1;
        } else {
            const double share = std::isnan(options.values[i]) ? 0 : options.values[i] / options.reach.value;
            fill[i] = palette.colours[std::min<std::size_t>(static_cast<std::size_t>(std::max(share, 0.0) * 3),
                                                            std::min<std::size_t>(2, palette.colours.size() - 1))];
        }
    }
    add_fill(builder, look, fill, palette.opacity);
    for (const std::int32_t k : {1, 2}) {
        builder.legend_key = k == 1 ? "cover.over_capacity" : "cover.uncovered";
        builder.add_hatch(k == 1 ? over : out, k == 1 ? over_hatch : out_hatch);
    }
    const std::vector<BorderLine> borders = border_lines(*look.edges, kind);
    for (const std::int32_t k : {1, 2}) {
        builder.legend_key = k == 1 ? "cover.over_capacity" : "cover.uncovered";
        const style::Hatch& hatch = k == 1 ? over_hatch : out_hatch;
        if (!hatch.edge)
            continue;
        std::vector<LinePath> paths;
        for (const BorderLine& line : borders)
            if (line.left == k || line.right == k)
                paths.push_back({line.points});
        builder.add_lines(paths, *hatch.edge);
    }
}

void fill_by_workload(SceneBuilder& builder, AreaLook& look) {
    std::vector<double> hours = builder.options.values;
    if (hours.empty() && !look.of_villages)
        for (const model::Cell& cell : builder.snapshot.cells)
            hours.push_back(cell.hours);
    if (hours.size() != look.areas.size())
        return;
    const style::Palette& palette = builder.style.palette("workload");
    std::vector<double> known;
    for (double h : hours)
        if (h > 0)
            known.push_back(h);
    std::sort(known.begin(), known.end());
    std::vector<style::Colour> fill(look.areas.size(), {0, 0, 0, 0});
    std::vector<Scene::Group> groups(palette.colours.size());
    // Quantiles: as many areas in each step, so that one heavy town does not make the rest look idle.
    for (std::size_t i = 0; i < fill.size(); ++i)
        if (hours[i] > 0) {
            const auto rank = std::lower_bound(known.begin(), known.end(), hours[i]) - known.begin();
            const std::size_t step = static_cast<std::size_t>(rank) * palette.colours.size() / known.size();
            fill[i] = palette.colours[step];
            Scene::Group& group = groups[step];
            group.low = group.cells == 0 ? hours[i] : std::min(group.low, hours[i]);
            group.high = std::max(group.high, hours[i]);
            ++group.cells;
        }
    for (std::size_t step = 0; step < groups.size(); ++step)
        if (groups[step].cells > 0) {
            groups[step].colour = palette.colours[step];
            builder.scene.groups.push_back(groups[step]);
        }
    add_fill(builder, look, fill, palette.opacity);
}

void fill_by_area_type(SceneBuilder& builder, AreaLook& look) {
    const style::Palette& palette = builder.style.palette("area_types");
    std::vector<style::Colour> fill;
    std::map<model::AreaType, int> count;
    for (model::AreaType type : builder.options.area_types) {
        fill.push_back(palette.colours[static_cast<std::size_t>(type) % palette.colours.size()]);
        ++count[type];
    }
    for (const auto& [type, areas] : count)
        builder.scene.groups.push_back({std::string(model::key_of(type)), "",
                                        palette.colours[static_cast<std::size_t>(type) % palette.colours.size()], false,
                                        areas});
    add_fill(builder, look, fill, palette.opacity);
}

void fill_by_class(SceneBuilder& builder, AreaLook& look) {
    const SceneOptions& options = builder.options;
    const style::Palette& palette = builder.style.palette(options.fill == AreaFill::area_difference ? "inspectors"
                                                          : options.fill == AreaFill::due           ? "due"
                                                                                                    : "coverage");
    const style::Hatch hatch = builder.style.rule("cover", "uncovered").hatch.value_or(style::Hatch{});
    const auto colour_of = [&](const AreaClass& of) {
        if (of.colour == hatched_class || of.colour == plain_class)
            return of.colour == hatched_class ? hatch.colour : builder.scene.land;
        return palette.colours[static_cast<std::size_t>(of.colour) % palette.colours.size()];
    };
    std::vector<style::Colour> fill(look.areas.size(), {0, 0, 0, 0});
    std::vector<FillArea> hatched;
    std::vector<int> count(options.classes.size(), 0);
    for (std::size_t i = 0; i < fill.size(); ++i) {
        if (options.class_of[i] < 0)
            continue;
        const auto number = static_cast<std::size_t>(options.class_of[i]);
        ++count[number];
        if (options.classes[number].colour == hatched_class)
            hatched.push_back({look.areas[i], hatch.colour});
        else if (options.classes[number].colour != plain_class)
            fill[i] = colour_of(options.classes[number]);
    }
    for (std::size_t k = 0; k < count.size(); ++k)
        if (const AreaClass& of = options.classes[k]; count[k] > 0)
            builder.scene.groups.push_back(
                {of.key, "", colour_of(of), false, count[k], of.low, of.high, of.colour == hatched_class});
    add_fill(builder, look, fill, palette.opacity);
    builder.add_hatch(hatched, hatch);
}

void check_count(std::size_t got, std::size_t wanted) {
    if (got != wanted)
        base::fail_input("render.values", {{"got", std::to_string(got)}, {"wanted", std::to_string(wanted)}});
}

} // namespace

AreaLook area_look(SceneBuilder& builder) {
    AreaLook look;
    const SceneOptions& options = builder.options;
    if (!options.areas.empty()) {
        for (const geo::MultiPolygon& area : options.areas)
            look.areas.push_back(&area);
    } else if (!builder.snapshot.cells.empty() && builder.shows("cells")) {
        for (const model::Cell& cell : builder.snapshot.cells)
            look.areas.push_back(&cell.area);
    } else if (builder.shows("villages")) {
        look.of_villages = true;
        for (const geo::MultiPolygon& area : builder.snapshot.villages.area)
            look.areas.push_back(&area);
    }
    look.group.assign(look.areas.size(), -1);
    builder.feedback.check();
    look.print = Fingerprint("edges");
    for (const geo::MultiPolygon* area : look.areas)
        look.print.add(*area);
    look.edges = builder.kept(look.print, [&] { return shared_edges(look.areas); });
    return look;
}

void add_area_fill(SceneBuilder& builder, AreaLook& look) {
    const SceneOptions& options = builder.options;
    switch (options.fill) {
    case AreaFill::none:
        break;
    case AreaFill::assignment:
        if ((!look.of_villages && options.areas.empty()) || options.zone_of) {
            group_by_lead(builder, look);
            fill_by_group(builder, look, builder.style.palette("inspectors"));
            if (builder.shows("plates")) {
                const std::vector<geo::MapPoint> at = plate_points(look, builder.scene.groups.size());
                const style::Rule& rule = builder.style.rule("plates");
                for (std::size_t g = 0; g < at.size(); ++g) {
                    const Scene::Group& group = builder.scene.groups[g];
                    builder.scene.plates.push_back(
                        {at[g], std::to_string(g + 1), group.name, group.colour, rule.label.value_or(style::Label{})});
                }
            }
        }
        break;
    case AreaFill::code:
        for (std::size_t i = 0; i < look.areas.size(); ++i)
            look.group[i] = static_cast<std::int32_t>(i);
        fill_by_group(builder, look, builder.style.palette("inspectors"));
        break;
    case AreaFill::coverage:
        check_count(options.values.size(), look.areas.size());
        check_count(options.states.size(), look.areas.size());
        fill_by_coverage(builder, look);
        break;
    case AreaFill::workload:
        if (!options.values.empty())
            check_count(options.values.size(), look.areas.size());
        fill_by_workload(builder, look);
        break;
    case AreaFill::area_type:
        check_count(options.area_types.size(), look.areas.size());
        fill_by_area_type(builder, look);
        break;
    case AreaFill::due:
    case AreaFill::access:
    case AreaFill::backup:
    case AreaFill::area_difference:
        check_count(options.class_of.size(), look.areas.size());
        fill_by_class(builder, look);
        break;
    }
}

} // namespace wangge::render

// Outlines of cells and villages, borders between inspectors, and blind spots.
#include "base/error.h"
#include "render/fill_mesh.h"
#include "render/scene_parts.h"

#include <cmath>

namespace wangge::render {

void add_blind_spots(SceneBuilder& builder) {
    if (!builder.shows("blind_spots"))
        return;
    const std::vector<geo::MultiPolygon>& grounds =
        builder.options.grounds.empty() ? builder.snapshot.villages.area : builder.options.grounds;
    base::ensure(grounds.size() == builder.snapshot.villages.size(), "one ground a village");
    for (std::string_view key : model::keys<model::BlindSpotKind>()) {
        const model::BlindSpotKind kind = *model::from_key<model::BlindSpotKind>(key);
        const style::Rule* rule = builder.style.find("blind_spots", key);
        if (!rule || !rule->hatch)
            continue;
        std::vector<FillArea> areas;
        std::vector<const geo::MultiPolygon*> outlines;
        std::vector<std::int32_t> group;
        for (const BlindArea& blind : builder.options.blind_areas)
            if (blind.kind == kind && blind.village >= 0 && !grounds[blind.village].empty()) {
                areas.push_back({&grounds[blind.village], rule->hatch->colour});
                outlines.push_back(&grounds[blind.village]);
                group.push_back(blind.village);
            }
        builder.legend_key = "blind_spots." + std::string(key);
        builder.add_hatch(areas, *rule->hatch);
        std::vector<LinePath> paths;
        for (BorderLine& line : border_lines(shared_edges(outlines), group))
            paths.push_back({std::move(line.points)});
        if (rule->hatch->edge)
            builder.add_lines(paths, *rule->hatch->edge);
    }
}

void add_area_outlines(SceneBuilder& builder, const AreaLook& look) {
    if (look.areas.empty())
        return;
    const style::Rule* rule = builder.style.find(look.of_villages ? "villages" : "cells");
    if (rule && rule->line) {
        std::vector<std::int32_t> own(look.areas.size());
        for (std::size_t i = 0; i < own.size(); ++i)
            own[i] = static_cast<std::int32_t>(i);
        LineStep outlines = builder.lines_of(Fingerprint(look.print).add("outlines", 8), [&] {
            std::vector<LinePath> paths;
            for (BorderLine& border : border_lines(*look.edges, own))
                paths.push_back({std::move(border.points)});
            return paths;
        });
        // Outlines of areas a few pixels wide would be a grey veil.
        double sum = 0;
        for (const geo::MultiPolygon* area : look.areas)
            sum += geo::area(*area).value;
        style::Line line = *rule->line;
        if (look.of_villages && builder.options.fill != AreaFill::none)
            if (const style::Rule* cells = builder.style.find("cells"); cells && cells->line)
                line = *cells->line;
        builder.legend_key = look.of_villages ? "villages.area" : "cells";
        builder.add_lines(std::move(outlines), line, {std::sqrt(sum / look.areas.size()) / 5});
    }
    const style::Rule* responsibility = builder.style.find("responsibility");
    if (builder.options.fill != AreaFill::assignment || !responsibility)
        return;
    const LineStep borders = builder.lines_of(Fingerprint(look.print).add("borders", 7).add(look.group), [&] {
        std::vector<LinePath> paths;
        for (BorderLine& line : border_lines(*look.edges, look.group))
            if (line.left != no_area)
                paths.push_back({std::move(line.points)});
        return paths;
    });
    builder.legend_key = "responsibility";
    if (responsibility->casing)
        builder.add_lines(borders, *responsibility->casing);
    if (responsibility->line)
        builder.add_lines(borders, *responsibility->line);
}

} // namespace wangge::render

// Rings, links, symbols and the names of places.
#include "render/fill_mesh.h"
#include "render/scene_parts.h"
#include "render/seats.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace wangge::render {

namespace {

geo::Ring circle(const ReachRing& ring) {
    constexpr int corners = 96;
    geo::Ring result;
    for (int i = 0; i <= corners; ++i) {
        const double angle = (i % corners) * 2 * std::numbers::pi / corners;
        result.push_back(
            {ring.centre.x + ring.radius.value * std::cos(angle), ring.centre.y + ring.radius.value * std::sin(angle)});
    }
    return result;
}

void add_set(SceneBuilder& builder, const style::Rule* rule, std::vector<double> x, std::vector<double> y,
             bool grouped) {
    if (rule && rule->symbol && !x.empty())
        builder.scene.points.push_back({*rule->symbol, std::move(x), std::move(y), rule->finest_pixel, grouped});
}

void add_seats(SceneBuilder& builder) {
    for (const bool county : {false, true}) {
        const style::Rule* rule = builder.style.find("seats", county ? "county" : "township");
        if (!rule)
            continue;
        std::vector<double> x, y;
        for (const Seat& seat : seats_of(builder.snapshot)) {
            if (seat.county != county)
                continue;
            x.push_back(seat.at.x);
            y.push_back(seat.at.y);
            if (builder.shows("labels") && rule->label && rule->symbol)
                builder.scene.names.push_back({seat.at,
                                               seat.name,
                                               *rule->label,
                                               {rule->symbol->size.value / 2 + 3},
                                               seat.population,
                                               rule->label_pixel});
        }
        add_set(builder, rule, std::move(x), std::move(y), false);
    }
}

void add_villages(SceneBuilder& builder) {
    const model::VillageTable& villages = builder.snapshot.villages;
    std::vector<char> blind(villages.size(), 0);
    for (const BlindArea& area : builder.options.blind_areas)
        if (area.village >= 0)
            blind[area.village] = 1;
    for (const char which : {0, 1}) {
        const style::Rule* rule = builder.style.find("villages", which ? "blind" : "*");
        if (!rule)
            continue;
        std::vector<double> x, y;
        for (std::size_t i = 0; i < villages.size(); ++i) {
            if (blind[i] != which || std::isnan(villages.x[i]))
                continue;
            x.push_back(villages.x[i]);
            y.push_back(villages.y[i]);
            if (builder.shows("labels") && rule->label)
                builder.scene.names.push_back({villages.point(i),
                                               std::string(villages.name[i]),
                                               *rule->label,
                                               {6},
                                               villages.population[i],
                                               rule->label_pixel});
        }
        add_set(builder, rule, std::move(x), std::move(y), false);
    }
}

// Points of one kind out of a table with x, y and quality columns.
template <class Table, class Kinds, class Kind>
void add_kind(SceneBuilder& builder, const Table& table, const Kinds& kinds, Kind kind, const style::Rule* rule,
              bool grouped) {
    std::vector<double> x, y;
    for (std::size_t i = 0; i < table.size(); ++i)
        if (kinds[i] == kind && table.placed(i)) {
            x.push_back(table.x[i]);
            y.push_back(table.y[i]);
        }
    add_set(builder, rule, std::move(x), std::move(y), grouped);
}

} // namespace

void add_rings_and_links(SceneBuilder& builder) {
    const SceneOptions& options = builder.options;
    if (builder.shows("reach"))
        for (const bool suggested : {false, true}) {
            const style::Rule* rule = builder.style.find("reach", suggested ? "suggested" : "present");
            std::vector<geo::MultiPolygon> discs;
            std::vector<LinePath> paths;
            for (const ReachRing& ring : options.rings)
                if (ring.suggested == suggested) {
                    discs.push_back({{{circle(ring), {}}}});
                    paths.push_back({discs.back().parts.front().outer});
                }
            if (!rule || discs.empty())
                continue;
            std::vector<FillArea> fills;
            for (const geo::MultiPolygon& area : discs)
                fills.push_back({&area, rule->fill.value_or(style::Colour{0, 0, 0, 0})});
            builder.add(FillStep{std::make_shared<const FillMesh>(fill_mesh(fills, builder.feedback)), 1});
            if (rule->line)
                builder.add_lines(paths, *rule->line);
        }
    const style::Rule* rule = builder.style.find("links");
    if (builder.shows("links") && rule && rule->line && !options.links.empty()) {
        std::vector<LinePath> paths;
        for (const Link& link : options.links)
            paths.push_back({{link.from, link.to}});
        builder.add_lines(paths, *rule->line);
    }
}

void add_points(SceneBuilder& builder) {
    const model::Snapshot& snapshot = builder.snapshot;
    if (builder.shows("villages"))
        add_villages(builder);
    for (std::string_view key : model::keys<model::SiteKind>())
        if (builder.shows("sites") || builder.shows("sites." + std::string(key)))
            add_kind(builder, snapshot.sites, snapshot.sites.kind, *model::from_key<model::SiteKind>(key),
                     builder.style.find("sites", key), true);
    if (builder.shows("seats"))
        add_seats(builder);
    for (const model::PersonRole role :
         {model::PersonRole::informant, model::PersonRole::coordinator, model::PersonRole::inspector}) {
        const std::string key(model::key_of(role));
        if (builder.shows("people") || builder.shows("people." + key))
            add_kind(builder, snapshot.people, snapshot.people.role, role, builder.style.find("people", key), false);
    }
    if (const style::Rule* rule = builder.style.find("clusters"))
        builder.scene.cluster = *rule;
}

} // namespace wangge::render

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

void add_set(SceneBuilder& builder, std::string_view layer, const style::Rule* rule, std::vector<double> x,
             std::vector<double> y) {
    const double opacity = builder.opacity_of(layer);
    if (rule && rule->symbol && !x.empty() && opacity > 0)
        builder.scene.points.push_back({*rule->symbol,
                                        std::move(x),
                                        std::move(y),
                                        rule->finest_pixel,
                                        false,
                                        false,
                                        opacity,
                                        {},
                                        std::string(layer)});
}

// Names fade with the layer of all names.
style::Label label_of(const SceneBuilder& builder, const style::Rule& rule) {
    style::Label label = rule.label.value_or(style::Label{});
    const double opacity = builder.opacity_of("labels");
    label.colour = style::with_opacity(label.colour, opacity);
    label.halo = style::with_opacity(label.halo, opacity);
    return label;
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
                                               label_of(builder, *rule),
                                               {rule->symbol->size.value / 2 + 3},
                                               seat.population,
                                               rule->label_pixel});
        }
        add_set(builder, county ? "seats.county" : "seats.township", rule, std::move(x), std::move(y));
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
                                               label_of(builder, *rule),
                                               {6},
                                               villages.population[i],
                                               rule->label_pixel});
        }
        if (builder.mode_of("villages") != PointMode::density)
            add_set(builder, which ? "villages.blind" : "villages", rule, std::move(x), std::move(y));
    }
}

// Points of one kind out of a table with x, y and quality columns. Returns the set, null when nothing is shown.
template <class Table, class Kinds, class Kind>
PointSet* add_kind(SceneBuilder& builder, std::string_view group, const Table& table, const Kinds& kinds, Kind kind) {
    const std::string layer = std::string(group) + "." + std::string(model::key_of(kind));
    if ((!builder.shows(group) && !builder.shows(layer)) || builder.mode_of(layer) == PointMode::density)
        return nullptr;
    const auto count = static_cast<std::size_t>(std::count(kinds.begin(), kinds.end(), kind));
    std::vector<double> x, y;
    x.reserve(count);
    y.reserve(count);
    for (std::size_t i = 0; i < table.size(); ++i)
        if (kinds[i] == kind && table.placed(i)) {
            x.push_back(table.x[i]);
            y.push_back(table.y[i]);
        }
    const std::size_t before = builder.scene.points.size();
    add_set(builder, layer, builder.style.find(group, model::key_of(kind)), std::move(x), std::move(y));
    return builder.scene.points.size() > before ? &builder.scene.points.back() : nullptr;
}

// Which sites of a kind lie in villages that are hatched.
std::vector<std::uint8_t> missing_of(const SceneBuilder& builder, model::SiteKind kind) {
    const model::SiteTable& sites = builder.snapshot.sites;
    if (builder.options.blind_areas.empty() || sites.village.size() != sites.size())
        return {};
    std::vector<std::uint8_t> blind(builder.snapshot.villages.size(), 0), result;
    for (const BlindArea& area : builder.options.blind_areas)
        if (area.village >= 0)
            blind[static_cast<std::size_t>(area.village)] = 1;
    for (std::size_t i = 0; i < sites.size(); ++i)
        if (sites.kind[i] == kind && sites.placed(i))
            result.push_back(sites.village[i] >= 0 ? blind[static_cast<std::size_t>(sites.village[i])] : 0);
    return result;
}

// Moves the points of grouped sets into the crowd. There may be millions: they are held once.
void gather_crowd(Scene& scene) {
    std::vector<std::uint32_t> grouped; // rows of scene.points
    std::size_t count = 0;
    bool any_missing = false;
    geo::Box box;
    for (std::size_t s = 0; s < scene.points.size(); ++s) {
        const PointSet& points = scene.points[s];
        if (!points.grouped)
            continue;
        grouped.push_back(static_cast<std::uint32_t>(s));
        count += points.x.size();
        any_missing = any_missing || std::find(points.missing.begin(), points.missing.end(), 1) != points.missing.end();
        for (std::size_t i = 0; i < points.x.size(); ++i)
            box.add(geo::MapPoint{points.x[i], points.y[i]});
    }
    if (count == 0)
        return;
    const std::size_t sides =
        static_cast<std::size_t>(std::clamp(std::sqrt(static_cast<double>(count) / 200), 1.0, 64.0));
    const double w = std::max(box.width(), 1.0) / static_cast<double>(sides),
                 h = std::max(box.height(), 1.0) / static_cast<double>(sides);
    const auto square_of = [&](const PointSet& points, std::size_t i) {
        const auto column = std::min(sides - 1, static_cast<std::size_t>((points.x[i] - box.min_x) / w));
        const auto row = std::min(sides - 1, static_cast<std::size_t>((points.y[i] - box.min_y) / h));
        return row * sides + column;
    };
    Crowd& crowd = scene.crowd;
    crowd.squares.resize(sides * sides);
    for (const std::uint32_t s : grouped)
        for (std::size_t i = 0; i < scene.points[s].x.size(); ++i)
            ++crowd.squares[square_of(scene.points[s], i)].count;
    std::vector<std::uint32_t> next;
    std::uint32_t sum = 0;
    for (Crowd::Square& square : crowd.squares) {
        next.push_back(square.first = sum);
        sum += square.count;
    }
    crowd.x.resize(count);
    crowd.y.resize(count);
    crowd.set.resize(count);
    crowd.missing.resize(any_missing ? count : 0);
    for (const std::uint32_t s : grouped) {
        PointSet& points = scene.points[s];
        for (std::size_t i = 0; i < points.x.size(); ++i) {
            const std::size_t square = square_of(points, i), to = next[square]++;
            crowd.x[to] = points.x[i];
            crowd.y[to] = points.y[i];
            crowd.set[to] = s;
            if (any_missing && !points.missing.empty())
                crowd.missing[to] = points.missing[i];
            crowd.squares[square].box.add(geo::MapPoint{points.x[i], points.y[i]});
        }
        std::vector<double>().swap(points.x); // "= {}" would keep the memory
        std::vector<double>().swap(points.y);
        std::vector<std::uint8_t>().swap(points.missing);
    }
    std::erase_if(crowd.squares, [](const Crowd::Square& square) { return square.count == 0; });
}

} // namespace

void add_rings(SceneBuilder& builder) {
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
            builder.legend_key = std::string("reach.") + (suggested ? "suggested" : "present");
            builder.add_fill(fills);
            if (rule->line)
                builder.add_lines(paths, *rule->line);
        }
}

void add_links(SceneBuilder& builder) {
    const SceneOptions& options = builder.options;
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
    for (std::string_view key : model::keys<model::SiteKind>()) {
        const model::SiteKind kind = *model::from_key<model::SiteKind>(key);
        if (PointSet* set = add_kind(builder, "sites", snapshot.sites, snapshot.sites.kind, kind)) {
            set->grouped = builder.mode_of("sites." + std::string(key)) != PointMode::symbols;
            set->missing = missing_of(builder, kind);
        }
    }
    if (builder.shows("seats"))
        add_seats(builder);
    for (const model::PersonRole role :
         {model::PersonRole::informant, model::PersonRole::coordinator, model::PersonRole::inspector})
        if (PointSet* set = add_kind(builder, "people", snapshot.people, snapshot.people.role, role))
            set->counted = builder.mode_of("people." + std::string(model::key_of(role))) == PointMode::groups;
    gather_crowd(builder.scene);
    if (const style::Rule* rule = builder.style.find("clusters"))
        builder.scene.cluster = *rule;
    builder.scene.missing = builder.style.role("danger");
}

} // namespace wangge::render

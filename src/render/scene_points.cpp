// Rings, links, symbols and the names of places.
#include "render/fill_mesh.h"
#include "render/scene_parts.h"
#include "render/seats.h"

#include <algorithm>
#include <array>
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
        builder.scene.points.push_back(
            {*rule->symbol, std::move(x), std::move(y), rule->finest_pixel, false, false, opacity, std::string(layer)});
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

// 1 for each village that is hatched.
std::vector<std::uint8_t> blind_villages(const SceneBuilder& builder) {
    std::vector<std::uint8_t> blind(builder.snapshot.villages.size(), 0);
    for (const BlindArea& area : builder.options.blind_areas)
        if (area.village >= 0)
            blind[static_cast<std::size_t>(area.village)] = 1;
    return blind;
}

void add_villages(SceneBuilder& builder) {
    const model::VillageTable& villages = builder.snapshot.villages;
    const std::vector<std::uint8_t> blind = blind_villages(builder);
    for (const std::uint8_t which : {0, 1}) {
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

constexpr std::uint8_t no_set = 255;
using SetOfKind = std::array<std::uint8_t, 256>; // rows of Scene::points

// Puts the sites of grouped kinds into squares, where they lie for good: one pass for their extent, one to count, one
// to place them.
void gather_crowd(SceneBuilder& builder, const SetOfKind& set_of) {
    const model::SiteTable& sites = builder.snapshot.sites;
    const auto each = [&](const auto& visit) {
        builder.feedback.check();
        for (std::size_t i = 0; i < sites.size(); ++i)
            if (const std::uint8_t set = set_of[static_cast<std::size_t>(sites.kind[i])];
                set != no_set && sites.placed(i))
                visit(i, set);
    };
    std::uint32_t count = 0;
    geo::Box box;
    each([&](std::size_t i, std::uint8_t) {
        ++count;
        box.add(sites.point(i));
    });
    if (count == 0)
        return;
    const double sides = std::floor(std::clamp(std::sqrt(count / 200.0), 1.0, 64.0));
    const double across = sides / std::max(box.width(), 1.0), up = sides / std::max(box.height(), 1.0);
    const auto square_of = [&](std::size_t i) {
        const double column = std::min(sides - 1, std::floor((sites.x[i] - box.min_x) * across)),
                     row = std::min(sides - 1, std::floor((sites.y[i] - box.min_y) * up));
        return static_cast<std::size_t>(row * sides + column);
    };
    Crowd& crowd = builder.scene.crowd;
    crowd.squares.resize(static_cast<std::size_t>(sides * sides));
    each([&](std::size_t i, std::uint8_t) {
        Crowd::Square& square = crowd.squares[square_of(i)];
        ++square.count;
        square.box.add(sites.point(i));
        square.middle.x += sites.x[i];
        square.middle.y += sites.y[i];
    });
    std::vector<std::uint32_t> next;
    std::uint32_t sum = 0;
    for (Crowd::Square& square : crowd.squares) {
        next.push_back(square.first = sum);
        sum += square.count;
        square.middle = {square.middle.x / square.count, square.middle.y / square.count};
    }
    const std::vector<std::uint8_t> blind = blind_villages(builder);
    const bool any_blind =
        sites.village.size() == sites.size() && std::find(blind.begin(), blind.end(), 1) != blind.end();
    crowd.x.resize(count);
    crowd.y.resize(count);
    crowd.set.resize(count);
    crowd.missing.resize(any_blind ? count : 0);
    each([&](std::size_t i, std::uint8_t set) {
        const std::size_t s = square_of(i), to = next[s]++;
        Crowd::Square& square = crowd.squares[s];
        crowd.x[to] = static_cast<float>(sites.x[i] - square.box.min_x);
        crowd.y[to] = static_cast<float>(sites.y[i] - square.box.min_y);
        crowd.set[to] = set;
        const model::Row village = any_blind ? sites.village[i] : model::no_row;
        if (village != model::no_row && blind[static_cast<std::size_t>(village)]) {
            crowd.missing[to] = 1;
            ++square.missing;
        }
    });
    std::erase_if(crowd.squares, [](const Crowd::Square& square) { return square.count == 0; });
}

void add_sites(SceneBuilder& builder) {
    const model::SiteTable& sites = builder.snapshot.sites;
    std::array<std::size_t, 256> placed{};
    for (std::size_t i = 0; i < sites.size(); ++i)
        placed[static_cast<std::size_t>(sites.kind[i])] += sites.placed(i);
    SetOfKind set_of;
    set_of.fill(no_set);
    for (std::string_view key : model::keys<model::SiteKind>()) {
        const model::SiteKind kind = *model::from_key<model::SiteKind>(key);
        const std::string layer = "sites." + std::string(key);
        if (builder.mode_of(layer) == PointMode::symbols) {
            add_kind(builder, "sites", sites, sites.kind, kind);
            continue;
        }
        const style::Rule* rule = builder.style.find("sites", key);
        const double opacity = builder.opacity_of(layer);
        if (placed[static_cast<std::size_t>(kind)] == 0 || (!builder.shows("sites") && !builder.shows(layer)) ||
            builder.mode_of(layer) == PointMode::density || !rule || !rule->symbol || opacity <= 0)
            continue;
        set_of[static_cast<std::size_t>(kind)] = static_cast<std::uint8_t>(builder.scene.points.size());
        builder.scene.points.push_back({*rule->symbol, {}, {}, rule->finest_pixel, true, false, opacity, layer});
    }
    gather_crowd(builder, set_of);
}

// A flag where something is overdue, and for how long.
void add_late_items(SceneBuilder& builder) {
    const style::Rule* rule = builder.style.find("ledger", "overdue");
    if (!rule || !rule->symbol)
        return;
    std::vector<double> x, y;
    for (const LateItem& item : builder.options.late_items) {
        x.push_back(item.at.x);
        y.push_back(item.at.y);
        if (builder.shows("labels") && rule->label)
            builder.scene.names.push_back(
                {item.at, item.text, label_of(builder, *rule), {4}, static_cast<double>(item.days), rule->label_pixel});
    }
    add_set(builder, rule->layer + "." + rule->kind, rule, std::move(x), std::move(y));
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
    add_sites(builder);
    if (builder.shows("seats"))
        add_seats(builder);
    for (const model::PersonRole role :
         {model::PersonRole::informant, model::PersonRole::coordinator, model::PersonRole::inspector})
        if (PointSet* set = add_kind(builder, "people", snapshot.people, snapshot.people.role, role))
            set->counted = builder.mode_of("people." + std::string(model::key_of(role))) == PointMode::groups;
    if (builder.shows("ledger"))
        add_late_items(builder);
    if (const style::Rule* rule = builder.style.find("clusters"))
        builder.scene.cluster = *rule;
    builder.scene.missing = builder.style.role("danger");
}

} // namespace wangge::render

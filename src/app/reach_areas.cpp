#include "app/reach_areas.h"

#include "app/coverage_inputs.h"
#include "base/error.h"
#include "base/parallel.h"
#include "coverage/standing.h"
#include "geo/overlay.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace wangge::app {
namespace {

struct Sources {
    std::vector<model::Row> people;
    std::vector<double> x, y;
    std::vector<reach::Effort> delays; // empty when nobody has any
    std::int64_t delayed = 0;
};

base::Minutes delay_of(const ReachQuestion& question, const std::string& key) {
    if (const auto asked = question.delays.find(key); asked != question.delays.end())
        return asked->second;
    const auto usual = question.usual_delays.find(key);
    return usual == question.usual_delays.end() ? base::Minutes{} : usual->second;
}

Sources sources_of(const model::Snapshot& snapshot, const ReachQuestion& question) {
    const bool assistant = question.role != model::PersonRole::inspector;
    const int age = assistant ? norms_of(snapshot).months("training_max_age", question.as_of) : 0;
    const auto standings = coverage::standings(snapshot, question.role, question.as_of, age);
    Sources sources;
    std::set<std::string> known;
    for (std::size_t i = 0; i < snapshot.people.size(); ++i) {
        if (standings[i] != coverage::Standing::counts)
            continue;
        const std::string key(snapshot.people.key[i]);
        const base::Minutes delay = delay_of(question, key);
        known.insert(key);
        sources.people.push_back(static_cast<model::Row>(i));
        sources.x.push_back(snapshot.people.x[i]);
        sources.y.push_back(snapshot.people.y[i]);
        sources.delays.push_back(reach::Effort{delay.value});
        sources.delayed += delay.value > 0;
    }
    for (const auto& [key, delay] : question.delays)
        if (!known.contains(key))
            base::fail_input("reach.unknown_person", {{"key", key}}, "--delay");
    if (sources.delayed == 0)
        sources.delays.clear();
    return sources;
}

geo::Box country(const model::Snapshot& snapshot, const Sources& sources) {
    geo::Box box = geo::bounds(snapshot.county);
    if (!box.empty())
        return box;
    for (std::size_t i = 0; i < sources.x.size(); ++i)
        box.add(geo::MapPoint{sources.x[i], sources.y[i]});
    for (const model::Road& road : snapshot.roads)
        box.add(geo::bounds(road.line));
    return box;
}

} // namespace

ReachAreas find_reach_areas(const model::Snapshot& snapshot, const reach::Reach& reach, const ReachQuestion& question,
                            base::Feedback& feedback) {
    const Sources sources = sources_of(snapshot, question);
    ReachAreas result;
    result.people = static_cast<std::int64_t>(sources.people.size());
    result.delayed = sources.delayed;
    for (const reach::Foothold foothold : reach.footholds({sources.x, sources.y}, feedback)) {
        result.without_road += foothold == reach::Foothold::none;
        result.cut_off += foothold == reach::Foothold::cut_off;
    }
    result.band_area.resize(question.limits.size());
    result.whole = geo::area(snapshot.county);
    reach::Field field = reach::lattice_over(country(snapshot, sources), question.side);
    result.side = {field.side};
    if (field.size() == 0 || sources.people.empty())
        return result;
    reach.fill(field, {sources.x, sources.y}, sources.delays, feedback);
    std::vector<reach::Catchment> found = reach::catchments(field, question.limits, question.by_person, {}, feedback);
    if (!snapshot.county.empty())
        base::parallel_blocks(found.size(), 8, [&](std::size_t begin, std::size_t end) {
            feedback.check();
            for (std::size_t i = begin; i < end; ++i)
                found[i].area = geo::intersection(found[i].area, snapshot.county);
        });
    for (reach::Catchment& each : found) {
        if (each.area.empty())
            continue;
        const base::SquareMetres area = geo::area(each.area);
        result.band_area[static_cast<std::size_t>(each.band)] += area;
        result.reached += area;
        result.areas.push_back({each.source < 0 ? model::no_row : sources.people[static_cast<std::size_t>(each.source)],
                                each.band, std::move(each.area)});
    }
    return result;
}

std::vector<Isochrone> isochrones(const reach::Field& field, const geo::MultiPolygon& county, reach::Effort limit,
                                  base::Feedback& feedback) {
    constexpr int beyond_step = 4;
    const double third = limit.value / 3;
    const std::array<double, 3> limits{third, 2 * third, 3 * third};
    std::vector<reach::Catchment> traced = reach::catchments(field, limits, false, {}, feedback);
    // What lies beyond is cut at the same line, traced by itself: uniting the bands to find it costs ten times as much.
    for (reach::Catchment& within : reach::catchments(field, std::span(limits).last(1), false, {}, feedback))
        traced.push_back({-1, beyond_step, std::move(within.area)});
    if (traced.empty())
        traced.push_back({-1, beyond_step, {}});
    base::parallel_blocks(traced.size(), 1, [&](std::size_t i, std::size_t) {
        feedback.check();
        geo::MultiPolygon& area = traced[i].area;
        area = traced[i].band == beyond_step ? geo::difference(county, area) : geo::intersection(area, county);
    });
    std::vector<Isochrone> bands;
    for (reach::Catchment& each : traced)
        if (!each.area.empty())
            bands.push_back(
                {std::move(each.area), each.band == beyond_step ? std::nan("") : (each.band + .5) * third, each.band});
    return bands;
}

reach::Field map_lattice(const geo::MultiPolygon& county) {
    constexpr double points = 80000;
    const geo::Box box = geo::bounds(county);
    return box.empty() ? reach::Field{}
                       : reach::lattice_over(box, {std::max(50.0, std::sqrt(box.width() * box.height() / points))});
}

model::Table reach_area_table(const model::Snapshot& snapshot, const ReachAreas& areas, const ReachQuestion& question,
                              reach::Unit unit, const base::Catalog& catalog) {
    model::Table table;
    table.id = "reach";
    table.title = catalog.say("table.reach");
    table.epsg = snapshot.epsg;
    table.shape_kind = model::ShapeKind::area;
    const auto column = [&](const char* id, model::ColumnType type, int decimals) {
        table.columns.push_back({id, catalog.say(std::string("column.") + id), type, false, decimals});
    };
    column("person", model::ColumnType::text, 0);
    column("person_name", model::ColumnType::text, 0);
    table.columns.back().person_name = true;
    column(unit == reach::Unit::metres ? "limit_m" : "limit_min", model::ColumnType::real, 1);
    column("area_km2", model::ColumnType::real, 4);
    for (const ReachArea& each : areas.areas) {
        const bool person = each.person != model::no_row;
        table.rows.push_back({person ? model::Value(std::string(snapshot.people.key[each.person])) : model::Value(),
                              person ? model::Value(std::string(snapshot.people.name[each.person])) : model::Value(),
                              model::Value(question.limits[static_cast<std::size_t>(each.band)]),
                              model::Value(geo::area(each.area).value / 1e6)});
        table.shapes.emplace_back(each.area);
    }
    return table;
}

} // namespace wangge::app

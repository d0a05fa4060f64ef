#include "app/village_access.h"

#include "app/coverage_inputs.h"
#include "coverage/area_types.h"
#include "coverage/limits.h"
#include "coverage/standing.h"
#include "coverage/supply.h"

#include <algorithm>
#include <cmath>

namespace wangge::app {
namespace {

struct Sources {
    std::vector<double> x, y;
};

Sources sources_of(const model::Snapshot& snapshot, const AccessQuestion& question, const coverage::Norms& norms) {
    Sources sources;
    const auto add = [&](geo::MapPoint place) {
        sources.x.push_back(place.x);
        sources.y.push_back(place.y);
    };
    if (question.to == "supply") {
        for (const std::size_t site : coverage::supplying_sites(snapshot, question.as_of))
            add(snapshot.sites.point(site));
        return sources;
    }
    const auto role = *model::from_key<model::PersonRole>(question.to);
    const auto standings =
        coverage::standings(snapshot, role, question.as_of, norms.months("training_max_age", question.as_of));
    for (std::size_t i = 0; i < standings.size(); ++i)
        if (standings[i] == coverage::Standing::counts)
            add(snapshot.people.point(i));
    return sources;
}

} // namespace

VillageAccess village_access(const model::Snapshot& snapshot, const reach::Reach& reach, const AccessQuestion& question,
                             base::Feedback& feedback) {
    const coverage::Norms norms = norms_of(snapshot);
    const model::VillageTable& villages = snapshot.villages;
    const Sources sources = sources_of(snapshot, question, norms);
    const coverage::Limits limits = coverage::norm_limits(norms, question.to + "_reach", reach.unit(), question.as_of);
    const auto area_types = coverage::village_area_types(snapshot);
    VillageAccess access;
    for (std::size_t v = 0; v < villages.size(); ++v) {
        access.residents.push_back(villages.population[v] > 0 ? std::llround(villages.population[v]) : 0);
        access.limit.push_back(question.limit.value_or(limits[area_types[v].type]));
    }
    const reach::Links links = reach.within({villages.x, villages.y}, {sources.x, sources.y}, access.limit, feedback);
    const std::vector<double> supply(sources.x.size(), 1);
    access.found = coverage::two_step(access.residents, supply, links, access.limit, question.decay);
    for (std::size_t v = 0; v < villages.size(); ++v)
        access.nearest.push_back(links.of(v).empty() ? reach::Link{} : links.of(v).front());
    return access;
}

model::Table village_access_table(const model::Snapshot& snapshot, const VillageAccess& access, reach::Unit unit,
                                  const base::Catalog& catalog) {
    const model::VillageTable& villages = snapshot.villages;
    model::Table table;
    table.id = "access";
    table.title = catalog.say("table.access");
    table.epsg = snapshot.epsg;
    const auto column = [&](const char* id, model::ColumnType type, int decimals = 0) {
        table.columns.push_back({id, catalog.say(std::string("column.") + id), type, false, decimals});
    };
    column("village_code", model::ColumnType::text);
    column("village", model::ColumnType::text);
    column("people", model::ColumnType::integer);
    column("access_score", model::ColumnType::real, 3);
    column("in_reach", model::ColumnType::integer);
    const bool metres = unit == reach::Unit::metres;
    column(metres ? "distance_m" : "minutes", model::ColumnType::real, metres ? 0 : 1);
    const bool areas =
        std::none_of(villages.area.begin(), villages.area.end(), [](const auto& area) { return area.empty(); });
    for (std::size_t v = 0; v < villages.size(); ++v) {
        const reach::Link& nearest = access.nearest[v];
        const double score = access.found.score[v];
        table.rows.push_back({model::Value(std::string(villages.code[v])), model::Value(std::string(villages.name[v])),
                              model::Value(access.residents[v]),
                              std::isnan(score) ? model::Value() : model::Value(score * access_per),
                              model::Value(std::int64_t{access.found.in_reach[v]}),
                              nearest.source < 0 ? model::Value() : model::Value(nearest.effort.value)});
        if (areas)
            table.shapes.emplace_back(villages.area[v]);
        else if (std::isfinite(villages.x[v]))
            table.shapes.emplace_back(villages.point(v));
        else
            table.shapes.emplace_back();
    }
    return table;
}

} // namespace wangge::app

#include "coverage/coverage.h"

#include "coverage/area_cover.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace wangge::coverage {
namespace {

using model::CoverState;

// Groups by township: boundaries first, then codes that villages name without a boundary, then "in none".
class Grouper {
public:
    explicit Grouper(const model::Snapshot& snapshot) : m_snapshot(snapshot) {
        for (std::size_t t = 0; t < snapshot.townships.size(); ++t) {
            const model::Boundary& boundary = snapshot.boundaries[snapshot.townships[t]];
            m_groups.push_back({boundary.code, boundary.name, static_cast<model::Row>(t)});
        }
    }

    std::int32_t of_village(std::size_t village) {
        const model::VillageTable& villages = m_snapshot.villages;
        if (villages.township[village] != model::no_row)
            return villages.township[village];
        return of_code(villages.township_code[village], villages.township_name[village]);
    }
    std::int32_t of_site(std::size_t site) {
        const model::SiteTable& sites = m_snapshot.sites;
        if (sites.township[site] != model::no_row)
            return sites.township[site];
        if (sites.village[site] != model::no_row)
            return of_village(sites.village[site]);
        return of_code(sites.township_code[site], {});
    }
    std::vector<Group> take() { return std::move(m_groups); }

private:
    std::int32_t of_code(std::string_view code, std::string_view name) {
        const auto [found, added] =
            m_by_code.try_emplace(std::string(code), static_cast<std::int32_t>(m_groups.size()));
        if (added)
            m_groups.push_back({std::string(code), std::string(name), model::no_row});
        return found->second;
    }

    const model::Snapshot& m_snapshot;
    std::vector<Group> m_groups;
    std::unordered_map<std::string, std::int32_t> m_by_code;
};

void gather_people(Prepared& prepared, const Norms& norms) {
    const model::Snapshot& snapshot = *prepared.snapshot;
    const Options& options = prepared.options;
    const std::string role(model::key_of(options.role));
    prepared.standings =
        standings(snapshot, options.role, options.as_of, norms.months("training_max_age", options.as_of));
    prepared.training_judged =
        norms.months("training_max_age", options.as_of) > 0 && training_known(snapshot, options.role);
    const base::Persons usual = norms.people(role + "_capacity", options.as_of);
    for (std::size_t i = 0; i < snapshot.people.size(); ++i) {
        if (prepared.standings[i] != Standing::counts)
            continue;
        if (is_planned(snapshot, static_cast<model::Row>(i))) {
            ++prepared.planned;
            if (!options.with_planned) {
                prepared.standings[i] = Standing::planned;
                continue;
            }
        }
        prepared.sources.push_back(static_cast<model::Row>(i));
        prepared.source_x.push_back(snapshot.people.x[i]);
        prepared.source_y.push_back(snapshot.people.y[i]);
        const double own = snapshot.people.capacity_people[i];
        const double capacity = options.capacity ? options.capacity->value : own > 0 ? own : usual.value;
        prepared.capacity.push_back(capacity > 0 ? std::llround(capacity) : no_limit);
    }
}

void gather_targets(Prepared& prepared, const Norms& norms, base::Feedback& feedback) {
    const model::Snapshot& snapshot = *prepared.snapshot;
    const model::VillageTable& villages = snapshot.villages;
    prepared.village_area = village_area_types(snapshot);
    Grouper grouper(snapshot);
    if (prepared.options.of == TargetKind::villages) {
        prepared.x = villages.x;
        prepared.y = villages.y;
        prepared.area = prepared.village_area;
        for (std::size_t i = 0; i < villages.size(); ++i) {
            prepared.residents.push_back(villages.population[i] > 0 ? std::llround(villages.population[i]) : 0);
            prepared.group.push_back(grouper.of_village(i));
            const model::Row contact = villages.contact[i];
            prepared.named.push_back(contact != model::no_row && prepared.standings[contact] == Standing::counts);
        }
    } else {
        prepared.x = snapshot.sites.x;
        prepared.y = snapshot.sites.y;
        const base::Metres radius = norms.metres("hospital_radius", model::AreaType::rural, prepared.options.as_of);
        prepared.area = site_area_types(snapshot, prepared.village_area, radius, feedback);
        prepared.residents.assign(snapshot.sites.size(), 0);
        for (std::size_t i = 0; i < snapshot.sites.size(); ++i)
            prepared.group.push_back(grouper.of_site(i));
        prepared.named.assign(snapshot.sites.size(), 0);
    }
    prepared.groups = grouper.take();
}

void add(Totals& totals, CoverState state, Residents residents, Residents served, bool named) {
    ++totals.targets;
    totals.people += residents;
    switch (state) {
    case CoverState::covered:
        ++totals.covered;
        totals.with_named_contact += named ? 1 : 0;
        break;
    case CoverState::over_capacity:
        ++totals.over_capacity;
        break;
    case CoverState::uncovered:
        ++totals.uncovered;
        totals.people_uncovered += residents;
        return;
    }
    totals.people_covered += served;
    totals.people_over_capacity += residents - served;
}

// Residents with room, where somebody's capacity is limited; all who are in reach otherwise.
void serve(const Prepared& prepared, Result& result, base::Feedback& feedback) {
    const bool limited = std::any_of(prepared.capacity.begin(), prepared.capacity.end(),
                                     [](Residents capacity) { return capacity != no_limit; });
    result.load.assign(prepared.sources.size(), 0);
    if (!limited || prepared.options.of == TargetKind::sites) {
        result.served = prepared.residents;
        for (std::size_t t = 0; t < prepared.residents.size(); ++t)
            if (result.state[t] == CoverState::uncovered)
                result.served[t] = 0;
            else
                result.load[prepared.nearest[t].source] += prepared.residents[t];
        return;
    }
    const reach::Links links = prepared.reach->within({prepared.x, prepared.y}, {prepared.source_x, prepared.source_y},
                                                      result.limit, feedback);
    Share share = share_residents(prepared.residents, prepared.capacity, links, feedback);
    result.served = std::move(share.served);
    result.load = std::move(share.load);
    for (std::size_t t = 0; t < prepared.residents.size(); ++t)
        if (result.state[t] == CoverState::covered && result.served[t] < prepared.residents[t])
            result.state[t] = CoverState::over_capacity;
}

} // namespace

Prepared prepare(const model::Snapshot& snapshot, const Norms& norms, const Options& options, const reach::Reach& reach,
                 base::Feedback& feedback) {
    Prepared prepared;
    prepared.snapshot = &snapshot;
    prepared.reach = &reach;
    prepared.options = options;
    prepared.norm_limits =
        norm_limits(norms, std::string(model::key_of(options.role)) + "_reach", reach.unit(), options.as_of);
    gather_people(prepared, norms);
    gather_targets(prepared, norms, feedback);
    feedback.check();
    prepared.nearest = reach.nearest({prepared.x, prepared.y}, {prepared.source_x, prepared.source_y}, feedback);
    return prepared;
}

Limits limits_of(const Prepared& prepared) {
    Limits limits = prepared.norm_limits;
    if (prepared.options.limit)
        limits.values.fill(*prepared.options.limit);
    return limits;
}

Result measure(const Prepared& prepared, const Limits& limits, base::Feedback& feedback) {
    const std::size_t count = prepared.x.size();
    Result result;
    result.limits = limits;
    result.by_group.resize(prepared.groups.size());
    result.state.resize(count);
    result.limit.resize(count);
    for (std::size_t t = 0; t < count; ++t) {
        result.limit[t] = limits[prepared.area[t].type];
        const bool in_reach = prepared.nearest[t].source >= 0 && prepared.nearest[t].effort <= result.limit[t];
        result.state[t] = in_reach ? CoverState::covered : CoverState::uncovered;
    }
    serve(prepared, result, feedback);
    for (std::size_t t = 0; t < count; ++t)
        for (Totals* totals :
             {&result.total, &result.by_area_type[prepared.area[t].type], &result.by_group[prepared.group[t]]})
            add(*totals, result.state[t], prepared.residents[t], result.served[t], prepared.named[t] != 0);
    if (prepared.options.with_area)
        measure_areas(prepared, result, feedback);
    return result;
}

Result run(const model::Snapshot& snapshot, const Norms& norms, const Options& options, const reach::Reach& reach,
           base::Feedback& feedback) {
    const Prepared prepared = prepare(snapshot, norms, options, reach, feedback);
    return measure(prepared, limits_of(prepared), feedback);
}

base::Message state_reason(const Prepared& prepared, const Result& result, std::size_t target) {
    const reach::Unit unit = prepared.reach->unit();
    const reach::Link& nearest = prepared.nearest[target];
    std::vector<std::pair<std::string, std::string>> args{{"limit", effort_text(result.limit[target], unit)},
                                                          unit_argument(unit)};
    if (std::isnan(prepared.x[target]) || std::isnan(prepared.y[target]))
        return {"coverage.state.unplaced", std::move(args)};
    if (nearest.source < 0)
        return {prepared.sources.empty() ? "coverage.state.nobody" : "coverage.state.no_way", std::move(args)};
    args.emplace_back("name", std::string(prepared.snapshot->people.name[prepared.sources[nearest.source]]));
    args.emplace_back("distance", effort_text(nearest.effort, unit));
    args.emplace_back("left", std::to_string(prepared.residents[target] - result.served[target]));
    return {"coverage.state." + std::string(model::key_of(result.state[target])), std::move(args)};
}

} // namespace wangge::coverage

#include "assign/assign.h"

#include "assign/bound.h"
#include "assign/build.h"
#include "assign/solve.h"

#include <algorithm>
#include <fmt/format.h>

namespace wangge::assign {
namespace {

// Cells whose lead must not check them go to somebody who may, though that person's zone is elsewhere: recusal is law,
// connected zones are a wish.
void hand_over_forbidden(const model::Snapshot& s, const Field& field, std::vector<std::int32_t>& lead,
                         std::vector<base::Message>& infeasible) {
    const Problem& problem = field.problem;
    std::vector<std::string> codes;
    for (std::int32_t c = 0; c < problem.cells(); ++c) {
        if (!problem.is_forbidden(c, lead[c]))
            continue;
        std::int32_t best = -1;
        std::int64_t best_price = 0;
        for (std::int32_t p = 0; p < problem.people(); ++p) {
            if (problem.is_forbidden(c, p))
                continue;
            std::int64_t price = problem.place_cost(c, p, problem.travel(c, p));
            for (std::int32_t e = problem.graph.first[c]; e < problem.graph.first[c + 1]; ++e)
                price -= lead[problem.graph.neighbour[e]] == p ? problem.border_cost[e] : 0;
            if (best < 0 || price < best_price) {
                best = p;
                best_price = price;
            }
        }
        lead[c] = best;
        codes.push_back(s.cells[c].code);
    }
    if (!codes.empty())
        infeasible.push_back(
            {"assign.enclaves", {{"count", fmt::format("{}", codes.size())}, {"cells", listed(codes)}}});
}

void measure_zones(const Problem& problem, const std::vector<std::int32_t>& lead, Result& result) {
    const CellGraph& graph = problem.graph;
    for (std::int32_t c = 0; c < problem.cells(); ++c)
        for (std::int32_t e = graph.first[c]; lead[c] >= 0 && e < graph.first[c + 1]; ++e)
            if (lead[graph.neighbour[e]] != lead[c] && graph.border[e] > 0 && graph.neighbour[e] > c)
                ++result.cut_edges;
    result.compactness = zone_compactness(problem, lead);
}

void measure_people(const Field& field, const std::vector<std::int32_t>& lead, const std::vector<std::int32_t>& second,
                    const workload::Rules& rules, Result& result) {
    const Problem& problem = field.problem;
    const std::int32_t people = problem.people();
    result.inspectors.resize(people);
    for (std::int32_t p = 0; p < people; ++p) {
        result.inspectors[p].person = field.people[p];
        result.inspectors[p].capacity = field.capacity[p];
    }
    const double each = rules.officers >= 2 ? 0.5 : 1;
    for (std::int32_t c = 0; c < problem.cells(); ++c) {
        if (lead[c] < 0)
            continue;
        InspectorAnswer& person = result.inspectors[lead[c]];
        ++person.cells;
        person.hours += result.cells[c].hours;
        person.own_hours += result.cells[c].hours * each;
        if (second[c] >= 0)
            result.inspectors[second[c]].own_hours += result.cells[c].hours * each;
        person.travel += base::Metres{field.trips[c] * rules.legs * rules.detour * problem.metres(c, lead[c])};
    }
    const auto pieces = pieces_of(problem, lead);
    base::Hours total;
    result.contiguous = true;
    for (std::int32_t p = 0; p < people; ++p) {
        result.inspectors[p].pieces = pieces[p];
        result.contiguous = result.contiguous && pieces[p] <= 1;
        result.travel += result.inspectors[p].travel;
        total += result.inspectors[p].hours;
    }
    double squares = 0;
    for (std::int32_t p = 0; p < people && total.value > 0; ++p) {
        const double load = result.inspectors[p].hours / (total * problem.share[p]);
        squares += (load - 1) * (load - 1);
        result.max_over_mean = std::max(result.max_over_mean, load);
    }
    result.workload_cv = std::sqrt(squares / people);
}

void name_limits(const model::Snapshot& s, const Field& field, Result& result) {
    base::Hours needed, available;
    std::vector<std::string> over, idle, pairless;
    for (const CellAnswer& cell : result.cells)
        needed += cell.hours;
    for (const InspectorAnswer& person : result.inspectors) {
        available += person.capacity;
        const auto name = [&] {
            const auto given = s.people.name[person.person];
            return std::string(given.empty() ? s.people.key[person.person] : given);
        };
        // an hour a year is within what hours are worth
        if (person.own_hours.value > person.capacity.value + 1)
            over.push_back(
                fmt::format("{} ({:.0f} / {:.0f} h)", name(), person.own_hours.value, person.capacity.value));
        if (person.cells == 0)
            idle.push_back(name());
    }
    for (std::size_t c = 0; c < s.cells.size(); ++c)
        if (result.cells[c].lead != model::no_row && result.cells[c].second == model::no_row && field.people.size() > 1)
            pairless.push_back(s.cells[c].code);
    if (needed > available)
        result.infeasible.push_back(
            {"assign.capacity",
             {{"needed", fmt::format("{:.0f}", needed.value)}, {"available", fmt::format("{:.0f}", available.value)}}});
    if (!over.empty())
        result.infeasible.push_back(
            {"assign.over_capacity", {{"count", fmt::format("{}", over.size())}, {"names", listed(over)}}});
    if (!idle.empty())
        result.infeasible.push_back(
            {"assign.idle", {{"count", fmt::format("{}", idle.size())}, {"names", listed(idle)}}});
    if (!pairless.empty())
        result.infeasible.push_back(
            {"assign.no_second", {{"count", fmt::format("{}", pairless.size())}, {"cells", listed(pairless)}}});
}

} // namespace

Result run(const model::Snapshot& s, const workload::Rules& rules, const Options& options, base::Feedback& feedback) {
    Field field = build(s, rules, options, feedback);
    const Problem& problem = field.problem;
    Result result;
    base::StepFeedback step(feedback, 0.1, 0.9);
    SolveOptions search{.seed = options.seed, .seconds = options.seconds};
    if (options.better)
        search.better = [&](const std::vector<std::int32_t>& best) {
            std::vector<model::Row> rows;
            for (const std::int32_t person : best)
                rows.push_back(field.people[static_cast<std::size_t>(person)]);
            options.better(rows);
        };
    Solution solution = solve(problem, search, step);
    std::vector<std::int32_t> lead = std::move(solution.lead);
    result.stopped = solution.stopped;
    result.infeasible = field.infeasible;
    result.notes = field.notes;
    hand_over_forbidden(s, field, lead, result.infeasible);
    result.cost = cost_of(problem, lead);
    result.objective = result.cost.total();
    if (!result.stopped) {
        feedback.progress(0.9, "assign.bound");
        result.bound = lower_bound(problem, lead, feedback);
    }
    result.gap = result.objective > 0
                     ? static_cast<double>(result.objective - result.bound) / static_cast<double>(result.objective)
                     : 0;
    result.proven = !result.stopped && result.bound >= result.objective;

    for (std::int32_t c = 0; c < problem.cells(); ++c)
        if (field.unservable[c]) {
            lead[c] = -1;
            ++result.unassigned_cells;
        }
    std::vector<std::int32_t> second(lead.size(), -1);
    if (rules.officers >= 2)
        second = seconds_of(problem, field.recusals, lead);
    for (std::int32_t c = 0; c < problem.cells(); ++c) {
        CellAnswer cell;
        if (lead[c] >= 0)
            cell.lead = field.people[lead[c]];
        if (second[c] >= 0)
            cell.second = field.people[second[c]];
        const std::int64_t seconds = lead[c] >= 0 ? problem.load(c, lead[c]) : problem.on_site[c];
        cell.hours = {static_cast<double>(seconds) / 3600};
        const std::string_view before = options.keep.empty() ? s.cells[c].lead_key : options.keep[c];
        result.changed_cells += before != (cell.lead >= 0 ? s.people.key[cell.lead] : std::string_view());
        result.cells.push_back(cell);
    }
    result.graph_parts = problem.graph.parts;
    result.sites_outside = field.sites_outside;
    measure_zones(problem, lead, result);
    measure_people(field, lead, second, rules, result);
    name_limits(s, field, result);
    feedback.progress(1, "assign.bound");
    return result;
}

} // namespace wangge::assign

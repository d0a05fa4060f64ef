#include "siting/capacitated_median.h"

#include "base/error.h"
#include "siting/capacitated_search.h"
#include "siting/capacitated_tree.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace wangge::siting {
namespace {

constexpr double most_cost = 0x1p58;
constexpr double search_share = 0.5; // of the time; the rest is the proof's

CapacitatedCore core_of(const CapacitatedMedian& problem) {
    CapacitatedCore core{.cost = problem.costs.cells, .demand = problem.demand, .capacity = problem.capacity};
    core.fate.assign(problem.capacity.size(), Fate::free);
    for (const std::int32_t j : problem.forbidden)
        core.fate[j] = Fate::closed;
    for (const std::int32_t j : problem.fixed)
        core.fate[j] = Fate::open;
    core.choose = problem.add + static_cast<std::int32_t>(std::count(core.fate.begin(), core.fate.end(), Fate::open));
    return core;
}

void check(const CapacitatedMedian& problem, const CapacitatedCore& core) {
    base::ensure(core.cost.size() == core.demand.size() * core.capacity.size() && problem.add >= 0,
                 "capacitated p-median problem");
    const auto free = std::count(core.fate.begin(), core.fate.end(), Fate::free);
    if (problem.add > free)
        base::fail_input("siting.too_few_places",
                         {{"asked", std::to_string(problem.add)}, {"free", std::to_string(free)}});
    double sum = 0;
    for (const Value cost : core.cost) {
        if (cost < 0)
            base::fail_input("siting.bad_cost", {{"cost", std::to_string(cost)}});
        sum = std::max(sum, static_cast<double>(cost));
    }
    // The search adds up whole rows, and the proof counts in sums of sums.
    if (sum * static_cast<double>(core.customers()) * core.customers() >= most_cost)
        base::fail_input("siting.bad_cost", {{"cost", fmt::format("{:.0f}", sum)}});

    std::vector<Value> must, may;
    for (std::int32_t j = 0; j < core.places(); ++j)
        if (core.fate[j] != Fate::closed)
            (core.fate[j] == Fate::open ? must : may).push_back(core.capacity[j]);
    std::sort(may.begin(), may.end(), std::greater<>());
    may.resize(static_cast<std::size_t>(problem.add));
    must.insert(must.end(), may.begin(), may.end());
    const Value need = std::accumulate(core.demand.begin(), core.demand.end(), Value{0});
    const Value have = std::accumulate(must.begin(), must.end(), Value{0});
    if (need > have)
        base::fail_input(
            "siting.capacity_short",
            {{"need", std::to_string(need)}, {"have", std::to_string(have)}, {"places", std::to_string(core.choose)}});
    const Value most = must.empty() ? 0 : *std::max_element(must.begin(), must.end());
    for (std::size_t i = 0; i < core.demand.size(); ++i)
        if (core.demand[i] > most)
            base::fail_input("siting.demand_too_large", {{"row", std::to_string(i + 1)},
                                                         {"demand", std::to_string(core.demand[i])},
                                                         {"capacity", std::to_string(most)}});
}

} // namespace

Answer solve_capacitated_median(const CapacitatedMedian& problem, const Budget& budget, base::Feedback& feedback) {
    const Deadline end(budget, feedback);
    const Deadline search_end({.seconds = budget.seconds * search_share}, feedback);
    const CapacitatedCore core = core_of(problem);
    check(problem, core);
    if (core.customers() == 0)
        return {};
    feedback.progress(0, "siting.searching");
    const std::optional<CapacitatedPlan> found = searched(core, {.seed = budget.seed}, search_end);
    feedback.progress(0.5, "siting.proving");
    const CapacitatedProof proof = prove(core, found, {}, end);
    Answer answer{.bound = proof.bound, .feasible = proof.plan.has_value(), .seconds = end.passed()};
    if (!proof.plan) {
        answer.stopped = !proof.exhausted;
        return answer;
    }
    // The value from the costs themselves.
    answer.assignment = proof.plan->place;
    for (std::int32_t i = 0; i < core.customers(); ++i)
        answer.objective += core.costs_of(i)[answer.assignment[i]];
    answer.chosen = proof.plan->open;
    for (std::int32_t j = 0; answer.chosen.size() < static_cast<std::size_t>(core.choose); ++j)
        if (core.fate[j] == Fate::free && !std::binary_search(proof.plan->open.begin(), proof.plan->open.end(), j))
            answer.chosen.push_back(j);
    std::sort(answer.chosen.begin(), answer.chosen.end());
    answer.stopped = answer.objective != answer.bound;
    return answer;
}

} // namespace wangge::siting

#include "siting/p_median.h"

#include "base/error.h"
#include "siting/p_median_search.h"
#include "siting/p_median_tree.h"

#include <algorithm>
#include <fmt/format.h>

namespace wangge::siting {
namespace {

// Of the time at most this share goes to the search; a big problem would leave nothing for the bound otherwise.
constexpr double search_share = 0.5;
constexpr double most_cost = 0x1p60;

// The lists in order, fixed and forbidden places settled. `unreached` is what a customer pays whom nobody serves.
MedianCore core_of(const MedianProblem& problem, Value unreached) {
    std::vector<Fate> fate(problem.places, Fate::free);
    for (const std::int32_t j : problem.forbidden)
        fate[j] = Fate::closed;
    for (const std::int32_t j : problem.fixed)
        fate[j] = Fate::open;
    MedianCore all{.choose = problem.add + static_cast<std::int32_t>(std::count(fate.begin(), fate.end(), Fate::open))};
    for (std::int32_t j = 0; j < problem.places; ++j)
        all.name.push_back(j);
    all.first.push_back(0);
    std::vector<Offer> list;
    std::vector<std::size_t> seen(problem.places, 0);
    for (std::size_t i = 0; i < problem.offers.size(); ++i) {
        const Value beyond = problem.beyond.empty() ? unreached : problem.beyond[i];
        list.clear();
        for (const MedianOffer& offer : problem.offers[i])
            list.push_back({offer.cost, offer.place});
        std::sort(list.begin(), list.end());
        for (const Offer& offer : list)
            if (offer.cost < beyond && seen[offer.place] != i + 1) {
                seen[offer.place] = i + 1;
                all.offers.push_back(offer);
            }
        all.beyond.push_back(beyond);
        all.first.push_back(all.offers.size());
    }
    std::vector<std::int32_t> opened;
    std::vector<std::size_t> kept;
    return reduced(all, fate, opened, kept);
}

// More than any answer that serves everybody can cost.
Value unreached_in(const MedianProblem& problem) {
    double sum = 1;
    for (std::size_t i = 0; i < problem.offers.size(); ++i) {
        Value most = problem.beyond.empty() ? 0 : problem.beyond[i], least = most;
        for (const MedianOffer& offer : problem.offers[i]) {
            most = std::max(most, offer.cost);
            least = std::min(least, offer.cost);
        }
        if (least < 0)
            base::fail_input("siting.bad_cost", {{"cost", std::to_string(least)}});
        sum += static_cast<double>(most);
    }
    if (sum >= most_cost)
        base::fail_input("siting.bad_cost", {{"cost", fmt::format("{:.0f}", sum)}});
    return static_cast<Value>(sum);
}

void check(const MedianProblem& problem) {
    base::ensure(problem.add >= 0 && (problem.beyond.empty() || problem.beyond.size() == problem.offers.size()),
                 "p-median problem");
    std::vector<bool> taken(problem.places, false);
    for (const auto* places : {&problem.forbidden, &problem.fixed})
        for (const std::int32_t j : *places) {
            base::ensure(j >= 0 && j < problem.places, "number of a place");
            taken[j] = true;
        }
    const auto free = static_cast<std::int32_t>(std::count(taken.begin(), taken.end(), false));
    if (problem.add > free)
        base::fail_input("siting.too_few_places",
                         {{"asked", std::to_string(problem.add)}, {"free", std::to_string(free)}});
}

// Who serves whom, and what that costs, from the problem itself: nothing that the search reckoned is believed.
void assign_nearest(const MedianProblem& problem, Value unreached, Answer& answer) {
    std::vector<bool> open(problem.places, false);
    for (const std::int32_t j : answer.chosen)
        open[j] = true;
    answer.objective = 0;
    for (std::size_t i = 0; i < problem.offers.size(); ++i) {
        Value pays = problem.beyond.empty() ? unreached : problem.beyond[i];
        std::int32_t nearest = -1;
        for (const MedianOffer& offer : problem.offers[i])
            if (open[offer.place] &&
                (offer.cost < pays || (offer.cost == pays && nearest >= 0 && offer.place < nearest))) {
                pays = offer.cost;
                nearest = offer.place;
            }
        answer.objective += pays;
        answer.assignment.push_back(nearest);
        answer.feasible = answer.feasible && (nearest >= 0 || !problem.beyond.empty());
    }
}

} // namespace

Answer solve_p_median(const MedianProblem& problem, const Budget& budget, base::Feedback& feedback) {
    const Deadline end(budget, feedback);
    const Deadline search_end({.seconds = budget.seconds * search_share}, feedback);
    check(problem);
    const Value unreached = unreached_in(problem);
    const MedianCore core = core_of(problem, unreached);
    const MedianAnswer found = searched(core, {.seed = budget.seed}, search_end, feedback);
    const MedianProof proof = prove(core, found.open, end, feedback);
    Answer answer{.chosen = proof.open, .bound = proof.bound};
    answer.chosen.insert(answer.chosen.end(), problem.fixed.begin(), problem.fixed.end());
    std::sort(answer.chosen.begin(), answer.chosen.end());
    answer.chosen.erase(std::unique(answer.chosen.begin(), answer.chosen.end()), answer.chosen.end());
    assign_nearest(problem, unreached, answer);
    answer.stopped = answer.objective != answer.bound;
    answer.seconds = end.passed();
    return answer;
}

} // namespace wangge::siting

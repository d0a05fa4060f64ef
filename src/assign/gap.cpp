#include "assign/gap.h"

#include "assign/gap_core.h"
#include "assign/gap_polish.h"
#include "assign/gap_redeal.h"
#include "base/error.h"
#include "base/parallel.h"
#include "siting/capacitated_tree.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <limits>
#include <numeric>

namespace wangge::assign {
namespace {

// Where in the time the first search and the proofs end at the latest; the rest is for polishing.
constexpr double search_share = 0.08, proof_share = 0.2;
constexpr double polish_share = 0.35;    // of what is left; then parts are dealt out anew
constexpr double again_share = 0.2;      // of what is left, for a proof of a better answer
constexpr double worth_proving = 0.0005; // when it is at most this part of its value above the bound
constexpr int first_patience = 2;        // rounds of the first search without a better answer
constexpr double most_cost = 0x1p57;

void check(const GapTable& table) {
    base::ensure(table.agents > 0 && table.cost.size() == table.need.size() &&
                     table.capacity.size() == static_cast<std::size_t>(table.agents),
                 "assignment problem");
    double sum = 0;
    for (const std::int64_t cost : table.cost)
        sum += static_cast<double>(std::llabs(cost));
    if (sum * table.jobs() >= most_cost)
        base::fail_input("assign.gap_cost", {{"sum", fmt::format("{:.0f}", sum)}});
    std::int64_t least_sum = 0;
    for (std::int32_t j = 0; j < table.jobs(); ++j) {
        bool fits = false;
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        for (std::int32_t a = 0; a < table.agents; ++a) {
            least = std::min(least, table.need[table.at(j, a)]);
            fits = fits || table.need[table.at(j, a)] <= table.capacity[a];
        }
        if (!fits)
            base::fail_input("assign.gap_too_large", {{"job", std::to_string(j + 1)}, {"need", std::to_string(least)}});
        least_sum += least;
    }
    const std::int64_t have = std::accumulate(table.capacity.begin(), table.capacity.end(), std::int64_t{0});
    if (least_sum > have)
        base::fail_input("assign.gap_capacity", {{"need", std::to_string(least_sum)}, {"have", std::to_string(have)}});
}

// The same problem with costs of 0 and more that are to be small; `offset` - or + each sum of costs gives the old ones.
GapTable lowered(const GapTable& table, bool maximise, std::int64_t& offset) {
    GapTable result = table;
    offset = 0;
    for (std::int32_t j = 0; j < table.jobs(); ++j) {
        const auto begin = table.cost.begin() + static_cast<std::ptrdiff_t>(table.at(j, 0));
        const std::int64_t best =
            maximise ? *std::max_element(begin, begin + table.agents) : *std::min_element(begin, begin + table.agents);
        offset += best;
        for (std::int32_t a = 0; a < table.agents; ++a)
            result.cost[table.at(j, a)] = std::llabs(table.cost[table.at(j, a)] - best);
    }
    return result;
}

// The capacitated p-median problem with every place open.
siting::CapacitatedCore core_of(const GapTable& table) {
    return {.choose = table.agents,
            .cost = table.cost,
            .demand = table.need,
            .capacity = table.capacity,
            .fate = std::vector<siting::Fate>(table.agents, siting::Fate::open)};
}

std::optional<siting::CapacitatedPlan> known_of(const std::optional<GapPlan>& plan) {
    if (!plan)
        return std::nullopt;
    return siting::CapacitatedPlan{.cost = plan->cost, .open = {}, .place = plan->agent};
}

// Work that may be ended by other work.
class Ended : public siting::Inner {
public:
    using Inner::Inner;
    bool cancelled() const override { return now || Inner::cancelled(); }
    std::atomic<bool> now = false;
};

} // namespace

siting::Answer solve_gap(const GapTable& table, bool maximise, const siting::Budget& budget, base::Feedback& feedback) {
    const siting::Deadline end(budget, feedback);
    const auto until = [&](double part) {
        return siting::Deadline({.seconds = std::max(0.0, budget.seconds * part - end.passed())}, feedback);
    };
    check(table);
    std::int64_t offset = 0;
    const GapTable low = lowered(table, maximise, offset);
    const auto sign = [&](std::int64_t cost) { return maximise ? offset - cost : offset + cost; };

    const std::vector<double> prices = capacity_prices(low);
    // What being served is worth to each job at these prices; and, for certain, what no answer can cost less than.
    std::vector<double> worth;
    double least = 0;
    for (std::int32_t a = 0; a < low.agents; ++a)
        least -= prices[a] * static_cast<double>(low.capacity[a]);
    for (std::int32_t j = 0; j < low.jobs(); ++j) {
        double best = std::numeric_limits<double>::max();
        for (std::int32_t a = 0; a < low.agents; ++a) {
            const std::size_t at = low.at(j, a);
            best = std::min(best, static_cast<double>(low.cost[at]) + prices[a] * static_cast<double>(low.need[at]));
        }
        worth.push_back(best);
        least += best;
    }
    // A millionth is far more than the rounding of these sums.
    auto bound = static_cast<std::int64_t>(std::ceil(least - 1e-6 * (std::abs(least) + 1)));
    feedback.progress(0, "siting.searching");
    std::optional<GapPlan> found =
        searched(low, prices, bound, {.seed = budget.seed, .patience = first_patience}, until(search_share));
    const auto open = [&] { return !(found && found->cost <= bound); };
    bool exhausted = false;
    // Two proofs side by side, a thread each. Branch and cut ends the other when it is done; as it does not end itself,
    // the answer does not depend on which is quicker.
    const auto prove = [&](double seconds) {
        feedback.progress(end.passed() / budget.seconds, "siting.proving");
        Ended ended(feedback);
        const siting::Deadline deadline({.seconds = seconds}, feedback), side({.seconds = seconds}, ended);
        GapCore core;
        siting::CapacitatedProof tree;
        base::parallel_blocks(2, 1, [&](std::size_t which, std::size_t) {
            if (which == 0) {
                core = branched(low, found, deadline, feedback);
                ended.now = core.exhausted;
            } else {
                tree = siting::prove(core_of(low), known_of(found), worth, side);
            }
        });
        const auto better = [&](std::int64_t cost) { return !found || cost < found->cost; };
        if (core.plan && better(core.plan->cost))
            found = std::move(core.plan);
        if (!core.exhausted && tree.plan && better(tree.plan->cost))
            found = GapPlan{.cost = tree.plan->cost, .agent = tree.plan->place};
        exhausted = core.exhausted || tree.exhausted;
        bound = exhausted && found ? found->cost : std::max({bound, core.bound, tree.bound});
    };
    if (open())
        prove(until(proof_share).left());
    // What could not be proven may be bettered: the best answer and others are polished, then dealt out anew in parts.
    for (std::uint64_t round = 0; !exhausted && open() && !end.over(); ++round) {
        feedback.progress(end.passed() / budget.seconds, "siting.searching");
        const std::uint64_t seed = budget.seed + 1000 * round;
        const siting::Deadline middle({.seconds = end.left() * polish_share}, feedback);
        std::optional<GapPlan> other = polished(low, found, prices, {.seed = seed}, middle);
        if (other)
            other = redealt(low, *other, prices, {.seed = seed}, end);
        if (other && (!found || other->cost < found->cost)) {
            found = std::move(other);
            if (open() && static_cast<double>(found->cost - bound) <=
                              worth_proving * static_cast<double>(std::llabs(sign(found->cost))))
                prove(end.left() * again_share);
        }
    }
    siting::Answer answer{.feasible = found.has_value()};
    answer.bound = sign(bound);
    answer.stopped = !exhausted && open();
    answer.seconds = end.passed();
    if (!found)
        return answer;
    answer.assignment = found->agent;
    for (std::int32_t j = 0; j < table.jobs(); ++j)
        answer.objective += table.cost[table.at(j, answer.assignment[j])];
    return answer;
}

} // namespace wangge::assign

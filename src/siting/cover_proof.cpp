#include "siting/cover_proof.h"

#include "base/parallel.h"
#include "siting/cover_sweep.h"

#include <algorithm>
#include <array>

namespace wangge::siting {
namespace {

// States that the first sweeps from either end may keep, and one that follows if they come at least half the way.
constexpr std::size_t few_states = 50'000, many_states = 1'000'000;

} // namespace

Mip cover_program(const CoverCore& core) {
    Mip mip;
    for (const Value cost : core.cost)
        mip.add_binary(static_cast<double>(cost));
    for (std::size_t d = 0; d < core.covers.demands(); ++d) {
        mip.add_row(core.times[d], Mip::infinity);
        for (const std::int32_t c : core.covers.by_demand[d])
            mip.add_term(c, 1);
    }
    return mip;
}

std::optional<CoverBound> relaxed_cover(const CoverCore& core, const Deadline& deadline) {
    const auto relaxed = solve_lp(cover_program(core), deadline);
    if (!relaxed)
        return std::nullopt;
    CoverBound bound;
    bound.price = relaxed->price;
    for (std::size_t d = 0; d < bound.price.size(); ++d) {
        bound.price[d] = std::max(0.0, bound.price[d]);
        bound.value += bound.price[d] * core.times[d];
    }
    for (std::size_t c = 0; c < core.cost.size(); ++c) {
        double cost = static_cast<double>(core.cost[c]);
        for (const std::int32_t d : core.covers.by_candidate[c])
            cost -= bound.price[d];
        bound.reduced_cost.push_back(cost);
        bound.value += std::min(0.0, cost);
    }
    return bound;
}

CoverProof sweep_cover(const CoverCore& core, const CoverBound& bound, Value most, const Deadline& deadline) {
    CoverProof proof;
    if (std::ranges::any_of(core.times, [](std::int32_t times) { return times > 1; }))
        return proof;
    const CoverLosses losses = losses_of(core, bound.price);
    if (losses.steps() == 0 || losses.most_open > most_sweep_open)
        return proof;
    Value room = most * losses.scale + losses.bound; // what may be lost
    const std::array<CoverLosses, 2> ends{losses, reversed(losses)};
    std::array<SweepAnswer, 2> answers;
    const auto look = [&](std::size_t end, std::span<const Value> ahead, std::size_t states, bool every_choice) {
        const SweepPart all{.begin = 0,
                            .end = losses.steps(),
                            .ahead = ahead,
                            .most = room,
                            .states = states,
                            .at_most_p = true,
                            .every_choice = every_choice};
        answers[end] = sweep(ends[end], all, deadline);
    };
    const auto judge = [&](std::size_t end) {
        const SweepAnswer& answer = answers[end];
        if (answer.found <= room) {
            proof.chosen.clear();
            for (const std::int32_t step : answer.chosen)
                proof.chosen.push_back(ends[end].candidate[step]);
            std::sort(proof.chosen.begin(), proof.chosen.end());
            room = answer.found - losses.scale; // costs are whole
        }
        proof.finished = proof.finished || answer.least > room;
    };
    std::vector<Value> ahead(losses.candidate.size() + 1, 0);
    base::parallel_blocks(2, 1, [&](std::size_t end, std::size_t) { look(end, ahead, few_states, false); });
    judge(0);
    judge(1);
    const std::size_t better = answers[1].least > answers[0].least ? 1 : 0;
    if (proof.finished || 2 * answers[better].least < room)
        return proof;
    // What was lost behind a sweep from the other end is ahead of this one.
    ahead.assign(answers[1 - better].behind.rbegin(), answers[1 - better].behind.rend());
    look(better, ahead, many_states, true);
    judge(better);
    return proof;
}

} // namespace wangge::siting

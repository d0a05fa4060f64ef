// A search for a set of places whose worth is only known by looking at the whole set.
#pragma once
#include "base/random.h"
#include "siting/incidence.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace wangge::siting {

// Annealing by swaps from `members`: `worth(members)` is a double that grows with the set's quality, whole numbers of
// people as a rule. Members are some of the candidates `free`; a swap asks an outsider that shares a demand with the
// leaver, sometimes any. Each of at most `trials` costs one call of worth. Returns the best set seen, of the same size.
template <class Worth, class Over>
std::vector<std::int32_t> swapped_set(const Incidence& covers, const std::vector<std::int32_t>& free,
                                      std::vector<std::int32_t> members, std::int64_t trials, std::uint64_t seed,
                                      const Worth& worth, const Over& over) {
    constexpr double far_share = 0.15, first_heat = 0.15, last_heat = 0.002; // heats: of a member's mean worth
    std::vector<char> inside(covers.candidates(), 1);
    for (const std::int32_t c : free)
        inside[c] = 0;
    for (const std::int32_t c : members)
        inside[c] = 1;
    double now = worth(members);
    // A small problem has been looked at from all sides long before the work is done that a large one is worth.
    trials = std::min(trials, static_cast<std::int64_t>(500 + 100 * free.size() * members.size()));
    std::vector<std::int32_t> best_members = members;
    double best_worth = now;
    base::Random random(seed);
    const double mean = now / static_cast<double>(std::max<std::size_t>(1, members.size()));
    for (std::int64_t trial = 0; trial < trials && !members.empty() && members.size() < free.size() && !over();
         ++trial) {
        const double part = static_cast<double>(trial) / static_cast<double>(trials);
        const double temperature = mean * first_heat * std::pow(last_heat / first_heat, part) + 1e-9;
        std::int32_t& place = members[random.below(members.size())];
        const std::int32_t leaver = place;
        const auto mine = covers.by_candidate[leaver];
        std::int32_t comer = free[random.below(free.size())];
        if (!mine.empty() && random.uniform() >= far_share) {
            const auto near = covers.by_demand[mine[random.below(mine.size())]];
            comer = near[random.below(near.size())];
        }
        if (inside[comer])
            continue;
        place = comer;
        const double then = worth(members);
        if (then < now && random.uniform() >= std::exp((then - now) / temperature)) {
            place = leaver;
            continue;
        }
        inside[leaver] = 0;
        inside[comer] = 1;
        now = then;
        if (now > best_worth) {
            best_worth = now;
            best_members = members;
        }
    }
    return best_members;
}

} // namespace wangge::siting

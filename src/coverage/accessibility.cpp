#include "coverage/accessibility.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wangge::coverage {
namespace {

constexpr std::array<std::string_view, 3> decays{"none", "steps", "gauss"};

} // namespace

std::string_view key_of(Decay decay) {
    return decays[static_cast<std::size_t>(decay)];
}

std::optional<Decay> decay_from_key(std::string_view key) {
    const auto found = std::find(decays.begin(), decays.end(), key);
    return found == decays.end() ? std::nullopt : std::optional(static_cast<Decay>(found - decays.begin()));
}

double decay_weight(Decay decay, reach::Effort effort, reach::Effort limit) {
    if (!(effort <= limit) || !std::isfinite(effort.value))
        return 0;
    const double share = limit.value > 0 ? effort.value / limit.value : 0;
    switch (decay) {
    case Decay::none:
        return 1;
    case Decay::steps:
        return share * 3 <= 1 ? 1 : share * 3 <= 2 ? 0.68 : 0.22;
    case Decay::gauss: {
        const double rim = std::exp(-0.5);
        return (std::exp(-0.5 * share * share) - rim) / (1 - rim);
    }
    }
    return 0;
}

Accessibility two_step(std::span<const Residents> residents, std::span<const double> supply, const reach::Links& links,
                       std::span<const reach::Effort> limits, Decay decay) {
    const std::size_t count = residents.size();
    base::ensure(links.targets() == count && limits.size() == count, "one limit and one list of links a target");
    Accessibility result;
    std::vector<double> demand(supply.size(), 0);
    for (std::size_t t = 0; t < count; ++t)
        for (const reach::Link& link : links.of(t))
            demand[static_cast<std::size_t>(link.source)] +=
                static_cast<double>(residents[t]) * decay_weight(decay, link.effort, limits[t]);
    result.rate.resize(supply.size());
    for (std::size_t s = 0; s < supply.size(); ++s)
        result.rate[s] = demand[s] > 0 ? supply[s] / demand[s] : std::nan("");
    result.score.resize(count, 0);
    result.in_reach.resize(count, 0);
    double all = 0, weighed = 0;
    for (std::size_t t = 0; t < count; ++t) {
        for (const reach::Link& link : links.of(t)) {
            const double rate = result.rate[static_cast<std::size_t>(link.source)];
            ++result.in_reach[t];
            if (!std::isnan(rate)) // nobody's: all who reach it do so at its very rim, where they count for nothing
                result.score[t] += rate * decay_weight(decay, link.effort, limits[t]);
        }
        const auto kind = static_cast<std::size_t>(std::min(result.in_reach[t], 2));
        ++result.targets[kind];
        result.residents[kind] += residents[t];
        if (residents[t] <= 0) {
            ++result.empty;
            result.score[t] = std::nan("");
            continue;
        }
        all += static_cast<double>(residents[t]);
        weighed += static_cast<double>(residents[t]) * result.score[t];
    }
    result.mean = all > 0 ? weighed / all : std::nan("");
    return result;
}

} // namespace wangge::coverage

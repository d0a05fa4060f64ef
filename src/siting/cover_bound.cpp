#include "siting/cover_bound.h"

#include <algorithm>
#include <cmath>

namespace wangge::siting {
namespace {

constexpr int rounds_a_step = 20;

struct Dual {
    double value;
    std::vector<double> reduced_cost;
    std::vector<double> slope; // demanded minus covered, of each demand
};

void evaluate(const CoverCore& core, const std::vector<double>& price, Dual& dual) {
    dual.value = 0;
    for (std::size_t d = 0; d < price.size(); ++d) {
        dual.value += price[d] * core.times[d];
        dual.slope[d] = core.times[d];
    }
    for (std::size_t c = 0; c < core.cost.size(); ++c) {
        double cost = static_cast<double>(core.cost[c]);
        for (const std::int32_t d : core.covers.by_candidate[c])
            cost -= price[d];
        dual.reduced_cost[c] = cost;
        if (cost >= 0)
            continue;
        dual.value += cost;
        for (const std::int32_t d : core.covers.by_candidate[c])
            dual.slope[d] -= 1;
    }
}

std::vector<double> first_prices(const CoverCore& core) {
    std::vector<double> price(core.covers.demands());
    for (std::size_t d = 0; d < price.size(); ++d) {
        double least = INFINITY;
        for (const std::int32_t c : core.covers.by_demand[d])
            least = std::min(least, static_cast<double>(core.cost[c]) /
                                        static_cast<double>(core.covers.by_candidate[c].size()));
        price[d] = std::isfinite(least) ? least : 0;
    }
    return price;
}

} // namespace

CoverBound cover_bound(const CoverCore& core, Value known, int rounds, const Deadline& deadline) {
    CoverBound best;
    best.price = first_prices(core);
    std::vector<double> price = best.price;
    Dual dual{0, std::vector<double>(core.cost.size()), std::vector<double>(price.size())};
    evaluate(core, price, dual);
    best.value = dual.value;
    best.reduced_cost = dual.reduced_cost;
    double step = 0.1, highest = dual.value, lowest = dual.value, before = dual.value;
    for (int round = 1; round <= rounds && !deadline.over(); ++round) {
        double norm = 0;
        for (std::size_t d = 0; d < price.size(); ++d)
            if (price[d] > 0 || dual.slope[d] > 0)
                norm += dual.slope[d] * dual.slope[d];
        if (norm == 0)
            break;
        const double move = step * std::max(1e-9, static_cast<double>(known) - dual.value) / norm;
        for (std::size_t d = 0; d < price.size(); ++d)
            price[d] = std::max(0.0, price[d] + move * dual.slope[d]);
        evaluate(core, price, dual);
        highest = std::max(highest, dual.value);
        lowest = std::min(lowest, dual.value);
        if (dual.value > best.value) {
            best.value = dual.value;
            best.price = price;
            best.reduced_cost = dual.reduced_cost;
            if (best.value > static_cast<double>(known) - 1 + 1e-6)
                break; // nothing cheaper is left
        }
        if (round % rounds_a_step == 0) {
            const double spread = (highest - lowest) / std::max(1e-9, std::abs(highest));
            step = spread > 0.01 ? step * 0.5 : spread < 0.001 ? std::min(step * 1.5, 2.0) : step;
            highest = lowest = dual.value;
        }
        if (round % 300 == 0) {
            if (best.value - before < 1e-4 * std::max(1.0, std::abs(best.value)))
                break;
            before = best.value;
        }
    }
    return best;
}

CoverCore fixed_by_bound(const CoverCore& core, const CoverBound& bound, Value known) {
    const double room = static_cast<double>(known) - 1 - bound.value + 1e-6;
    CoverCore less;
    less.taken = core.taken;
    less.feasible = core.feasible;
    std::vector<std::int32_t> place(core.cost.size(), -1), times = core.times;
    for (std::size_t c = 0; c < core.cost.size(); ++c) {
        if (bound.reduced_cost[c] > room)
            continue;
        if (bound.reduced_cost[c] < -room) {
            less.taken.push_back(core.candidate[c]);
            for (const std::int32_t d : core.covers.by_candidate[c])
                --times[d];
            continue;
        }
        place[c] = static_cast<std::int32_t>(less.candidate.size());
        less.candidate.push_back(core.candidate[c]);
        less.cost.push_back(core.cost[c]);
    }
    Lists rows;
    std::vector<std::int32_t> row;
    for (std::size_t d = 0; d < times.size(); ++d) {
        if (times[d] <= 0)
            continue;
        row.clear();
        for (const std::int32_t c : core.covers.by_demand[d])
            if (place[c] >= 0)
                row.push_back(place[c]);
        rows.add(row);
        less.demand.push_back(core.demand[d]);
        less.times.push_back(times[d]);
    }
    less.covers = incidence_of(std::move(rows), less.candidate.size());
    return less;
}

} // namespace wangge::siting

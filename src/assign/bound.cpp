#include "assign/bound.h"

#include "base/parallel.h"

#include <algorithm>
#include <limits>
#include <numbers>
#include <numeric>

namespace wangge::assign {
namespace {

constexpr std::int64_t evaluations = 30'000'000; // cell-person pairs looked at by the ascent: about a second

struct Dual {
    double value = 0;
    std::vector<double> load; // of each person in the minimising assignment
};

// Blocks are summed in order, so that the sums do not depend on threads.
Dual dual_at(const Problem& problem, const std::vector<double>& price) {
    const std::int32_t people = problem.people();
    double mean = 0;
    for (std::int32_t p = 0; p < people; ++p)
        mean += problem.share[p] * price[p];
    constexpr std::size_t block = 1024;
    std::vector<Dual> parts((problem.graph.size() + block - 1) / block);
    base::parallel_blocks(problem.graph.size(), block, [&](std::size_t begin, std::size_t end) {
        Dual& part = parts[begin / block];
        part.load.assign(people, 0);
        for (std::size_t i = begin; i < end; ++i) {
            const auto cell = static_cast<std::int32_t>(i);
            double best = std::numeric_limits<double>::infinity(), best_load = 0;
            std::int32_t best_person = 0;
            for (std::int32_t p = 0; p < people; ++p) {
                const std::int64_t travel = problem.travel(cell, p);
                const double load = static_cast<double>(problem.on_site[i] + travel);
                const double value =
                    static_cast<double>(problem.place_cost(cell, p, travel)) + load * (price[p] - mean);
                if (value < best) {
                    best = value;
                    best_load = load;
                    best_person = p;
                }
            }
            part.value += best;
            part.load[best_person] += best_load;
        }
    });
    Dual dual{0, std::vector<double>(people, 0)};
    for (const Dual& part : parts) {
        dual.value += part.value;
        for (std::int32_t p = 0; p < people; ++p)
            dual.load[p] += part.load[p];
    }
    if (problem.balance_cost > 0)
        for (std::int32_t p = 0; p < people; ++p)
            dual.value -= price[p] * price[p] * problem.share[p] / (4 * problem.balance_cost);
    return dual;
}

// Of the place costs alone, and of them and balance together.
struct PlaceBound {
    double place = 0, with_balance = 0;
};

PlaceBound place_and_balance_bound(const Problem& problem, double known, base::Feedback& feedback) {
    const std::int32_t people = problem.people();
    std::vector<double> price(people, 0);
    const std::int64_t pairs = static_cast<std::int64_t>(problem.cells()) * people;
    const int rounds =
        static_cast<int>(std::clamp<std::int64_t>(evaluations / std::max<std::int64_t>(1, pairs), 1, 300));
    double at_zero = 0, best = 0, pace = 1;
    int since_better = 0;
    for (int round = 0; round < rounds; ++round) {
        feedback.check();
        const Dual dual = dual_at(problem, price);
        if (round == 0)
            at_zero = dual.value;
        if (dual.value > best) {
            best = dual.value;
            since_better = 0;
        } else if (++since_better >= 8) {
            pace /= 2;
            since_better = 0;
        }
        if (!(problem.balance_cost > 0))
            break;
        const double total = std::accumulate(dual.load.begin(), dual.load.end(), 0.0);
        std::vector<double> slope(people);
        double norm = 0;
        for (std::int32_t p = 0; p < people; ++p) {
            slope[p] =
                dual.load[p] - problem.share[p] * total - price[p] * problem.share[p] / (2 * problem.balance_cost);
            norm += slope[p] * slope[p];
        }
        if (norm <= 0 || dual.value >= known)
            break;
        for (std::int32_t p = 0; p < people; ++p)
            price[p] += pace * (known - dual.value) / norm * slope[p];
    }
    // The sums above are rounded in the 16th digit of their largest term; a millionth is far more than that.
    return {std::max(0.0, at_zero * (1 - 1e-6) - 1), std::max(0.0, best * (1 - 1e-6) - 1)};
}

// The least area that holds that load, in cells of one person cut at will: the densest ones first.
double least_area(const Problem& problem, std::int32_t person, double load) {
    std::vector<std::pair<double, std::int32_t>> by_density;
    for (std::int32_t c = 0; c < problem.cells(); ++c) {
        const double area = problem.graph.area[c];
        by_density.emplace_back(area > 0 ? -static_cast<double>(problem.load(c, person)) / area
                                         : -std::numeric_limits<double>::infinity(),
                                c);
    }
    std::sort(by_density.begin(), by_density.end());
    double area = 0;
    for (const auto& [density, c] : by_density) {
        const auto here = static_cast<double>(problem.load(c, person));
        if (here >= load)
            return area + (here > 0 ? problem.graph.area[c] * std::max(0.0, load) / here : 0);
        load -= here;
        area += problem.graph.area[c];
    }
    return area;
}

double compactness_bound(const Problem& problem, double slack, base::Feedback& feedback) {
    const CellGraph& graph = problem.graph;
    double inner = 0, cost = 0, outer = 0, area = 0, least_total = 0;
    for (std::size_t e = 0; e < graph.border.size(); ++e) {
        inner += graph.border[e];
        cost += static_cast<double>(problem.border_cost[e]);
    }
    if (!(inner > 0) || !(problem.balance_cost > 0))
        return 0;
    for (std::int32_t c = 0; c < problem.cells(); ++c) {
        outer += graph.perimeter[c];
        area += graph.area[c];
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        for (std::int32_t p = 0; p < problem.people(); ++p)
            least = std::min(least, problem.load(c, p));
        least_total += static_cast<double>(least);
    }
    outer -= inner; // `border` holds each border twice
    std::vector<double> areas;
    for (std::int32_t p = 0; p < problem.people(); ++p) {
        feedback.check();
        const double load = problem.share[p] * least_total - std::sqrt(slack * problem.share[p] / problem.balance_cost);
        areas.push_back(load > 0 ? least_area(problem, p, load) : 0);
    }
    // The root is concave: with these least areas the sum of roots is smallest when one zone takes all the rest.
    double spare = area;
    for (const double a : areas)
        spare -= a;
    *std::max_element(areas.begin(), areas.end()) += std::max(0.0, spare);
    double around = 0;
    for (const double a : areas)
        around += 2 * std::sqrt(std::numbers::pi * a);
    // Borders found by nearness may be counted a little long or short.
    const double metres = (around - outer) / 2 - 0.01 * graph.approximate_borders.value;
    // Each price is rounded to a whole number, up or down.
    const auto entries = static_cast<double>(graph.border.size());
    return std::max(0.0, std::max(0.0, metres) * (cost - entries / 2) / inner * (1 - 1e-6) - entries / 4);
}

} // namespace

std::int64_t lower_bound(const Problem& problem, const std::vector<std::int32_t>& known, base::Feedback& feedback) {
    const Cost cost = cost_of(problem, known);
    const PlaceBound place = place_and_balance_bound(problem, static_cast<double>(cost.balance + cost.place), feedback);
    // what balance can cost at most in an answer better than the known one
    const double slack = std::max(0.0, static_cast<double>(cost.total()) - place.place);
    const double bound = place.with_balance + compactness_bound(problem, slack, feedback);
    return std::min(cost.total(), static_cast<std::int64_t>(std::floor(bound)));
}

} // namespace wangge::assign

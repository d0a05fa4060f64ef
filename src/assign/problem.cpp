#include "assign/problem.h"

#include <algorithm>
#include <limits>
#include <numbers>

namespace wangge::assign {

void scale(Problem& problem, const Weights& weights) {
    const double people = problem.people();
    double area = 0;
    for (const double a : problem.graph.area)
        area += a;
    const double side = std::max(1.0, std::sqrt(area / people));
    std::int64_t least = 0;
    for (std::int32_t c = 0; c < problem.cells(); ++c) {
        std::int64_t cell = std::numeric_limits<std::int64_t>::max();
        for (std::int32_t p = 0; p < problem.people(); ++p)
            cell = std::min(cell, problem.load(c, p));
        least += cell;
    }
    const double zone = std::max(1.0, static_cast<double>(least) / people);
    problem.border_cost.clear();
    for (const double metres : problem.graph.border)
        problem.border_cost.push_back(
            static_cast<std::int64_t>(cost_scale * weights.compactness * metres / side + 0.5));
    problem.travel_cost = cost_scale * weights.travel / zone;
    // sum of k s ((L - sT) / (s k zone))^2 = 1 / (k zone^2) x (sum L^2 / s - T^2)
    problem.balance_cost = cost_scale * weights.balance / (people * zone * zone);
    problem.skill_cost = static_cast<std::int64_t>(cost_scale * weights.skill + 0.5);
    problem.change_cost = static_cast<std::int64_t>(cost_scale * weights.change + 0.5);
}

std::vector<std::int64_t> loads_of(const Problem& problem, const std::vector<std::int32_t>& lead) {
    std::vector<std::int64_t> loads(problem.people(), 0);
    for (std::int32_t c = 0; c < problem.cells(); ++c)
        if (lead[c] >= 0)
            loads[lead[c]] += problem.load(c, lead[c]);
    return loads;
}

std::int64_t balance_of(const Problem& problem, const std::vector<std::int64_t>& loads) {
    std::int64_t total = 0;
    for (const std::int64_t load : loads)
        total += load;
    // by deviations, which keeps the digits that a difference of two large squares would lose
    double sum = 0;
    for (std::size_t p = 0; p < loads.size(); ++p) {
        const double off = static_cast<double>(loads[p]) - problem.share[p] * static_cast<double>(total);
        sum += off * off / problem.share[p];
    }
    return std::llround(problem.balance_cost * sum);
}

Cost cost_of(const Problem& problem, const std::vector<std::int32_t>& lead) {
    Cost cost;
    cost.balance = balance_of(problem, loads_of(problem, lead));
    for (std::int32_t c = 0; c < problem.cells(); ++c) {
        cost.place += problem.place_cost(c, lead[c], problem.travel(c, lead[c]));
        for (std::int32_t e = problem.graph.first[c]; e < problem.graph.first[c + 1]; ++e)
            if (problem.graph.neighbour[e] > c && lead[problem.graph.neighbour[e]] != lead[c])
                cost.compactness += problem.border_cost[e];
    }
    return cost;
}

double zone_compactness(const Problem& problem, const std::vector<std::int32_t>& lead) {
    const CellGraph& graph = problem.graph;
    std::vector<double> area(problem.people(), 0), around(problem.people(), 0);
    for (std::int32_t c = 0; c < problem.cells(); ++c) {
        if (lead[c] < 0)
            continue;
        area[lead[c]] += graph.area[c];
        around[lead[c]] += graph.perimeter[c];
        for (std::int32_t e = graph.first[c]; e < graph.first[c + 1]; ++e)
            if (lead[graph.neighbour[e]] == lead[c])
                around[lead[c]] -= graph.border[e];
    }
    double sum = 0;
    int zones = 0;
    for (std::int32_t p = 0; p < problem.people(); ++p)
        if (area[p] > 0) {
            sum += 4 * std::numbers::pi * area[p] / (around[p] * around[p]);
            ++zones;
        }
    return sum / std::max(1, zones);
}

std::vector<int> pieces_of(const Problem& problem, const std::vector<std::int32_t>& lead) {
    std::vector<int> pieces(problem.people(), 0);
    std::vector<bool> seen(lead.size(), false);
    std::vector<std::int32_t> queue;
    for (std::int32_t start = 0; start < problem.cells(); ++start) {
        if (seen[start] || lead[start] < 0)
            continue;
        ++pieces[lead[start]];
        queue.assign(1, start);
        seen[start] = true;
        while (!queue.empty()) {
            const std::int32_t c = queue.back();
            queue.pop_back();
            for (std::int32_t e = problem.graph.first[c]; e < problem.graph.first[c + 1]; ++e) {
                const std::int32_t n = problem.graph.neighbour[e];
                if (!seen[n] && lead[n] == lead[c]) {
                    seen[n] = true;
                    queue.push_back(n);
                }
            }
        }
    }
    return pieces;
}

} // namespace wangge::assign

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

// The least area in which work of a certain load can lie: cells cut at will, the densest first. Asked for growing
// loads.
class LeastArea {
public:
    // `load` of each cell is the most that anybody would have with it.
    LeastArea(const std::vector<double>& load, const std::vector<double>& area) {
        for (std::size_t c = 0; c < load.size(); ++c)
            if (load[c] > 0)
                m_cells.push_back({load[c], area[c]});
        // by density, without a division by an area of 0
        std::sort(m_cells.begin(), m_cells.end(), [](const Piece& p, const Piece& q) {
            const double left = p.load * q.area, right = q.load * p.area;
            return left != right ? left > right : p.load > q.load;
        });
    }
    // Precondition: not less than in the call before.
    double of(double load) {
        while (m_next < m_cells.size() && m_load + m_cells[m_next].load <= load) {
            m_load += m_cells[m_next].load;
            m_area += m_cells[m_next++].area;
        }
        return m_next == m_cells.size() ? m_area
                                        : m_area + m_cells[m_next].area * (load - m_load) / m_cells[m_next].load;
    }

private:
    struct Piece {
        double load, area;
    };
    std::vector<Piece> m_cells;
    std::size_t m_next = 0;
    double m_load = 0, m_area = 0;
};

// What borders depend on, reckoned once.
struct Ground {
    double area = 0, least_load = 0;
    std::vector<double> most_load; // of each cell, whoever leads it
    std::vector<double> shares;    // from the least
};

Ground ground_of(const Problem& problem) {
    Ground ground{.shares = problem.share};
    std::sort(ground.shares.begin(), ground.shares.end());
    for (std::int32_t c = 0; c < problem.cells(); ++c) {
        std::int64_t low = std::numeric_limits<std::int64_t>::max(), high = 0;
        for (std::int32_t p = 0; p < problem.people(); ++p) {
            low = std::min(low, problem.load(c, p));
            high = std::max(high, problem.load(c, p));
        }
        ground.area += problem.graph.area[c];
        ground.least_load += static_cast<double>(low);
        ground.most_load.push_back(static_cast<double>(high));
    }
    return ground;
}

// The least sum of all zones' perimeters when balance costs at most `slack`. Any m zones with shares s have a load of
// at least s T - sqrt(s slack / A) (Cauchy-Schwarz), so, being disjoint, they cover at least the area of the densest
// cells with that load. Among all areas that obey this for every m the sum of roots is least for those that obey it
// with equality, the last zone taking the rest: they majorise all others, and the root is concave.
double least_perimeters(const Problem& problem, const Ground& ground, double slack) {
    LeastArea least(ground.most_load, problem.graph.area);
    double around = 0, share = 0, load = 0, covered = 0;
    for (std::size_t m = 0; m < ground.shares.size(); ++m) {
        share += ground.shares[m];
        load = std::max(load, share * ground.least_load - std::sqrt(share * slack / problem.balance_cost));
        const double reach = m + 1 == ground.shares.size() ? ground.area : std::min(ground.area, least.of(load));
        around += 2 * std::sqrt(std::numbers::pi * std::max(0.0, reach - covered));
        covered = reach;
    }
    return around;
}

// `rest` is what balance and compactness can cost together in an answer better than the known one.
double compactness_bound(const Problem& problem, double rest) {
    const CellGraph& graph = problem.graph;
    double inner = 0, cost = 0, outer = 0;
    for (std::size_t e = 0; e < graph.border.size(); ++e) {
        inner += graph.border[e];
        cost += static_cast<double>(problem.border_cost[e]);
    }
    if (!(inner > 0) || !(problem.balance_cost > 0))
        return 0;
    for (const double metres : graph.perimeter)
        outer += metres;
    outer -= inner; // `border` holds each border twice
    const Ground ground = ground_of(problem);
    double bound = 0;
    // What borders cost at least is not left for balance, which in turn makes the zones more even and the borders
    // longer.
    for (int round = 0; round < 8; ++round) {
        const double around = least_perimeters(problem, ground, std::max(0.0, rest - bound));
        // Borders found by nearness may be counted a little long or short.
        const double metres = (around - outer) / 2 - 0.01 * graph.approximate_borders.value;
        // Each price is rounded to a whole number, up or down.
        const auto entries = static_cast<double>(graph.border.size());
        bound = std::max(bound, std::max(0.0, metres) * (cost - entries / 2) / inner * (1 - 1e-6) - entries / 4);
    }
    return bound;
}

} // namespace

std::int64_t lower_bound(const Problem& problem, const std::vector<std::int32_t>& known, base::Feedback& feedback) {
    const Cost cost = cost_of(problem, known);
    const PlaceBound place = place_and_balance_bound(problem, static_cast<double>(cost.balance + cost.place), feedback);
    const double rest = std::max(0.0, static_cast<double>(cost.total()) - place.place);
    const double bound = place.with_balance + compactness_bound(problem, rest);
    return std::min(cost.total(), static_cast<std::int64_t>(std::floor(bound)));
}

} // namespace wangge::assign

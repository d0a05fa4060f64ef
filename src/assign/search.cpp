#include "assign/search.h"

#include "assign/moves.h"
#include "base/parallel.h"
#include "base/random.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <thread>

namespace wangge::assign {
namespace {

// Downhill until no single move and no exchange of two neighbouring border cells helps.
void descend(const Problem& problem, Zones& zones, const base::Feedback& feedback) {
    const CellGraph& graph = problem.graph;
    for (bool better = true; better && !feedback.cancelled();) {
        better = false;
        std::vector<std::int32_t> cells = zones.border_cells();
        std::sort(cells.begin(), cells.end());
        for (const std::int32_t c : cells) {
            for (std::int32_t e = graph.first[c]; e < graph.first[c + 1]; ++e) {
                const std::int32_t n = graph.neighbour[e];
                const std::int32_t from = zones.lead(c), to = zones.lead(n);
                if (from == to)
                    continue;
                if (zones.price_of(c, to) < 0 && zones.can_leave(c)) {
                    zones.move(c, to);
                    better = true;
                    continue;
                }
                // c goes over, and some cell m of the other zone on c's old border comes back
                for (std::int32_t f = graph.first[n]; f < graph.first[n + 1]; ++f) {
                    const std::int32_t m = graph.neighbour[f];
                    if (zones.lead(m) != to || zones.lead(c) != from)
                        continue;
                    bool touches = false;
                    for (std::int32_t g = graph.first[m]; g < graph.first[m + 1] && !touches; ++g)
                        touches = graph.neighbour[g] != c && zones.lead(graph.neighbour[g]) == from;
                    if (!touches || zones.price_of_swap(c, m) >= 0 || !zones.can_leave_for(c, m) ||
                        !zones.can_leave_for(m, c))
                        continue;
                    zones.move(c, to);
                    zones.move(m, from);
                    better = true;
                    break;
                }
            }
        }
    }
}

// Temperature and balance weight over the run. A step of one whole cell unbalances two zones by much more than a piece
// of border costs, so at full weight nothing moves; the weight starts where such a step is cheap beside a border and
// reaches its full value when eight tenths of the proposals are spent. The constants were tuned on the county of
// tests/bench.
class Schedule {
public:
    explicit Schedule(const Problem& problem) {
        double sum = 0;
        for (const std::int64_t cost : problem.border_cost)
            sum += static_cast<double>(cost);
        // of no border at all (islands only) any positive number does
        const double border = std::max(1.0, sum / std::max<std::size_t>(1, problem.border_cost.size()));
        m_hot = 0.75 * border;
        m_cold = 0.08 * border;
        const double mean_load = static_cast<double>(sum_of_loads(problem)) / problem.cells();
        const double step = 2 * problem.balance_cost * mean_load * mean_load * problem.people();
        m_ease = step > 0 ? std::min(1.0, 0.003 * border / step) : 1;
    }
    double temperature(double spent) const { return m_hot * std::pow(m_cold / m_hot, spent); }
    double ease(double spent) const { return std::min(1.0, std::pow(m_ease, 1 - spent / 0.8)); }

private:
    static std::int64_t sum_of_loads(const Problem& problem) {
        return std::accumulate(problem.on_site.begin(), problem.on_site.end(), std::int64_t{0});
    }
    double m_hot, m_cold, m_ease;
};

struct Chain {
    std::vector<std::int32_t> lead;
    std::int64_t cost = 0, proposals = 0, accepted = 0;
};

Chain anneal(const Problem& problem, const std::vector<std::int32_t>& start, std::uint64_t seed,
             const SearchOptions& options, base::Feedback& feedback, std::atomic<std::int64_t>& done, bool reports) {
    const std::int64_t proposals = options.proposals;
    base::Random random(seed);
    Zones zones(problem, start);
    const Schedule schedule(problem);
    constexpr std::int64_t stage = 4096; // proposals at one temperature, and between two looks at the cancel button
    Chain chain;
    for (std::int64_t begin = 0; begin < proposals && !zones.border_cells().empty(); begin += stage) {
        if (feedback.cancelled())
            break;
        const double part = static_cast<double>(begin) / static_cast<double>(proposals);
        const double spent = options.begin + (1 - options.begin) * part;
        const double temperature = schedule.temperature(spent);
        zones.ease_balance(schedule.ease(spent));
        const std::int64_t end = std::min(proposals, begin + stage);
        for (std::int64_t i = begin; i < end; ++i) {
            const auto& border = zones.border_cells();
            const std::int32_t cell = border[random.below(border.size())];
            const std::int32_t beyond = foreign_neighbour(problem, zones, cell, random);
            const std::int32_t from = zones.lead(cell), to = zones.lead(beyond);
            const double allowed = -temperature * std::log(1 - random.uniform());
            if (random.below(4) == 0) {
                const std::int32_t partner = swap_partner(problem, zones, cell, beyond, random);
                if (partner >= 0 && static_cast<double>(zones.price_of_swap(cell, partner)) <= allowed &&
                    zones.can_leave_for(cell, partner) && zones.can_leave_for(partner, cell)) {
                    zones.move(cell, to);
                    zones.move(partner, from);
                    ++chain.accepted;
                }
                continue;
            }
            const std::int64_t price = zones.price_of(cell, to);
            if (static_cast<double>(price) <= allowed && zones.can_leave(cell)) {
                zones.move(cell, to);
                ++chain.accepted;
            }
        }
        chain.proposals += end - begin;
        const std::int64_t so_far = done += end - begin;
        if (reports)
            feedback.progress(static_cast<double>(so_far) /
                                  static_cast<double>(proposals * std::max(1, options.chains)),
                              "assign.improving");
    }
    zones.ease_balance(1);
    descend(problem, zones, feedback);
    chain.lead = zones.lead();
    chain.cost = cost_of(problem, chain.lead).total();
    return chain;
}

} // namespace

SearchResult improve(const Problem& problem, const std::vector<std::int32_t>& start, const SearchOptions& options,
                     base::Feedback& feedback) {
    const int chains = std::max(1, options.chains);
    std::vector<Chain> found(chains);
    std::atomic<std::int64_t> done = 0;
    const std::thread::id caller = std::this_thread::get_id(); // progress is told by one thread only
    base::parallel_blocks(found.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            found[i] = anneal(problem, start, options.seed * 1000003 + i, options, feedback, done,
                              std::this_thread::get_id() == caller);
    });
    SearchResult result{.lead = start, .stopped = feedback.cancelled()};
    std::int64_t best = cost_of(problem, start).total();
    for (const Chain& chain : found) {
        result.proposals += chain.proposals;
        result.accepted += chain.accepted;
        if (chain.cost < best) {
            best = chain.cost;
            result.lead = chain.lead;
        }
    }
    return result;
}

} // namespace wangge::assign

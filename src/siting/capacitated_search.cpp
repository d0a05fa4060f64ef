#include "siting/capacitated_search.h"

#include "base/parallel.h"
#include "siting/capacitated_clusters.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace wangge::siting {
namespace {

constexpr int first_tries = 40;
constexpr double hot = 0.004, cold = 0.0002; // temperature, parts of the cost
constexpr std::size_t near = 24;             // places about a customer among which a new one is drawn

class Chains {
public:
    Chains(const CapacitatedCore& core, const Deadline& deadline)
        : m_core(core), m_deadline(deadline), m_near(core.customers()) {
        for (std::int32_t i = 0; i < core.customers(); ++i) {
            const std::int64_t* costs = core.costs_of(i);
            for (std::int32_t j = 0; j < core.places(); ++j)
                if (core.fate[j] == Fate::free)
                    m_near[i].push_back(j);
            const std::size_t count = std::min(near, m_near[i].size());
            std::partial_sort(
                m_near[i].begin(), m_near[i].begin() + static_cast<std::ptrdiff_t>(count), m_near[i].end(),
                [&](std::int32_t a, std::int32_t b) { return costs[a] != costs[b] ? costs[a] < costs[b] : a < b; });
            m_near[i].resize(count);
        }
    }

    // A first answer: the hint, or places drawn at random with those that must be open.
    std::optional<Clusters> started(const std::vector<std::int32_t>* hint, base::Random& random) const {
        Clusters clusters(m_core);
        if (hint && clusters.start(*hint, random)) {
            clusters.improve();
            return clusters;
        }
        for (int attempt = 0; attempt < first_tries && !(attempt > 0 && m_deadline.over()); ++attempt) {
            std::vector<std::int32_t> open, free;
            for (std::int32_t j = 0; j < m_core.places(); ++j)
                if (m_core.fate[j] != Fate::closed)
                    (m_core.fate[j] == Fate::open ? open : free).push_back(j);
            for (std::size_t j = free.size(); j > 1; --j)
                std::swap(free[j - 1], free[random.below(j)]);
            // Towards the end of the tries room counts more than chance.
            if (attempt >= first_tries / 2)
                std::stable_sort(free.begin(), free.end(), [&](std::int32_t a, std::int32_t b) {
                    return m_core.capacity[a] > m_core.capacity[b];
                });
            open.insert(open.end(), free.begin(),
                        free.begin() + (m_core.choose - static_cast<std::int32_t>(open.size())));
            if (clusters.start(open, random)) {
                clusters.improve();
                return clusters;
            }
        }
        return std::nullopt;
    }

    CapacitatedPlan annealed(Clusters now, std::int64_t iterations, base::Random& random) const {
        Clusters best = now;
        const auto cost = static_cast<double>(now.cost());
        for (std::int64_t round = 0; round < iterations; ++round) {
            if (best.cost() == 0 || (round % 64 == 0 && m_deadline.over()))
                break;
            const double spent = static_cast<double>(round) / static_cast<double>(iterations);
            const double temperature = cost * hot * std::pow(cold / hot, spent);
            Clusters next = now;
            if (!shaken(next, random))
                continue;
            next.improve();
            if (static_cast<double>(next.cost() - now.cost()) <= -temperature * std::log(1 - random.uniform()))
                now = std::move(next);
            if (now.cost() < best.cost())
                best = now;
        }
        return best.plan();
    }

private:
    // The two to four slots that are cheapest for some customer are torn down; mostly one of them moves elsewhere.
    bool shaken(Clusters& clusters, base::Random& random) const {
        const auto centre = static_cast<std::int32_t>(random.below(static_cast<std::uint64_t>(m_core.customers())));
        const std::int64_t* costs = m_core.costs_of(centre);
        std::vector<std::int32_t> slots(clusters.slots());
        std::iota(slots.begin(), slots.end(), 0);
        const std::size_t count = std::min<std::size_t>(2 + random.below(3), slots.size());
        std::partial_sort(slots.begin(), slots.begin() + static_cast<std::ptrdiff_t>(count), slots.end(),
                          [&](std::int32_t a, std::int32_t b) {
                              const std::int64_t at_a = costs[clusters.place(a)], at_b = costs[clusters.place(b)];
                              return at_a != at_b ? at_a < at_b : a < b;
                          });
        slots.resize(count);
        std::int32_t moved = -1, to = -1;
        if (random.below(4) > 0 && !m_near[centre].empty()) {
            moved = slots[random.below(count)];
            to = m_near[centre][random.below(m_near[centre].size())];
            if (clusters.is_open(to) || m_core.fate[clusters.place(moved)] == Fate::open)
                moved = -1;
        }
        return clusters.rearrange(slots, moved, to, random);
    }

    const CapacitatedCore& m_core;
    const Deadline& m_deadline;
    std::vector<std::vector<std::int32_t>> m_near; // free places about each customer
};

} // namespace

std::optional<CapacitatedPlan> searched(const CapacitatedCore& core, const CapacitatedSearch& options,
                                        const Deadline& deadline) {
    const Chains chains(core, deadline);
    std::optional<CapacitatedPlan> best;
    int idle = 0;
    // Costs are not negative: what costs nothing is the best there is.
    for (int round = 0; idle < options.patience && !(best && best->cost == 0) && !(round > 0 && deadline.over());
         ++round) {
        std::vector<std::optional<CapacitatedPlan>> found(options.chains);
        base::parallel_blocks(found.size(), 1, [&](std::size_t begin, std::size_t end) {
            for (std::size_t c = begin; c < end; ++c) {
                base::Random random(options.seed * 1000003 + static_cast<std::uint64_t>(round) * 7919 + c);
                // Half of the chains go on from the best, the others begin afresh.
                const std::vector<std::int32_t>* hint = best && c % 2 == 0 ? &best->open : nullptr;
                if (const auto start = chains.started(hint, random))
                    found[c] = chains.annealed(*start, std::int64_t{options.iterations} * core.customers(), random);
            }
        });
        ++idle;
        for (const auto& plan : found)
            if (plan && (!best || plan->cost < best->cost)) {
                best = plan;
                idle = 0;
            }
    }
    return best;
}

} // namespace wangge::siting

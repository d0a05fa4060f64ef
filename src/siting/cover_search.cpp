#include "siting/cover_search.h"

#include "base/random.h"

#include <algorithm>

namespace wangge::siting {
namespace {

class Search {
public:
    Search(const CoverCore& core, std::uint64_t seed)
        : m_core(core), m_random(seed), m_weight(core.covers.demands(), 1), m_count(core.covers.demands(), 0),
          m_score(core.cost.size(), 0), m_changed(core.cost.size(), 0), m_inside(core.cost.size(), 0),
          m_may_enter(core.cost.size(), 1), m_place(core.cost.size(), -1), m_missed_place(core.covers.demands(), -1) {
        for (std::size_t c = 0; c < m_score.size(); ++c)
            m_score[c] = static_cast<std::int64_t>(core.covers.by_candidate[c].size());
        for (std::size_t d = 0; d < m_count.size(); ++d)
            miss(static_cast<std::int32_t>(d));
    }

    std::vector<std::int32_t> run(std::int64_t steps, Value enough, const Deadline& deadline) {
        start();
        std::vector<std::int32_t> best = m_members;
        Value best_cost = m_cost;
        for (std::int64_t step = 1; step <= steps && best_cost > enough; ++step) {
            if (step % 256 == 0 && deadline.over())
                break;
            while (m_missed.empty()) {
                if (m_cost < best_cost) {
                    best_cost = m_cost;
                    best = m_members;
                }
                if (m_members.empty() || best_cost <= enough)
                    break;
                leave(worst(-1), step);
            }
            if (m_members.empty() || m_missed.empty())
                break;
            leave(worst(m_last_in), step);
            const std::int32_t demand = m_missed[m_random.below(m_missed.size())];
            const std::int32_t comer = best_for(demand, best_cost);
            if (comer >= 0) {
                enter(comer, step);
                m_last_in = comer;
            }
            for (const std::int32_t d : m_missed) {
                ++m_weight[d];
                for (const std::int32_t c : m_core.covers.by_demand[d])
                    ++m_score[c];
            }
        }
        std::sort(best.begin(), best.end());
        return best;
    }

private:
    // Score of a candidate outside: weight of demands that it would help; inside: weight of demands that would miss it.
    bool better(std::int32_t a, std::int32_t b) const { // worth more for its cost; older at equal worth
        const double left = static_cast<double>(m_score[a]) * static_cast<double>(std::max<Value>(1, m_core.cost[b]));
        const double right = static_cast<double>(m_score[b]) * static_cast<double>(std::max<Value>(1, m_core.cost[a]));
        return left != right ? left > right : m_changed[a] != m_changed[b] ? m_changed[a] < m_changed[b] : a < b;
    }
    bool cheaper_loss(std::int32_t a, std::int32_t b) const {
        const double left = static_cast<double>(m_score[a]) * static_cast<double>(std::max<Value>(1, m_core.cost[b]));
        const double right = static_cast<double>(m_score[b]) * static_cast<double>(std::max<Value>(1, m_core.cost[a]));
        return left != right ? left < right : m_changed[a] != m_changed[b] ? m_changed[a] < m_changed[b] : a < b;
    }

    // Greedy: a heap would save little, because most of the work is keeping the scores.
    void start() {
        std::vector<std::int32_t> heap(m_score.size());
        for (std::size_t c = 0; c < heap.size(); ++c)
            heap[c] = static_cast<std::int32_t>(c);
        // Scores only fall, so an entry whose score is out of date sinks to its place when it comes to the top.
        std::vector<std::int64_t> seen = m_score;
        const auto below = [&](std::int32_t a, std::int32_t b) {
            const double left = static_cast<double>(seen[a]) * static_cast<double>(std::max<Value>(1, m_core.cost[b]));
            const double right = static_cast<double>(seen[b]) * static_cast<double>(std::max<Value>(1, m_core.cost[a]));
            return left != right ? left < right : a > b;
        };
        std::make_heap(heap.begin(), heap.end(), below);
        while (!m_missed.empty() && !heap.empty()) {
            std::pop_heap(heap.begin(), heap.end(), below);
            const std::int32_t top = heap.back();
            heap.pop_back();
            if (m_score[top] == 0)
                continue;
            if (seen[top] != m_score[top]) {
                seen[top] = m_score[top];
                heap.push_back(top);
                std::push_heap(heap.begin(), heap.end(), below);
                continue;
            }
            enter(top, 0);
        }
        // What became needless on the way leaves, the dearest first.
        std::vector<std::int32_t> order = m_members;
        std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
            return m_core.cost[a] != m_core.cost[b] ? m_core.cost[a] > m_core.cost[b] : a < b;
        });
        for (const std::int32_t c : order)
            if (m_score[c] == 0)
                leave(c, 0);
        std::fill(m_may_enter.begin(), m_may_enter.end(), 1);
    }

    std::int32_t worst(std::int32_t except) const {
        std::int32_t found = -1;
        for (const std::int32_t c : m_members)
            if (c != except && (found < 0 || cheaper_loss(c, found)))
                found = c;
        return found < 0 ? m_members.front() : found;
    }

    std::int32_t best_for(std::int32_t demand, Value best_cost) const {
        std::int32_t found = -1;
        for (const std::int32_t c : m_core.covers.by_demand[demand])
            if (!m_inside[c] && m_may_enter[c] && m_cost + m_core.cost[c] < best_cost &&
                (found < 0 || better(c, found)))
                found = c;
        return found;
    }

    void enter(std::int32_t candidate, std::int64_t step) {
        m_inside[candidate] = 1;
        m_place[candidate] = static_cast<std::int32_t>(m_members.size());
        m_members.push_back(candidate);
        m_cost += m_core.cost[candidate];
        m_changed[candidate] = step;
        std::int64_t loss = 0;
        for (const std::int32_t d : m_core.covers.by_candidate[candidate]) {
            const std::int32_t asked = m_core.times[d], count = m_count[d]++;
            if (count + 1 == asked) { // outsiders help no longer
                found(d);
                for (const std::int32_t c : m_core.covers.by_demand[d])
                    if (!m_inside[c])
                        m_score[c] -= m_weight[d];
            } else if (count == asked) { // insiders are no longer missed
                for (const std::int32_t c : m_core.covers.by_demand[d])
                    if (m_inside[c] && c != candidate)
                        m_score[c] -= m_weight[d];
            }
            if (count + 1 <= asked)
                loss += m_weight[d];
            for (const std::int32_t c : m_core.covers.by_demand[d])
                m_may_enter[c] = 1;
        }
        m_score[candidate] = loss;
    }

    void leave(std::int32_t candidate, std::int64_t step) {
        m_inside[candidate] = 0;
        const std::int32_t last = m_members.back();
        m_members[m_place[candidate]] = last;
        m_place[last] = m_place[candidate];
        m_members.pop_back();
        m_cost -= m_core.cost[candidate];
        m_changed[candidate] = step;
        std::int64_t gain = 0;
        for (const std::int32_t d : m_core.covers.by_candidate[candidate]) {
            const std::int32_t asked = m_core.times[d], count = m_count[d]--;
            if (count == asked) {
                miss(d);
                for (const std::int32_t c : m_core.covers.by_demand[d])
                    if (!m_inside[c] && c != candidate)
                        m_score[c] += m_weight[d];
            } else if (count == asked + 1) {
                for (const std::int32_t c : m_core.covers.by_demand[d])
                    if (m_inside[c])
                        m_score[c] += m_weight[d];
            }
            if (count - 1 < asked)
                gain += m_weight[d];
            for (const std::int32_t c : m_core.covers.by_demand[d])
                m_may_enter[c] = 1;
        }
        m_score[candidate] = gain;
        m_may_enter[candidate] = 0; // until something around it changes
    }

    void miss(std::int32_t demand) {
        m_missed_place[demand] = static_cast<std::int32_t>(m_missed.size());
        m_missed.push_back(demand);
    }
    void found(std::int32_t demand) {
        const std::int32_t last = m_missed.back();
        m_missed[m_missed_place[demand]] = last;
        m_missed_place[last] = m_missed_place[demand];
        m_missed.pop_back();
    }

    const CoverCore& m_core;
    base::Random m_random;
    std::vector<std::int64_t> m_weight;
    std::vector<std::int32_t> m_count;
    std::vector<std::int64_t> m_score, m_changed;
    std::vector<char> m_inside, m_may_enter;
    std::vector<std::int32_t> m_place, m_members, m_missed_place, m_missed;
    Value m_cost = 0;
    std::int32_t m_last_in = -1;
};

} // namespace

std::vector<std::int32_t> search_cover(const CoverCore& core, std::int64_t steps, Value enough, std::uint64_t seed,
                                       const Deadline& deadline) {
    return Search(core, seed).run(steps, enough, deadline);
}

} // namespace wangge::siting

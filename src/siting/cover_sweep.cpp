#include "siting/cover_sweep.h"

#include "base/error.h"
#include "siting/open_demands.h"

#include <algorithm>
#include <bit>

namespace wangge::siting {
namespace {

constexpr std::size_t most_traces = 20'000'000;
constexpr int most_compared = 24; // states of a hash

template <std::size_t words> class Sweep {
public:
    Sweep(const CoverLosses& losses, const SweepPart& part)
        : m_losses(losses), m_part(part), m_open(losses.first.size()) {}

    SweepAnswer run(const Deadline& deadline) {
        m_states.assign(1, State{});
        m_answer.behind.assign(static_cast<std::size_t>(m_part.end - m_part.begin) + 1, 0);
        int closed = 0; // steps that closed demands since states were merged
        for (m_step = m_part.begin; m_step < m_part.end; ++m_step) {
            if (deadline.over() || m_traces.size() > most_traces) {
                for (const State& state : m_states)
                    drop(state.loss, m_step);
                return m_answer;
            }
            open_demands();
            find_better();
            const bool closes = std::ranges::any_of(m_closing, [](std::uint64_t word) { return word != 0; });
            decide();
            if (closes) {
                for (State& state : m_states)
                    state.covered = without(state.covered, m_closing);
                ++closed;
            }
            if (closed >= 2 || m_states.size() > m_part.states || m_step + 1 == m_part.end) {
                merge();
                closed = 0;
            }
            drop_worst();
            Value least = m_least_dropped;
            for (const State& state : m_states)
                least = std::min(least, state.loss);
            m_answer.behind[m_step + 1 - m_part.begin] = std::min(least, m_part.most);
            m_answer.states = std::max(m_answer.states, m_states.size());
            close_demands();
        }
        finish();
        return m_answer;
    }

private:
    using Bits = SweepBits<words>;
    struct State {
        Bits covered{};
        Value loss = 0;
        std::int32_t places = 0, trace = -1;
    };
    struct Trace {
        std::int32_t before, step;
    };

    Value ahead(std::int32_t step) const { return m_part.ahead[step] - m_part.ahead[m_part.end]; }
    // A choice that will lose at least so much is given up.
    void give_up(Value loss) { m_answer.least = std::min(m_answer.least, loss); }
    void drop(Value loss, std::int32_t step) {
        give_up(loss + ahead(step));
        m_least_dropped = std::min(m_least_dropped, loss);
        m_answer.whole = false;
    }
    // Gives the step's demands a bit each and notes which of them the step closes.
    void open_demands() {
        m_mine = m_closing = {};
        m_missed_now.clear();
        for (const std::int32_t d : m_losses.covers[m_step]) {
            const bool opened = m_open.open(d);
            const int slot = m_open.slot(d);
            if (opened) {
                const bool inside = m_losses.first[d] >= m_part.begin && m_losses.last[d] < m_part.end;
                m_again[slot] = m_losses.again[d];
                m_missed[slot] = inside ? m_losses.missed[d] : 0;
            }
            set(m_mine, slot);
            if (m_losses.last[d] == m_step || m_step + 1 == m_part.end) {
                set(m_closing, slot);
                if (m_missed[slot] > 0)
                    m_missed_now.push_back(slot);
            }
        }
    }
    void close_demands() {
        for (const std::int32_t d : m_losses.covers[m_step])
            if (m_losses.last[d] == m_step)
                m_open.close(d);
    }

    // What the step's candidate costs, or what a place must win less what it brings, before its demands pay.
    Value cost(std::int32_t step) const {
        Value cost = m_losses.take[step] - m_losses.leave[step];
        for (const std::int32_t d : m_losses.covers[step])
            cost += m_losses.again[d];
        return cost;
    }
    // The later candidates that cost no more.
    void find_better() {
        m_better.clear();
        if (m_part.every_choice)
            return;
        const Value mine = cost(m_step);
        if (mine < (m_part.at_most_p ? m_losses.idle : 0))
            return; // it wins beside one that covers all it does
        m_better.look(m_losses.covers, m_losses.covered_by, m_step, m_part.end, m_open,
                      [&](std::int32_t later) { return cost(later) <= mine; });
    }

    // Each state twice: with the step's candidate and without.
    void decide() {
        const Value later = ahead(m_step + 1);
        const std::size_t before = m_states.size();
        for (std::size_t i = 0; i < before; ++i) {
            if (m_better.would_do(without(m_mine, m_states[i].covered)) ||
                (m_part.at_most_p && m_states[i].places >= m_losses.p))
                continue; // the state without it comes to something as good, or the places are used up
            const Value room = m_part.most - later - m_losses.take[m_step] - m_states[i].loss;
            const Value again = room < 0 ? 0 : sum_of(both(m_states[i].covered, m_mine), m_again, room);
            if (again > room) {
                give_up(m_part.most + again - room);
                continue;
            }
            State with = m_states[i];
            with.loss += m_losses.take[m_step] + again;
            with.covered = either(with.covered, m_mine);
            if (m_part.at_most_p) {
                with.places += m_losses.p == CoverLosses::any_number ? 0 : 1;
                m_traces.push_back({with.trace, m_step});
                with.trace = static_cast<std::int32_t>(m_traces.size()) - 1;
            }
            m_states.push_back(with);
        }
        std::size_t kept = 0;
        for (std::size_t i = 0; i < m_states.size(); ++i) {
            if (i < before) {
                m_states[i].loss += m_losses.leave[m_step];
                for (const int slot : m_missed_now)
                    if (!has(m_states[i].covered, slot))
                        m_states[i].loss += m_missed[slot];
                if (m_states[i].loss + later > m_part.most) {
                    give_up(m_states[i].loss + later);
                    continue;
                }
            }
            m_states[kept++] = m_states[i];
        }
        m_states.resize(kept);
    }

    // Of states that differ near the step alone only those that no other is better than: covers as much and more, and
    // loses less even if all of that should be covered again.
    void merge() {
        const std::size_t size = std::bit_ceil(2 * m_states.size() + 2);
        m_table.assign(size, -1);
        m_next.resize(m_states.size());
        std::size_t kept = 0;
        for (std::size_t i = 0; i < m_states.size(); ++i) {
            const State state = m_states[i];
            std::uint64_t hash = static_cast<std::uint64_t>(state.places);
            for (std::size_t w = 0; w < words; ++w) {
                hash = (hash ^ (state.covered[w] & ~m_mine[w])) * 0x9E3779B97F4A7C15u;
                hash ^= hash >> 29;
            }
            std::int32_t& head = m_table[hash & (size - 1)];
            std::int32_t at = head;
            int left = most_compared;
            while (at >= 0 && left > 0) {
                State& other = m_states[at];
                if (other.loss <= state.loss) {
                    if (no_worse(other, state))
                        break;
                } else if (no_worse(state, other)) {
                    other = state;
                    break;
                }
                at = m_next[at];
                --left;
            }
            if (at >= 0 && left > 0)
                continue;
            m_states[kept] = state;
            m_next[kept] = head;
            head = static_cast<std::int32_t>(kept++);
        }
        m_states.resize(kept);
    }
    bool no_worse(const State& a, const State& b) const {
        if (a.places != b.places || !within(b.covered, a.covered))
            return false;
        const Value room = b.loss - a.loss;
        return sum_of(without(a.covered, b.covered), m_again, room) <= room;
    }

    void drop_worst() {
        if (m_states.size() <= m_part.states)
            return;
        const auto end = m_states.begin() + static_cast<std::ptrdiff_t>(m_part.states);
        std::nth_element(m_states.begin(), end, m_states.end(),
                         [](const State& a, const State& b) { return a.loss < b.loss; });
        for (auto state = end; state != m_states.end(); ++state)
            drop(state->loss, m_step + 1);
        m_states.resize(m_part.states);
    }

    void finish() {
        std::int32_t trace = -1;
        for (const State& state : m_states) {
            const Value loss = state.loss + (m_part.at_most_p ? m_losses.idle * (m_losses.p - state.places) : 0);
            give_up(loss);
            if (loss < m_answer.found) {
                m_answer.found = loss;
                trace = state.trace;
            }
        }
        for (; trace >= 0; trace = m_traces[trace].before)
            m_answer.chosen.push_back(m_traces[trace].step);
        std::reverse(m_answer.chosen.begin(), m_answer.chosen.end());
    }

    const CoverLosses& m_losses;
    const SweepPart& m_part;
    SweepAnswer m_answer{.least = INT64_MAX};
    Value m_least_dropped = INT64_MAX; // up to where it was dropped
    std::int32_t m_step = 0;
    std::vector<State> m_states;
    std::vector<Trace> m_traces;
    std::vector<std::int32_t> m_table, m_next; // of each hash the last state; of each state the one before
    OpenDemands<words> m_open;
    std::array<Value, words * 64> m_again{}, m_missed{}; // of each bit
    Bits m_mine{}, m_closing{};
    LaterCandidates<words> m_better;
    std::vector<int> m_missed_now;
};

} // namespace

SweepAnswer sweep(const CoverLosses& losses, const SweepPart& part, const Deadline& deadline) {
    base::ensure(losses.most_open <= most_sweep_open, "a sweep is for strips");
    const std::size_t words = (losses.most_open + 63) / 64;
    if (words <= 2)
        return Sweep<2>(losses, part).run(deadline);
    if (words <= 3)
        return Sweep<3>(losses, part).run(deadline);
    if (words <= 4)
        return Sweep<4>(losses, part).run(deadline);
    if (words <= 8)
        return Sweep<8>(losses, part).run(deadline);
    return Sweep<12>(losses, part).run(deadline);
}

} // namespace wangge::siting

#include "siting/max_cover_search.h"

#include "base/parallel.h"
#include "siting/max_cover_core.h"

#include <algorithm>
#include <cmath>

namespace wangge::siting {

MaxCoverSet::MaxCoverSet(const MaxCover& problem)
    : m_problem(problem), m_extra(problem.covers.candidates(), 0), m_place(problem.covers.candidates(), -1),
      m_free_at(problem.covers.candidates(), 0) {
    clear();
}

void MaxCoverSet::clear() {
    m_value = 0;
    m_count.assign(m_problem.covers.demands(), 0);
    m_only.assign(m_problem.covers.demands(), 0);
    m_members.clear();
    std::fill(m_place.begin(), m_place.end(), -1);
    m_gain.assign(m_problem.covers.candidates(), 0);
    for (std::size_t c = 0; c < m_gain.size(); ++c) {
        m_gain[c] = m_problem.bonus.empty() ? 0 : m_problem.bonus[c];
        for (const std::int32_t d : m_problem.covers.by_candidate[c])
            m_gain[c] += m_problem.weight[d];
    }
}

void MaxCoverSet::enter(std::int32_t candidate) {
    m_value += m_gain[candidate];
    m_place[candidate] = static_cast<std::int32_t>(m_members.size());
    m_members.push_back(candidate);
    for (const std::int32_t d : m_problem.covers.by_candidate[candidate]) {
        const Value weight = m_problem.weight[d];
        if (m_count[d] == 0) {
            for (const std::int32_t c : m_problem.covers.by_demand[d])
                if (c != candidate)
                    m_gain[c] -= weight;
        } else if (m_count[d] == 1) {
            m_gain[m_only[d]] -= weight;
        }
        ++m_count[d];
        m_only[d] += candidate;
    }
}

void MaxCoverSet::leave(std::int32_t candidate) {
    m_value -= m_gain[candidate];
    const std::int32_t last = m_members.back();
    m_members[m_place[candidate]] = last;
    m_place[last] = m_place[candidate];
    m_members.pop_back();
    m_place[candidate] = -1;
    for (const std::int32_t d : m_problem.covers.by_candidate[candidate]) {
        const Value weight = m_problem.weight[d];
        --m_count[d];
        m_only[d] -= candidate;
        if (m_count[d] == 0) {
            for (const std::int32_t c : m_problem.covers.by_demand[d])
                if (c != candidate)
                    m_gain[c] += weight;
        } else if (m_count[d] == 1) {
            m_gain[m_only[d]] += weight;
        }
    }
}

std::int32_t MaxCoverSet::richest(std::int64_t now) const {
    std::int32_t best = -1;
    for (std::size_t c = 0; c < m_gain.size(); ++c)
        if (m_gain[c] > 0 && m_place[c] < 0 && m_free_at[c] <= now && (best < 0 || m_gain[c] > m_gain[best]))
            best = static_cast<std::int32_t>(c);
    return best;
}

void MaxCoverSet::fill() {
    // Gains only fall while members enter, so a heap of old gains finds the best without looking at all.
    using Entry = std::pair<Value, std::int32_t>; // gain, -row
    std::vector<Entry> heap;
    for (std::size_t c = 0; c < m_gain.size(); ++c)
        if (m_place[c] < 0 && m_gain[c] > 0)
            heap.emplace_back(m_gain[c], -static_cast<std::int32_t>(c));
    std::make_heap(heap.begin(), heap.end());
    while (!full() && !heap.empty()) {
        std::pop_heap(heap.begin(), heap.end());
        Entry& top = heap.back();
        const Value gain = m_gain[-top.second];
        if (gain == top.first) {
            const std::int32_t candidate = -top.second;
            heap.pop_back();
            if (gain == 0)
                return;
            enter(candidate);
        } else {
            top.first = gain;
            std::push_heap(heap.begin(), heap.end());
        }
    }
}

MaxCoverSet::Swap MaxCoverSet::best_swap(std::int32_t member, std::int32_t fallback, std::int64_t now) {
    for (const std::int32_t d : m_problem.covers.by_candidate[member])
        if (m_count[d] == 1)
            for (const std::int32_t c : m_problem.covers.by_demand[d]) {
                if (m_extra[c] == 0)
                    m_touched.push_back(c);
                m_extra[c] += m_problem.weight[d];
            }
    Swap best;
    const Value loss = m_gain[member];
    if (fallback >= 0)
        best = {fallback, m_gain[fallback] + m_extra[fallback] - loss};
    for (const std::int32_t c : m_touched) {
        if (m_place[c] < 0 && m_free_at[c] <= now) {
            const Value wins = m_gain[c] + m_extra[c] - loss;
            if (best.comer < 0 || wins > best.wins || (wins == best.wins && c < best.comer))
                best = {c, wins};
        }
        m_extra[c] = 0;
    }
    m_touched.clear();
    return best;
}

void MaxCoverSet::interchange(const Deadline& deadline) {
    constexpr std::int64_t late = INT64_MAX; // nobody is kept out
    std::int32_t outsider = richest(late);
    std::size_t quiet = 0, next = 0;
    while (quiet < m_members.size() && !deadline.over()) {
        next = next < m_members.size() ? next : 0;
        const std::int32_t member = m_members[next];
        const Swap swap = best_swap(member, outsider, late);
        if (swap.wins > 0) {
            leave(member);
            enter(swap.comer);
            outsider = richest(late);
            quiet = 0;
        } else {
            ++quiet;
        }
        ++next;
    }
}

void MaxCoverSet::become(const std::vector<std::int32_t>& members) {
    clear();
    for (const std::int32_t c : members)
        enter(c);
}

void MaxCoverSet::anneal(std::int64_t moves, double heat, base::Random& random, const Deadline& deadline) {
    if (m_members.empty())
        return;
    std::vector<std::int32_t> best = m_members;
    Value best_value = m_value;
    std::fill(m_free_at.begin(), m_free_at.end(), 0);
    const auto stay_out = static_cast<std::uint64_t>(m_members.size()) + 1;
    std::int32_t outsider = richest(0);
    for (std::int64_t move = 1; move <= moves; ++move) {
        if (move % 64 == 0 && deadline.over())
            break;
        const double now_heat = heat * (1 - static_cast<double>(move) / static_cast<double>(moves));
        const std::int32_t member = m_members[random.below(m_members.size())];
        const Swap swap = best_swap(member, outsider, move);
        if (swap.comer < 0)
            continue;
        if (swap.wins < 0 && random.uniform() >= std::exp(static_cast<double>(swap.wins) / (now_heat + 1e-9)))
            continue;
        leave(member);
        enter(swap.comer);
        m_free_at[member] = move + static_cast<std::int64_t>(random.below(stay_out)) + 1;
        outsider = richest(move + 1);
        if (m_value > best_value) {
            best_value = m_value;
            best = m_members;
        }
    }
    become(best);
}

namespace {

// Of what a member covers: hot enough to undo greedy choices.
constexpr double first_heat = 0.1, second_heat = 0.07;

struct Runs {
    std::vector<std::vector<std::int32_t>> members; // of each run
    std::size_t best = 0;
};

Runs anneal_runs(const MaxCover& problem, const std::vector<std::int32_t>& start, int runs, std::int64_t moves,
                 double heat, std::uint64_t seed, const Deadline& deadline) {
    Runs done;
    done.members.resize(static_cast<std::size_t>(runs));
    std::vector<Value> value(done.members.size());
    base::parallel_blocks(done.members.size(), 1, [&](std::size_t run, std::size_t) {
        MaxCoverSet set(problem);
        for (const std::int32_t c : start)
            set.enter(c);
        set.fill();
        base::Random random(seed * 1000 + run);
        const auto count = static_cast<double>(std::max<std::size_t>(1, set.members().size()));
        set.anneal(moves, heat * static_cast<double>(set.value()) / count, random, deadline);
        set.interchange(deadline);
        value[run] = set.value();
        done.members[run] = set.members();
    });
    done.best = static_cast<std::size_t>(std::max_element(value.begin(), value.end()) - value.begin());
    return done;
}

} // namespace

std::vector<std::int32_t> annealed(const MaxCover& problem, const std::vector<std::int32_t>& start, int runs,
                                   std::int64_t moves, std::uint64_t seed, const Deadline& deadline) {
    const Runs first = anneal_runs(problem, start, runs, moves, first_heat, seed, deadline);
    std::vector<std::int32_t> best = first.members[first.best];
    if (runs > 1) {
        std::vector<char> keep(problem.covers.candidates(), 0);
        for (const auto& members : first.members)
            for (const std::int32_t c : members)
                keep[c] = 1;
        MaxCoverCore elite = narrowed(core_of(problem), keep);
        std::vector<std::int32_t> from;
        for (const std::int32_t c : best)
            from.push_back(static_cast<std::int32_t>(
                std::lower_bound(elite.candidate.begin(), elite.candidate.end(), c) - elite.candidate.begin()));
        const Runs second = anneal_runs(elite.problem, from, runs, 2 * moves, second_heat, seed + 1, deadline);
        std::vector<std::int32_t> merged;
        for (const std::int32_t c : second.members[second.best])
            merged.push_back(elite.candidate[c]);
        if (covered_weight(problem, merged) > covered_weight(problem, best)) {
            MaxCoverSet set(problem);
            for (const std::int32_t c : merged)
                set.enter(c);
            set.fill();
            set.interchange(deadline);
            best = set.members();
        }
    }
    std::sort(best.begin(), best.end());
    return best;
}

std::vector<std::int32_t> interchanged(const MaxCover& problem, const Deadline& deadline) {
    MaxCoverSet set(problem);
    set.fill();
    set.interchange(deadline);
    std::vector<std::int32_t> members = set.members();
    std::sort(members.begin(), members.end());
    return members;
}

} // namespace wangge::siting

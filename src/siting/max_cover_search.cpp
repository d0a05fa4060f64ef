#include "siting/max_cover_search.h"

#include "base/parallel.h"
#include "siting/max_cover_anneal.h"
#include "siting/max_cover_core.h"

#include <algorithm>

namespace wangge::siting {

MaxCoverSet::MaxCoverSet(const MaxCover& problem)
    : m_problem(problem), m_extra(problem.covers.candidates(), 0), m_place(problem.covers.candidates(), -1) {
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

std::int32_t MaxCoverSet::richest() const {
    std::int32_t best = -1;
    for (std::size_t c = 0; c < m_gain.size(); ++c)
        if (m_gain[c] > 0 && m_place[c] < 0 && (best < 0 || m_gain[c] > m_gain[best]))
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

MaxCoverSet::Swap MaxCoverSet::best_swap(std::int32_t member, std::int32_t fallback) {
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
        if (m_place[c] < 0) {
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
    std::int32_t outsider = richest();
    std::size_t quiet = 0, next = 0;
    while (quiet < m_members.size() && !deadline.over()) {
        next = next < m_members.size() ? next : 0;
        const std::int32_t member = m_members[next];
        const Swap swap = best_swap(member, outsider);
        if (swap.wins > 0) {
            leave(member);
            enter(swap.comer);
            outsider = richest();
            quiet = 0;
        } else {
            ++quiet;
        }
        ++next;
    }
}

namespace {

// Of what a member covers. The first chains, hot enough to undo greedy choices, take turns, because no heat suits
// every problem; the second ones combine good answers.
constexpr double first_heats[] = {0.06, 0.03, 0.045, 0.02};
constexpr double second_heats[] = {0.03, 0.015};

// Ascending, after the last interchanges.
std::vector<std::int32_t> settled(const MaxCover& problem, const std::vector<std::int32_t>& start,
                                  const Deadline& deadline) {
    MaxCoverSet set(problem);
    for (const std::int32_t c : start)
        set.enter(c);
    set.fill();
    set.interchange(deadline);
    std::vector<std::int32_t> members = set.members();
    std::sort(members.begin(), members.end());
    return members;
}

MemberLists chains_of(const MaxCover& problem, const std::vector<std::int32_t>& start, const SearchRound& round,
                      std::span<const double> heats, const Deadline& deadline) {
    const Lists likes = likest(problem.covers);
    MemberLists found(static_cast<std::size_t>(round.chains));
    base::parallel_blocks(found.size(), 1, [&](std::size_t chain, std::size_t) {
        const Annealing options{heats[chain % heats.size()], round.trials, round.seed * 1000 + chain};
        found[chain] = annealed(problem, likes, start, options, deadline);
    });
    return found;
}

} // namespace

MemberLists searched(const MaxCover& problem, const std::vector<std::int32_t>& start, const MemberLists& elite,
                     const SearchRound& round, const Deadline& deadline) {
    const std::vector<std::int32_t> full = settled(problem, start, deadline);
    MemberLists found = chains_of(problem, full, round, first_heats, deadline);
    found.insert(found.end(), elite.begin(), elite.end());
    std::vector<char> keep(problem.covers.candidates(), 0);
    for (const auto& members : found)
        for (const std::int32_t c : members)
            keep[c] = 1;
    const MaxCoverCore core = narrowed(core_of(problem), keep);
    const SearchRound second{.chains = round.chains, .trials = round.trials / 2, .seed = round.seed + 500'000};
    for (const auto& members :
         chains_of(core.problem, interchanged(core.problem, deadline), second, second_heats, deadline)) {
        auto& merged = found.emplace_back();
        for (const std::int32_t c : members)
            merged.push_back(core.candidate[c]);
    }
    std::vector<std::pair<Value, std::size_t>> order;
    for (std::size_t i = 0; i < found.size(); ++i) {
        found[i] = settled(problem, found[i], deadline);
        order.emplace_back(-covered_weight(problem, found[i]), i);
    }
    std::sort(order.begin(), order.end());
    MemberLists best;
    for (const auto& [value, i] : order)
        if (best.empty() || best.back() != found[i])
            best.push_back(std::move(found[i]));
    return best;
}

std::vector<std::int32_t> interchanged(const MaxCover& problem, const Deadline& deadline) {
    return settled(problem, {}, deadline);
}

} // namespace wangge::siting

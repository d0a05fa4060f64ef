// Good answers to a maximal covering problem: greedy, interchange, and rounds of annealing.
#pragma once
#include "siting/max_cover.h"

namespace wangge::siting {

// A set of chosen candidates with what each candidate would win or lose, kept up to date move by move.
class MaxCoverSet {
public:
    explicit MaxCoverSet(const MaxCover& problem);

    Value value() const { return m_value; }
    const std::vector<std::int32_t>& members() const { return m_members; } // in no order
    bool full() const { return static_cast<int>(m_members.size()) >= m_problem.p; }
    void clear();
    void enter(std::int32_t candidate);
    void leave(std::int32_t candidate);
    // Adds the most worthwhile candidates until p are chosen or nothing is won; equals by row.
    void fill();
    // Swaps a member for an outsider while that wins; a local optimum of single interchanges unless the deadline ends
    // it. Each member is tried against all outsiders: what it alone covers counts for those that would cover it too.
    void interchange(const Deadline& deadline);

private:
    struct Swap {
        std::int32_t comer = -1;
        Value wins = 0;
    };
    // The best outsider in the place of a member, but the member itself; `fallback` is the one that wins most where
    // the member is not missed.
    Swap best_swap(std::int32_t member, std::int32_t fallback);
    std::int32_t richest() const;

    const MaxCover& m_problem;
    Value m_value = 0;
    std::vector<std::int32_t> m_count; // of each demand: members that cover it
    std::vector<std::int64_t> m_only;  // sum of the rows of those members: the member itself where there is one
    std::vector<Value> m_gain;         // of each outsider: what it would add; of each member: what only it gives
    std::vector<Value> m_extra;        // scratch of best_swap(), all 0 between calls
    std::vector<std::int32_t> m_touched;
    std::vector<std::int32_t> m_members, m_place; // m_place: -1 outside
};

// Greedy and interchange; rows ascending.
std::vector<std::int32_t> interchanged(const MaxCover& problem, const Deadline& deadline);

// One round of search: `chains` annealings from `start` side by side, then as many of half the length among the
// candidates that any of them or of `elite` chose, where chances to combine them are good. Returns local optima of
// single interchanges, the best first, rows ascending. The same for any number of threads unless the deadline ends it.
struct SearchRound {
    int chains = 4;
    std::int64_t trials = 1'000'000; // of each chain
    std::uint64_t seed = 1;
};
using MemberLists = std::vector<std::vector<std::int32_t>>;
MemberLists searched(const MaxCover& problem, const std::vector<std::int32_t>& start, const MemberLists& elite,
                     const SearchRound& round, const Deadline& deadline);

} // namespace wangge::siting

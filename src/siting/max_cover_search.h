// Good answers to a maximal covering problem: greedy, interchange and annealing.
#pragma once
#include "base/random.h"
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
    // Annealing: a random member gives way to the best outsider that has not left lately, in `moves` trials while the
    // temperature falls from `heat`. Afterwards the set is the best one seen.
    void anneal(std::int64_t moves, double heat, base::Random& random, const Deadline& deadline);

private:
    struct Swap {
        std::int32_t comer = -1;
        Value wins = 0;
    };
    // The best outsider in the place of a member, but the member itself; `fallback` is the one that wins most where
    // the member is not missed. Outsiders whose m_free_at is after `now` are not asked.
    Swap best_swap(std::int32_t member, std::int32_t fallback, std::int64_t now);
    std::int32_t richest(std::int64_t now) const;
    void become(const std::vector<std::int32_t>& members);

    const MaxCover& m_problem;
    Value m_value = 0;
    std::vector<std::int32_t> m_count; // of each demand: members that cover it
    std::vector<std::int64_t> m_only;  // sum of the rows of those members: the member itself where there is one
    std::vector<Value> m_gain;         // of each outsider: what it would add; of each member: what only it gives
    std::vector<Value> m_extra;        // scratch of best_swap(), all 0 between calls
    std::vector<std::int32_t> m_touched;
    std::vector<std::int32_t> m_members, m_place; // m_place: -1 outside
    std::vector<std::int64_t> m_free_at;          // move from which a candidate may enter again
};

// Greedy and interchange; rows ascending.
std::vector<std::int32_t> interchanged(const MaxCover& problem, const Deadline& deadline);

// Annealing from `start` in several runs side by side, each with its own chances; then among the candidates that any
// run chose, where trials are cheap. `moves` a run; rows ascending. The same for any number of threads.
std::vector<std::int32_t> annealed(const MaxCover& problem, const std::vector<std::int32_t>& start, int runs,
                                   std::int64_t moves, std::uint64_t seed, const Deadline& deadline);

} // namespace wangge::siting

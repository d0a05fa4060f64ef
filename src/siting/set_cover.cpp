#include "siting/set_cover.h"

#include "base/error.h"
#include "siting/cover_proof.h"
#include "siting/cover_search.h"

#include <algorithm>
#include <cmath>

namespace wangge::siting {
namespace {

constexpr int bound_rounds = 1500;
constexpr int fixing_rounds = 3, relaxing_rounds = 2;

class CoverSolver {
public:
    CoverSolver(const SetCover& problem, const Budget& budget, base::Feedback& feedback)
        : m_feedback(feedback), m_deadline(budget, feedback), m_seed(budget.seed), m_enough(problem.enough),
          m_cost(problem.cost.empty() ? std::vector<Value>(problem.covers.candidates(), 1) : problem.cost) {
        const std::vector<std::int32_t> times =
            problem.times.empty() ? std::vector<std::int32_t>(problem.covers.demands(), 1) : problem.times;
        base::ensure(m_cost.size() == problem.covers.candidates() && times.size() == problem.covers.demands(),
                     "a cost for each candidate and a number for each demand");
        m_core = reduce_cover(problem.covers, m_cost, times, m_deadline);
    }

    Answer run() {
        Answer answer;
        if (m_core.feasible) {
            find();
            for (int round = 0; round < fixing_rounds && open() && tighten(round); ++round) {
            }
            if (open())
                prove();
            answer.chosen = m_best;
            answer.objective = m_known;
            answer.bound = std::min(m_known, m_bound);
        }
        answer.feasible = m_core.feasible || !m_best.empty();
        answer.stopped = answer.feasible && open();
        answer.seconds = m_deadline.passed();
        return answer;
    }

private:
    // What an answer must cost at most to be worth finding.
    Value welcome() const { return m_enough && *m_enough < m_known ? *m_enough : m_known - 1; }
    bool open() const { return m_bound <= welcome() && !(m_enough && m_known <= *m_enough); }
    Value taken_cost() const {
        Value cost = 0;
        for (const std::int32_t c : m_core.taken)
            cost += m_cost[c];
        return cost;
    }

    void find() {
        m_feedback.progress(0.1, "siting.searching");
        const Value enough = std::max<Value>(0, m_enough ? *m_enough - taken_cost() : 0);
        // About as much work for a large problem as for a small one, so that the time is known and the clock is not
        // asked.
        const auto links = static_cast<std::int64_t>(m_core.covers.links());
        const std::int64_t per_step = 20 + links * links / std::max<std::int64_t>(1, rows() * rows());
        const std::int64_t steps = rows() == 0 ? 0 : std::clamp<std::int64_t>(100'000'000 / per_step, 2'000, 300'000);
        take_best(search_cover(m_core, steps, enough, m_seed, m_deadline));
    }
    std::int64_t rows() const { return static_cast<std::int64_t>(m_core.covers.demands()); }

    void take_best(const std::vector<std::int32_t>& members) {
        std::vector<std::int32_t> chosen = m_core.taken;
        for (const std::int32_t c : members)
            chosen.push_back(m_core.candidate[c]);
        Value cost = 0;
        for (const std::int32_t c : chosen)
            cost += m_cost[c];
        if (!m_best.empty() && cost >= m_known)
            return;
        std::sort(chosen.begin(), chosen.end());
        m_best = std::move(chosen);
        m_known = cost;
    }

    // Raises the bound and throws out what it rules out. False when that changed little.
    bool tighten(int round) {
        m_feedback.progress(0.3 + 0.1 * round, "siting.bounding");
        return narrow(cover_bound(m_core, welcome() + 1 - taken_cost(), bound_rounds, m_deadline));
    }
    bool narrow(const CoverBound& bound) {
        const Value taken = taken_cost();
        // After candidates were dropped for being in no better answer, the bound speaks of better answers only.
        m_bound = std::max(m_bound, std::min(welcome() + 1, taken + whole(bound.value)));
        if (!open() || m_deadline.over())
            return false;
        const std::size_t before = m_core.covers.links();
        m_core = reduce_again(fixed_by_bound(m_core, bound, welcome() + 1 - taken), m_deadline);
        if (!m_core.feasible || taken_cost() > welcome()) {
            m_bound = welcome() + 1;
            return false;
        }
        if (rows() == 0) {
            take_best({});
            m_bound = std::min(m_known, welcome() + 1);
            return false;
        }
        return m_core.covers.links() < before / 10 * 9;
    }
    static Value whole(double value) { return static_cast<Value>(std::ceil(value - 1e-6)); }

    void prove() {
        m_feedback.progress(0.6, "siting.proving");
        std::optional<CoverBound> relaxed;
        for (int round = 0; round < relaxing_rounds && !relaxed; ++round) {
            relaxed = relaxed_cover(m_core, m_deadline);
            if (!relaxed)
                break;
            const std::size_t before = m_core.covers.links();
            narrow(*relaxed);
            if (!open())
                return;
            if (m_core.covers.links() != before)
                relaxed.reset();
        }
        if (!relaxed)
            relaxed = relaxed_cover(m_core, m_deadline);
        if (relaxed)
            sweep(*relaxed);
        if (open() && !m_deadline.over())
            branch();
    }

    void sweep(const CoverBound& bound) {
        const Value taken = taken_cost(), most = welcome();
        const CoverProof proof = sweep_cover(m_core, bound, most - taken, m_deadline);
        if (!proof.chosen.empty())
            take_best(proof.chosen);
        if (proof.finished)
            m_bound = std::max(m_bound, std::min(m_known, most + 1));
    }

    void branch() {
        m_feedback.progress(0.8, "siting.proving");
        const Value taken = taken_cost(), most = welcome();
        const Mip mip = cover_program(m_core);
        const MipAnswer found = solve_mip(mip, static_cast<double>(most - taken), true, m_deadline);
        if (!found.x.empty()) {
            std::vector<std::int32_t> members;
            for (std::size_t c = 0; c < m_core.cost.size(); ++c)
                if (found.x[c] > 0.5)
                    members.push_back(static_cast<std::int32_t>(c));
            take_best(members);
        }
        const double bound = std::min(found.bound, static_cast<double>(most + 1 - taken));
        if (bound > -1e15)
            m_bound = std::max(m_bound, taken + whole(bound));
    }

    base::Feedback& m_feedback;
    Deadline m_deadline;
    std::uint64_t m_seed;
    std::optional<Value> m_enough;
    std::vector<Value> m_cost;
    CoverCore m_core;
    std::vector<std::int32_t> m_best;
    Value m_known = 0, m_bound = 0;
};

} // namespace

Answer solve_set_cover(const SetCover& problem, const Budget& budget, base::Feedback& feedback) {
    return CoverSolver(problem, budget, feedback).run();
}

} // namespace wangge::siting

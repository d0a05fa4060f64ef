#include "siting/max_cover.h"

#include "base/error.h"
#include "siting/max_cover_bound.h"
#include "siting/max_cover_search.h"
#include "siting/mip.h"

#include <algorithm>
#include <cmath>

namespace wangge::siting {
namespace {

constexpr int fixing_rounds = 4, bound_rounds = 4000;
// Trials of a chain of annealing: first a few, then in rounds many, by the number of candidates.
constexpr int quick_trials = 10, round_trials = 1000;
constexpr std::int64_t most_trials = 6'000'000;
constexpr std::size_t most_elite = 6; // of the answers that rounds found, for the next round
// A problem that is still larger than this is not branched upon; the relaxation of a larger one would take all day.
constexpr std::size_t most_links = 150'000;
constexpr double proof_share = 0.5; // of the time that is left when a proof is tried

class MaxCoverSolver {
public:
    MaxCoverSolver(const MaxCover& problem, const Budget& budget, base::Feedback& feedback)
        : m_problem(problem), m_feedback(feedback), m_budget(budget), m_deadline(budget, feedback) {
        base::ensure(problem.weight.size() == problem.covers.demands() && problem.p >= 0, "a weight for each demand");
        m_core = core_of(problem);
    }

    Answer run() {
        m_feedback.progress(0.05, "siting.searching");
        offer(interchanged(m_core.problem, m_deadline));
        drop_dominated(m_core, m_deadline);
        search(quick_trials);
        tighten_all();
        Value tried = -1; // what was known when a proof was tried last
        while (open()) {
            m_feedback.progress(std::min(0.95, m_deadline.passed() / m_budget.seconds), "siting.searching");
            const Value before = m_known;
            search(round_trials);
            if (m_known > before)
                tighten_all();
            if (open() && m_known != tried && m_core.problem.covers.links() < most_links) {
                tried = m_known;
                const Deadline end({.seconds = m_deadline.left() * proof_share}, m_feedback);
                if (narrow_by_relaxation(end) && open())
                    prove(end);
            }
        }
        Answer answer;
        answer.chosen = m_best;
        answer.objective = m_known;
        answer.bound = std::max(m_known, m_bound);
        answer.stopped = m_bound > m_known;
        answer.seconds = m_deadline.passed();
        return answer;
    }

private:
    bool open() const { return m_bound > m_known && !m_deadline.over(); }

    // A round of annealing from the best answer if that still lies in the core, else from what is left of it.
    void search(std::int64_t trials_a_candidate) {
        const auto candidates = static_cast<std::int64_t>(m_core.candidate.size());
        if (candidates == 0)
            return;
        std::vector<std::int32_t> start = in_core(m_best);
        if (static_cast<int>(start.size()) > m_core.problem.p)
            start.clear();
        MemberLists elite;
        for (const auto& chosen : m_elite)
            if (elite.emplace_back(in_core(chosen)); static_cast<int>(elite.back().size()) > m_core.problem.p)
                elite.pop_back();
        const SearchRound round{.trials = std::min(most_trials, 4000 + candidates * trials_a_candidate),
                                .seed = m_budget.seed * 100 + m_round++};
        const MemberLists found = searched(m_core.problem, start, elite, round, m_deadline);
        m_elite.clear();
        for (const auto& members : found) {
            if (m_elite.size() == most_elite)
                break;
            m_elite.push_back(in_problem(members));
            offer(members);
        }
    }
    std::vector<std::int32_t> in_core(const std::vector<std::int32_t>& chosen) const {
        std::vector<std::int32_t> members;
        for (std::size_t c = 0; c < m_core.candidate.size(); ++c)
            if (std::binary_search(chosen.begin(), chosen.end(), m_core.candidate[c]))
                members.push_back(static_cast<std::int32_t>(c));
        return members;
    }
    std::vector<std::int32_t> in_problem(const std::vector<std::int32_t>& members) const {
        std::vector<std::int32_t> chosen = m_core.taken;
        for (const std::int32_t c : members)
            chosen.push_back(m_core.candidate[c]);
        std::sort(chosen.begin(), chosen.end());
        return chosen;
    }

    void offer(const std::vector<std::int32_t>& members) {
        std::vector<std::int32_t> chosen = in_problem(members);
        const Value value = covered_weight(m_problem, chosen);
        if (value <= m_known && !m_best.empty())
            return;
        m_known = value;
        m_best = std::move(chosen);
    }

    void lower(double core_bound) {
        // Whole weights give whole values; a little is left for rounding.
        const auto bound =
            static_cast<Value>(std::floor(core_bound + 1e-6 * std::max(1.0, std::abs(core_bound) * 1e-6)));
        m_bound = std::max(m_known, std::min(m_bound, m_core.sure + bound));
    }

    void tighten_all() {
        for (int round = 0; round < fixing_rounds && open() && tighten(); ++round) {
        }
    }

    // Lowers the bound and drops what it rules out. False when that changed little.
    bool tighten() {
        m_feedback.progress(0.2, "siting.bounding");
        const MaxCoverBound bound = max_cover_bound(m_core, m_known - m_core.sure, bound_rounds, m_deadline);
        lower(bound.value);
        if (!open())
            return false;
        const std::size_t before = m_core.problem.covers.links();
        m_core = narrowed(m_core, decided_by(m_core, bound, m_known - m_core.sure));
        return settle() && m_core.problem.covers.links() < before / 10 * 9;
    }

    // What is left may be empty or impossible: then the known answer is the best.
    bool settle() {
        if (m_core.problem.p < 0) {
            m_bound = m_known;
            return false;
        }
        if (m_core.problem.p == 0 || m_core.candidate.empty() || m_core.problem.covers.demands() == 0) {
            std::vector<std::int32_t> rest(std::min<std::size_t>(m_core.candidate.size(), m_core.problem.p));
            for (std::size_t c = 0; c < rest.size(); ++c)
                rest[c] = static_cast<std::int32_t>(c);
            if (m_core.problem.covers.demands() == 0 && m_core.candidate.size() > rest.size())
                rest = interchanged(m_core.problem, m_deadline);
            offer(rest);
            m_bound = m_known;
            return false;
        }
        return true;
    }

    // Least weight that is not covered: y_d + sum x_c >= 1, x whole.
    Mip program() const {
        const MaxCover& core = m_core.problem;
        Mip mip;
        for (std::size_t c = 0; c < core.covers.candidates(); ++c)
            mip.add_binary(-static_cast<double>(core.bonus[c]));
        for (std::size_t d = 0; d < core.covers.demands(); ++d) {
            const int missed = mip.add_column(static_cast<double>(core.weight[d]), 0, 1, false);
            mip.add_row(1, Mip::infinity);
            mip.add_term(missed, 1);
            for (const std::int32_t c : core.covers.by_demand[d])
                mip.add_term(c, 1);
        }
        mip.add_row(-Mip::infinity, core.p);
        for (std::size_t c = 0; c < core.covers.candidates(); ++c)
            mip.add_term(static_cast<int>(c), 1);
        return mip;
    }
    Value total() const {
        Value sum = 0;
        for (const Value weight : m_core.problem.weight)
            sum += weight;
        return sum;
    }

    // The linear relaxation has the best prices there are; what they rule out goes before the search by branching.
    bool narrow_by_relaxation(const Deadline& end) {
        m_feedback.progress(0.6, "siting.bounding");
        const auto relaxed = solve_lp(program(), end);
        if (!relaxed)
            return false;
        const double value = static_cast<double>(total()) - relaxed->value;
        lower(value);
        if (!open())
            return false;
        const double room = value - static_cast<double>(m_known - m_core.sure) - 1 + 1e-3;
        std::vector<char> keep(m_core.candidate.size(), 1);
        for (std::size_t c = 0; c < keep.size(); ++c)
            if (relaxed->reduced_cost[c] > room && relaxed->x[c] < 1e-6)
                keep[c] = 0;
            else if (relaxed->reduced_cost[c] < -room && relaxed->x[c] > 1 - 1e-6)
                keep[c] = 2;
        m_core = narrowed(m_core, keep);
        return settle();
    }

    void prove(const Deadline& end) {
        m_feedback.progress(0.7, "siting.proving");
        const double total_weight = static_cast<double>(total());
        const double most = total_weight - static_cast<double>(m_known - m_core.sure) - 1;
        const MipAnswer found = solve_mip(program(), most, true, end);
        const Value sure = m_core.sure;
        const Value weight = total();
        if (!found.x.empty()) {
            std::vector<std::int32_t> members;
            for (std::size_t c = 0; c < m_core.candidate.size(); ++c)
                if (found.x[c] > 0.5)
                    members.push_back(static_cast<std::int32_t>(c));
            offer(members);
        }
        if (found.finished && found.x.empty())
            m_bound = m_known;
        else if (std::isfinite(found.bound) && std::abs(found.bound) < 1e15)
            m_bound =
                std::max(m_known, std::min(m_bound, sure + weight - static_cast<Value>(std::ceil(found.bound - 1e-4))));
    }

    const MaxCover& m_problem;
    base::Feedback& m_feedback;
    const Budget m_budget;
    const Deadline m_deadline;
    MaxCoverCore m_core;
    MemberLists m_elite; // rows of the problem, ascending; the best first
    std::uint64_t m_round = 0;
    std::vector<std::int32_t> m_best;
    Value m_known = 0, m_bound = INT64_MAX;
};

} // namespace

Answer solve_max_cover(const MaxCover& problem, const Budget& budget, base::Feedback& feedback) {
    return MaxCoverSolver(problem, budget, feedback).run();
}

} // namespace wangge::siting

#include "siting/p_center.h"

#include "base/error.h"
#include "siting/set_cover.h"

#include <algorithm>

namespace wangge::siting {
namespace {

class CenterSolver {
public:
    CenterSolver(const PCenter& problem, const Budget& budget, base::Feedback& feedback)
        : m_problem(problem), m_budget(budget), m_feedback(feedback), m_deadline(budget, feedback),
          m_cost(problem.distances.candidates, 1) {
        base::ensure(problem.p >= 0, "p >= 0");
        for (const std::int32_t c : problem.standing)
            m_cost[c] = 0;
        for (const std::int32_t c : problem.forbidden)
            if (m_cost[c] != 0)
                m_cost[c] = problem.p + 1;
    }

    Answer run() {
        gather_levels();
        Answer answer;
        if (m_levels.empty() || !probe(m_levels.size() - 1)) {
            answer.feasible = m_problem.distances.demands == 0;
            answer.stopped = m_deadline.over();
            answer.seconds = m_deadline.passed();
            return answer;
        }
        // The best is at a level of [m_low, m_high]; m_high has an answer.
        while (m_low < m_high && !m_deadline.over()) {
            const double done = 1 - static_cast<double>(m_high - m_low) / static_cast<double>(m_levels.size());
            m_feedback.progress(done, "siting.narrowing");
            const std::size_t middle = m_low + (m_high - m_low) / 2;
            if (!probe(middle) && !m_undecided)
                m_low = middle + 1;
            if (m_undecided)
                break;
        }
        answer.chosen = m_best;
        answer.assignment = nearest(m_best);
        answer.objective = m_levels[m_high];
        answer.bound = m_levels[m_low];
        answer.stopped = !answer.proven();
        answer.seconds = m_deadline.passed();
        return answer;
    }

private:
    // Distances that the answer can have: none is below what the worst placed demand has to its nearest candidate.
    void gather_levels() {
        const DistanceMatrix& distances = m_problem.distances;
        Value least = 0;
        for (std::size_t d = 0; d < distances.demands; ++d) {
            Value nearest = DistanceMatrix::unreachable;
            const auto row = distances.row(d);
            for (std::size_t c = 0; c < row.size(); ++c)
                if (m_cost[c] <= m_problem.p)
                    nearest = std::min(nearest, row[c]);
            least = std::max(least, nearest);
        }
        for (const Value distance : distances.cells)
            if (distance >= least && distance != DistanceMatrix::unreachable)
                m_levels.push_back(distance);
        std::sort(m_levels.begin(), m_levels.end());
        m_levels.erase(std::unique(m_levels.begin(), m_levels.end()), m_levels.end());
        m_high = m_levels.empty() ? 0 : m_levels.size() - 1;
    }

    // Whether p candidates suffice within that level; lowers m_high when they do.
    bool probe(std::size_t level) {
        SetCover cover;
        cover.covers = within(m_problem.distances, m_levels[level]);
        cover.cost = m_cost;
        cover.enough = m_problem.p;
        Inner inner(m_feedback);
        const Answer found = solve_set_cover(cover, {.seconds = m_deadline.left(), .seed = m_budget.seed}, inner);
        m_undecided = false;
        if (!found.feasible)
            return false;
        if (found.objective > m_problem.p) {
            m_undecided = found.bound <= m_problem.p;
            return false;
        }
        std::vector<std::int32_t> chosen = found.chosen;
        chosen.insert(chosen.end(), m_problem.standing.begin(), m_problem.standing.end());
        std::sort(chosen.begin(), chosen.end());
        chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
        Value farthest = 0;
        const std::vector<std::int32_t> assignment = nearest(chosen);
        for (std::size_t d = 0; d < assignment.size(); ++d)
            farthest = std::max(farthest, m_problem.distances.row(d)[assignment[d]]);
        m_best = std::move(chosen);
        m_high =
            static_cast<std::size_t>(std::lower_bound(m_levels.begin(), m_levels.end(), farthest) - m_levels.begin());
        return true;
    }

    std::vector<std::int32_t> nearest(const std::vector<std::int32_t>& chosen) const {
        std::vector<std::int32_t> assignment(m_problem.distances.demands, -1);
        for (std::size_t d = 0; d < assignment.size(); ++d) {
            const auto row = m_problem.distances.row(d);
            for (const std::int32_t c : chosen)
                if (assignment[d] < 0 || row[c] < row[assignment[d]])
                    assignment[d] = c;
        }
        return assignment;
    }

    const PCenter& m_problem;
    Budget m_budget;
    base::Feedback& m_feedback;
    Deadline m_deadline;
    std::vector<Value> m_cost, m_levels;
    std::vector<std::int32_t> m_best;
    std::size_t m_low = 0, m_high = 0;
    bool m_undecided = false;
};

} // namespace

Answer solve_p_center(const PCenter& problem, const Budget& budget, base::Feedback& feedback) {
    return CenterSolver(problem, budget, feedback).run();
}

} // namespace wangge::siting

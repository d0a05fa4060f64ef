#include "siting/set_cover.h"

#include <algorithm>

namespace wangge::siting {

Answer solve_set_cover(const SetCover& problem, const Budget& budget, base::Feedback& feedback) {
    const Deadline deadline(budget, feedback);
    Answer answer;
    std::vector<std::int32_t> fresh(problem.covers.candidates());
    for (std::size_t c = 0; c < fresh.size(); ++c)
        fresh[c] = static_cast<std::int32_t>(problem.covers.by_candidate[c].size());
    std::vector<char> covered(problem.covers.demands());
    for (std::size_t left = covered.size(); left > 0;) {
        std::int32_t best = -1;
        for (std::size_t c = 0; c < fresh.size(); ++c)
            if (fresh[c] > 0 && (best < 0 || problem.cost[c] * fresh[best] < problem.cost[best] * fresh[c]))
                best = static_cast<std::int32_t>(c);
        if (best < 0) {
            answer.feasible = false;
            return answer;
        }
        answer.chosen.push_back(best);
        answer.objective += problem.cost[best];
        for (const std::int32_t d : problem.covers.by_candidate[best])
            if (!covered[d]) {
                covered[d] = 1;
                --left;
                for (const std::int32_t c : problem.covers.by_demand[d])
                    --fresh[c];
            }
        feedback.check();
    }
    std::sort(answer.chosen.begin(), answer.chosen.end());
    answer.seconds = deadline.passed();
    return answer;
}

} // namespace wangge::siting

#include "siting/siting_measure.h"

#include <algorithm>
#include <cmath>

namespace wangge::siting {
namespace {

class Measurement {
public:
    Measurement(const Input& input, const Options& options, const Ground& ground,
                const std::vector<std::int32_t>& chosen, Result& result)
        : m_input(input), m_options(options), m_ground(ground), m_chosen(chosen), m_result(result) {}

    void run() {
        std::vector<char> covered(m_ground.demand.size());
        Standing before = standing(covered, m_ground.nearest);
        if (m_options.within_capacity) {
            before.met = m_result.before.met;
            before.weight_met = m_result.before.weight_met;
        } else {
            count_met(before, m_ground.already);
        }
        m_result.before = before;
        if (m_options.within_capacity)
            rank_by_load(covered);
        else
            rank(m_chosen, covered);
        serve(covered);
        if (m_options.within_capacity)
            return;
        std::vector<std::int32_t> people = m_ground.already;
        for (const std::int32_t c : m_chosen)
            for (const std::int32_t d : m_ground.covers.by_candidate[c])
                ++people[d];
        count_met(m_result.after, people);
    }

private:
    void count_met(Standing& state, const std::vector<std::int32_t>& people) const {
        for (std::size_t d = 0; d < people.size(); ++d)
            if (people[d] >= m_options.times) {
                ++state.met;
                state.weight_met += m_ground.weight[d];
            }
    }

    Standing standing(std::vector<char>& covered, const std::vector<reach::Link>& nearest) const {
        Standing state;
        double sum = 0, weight = 0;
        for (std::size_t d = 0; d < m_ground.demand.size(); ++d) {
            if (m_ground.already[d] > 0)
                covered[d] = 1;
            (covered[d] ? state.covered : state.uncovered) += 1;
            (covered[d] ? state.weight_covered : state.weight_uncovered) += m_ground.weight[d];
            if (nearest[d].source < 0) {
                ++state.unreached;
                continue;
            }
            sum += nearest[d].effort.value * static_cast<double>(m_ground.weight[d]);
            weight += static_cast<double>(m_ground.weight[d]);
            state.longest = std::max(state.longest, nearest[d].effort);
        }
        state.mean = reach::Effort{weight > 0 ? sum / weight : 0};
        const auto nowhere = static_cast<std::int64_t>(m_input.x.size() - m_ground.demand.size());
        state.uncovered += nowhere;
        state.unreached += nowhere;
        for (std::size_t d = 0; d < m_input.x.size(); ++d)
            if (!(std::isfinite(m_input.x[d]) && std::isfinite(m_input.y[d])))
                state.weight_uncovered += m_input.weight[d];
        return state;
    }

    // By what each serves; equals by row.
    void rank_by_load(std::vector<char>& covered) {
        std::vector<Choice> choices;
        for (const std::int32_t c : m_chosen) {
            Choice choice{.candidate = m_ground.candidate[c]};
            for (std::size_t d = 0; d < m_ground.demand.size(); ++d)
                if (m_result.answer.assignment[m_ground.demand[d]] == choice.candidate) {
                    choice.closes.push_back(m_ground.demand[d]);
                    choice.weight_closed += m_ground.weight[d];
                }
            for (const std::int32_t d : m_ground.covers.by_candidate[c])
                covered[d] = 1;
            choices.push_back(std::move(choice));
        }
        std::stable_sort(choices.begin(), choices.end(),
                         [](const Choice& a, const Choice& b) { return a.weight_closed > b.weight_closed; });
        Value served = 0; // by those who stand
        for (std::size_t d = 0; d < m_ground.demand.size(); ++d)
            served += m_result.answer.assignment[m_ground.demand[d]] < -1 ? m_ground.weight[d] : 0;
        m_result.curve.push_back(served);
        for (Choice& choice : choices) {
            m_result.curve.push_back(m_result.curve.back() + choice.weight_closed);
            m_result.choices.push_back(std::move(choice));
        }
    }

    // By what each closes after the ones before it; equals by row.
    void rank(std::vector<std::int32_t> left, std::vector<char>& covered) {
        m_result.curve.push_back(m_result.before.weight_covered);
        while (!left.empty()) {
            std::size_t best = 0;
            std::pair<Value, std::int64_t> most{-1, -1};
            for (std::size_t i = 0; i < left.size(); ++i) {
                std::pair<Value, std::int64_t> gain{0, 0};
                for (const std::int32_t d : m_ground.covers.by_candidate[left[i]])
                    if (!covered[d]) {
                        gain.first += m_ground.weight[d];
                        ++gain.second;
                    }
                if (gain > most) {
                    most = gain;
                    best = i;
                }
            }
            Choice choice{.candidate = m_ground.candidate[left[best]], .weight_closed = most.first};
            for (const std::int32_t d : m_ground.covers.by_candidate[left[best]])
                if (!covered[d]) {
                    covered[d] = 1;
                    choice.closes.push_back(m_ground.demand[d]);
                }
            m_result.curve.push_back(m_result.curve.back() + choice.weight_closed);
            m_result.choices.push_back(std::move(choice));
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(best));
        }
    }

    // Who is nearest in the end, and the state of all. A search that the user ended still gets its answer measured.
    void serve(std::vector<char>& covered) {
        std::vector<double> x, y, px, py;
        for (const std::int32_t d : m_ground.demand) {
            x.push_back(m_input.x[d]);
            y.push_back(m_input.y[d]);
        }
        for (const Choice& choice : m_result.choices) {
            px.push_back(m_input.candidate_x[choice.candidate]);
            py.push_back(m_input.candidate_y[choice.candidate]);
        }
        base::QuietFeedback quiet;
        const std::vector<reach::Link> fresh = m_input.reach->nearest({x, y}, {px, py}, quiet);
        std::vector<reach::Link> nearest = m_ground.nearest;
        for (std::size_t d = 0; d < nearest.size(); ++d)
            if (fresh[d].source >= 0 && (nearest[d].source < 0 || fresh[d].effort < nearest[d].effort)) {
                nearest[d] = fresh[d];
                if (m_result.answer.assignment.empty())
                    give(m_result.choices[fresh[d].source], d);
            }
        for (std::size_t d = 0; d < m_ground.demand.size() && !m_result.answer.assignment.empty(); ++d)
            for (Choice& choice : m_result.choices)
                if (m_result.answer.assignment[m_ground.demand[d]] == choice.candidate)
                    give(choice, d);
        m_result.after = standing(covered, nearest);
        for (std::size_t d = 0; d < m_ground.demand.size() && m_options.within_capacity; ++d)
            if (m_result.answer.assignment[m_ground.demand[d]] != -1) {
                ++m_result.after.met;
                m_result.after.weight_met += m_ground.weight[d];
            }
    }
    void give(Choice& choice, std::size_t demand) const {
        ++choice.serves;
        choice.weight_served += m_ground.weight[demand];
    }

    const Input& m_input;
    const Options& m_options;
    const Ground& m_ground;
    const std::vector<std::int32_t>& m_chosen;
    Result& m_result;
};

} // namespace

void measure(const Input& input, const Options& options, const Ground& ground, const std::vector<std::int32_t>& chosen,
             Result& result) {
    Measurement(input, options, ground, chosen, result).run();
}

} // namespace wangge::siting

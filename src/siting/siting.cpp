#include "siting/siting.h"

#include "base/error.h"
#include "siting/backup_cover.h"
#include "siting/capacitated_median.h"
#include "siting/max_cover.h"
#include "siting/p_center.h"
#include "siting/p_median.h"
#include "siting/set_cover.h"
#include "siting/siting_limited.h"
#include "siting/siting_measure.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wangge::siting {
namespace {

class Run {
public:
    Run(const Input& input, const Options& options, base::Feedback& feedback)
        : m_input(input), m_options(options), m_feedback(feedback), m_begun(options.budget, feedback),
          m_ground(ground_of(input, feedback)), m_places(static_cast<std::int32_t>(m_ground.candidate.size())) {
        if (options.model != Model::set_cover && options.add > m_places)
            base::fail_input("siting.too_few_places", {{"asked", std::to_string(options.add)},
                                                       {"free", std::to_string(m_ground.candidate.size())}});
        if (options.times > 1 && options.within_capacity)
            base::fail_input("siting.backup_or_capacity");
    }

    Result run() {
        solve();
        const std::vector<std::int32_t> chosen = m_result.answer.chosen; // of the ground
        for (std::int32_t& place : m_result.answer.chosen)
            place = m_ground.candidate[place];
        measure(m_input, m_options, m_ground, chosen, m_result);
        return std::move(m_result);
    }

private:
    void solve() {
        switch (m_options.model) {
        case Model::set_cover:
            return m_options.within_capacity ? limited() : set_cover();
        case Model::max_cover:
            return m_options.within_capacity ? limited() : m_options.times > 1 ? backed_up() : max_cover();
        case Model::p_median:
            return median();
        case Model::p_center:
            return center();
        case Model::capacitated_p_median:
            return capacitated();
        }
    }

    // Preferences break ties: a place costs `scale`, a preferred one 1 less, and no answer has `scale` places.
    void set_cover() {
        SetCover problem;
        problem.covers = m_ground.covers;
        const Value scale = m_places + 1;
        for (const char preferred : m_ground.preferred)
            problem.cost.push_back(scale - preferred);
        std::int64_t beyond = 0;
        for (std::size_t d = 0; d < m_ground.demand.size(); ++d) {
            const auto there = static_cast<std::int32_t>(problem.covers.by_demand[d].size());
            const std::int32_t asked = std::max(0, m_options.times - m_ground.already[d]);
            beyond += asked > there;
            problem.times.push_back(std::min(asked, there));
        }
        if (beyond > 0)
            m_result.notices.push_back({"siting.beyond_all", {{"count", std::to_string(beyond)}}});
        m_result.answer = solve_set_cover(problem, m_options.budget, m_feedback);
        Answer& answer = m_result.answer;
        answer.objective = static_cast<Value>(answer.chosen.size());
        answer.bound = std::min(answer.objective, (answer.bound + scale - 1) / scale);
        answer.stopped = !answer.proven();
    }

    // What stands covers its demands already; the others are worth their weight. A preferred place is worth a fraction
    // of one resident.
    void max_cover() {
        MaxCover problem;
        problem.covers = m_ground.covers;
        problem.p = m_options.add;
        const bool prefers =
            std::any_of(m_ground.preferred.begin(), m_ground.preferred.end(), [](char p) { return p; });
        const Value scale = prefers ? m_options.add + 1 : 1;
        Value sure = 0;
        for (std::size_t d = 0; d < m_ground.demand.size(); ++d) {
            const bool covered = m_ground.already[d] > 0;
            problem.weight.push_back(covered ? 0 : m_ground.weight[d] * scale);
            sure += covered ? m_ground.weight[d] : 0;
        }
        problem.bonus.assign(m_ground.preferred.begin(), m_ground.preferred.end());
        for (const std::int32_t place : m_ground.candidate)
            problem.at.push_back({m_input.candidate_x[place], m_input.candidate_y[place]});
        m_result.answer = solve_max_cover(problem, m_options.budget, m_feedback);
        Answer& answer = m_result.answer;
        answer.objective = sure + answer.objective / scale;
        answer.bound = sure + answer.bound / scale;
        answer.stopped = !answer.proven();
        say_if_fewer_do();
    }
    void say_if_fewer_do() {
        const auto chosen = static_cast<int>(m_result.answer.chosen.size());
        if (chosen < m_options.add)
            m_result.notices.push_back(
                {"siting.fewer_do", {{"asked", std::to_string(m_options.add)}, {"count", std::to_string(chosen)}}});
    }

    // As max_cover(), but only demands with so many people count; whoever stands counts towards them.
    void backed_up() {
        BackupCover problem;
        problem.covers = m_ground.covers;
        problem.p = m_options.add;
        const bool prefers = std::ranges::count(m_ground.preferred, 1) > 0;
        const Value scale = prefers ? m_options.add + 1 : 1;
        Value sure = 0;
        for (std::size_t d = 0; d < m_ground.demand.size(); ++d) {
            const std::int32_t lacking = m_options.times - m_ground.already[d];
            problem.weight.push_back(lacking > 0 ? m_ground.weight[d] * scale : 0);
            problem.times.push_back(std::max(1, lacking));
            sure += lacking > 0 ? 0 : m_ground.weight[d];
        }
        problem.bonus.assign(m_ground.preferred.begin(), m_ground.preferred.end());
        m_result.answer = solve_backup_cover(problem, m_options.budget, m_feedback);
        Answer& answer = m_result.answer;
        answer.objective = sure + answer.objective / scale;
        answer.bound = sure + answer.bound / scale;
        answer.stopped = !answer.proven();
        say_if_fewer_do();
    }

    // Keeps the demands that find room when everybody and every place is taken.
    void leave_out_without_room(LimitedGround& ground, const Budget& budget) {
        CapacitatedCover& problem = ground.problem;
        problem.add = m_places;
        const Answer most = solve_capacitated_cover(problem, budget, m_feedback);
        problem.add.reset();
        CapacitatedCover less = problem;
        less.weight.clear();
        Lists by_demand;
        std::vector<std::int32_t> demand;
        for (std::size_t i = 0; i < problem.weight.size(); ++i)
            if (most.assignment[i] >= 0) {
                by_demand.add(problem.covers.by_demand[i]);
                less.weight.push_back(problem.weight[i]);
                demand.push_back(ground.demand[i]);
            }
        m_result.notices.push_back(
            {"siting.no_room", {{"count", std::to_string(problem.weight.size() - demand.size())}}});
        less.covers = incidence_of(std::move(by_demand), problem.capacity.size());
        problem = std::move(less);
        ground.demand = std::move(demand);
    }

    // Nobody beyond capacity. What stands serves what it can before anybody is added.
    void limited() {
        LimitedGround ground = limited_ground(m_input, m_options, m_ground);
        for (base::Message& notice : ground.notices)
            m_result.notices.push_back(std::move(notice));
        Budget rest = m_options.budget;
        rest.seconds *= 0.6;
        m_result.answer = solve_capacitated_cover(ground.problem, rest, m_feedback);
        if (!m_result.answer.feasible) {
            rest.seconds = 0.15 * m_options.budget.seconds;
            leave_out_without_room(ground, rest);
            m_result.answer = solve_capacitated_cover(ground.problem, rest, m_feedback);
        }
        ground.problem.add = 0;
        rest.seconds = 0.1 * m_options.budget.seconds;
        const Answer now = solve_capacitated_cover(ground.problem, rest, m_feedback);
        for (std::size_t i = 0; i < now.assignment.size(); ++i)
            if (now.assignment[i] >= 0) {
                ++m_result.before.met;
                m_result.before.weight_met += ground.problem.weight[i];
            }
        std::vector<std::int32_t> assignment(m_input.x.size(), -1);
        for (std::size_t i = 0; i < m_result.answer.assignment.size(); ++i)
            if (const std::int32_t to = m_result.answer.assignment[i]; to >= 0)
                assignment[m_ground.demand[ground.demand[i]]] =
                    to < m_places ? m_ground.candidate[to] : -2 - (to - m_places);
        m_result.answer.assignment = std::move(assignment);
        std::erase_if(m_result.answer.chosen, [&](std::int32_t c) { return c >= m_places; });
    }

    // All ways may take a quarter more than the budget, and the solver a quarter of it at least.
    DistanceMatrix efforts_of_all(StandingColumns columns) {
        const double seconds = std::max(2.0, 1.25 * m_options.budget.seconds);
        return efforts_of(m_input, m_ground, columns, seconds, m_feedback);
    }
    Budget rest() const {
        Budget left = m_options.budget;
        left.seconds = std::max(left.seconds / 4, m_begun.left());
        return left;
    }

    void median() {
        const DistanceMatrix efforts = efforts_of_all(StandingColumns::nearest);
        MedianProblem problem{.places = m_places + 1, .add = m_options.add};
        problem.fixed = {m_places}; // whoever stands, as one place
        std::int64_t beyond = 0;
        for (std::size_t d = 0; d < efforts.demands; ++d) {
            std::vector<MedianOffer> offers;
            for (std::int32_t c = 0; c <= m_places; ++c)
                if (efforts.row(d)[c] != DistanceMatrix::unreachable)
                    offers.push_back({efforts.row(d)[c] * m_ground.weight[d], c});
            if (offers.empty())
                ++beyond;
            else
                problem.offers.push_back(std::move(offers));
        }
        left_out(beyond);
        m_result.answer = solve_p_median(problem, rest(), m_feedback);
        drop_standing();
    }

    void center() {
        PCenter problem;
        problem.distances = reachable(efforts_of_all(StandingColumns::nearest));
        problem.p = m_options.add;
        problem.standing = {m_places};
        m_result.answer = solve_p_center(problem, rest(), m_feedback);
        drop_standing();
    }

    // Each demand wholly with one person; those who stand keep their own capacity.
    void capacitated() {
        DistanceMatrix efforts = reachable(efforts_of_all(StandingColumns::each), &m_kept);
        CapacitatedMedian problem;
        problem.add = m_options.add;
        Value all = 0, farthest = 0;
        for (const std::int32_t d : m_kept) {
            problem.demand.push_back(m_ground.weight[d]);
            all += m_ground.weight[d];
        }
        for (const Value effort : efforts.cells)
            farthest = effort == DistanceMatrix::unreachable ? farthest : std::max(farthest, effort);
        // No way at all is dearer than every real way together with it could be.
        const Value no_way = (farthest + 1) * static_cast<Value>(efforts.demands);
        for (std::size_t d = 0; d < efforts.demands; ++d)
            for (Value& effort : std::span(efforts.cells).subspan(d * efforts.candidates, efforts.candidates))
                effort = problem.demand[d] * (effort == DistanceMatrix::unreachable ? no_way : effort);
        for (std::size_t c = 0; c < efforts.candidates; ++c) {
            const Value own = c < m_ground.candidate.size() ? m_options.capacity
                                                            : m_input.standing_capacity[c - m_ground.candidate.size()];
            problem.capacity.push_back(std::min(own, all));
            if (c >= m_ground.candidate.size())
                problem.fixed.push_back(static_cast<std::int32_t>(c));
        }
        problem.costs = std::move(efforts);
        m_result.answer = solve_capacitated_median(problem, rest(), m_feedback);
        std::vector<std::int32_t> assignment(m_input.x.size(), -1);
        for (std::size_t d = 0; d < m_result.answer.assignment.size(); ++d) {
            const std::int32_t to = m_result.answer.assignment[d];
            assignment[m_ground.demand[m_kept[d]]] = to < m_places ? m_ground.candidate[to] : -2 - (to - m_places);
        }
        m_result.answer.assignment = std::move(assignment);
        std::erase_if(m_result.answer.chosen, [&](std::int32_t c) { return c >= m_places; });
    }

    // Without the demands that nobody can ever reach; `kept` receives the others.
    DistanceMatrix reachable(DistanceMatrix efforts, std::vector<std::int32_t>* kept = nullptr) {
        std::size_t to = 0;
        for (std::size_t d = 0; d < efforts.demands; ++d) {
            const auto row = efforts.row(d);
            if (std::all_of(row.begin(), row.end(), [](Value v) { return v == DistanceMatrix::unreachable; }))
                continue;
            std::copy(row.begin(), row.end(),
                      efforts.cells.begin() + static_cast<std::ptrdiff_t>(to * efforts.candidates));
            if (kept)
                kept->push_back(static_cast<std::int32_t>(d));
            ++to;
        }
        left_out(static_cast<std::int64_t>(efforts.demands - to));
        efforts.demands = to;
        efforts.cells.resize(to * efforts.candidates);
        return efforts;
    }
    void left_out(std::int64_t count) {
        if (count > 0)
            m_result.notices.push_back({"siting.no_way", {{"count", std::to_string(count)}}});
    }
    void drop_standing() {
        std::erase(m_result.answer.chosen, m_places);
        m_result.answer.assignment.clear();
    }

    const Input& m_input;
    const Options& m_options;
    base::Feedback& m_feedback;
    Deadline m_begun;
    Ground m_ground;
    std::int32_t m_places;
    std::vector<std::int32_t> m_kept;
    Result m_result;
};

} // namespace

std::string_view key_of(Model model) {
    static constexpr std::array<std::string_view, model_count> keys = {"lscp", "mclp", "p-median", "p-center",
                                                                       "capacitated-p-median"};
    return keys[static_cast<std::size_t>(model)];
}

Result run(const Input& input, const Options& options, base::Feedback& feedback) {
    return Run(input, options, feedback).run();
}

} // namespace wangge::siting

#include "siting/p_median.h"

#include "base/error.h"
#include "base/parallel.h"
#include "siting/interchange.h"
#include "siting/median_cases.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <limits>
#include <numeric>

namespace wangge::siting {
namespace {

constexpr Value nothing = std::numeric_limits<Value>::max();

// What a choice costs, written without a thought of speed; `nothing` when somebody is not served.
Value value_of(const MedianProblem& problem, const std::vector<bool>& open) {
    Value sum = 0;
    for (std::size_t i = 0; i < problem.offers.size(); ++i) {
        Value least = problem.beyond.empty() ? nothing : problem.beyond[i];
        for (const MedianOffer& offer : problem.offers[i])
            if (open[offer.place])
                least = std::min(least, offer.cost);
        if (least == nothing)
            return nothing;
        sum += least;
    }
    return sum;
}

Value best_by_trying(const MedianProblem& problem) {
    Value best = nothing;
    std::vector<bool> fixed(problem.places, false);
    for (const std::int32_t j : problem.fixed)
        fixed[j] = true;
    const auto standing = static_cast<int>(std::count(fixed.begin(), fixed.end(), true));
    test::for_each_choice(problem.places, standing + problem.add, [&](const std::vector<bool>& open) {
        for (std::int32_t j = 0; j < problem.places; ++j)
            if (fixed[j] && !open[j])
                return;
        for (const std::int32_t j : problem.forbidden)
            if (open[j] && !fixed[j])
                return;
        best = std::min(best, value_of(problem, open));
    });
    return best;
}

// Costs from a small range make many ties; lists with gaps make places that do not reach everybody.
MedianProblem random_problem(base::Random& random) {
    MedianProblem problem{.places = static_cast<std::int32_t>(2 + random.below(8))};
    const std::uint64_t range = random.below(2) ? 6 : 1000;
    const bool gaps = random.below(3) == 0;
    problem.offers.resize(1 + random.below(12));
    for (auto& offers : problem.offers)
        for (std::int32_t j = 0; j < problem.places; ++j)
            if (!gaps || random.below(3) > 0)
                offers.push_back({static_cast<Value>(random.below(range)), j});
    if (random.below(3) == 0)
        for (std::size_t i = 0; i < problem.offers.size(); ++i)
            problem.beyond.push_back(static_cast<Value>(random.below(range)));
    std::vector<std::int32_t> places(problem.places);
    std::iota(places.begin(), places.end(), 0);
    for (std::size_t j = places.size(); j > 1; --j)
        std::swap(places[j - 1], places[random.below(j)]);
    std::size_t taken = random.below(3);
    taken = std::min(taken, places.size());
    problem.fixed.assign(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(taken));
    const std::size_t refused = std::min<std::size_t>(random.below(3), places.size() - taken);
    problem.forbidden.assign(places.end() - static_cast<std::ptrdiff_t>(refused), places.end());
    problem.add = static_cast<std::int32_t>(random.below(places.size() - taken - refused + 1));
    return problem;
}

// Feasible, of the value that it says, and no better than its own bound.
void check(const MedianProblem& problem, const Answer& answer) {
    std::vector<bool> open(problem.places, false);
    for (const std::int32_t j : answer.chosen)
        open[j] = true;
    for (const std::int32_t j : problem.fixed)
        EXPECT_TRUE(open[j]);
    for (const std::int32_t j : problem.forbidden)
        EXPECT_FALSE(open[j]);
    EXPECT_EQ(answer.chosen.size(), problem.fixed.size() + static_cast<std::size_t>(problem.add));
    EXPECT_TRUE(std::is_sorted(answer.chosen.begin(), answer.chosen.end()));
    EXPECT_EQ(answer.objective, value_of(problem, open));
    EXPECT_LE(answer.bound, answer.objective);
    Value sum = 0;
    for (std::size_t i = 0; i < problem.offers.size(); ++i) {
        Value pays = nothing;
        for (const MedianOffer& offer : problem.offers[i])
            if (offer.place == answer.assignment[i])
                pays = std::min(pays, offer.cost);
        sum += answer.assignment[i] < 0 ? problem.beyond.at(i) : pays;
    }
    EXPECT_EQ(sum, answer.objective);
}

TEST(PMedian, EqualsTryingEverything) {
    base::Random random(2026);
    base::QuietFeedback quiet;
    int infeasible = 0;
    for (int round = 0; round < 600; ++round) {
        const MedianProblem problem = random_problem(random);
        const Answer answer = solve_p_median(problem, {}, quiet);
        const Value best = best_by_trying(problem);
        ASSERT_EQ(answer.feasible, best != nothing) << round;
        infeasible += !answer.feasible;
        if (!answer.feasible)
            continue;
        ASSERT_EQ(answer.objective, best) << round;
        ASSERT_TRUE(answer.proven()) << round;
        check(problem, answer);
    }
    EXPECT_GT(infeasible, 0);
}

// Points on a plane: nothing to try out, but the answer must not depend on threads, and the bound must stay below.
MedianProblem plane(int customers, int add, std::uint64_t seed) {
    base::Random random(seed);
    std::vector<std::pair<Value, Value>> points(customers);
    for (auto& [x, y] : points) {
        x = static_cast<Value>(random.below(10000));
        y = static_cast<Value>(random.below(10000));
    }
    MedianProblem problem{.places = customers, .add = add};
    for (const auto& from : points) {
        auto& offers = problem.offers.emplace_back();
        const auto weight = static_cast<Value>(1 + random.below(9));
        for (int j = 0; j < customers; ++j)
            offers.push_back(
                {weight * (std::abs(from.first - points[j].first) + std::abs(from.second - points[j].second)), j});
    }
    return problem;
}

TEST(PMedian, TheSameOnAnyNumberOfThreads) {
    base::QuietFeedback quiet;
    const MedianProblem problem = plane(120, 7, 5);
    base::set_thread_count(1);
    const Answer one = solve_p_median(problem, {.seed = 3}, quiet);
    base::set_thread_count(3);
    const Answer three = solve_p_median(problem, {.seed = 3}, quiet);
    base::set_thread_count(0);
    EXPECT_TRUE(one.proven());
    EXPECT_EQ(one.chosen, three.chosen);
    EXPECT_EQ(one.bound, three.bound);
    check(problem, one);
}

TEST(PMedian, WithoutTimeThereIsAnAnswerAndAnHonestBound) {
    base::QuietFeedback quiet;
    const MedianProblem problem = plane(150, 12, 6);
    const Answer hasty = solve_p_median(problem, {.seconds = 0}, quiet);
    const Answer best = solve_p_median(problem, {}, quiet);
    check(problem, hasty);
    ASSERT_TRUE(best.proven());
    EXPECT_TRUE(hasty.stopped);
    EXPECT_GE(hasty.objective, best.objective);
    EXPECT_LE(hasty.bound, best.objective);
    base::QuietFeedback stopped;
    stopped.cancel();
    check(problem, solve_p_median(problem, {}, stopped));
}

TEST(PMedian, MorePlacesThanThereAreIsRefused) {
    base::QuietFeedback quiet;
    MedianProblem problem{.places = 3, .add = 3, .offers = {{{1, 0}, {2, 1}, {3, 2}}}, .forbidden = {1}};
    try {
        solve_p_median(problem, {}, quiet);
        FAIL();
    } catch (const base::Error& error) {
        EXPECT_EQ(error.message().id, "siting.too_few_places");
        EXPECT_EQ(error.kind(), base::ErrorKind::bad_input);
    }
    problem.add = 1;
    problem.offers[0][0].cost = -1;
    EXPECT_THROW(solve_p_median(problem, {}, quiet), base::Error);
}

// The price of every swap against the difference of two sums.
TEST(Interchange, ASwapSavesWhatItSays) {
    base::Random random(7);
    for (int round = 0; round < 100; ++round) {
        MedianCore core{.choose = 2, .name = {0, 1, 2, 3, 4, 5}, .first = {0}};
        for (int i = 0; i < 8; ++i) {
            const std::size_t begin = core.offers.size();
            for (std::int32_t j = 0; j < 6; ++j)
                if (random.below(4))
                    core.offers.push_back({static_cast<Value>(random.below(9)), j});
            std::sort(core.offers.begin() + static_cast<std::ptrdiff_t>(begin), core.offers.end());
            core.first.push_back(core.offers.size());
            core.beyond.push_back(9);
        }
        const MedianColumns columns(core);
        Interchange now(core, columns);
        now.set({1, 4, 5});
        for (const std::int32_t comes : {0, 2, 3}) {
            const Interchange::Swap swap = now.best_swap(comes);
            Value most = std::numeric_limits<Value>::min();
            for (const std::int32_t goes : {1, 4, 5}) {
                std::vector<bool> open = {false, true, false, false, true, true};
                open[goes] = false;
                open[comes] = true;
                most = std::max(most, now.cost() - cost_of(core, open));
            }
            ASSERT_EQ(swap.saves, most);
            const Value before = now.cost();
            now.apply(swap);
            ASSERT_EQ(now.cost(), before - most);
            now.set({1, 4, 5});
        }
    }
}

} // namespace
} // namespace wangge::siting

// Maximal covering of towns on a plane: whole covers, proofs, and who is most alike.
#include "siting/max_cover.h"

#include "base/random.h"
#include "siting/max_cover_anneal.h"
#include "siting/max_cover_proof.h"
#include "siting/max_cover_windows.h"
#include "siting/set_cover.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <numeric>
#include <set>

namespace wangge::siting {
namespace {

MaxCover towns(int count, double radius, int p, std::uint64_t seed) {
    base::Random random(seed);
    std::vector<double> x, y;
    MaxCover problem;
    for (int i = 0; i < count; ++i) {
        x.push_back(random.uniform(0, 100));
        y.push_back(random.uniform(0, 100));
        problem.weight.push_back(1 + static_cast<Value>(random.below(900)));
    }
    Lists near;
    for (int a = 0; a < count; ++a) {
        std::vector<std::int32_t> row;
        for (int b = 0; b < count; ++b)
            if (std::hypot(x[a] - x[b], y[a] - y[b]) <= radius)
                row.push_back(b);
        near.add(row);
    }
    problem.covers = incidence_of(std::move(near), static_cast<std::size_t>(count));
    problem.p = p;
    return problem;
}

// Counted from scratch.
Value covered(const MaxCover& problem, const std::vector<std::int32_t>& chosen) {
    std::set<std::int32_t> demands;
    for (const std::int32_t c : chosen)
        demands.insert(problem.covers.by_candidate[c].begin(), problem.covers.by_candidate[c].end());
    Value sum = 0;
    for (const std::int32_t d : demands)
        sum += problem.weight[d];
    return sum;
}

TEST(MaxCoverOfTowns, AsManyAsTheFewestThatCoverAllCoverAll) {
    base::QuietFeedback quiet;
    MaxCover problem = towns(120, 14, 0, 3);
    const Answer fewest = solve_set_cover({problem.covers}, {}, quiet);
    ASSERT_TRUE(fewest.proven());
    const Value all = std::accumulate(problem.weight.begin(), problem.weight.end(), Value{0});
    problem.p = static_cast<int>(fewest.objective);
    const Answer whole = solve_max_cover(problem, {}, quiet);
    EXPECT_EQ(whole.objective, all);
    EXPECT_TRUE(whole.proven());
    EXPECT_EQ(covered(problem, whole.chosen), all);
    --problem.p;
    const Answer less = solve_max_cover(problem, {}, quiet);
    EXPECT_LT(less.objective, all);
    EXPECT_TRUE(less.proven());
    EXPECT_EQ(covered(problem, less.chosen), less.objective);
}

TEST(MaxCoverOfTowns, AProofFindsWhatIsBetterOrThatNothingIs) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet);
    const MaxCover problem = towns(90, 11, 9, 5);
    const Answer best = solve_max_cover(problem, {}, quiet);
    ASSERT_TRUE(best.proven());
    const MaxCoverProof none = prove_max_cover(core_of(problem), best.objective, false, quiet, never);
    EXPECT_TRUE(none.finished);
    EXPECT_TRUE(none.chosen.empty());
    const MaxCoverProof found = prove_max_cover(core_of(problem), best.objective * 9 / 10, false, quiet, never);
    EXPECT_TRUE(found.finished);
    EXPECT_EQ(covered(problem, found.chosen), best.objective);
    EXPECT_GE(found.bound, best.objective);
}

TEST(MaxCoverOfTowns, WindowsBetterAnAnswerAndKeepItsSize) {
    base::QuietFeedback quiet;
    const Deadline deadline({}, quiet);
    const MaxCover problem = towns(300, 5, 40, 11);
    const MaxCoverCore core = core_of(problem);
    std::vector<std::int32_t> start(40); // the first ones, wherever they are
    std::iota(start.begin(), start.end(), 0);
    const WindowSearch options{.windows = 60, .trials = 100, .seed = 4};
    const std::vector<std::int32_t> found = searched_in_windows(core, start, options, deadline);
    EXPECT_EQ(std::set<std::int32_t>(found.begin(), found.end()).size(), 40u);
    EXPECT_GT(covered(problem, found), covered(problem, start) * 11 / 10);
    const Answer best = solve_max_cover(problem, {}, quiet);
    ASSERT_TRUE(best.proven());
    EXPECT_LE(covered(problem, found), best.objective);
    // What is the best cannot be bettered.
    EXPECT_EQ(searched_in_windows(core, best.chosen, options, deadline), best.chosen);
}

TEST(MaxCoverOfTowns, TheLikestShareMostOfWhatEitherCovers) {
    const MaxCover problem = towns(150, 12, 1, 7);
    const Lists lists = likest(problem.covers);
    ASSERT_EQ(lists.size(), 150U);
    const auto share = [&](std::int32_t a, std::int32_t b) {
        const auto left = problem.covers.by_candidate[a], right = problem.covers.by_candidate[b];
        std::vector<std::int32_t> both;
        std::ranges::set_intersection(left, right, std::back_inserter(both));
        return static_cast<double>(both.size()) / static_cast<double>(left.size() + right.size() - both.size());
    };
    for (std::int32_t c = 0; c < 150; ++c) {
        double least = 2;
        for (const std::int32_t other : lists[c]) {
            EXPECT_NE(other, c);
            EXPECT_LE(share(c, other), least);
            least = share(c, other);
        }
        for (std::int32_t other = 0; other < 150; ++other) {
            if (other == c || std::ranges::find(lists[c], other) != lists[c].end())
                continue;
            EXPECT_LE(share(c, other), least) << c << " " << other;
        }
    }
}

} // namespace
} // namespace wangge::siting

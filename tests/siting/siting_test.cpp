// The chain from a country to an answer: who stands, who may not, and what each place closes.
#include "base/error.h"
#include "base/random.h"
#include "siting/siting.h"

#include <chrono>
#include <cmath>
#include <gtest/gtest.h>
#include <thread>

namespace wangge::siting {
namespace {

// Ten villages a kilometre apart on a line, residents 10, 20 ... 100; places at the villages.
Input line_of_villages() {
    static const std::unique_ptr<reach::Reach> reach = reach::straight_line();
    Input input;
    input.reach = reach.get();
    for (int i = 0; i < 10; ++i) {
        input.x.push_back(1000.0 * i);
        input.y.push_back(0);
        input.weight.push_back(10 * (i + 1));
        input.limit.push_back(reach::Effort{1000});
    }
    input.candidate_x = input.x;
    input.candidate_y = input.y;
    return input;
}

Result solved(const Input& input, Options options) {
    base::QuietFeedback quiet;
    return run(input, options, quiet);
}

TEST(Siting, CoversALineWithTheFewest) {
    const Result result = solved(line_of_villages(), {.model = Model::set_cover});
    EXPECT_EQ(result.answer.objective, 4); // each reaches three
    EXPECT_TRUE(result.answer.proven());
    EXPECT_EQ(result.after.uncovered, 0);
    const Result twice = solved(line_of_villages(), {.model = Model::set_cover, .times = 2});
    EXPECT_EQ(twice.answer.objective, 8); // both ends take two; what is left needs 10 more, and a place gives 3
    EXPECT_TRUE(twice.answer.proven());
}

TEST(Siting, BestPlacesCountEachVillageOnce) {
    const Result result = solved(line_of_villages(), {.model = Model::max_cover, .add = 2});
    EXPECT_EQ(result.answer.objective, 80 + 90 + 100 + 50 + 60 + 70);
    EXPECT_TRUE(result.answer.proven());
    ASSERT_EQ(result.choices.size(), 2u);
    EXPECT_EQ(result.choices[0].candidate, 8);
    EXPECT_EQ(result.choices[0].closes, (std::vector<std::int32_t>{7, 8, 9}));
    EXPECT_EQ(result.curve, (std::vector<Value>{0, 270, 450}));
    EXPECT_EQ(result.before.covered, 0);
    EXPECT_EQ(result.after.weight_covered, 450);
}

TEST(Siting, WhoStandsStaysAndWhatIsForbiddenIsNotTaken) {
    Input input = line_of_villages();
    input.standing_x = {8000};
    input.standing_y = {0};
    input.standing_capacity = {Input::no_limit};
    input.forbidden.assign(10, 0);
    input.forbidden[5] = 1;
    const Result result = solved(input, {.model = Model::max_cover, .add = 1});
    EXPECT_EQ(result.before.weight_covered, 270);
    // 5 is out; 6 and 4 would cover 50 + 60 + 70 less what stands or is out of reach: 6 -> 60 + 70, 4 -> 40 + 50 + 60
    EXPECT_EQ(result.answer.objective, 270 + 150);
    ASSERT_EQ(result.choices.size(), 1u);
    EXPECT_EQ(result.choices[0].candidate, 4);
    EXPECT_EQ(result.after.unreached, 0);
}

TEST(Siting, APreferredPlaceBreaksATie) {
    for (const int wish : {0, 1}) {
        Input input = line_of_villages();
        input.weight = {10, 10, 0, 0, 0, 0, 0, 0, 0, 0};
        input.preferred.assign(10, 0);
        input.preferred[wish] = 1;
        const Result result = solved(input, {.model = Model::max_cover, .add = 1});
        EXPECT_EQ(result.answer.objective, 20);
        EXPECT_EQ(result.choices.at(0).candidate, wish);
    }
}

TEST(Siting, MedianAndCenterTakeTheStandingIntoAccount) {
    Input input = line_of_villages();
    input.weight.assign(10, 1);
    input.standing_x = {0};
    input.standing_y = {0};
    input.standing_capacity = {Input::no_limit};
    const Result center = solved(input, {.model = Model::p_center, .add = 1});
    EXPECT_EQ(center.answer.objective, 3000); // 0-3 to the one who stands or to 6, 6 serves 3-9
    const Result median = solved(input, {.model = Model::p_median, .add = 1});
    Value best = INT64_MAX;
    for (int c = 0; c < 10; ++c) {
        Value sum = 0;
        for (int d = 0; d < 10; ++d)
            sum += 1000 * std::min(d, std::abs(d - c));
        best = std::min(best, sum);
    }
    EXPECT_EQ(median.answer.objective, best);
    EXPECT_TRUE(median.answer.proven());
}

TEST(Siting, CapacityKeepsTheLoadDown) {
    Input input = line_of_villages();
    input.weight.assign(10, 1);
    const Result result = solved(input, {.model = Model::capacitated_p_median, .add = 2, .capacity = 5});
    EXPECT_EQ(result.answer.objective, 2 * (2 + 1 + 0 + 1 + 2) * 1000);
    for (const Choice& choice : result.choices)
        EXPECT_EQ(choice.weight_served, 5);
}

TEST(Siting, BackupCountsWhoHasTwo) {
    Input input = line_of_villages();
    const Result two = solved(input, {.model = Model::max_cover, .add = 2, .times = 2});
    EXPECT_EQ(two.answer.objective, 90 + 100); // 8 and 9 reach both; 7 and 9 only 8
    EXPECT_TRUE(two.answer.proven());
    EXPECT_EQ(two.after.weight_met, two.answer.objective);
    EXPECT_EQ(two.after.met, 2);
    input.standing_x = {8000};
    input.standing_y = {0};
    input.standing_capacity = {Input::no_limit};
    const Result one = solved(input, {.model = Model::max_cover, .add = 1, .times = 2});
    EXPECT_EQ(one.answer.objective, 80 + 90 + 100); // the same place once more
    EXPECT_EQ(one.before.weight_met, 0);
    EXPECT_EQ(one.before.weight_covered, 270);
}

TEST(Siting, NobodyTakesMoreThanTheyCan) {
    Input input = line_of_villages();
    const Result most = solved(input, {.model = Model::max_cover, .add = 1, .within_capacity = true, .capacity = 180});
    EXPECT_EQ(most.answer.objective, 180); // 80 + 100 of 80, 90, 100, or 50 + 60 + 70
    EXPECT_TRUE(most.answer.proven());
    ASSERT_EQ(most.choices.size(), 1u);
    EXPECT_EQ(most.choices[0].weight_closed, 180);
    EXPECT_EQ(most.after.weight_met, 180);
    EXPECT_GE(most.after.weight_covered, 180);
    EXPECT_EQ(most.curve, (std::vector<Value>{0, 180}));

    input.weight.assign(10, 1);
    const Result all = solved(input, {.model = Model::set_cover, .within_capacity = true, .capacity = 2});
    EXPECT_EQ(all.answer.objective, 5);
    EXPECT_TRUE(all.answer.proven());
    input.standing_x = {1000};
    input.standing_y = {0};
    input.standing_capacity = {3};
    const Result rest = solved(input, {.model = Model::set_cover, .within_capacity = true, .capacity = 2});
    EXPECT_EQ(rest.answer.objective, 4);
    EXPECT_EQ(rest.before.met, 3);
    EXPECT_EQ(rest.after.met, 10);
    input.weight[5] = 7;
    const Result heavy = solved(input, {.model = Model::set_cover, .within_capacity = true, .capacity = 2});
    ASSERT_EQ(heavy.notices.size(), 1u);
    EXPECT_EQ(heavy.notices[0].id, "siting.too_heavy");
    EXPECT_EQ(heavy.after.met, 9);
    // Somebody who stands could take one of two large villages, but not both.
    input.weight[0] = input.weight[1] = 3;
    input.weight[5] = 1;
    const Result room = solved(input, {.model = Model::set_cover, .within_capacity = true, .capacity = 2});
    ASSERT_EQ(room.notices.size(), 1u);
    EXPECT_EQ(room.notices[0].id, "siting.no_room");
    EXPECT_EQ(room.after.met, 9);
    EXPECT_EQ(room.answer.objective, 4); // eight villages of 1, two by two
    EXPECT_TRUE(room.answer.proven());
    EXPECT_THROW(solved(input, {.model = Model::set_cover, .times = 2, .within_capacity = true}), base::Error);
}

// A way of travel that takes its time: so many searches, each as long.
class SlowReach : public reach::Reach {
public:
    SlowReach(int searches, std::chrono::milliseconds each) : m_searches(searches), m_each(each) {}
    reach::Travel travel() const override { return reach::Travel::terrain; }
    reach::Unit unit() const override { return reach::Unit::metres; }
    std::vector<reach::Link> nearest(reach::Points targets, reach::Points sources,
                                     base::Feedback& feedback) const override {
        return m_line->nearest(targets, sources, feedback);
    }
    reach::Links nearest(reach::Points targets, reach::Points sources, int count,
                         base::Feedback& feedback) const override {
        return m_line->nearest(targets, sources, count, feedback);
    }
    reach::Links within(reach::Points targets, reach::Points sources, std::span<const reach::Effort> limits,
                        base::Feedback& feedback) const override {
        for (const reach::Effort limit : limits)
            most = std::max(most, limit.value);
        for (int i = 0; limits.front().value > 1e6 && i < m_searches; ++i) {
            std::this_thread::sleep_for(m_each);
            feedback.check();
            feedback.progress((i + 1.0) / m_searches, "reach.searching");
        }
        return m_line->within(targets, sources, limits, feedback);
    }
    std::vector<base::SquareMetres> uncovered_areas(const std::vector<const geo::MultiPolygon*>& regions,
                                                    reach::Points sources, reach::Effort limit,
                                                    base::Feedback& feedback) const override {
        return m_line->uncovered_areas(regions, sources, limit, feedback);
    }
    mutable double most = 0; // the widest limit that was asked for

private:
    int m_searches;
    std::chrono::milliseconds m_each;
    std::unique_ptr<reach::Reach> m_line = reach::straight_line();
};

TEST(Siting, WaysThatTakeLongerThanTheBudgetAreRefusedAtOnce) {
    using Clock = std::chrono::steady_clock;
    const SlowReach slow(100, std::chrono::milliseconds(100)); // 10 seconds
    Input input = line_of_villages();
    input.reach = &slow;
    for (const Model model : {Model::p_median, Model::p_center, Model::capacitated_p_median}) {
        const auto begun = Clock::now();
        try {
            solved(input, {.model = model, .add = 2, .budget = {.seconds = 3}});
            ADD_FAILURE() << "three seconds are not ten";
        } catch (const base::Error& error) {
            EXPECT_EQ(error.message().id, "siting.too_slow");
            EXPECT_NEAR(std::stod(error.message().args.at(0).second), 10, 3);
        }
        EXPECT_LT(Clock::now() - begun, std::chrono::seconds(2));
    }
    const SlowReach quicker(12, std::chrono::milliseconds(100)); // 1.2 seconds
    input.reach = &quicker;
    EXPECT_TRUE(solved(input, {.model = Model::p_median, .add = 2, .budget = {.seconds = 1}}).answer.proven());
}

TEST(Siting, WhoeverCancelsWhileWaysAreSoughtIsNotToldOfTheBudget) {
    const SlowReach slow(100, std::chrono::milliseconds(100));
    Input input = line_of_villages();
    input.reach = &slow;
    base::QuietFeedback feedback;
    const std::jthread user([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(150));
        feedback.cancel();
    });
    try {
        run(input, {.model = Model::p_median, .add = 2, .budget = {.seconds = 60}}, feedback);
        ADD_FAILURE() << "it was cancelled";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::cancelled);
    }
}

// Nobody goes past the nearest who stands, so no ways are sought beyond.
TEST(Siting, NoWaysAreSoughtBeyondWhoStands) {
    const SlowReach counting(0, std::chrono::milliseconds(0));
    base::Random random(5);
    for (int round = 0; round < 40; ++round) {
        Input input;
        input.reach = &counting;
        for (int i = 0; i < 9; ++i) {
            input.x.push_back(random.uniform(0, 5000));
            input.y.push_back(random.uniform(0, 5000));
            input.weight.push_back(1 + static_cast<Value>(random.below(50)));
            input.limit.push_back(reach::Effort{100});
        }
        input.candidate_x = input.x;
        input.candidate_y = input.y;
        for (int i = 0; i < 1 + round % 2; ++i) {
            input.standing_x.push_back(random.uniform(0, 5000));
            input.standing_y.push_back(random.uniform(0, 5000));
            input.standing_capacity.push_back(Input::no_limit);
        }
        counting.most = 0;
        const Result median = solved(input, {.model = Model::p_median, .add = 2}),
                     center = solved(input, {.model = Model::p_center, .add = 2});
        EXPECT_LT(counting.most, 8000);
        Value least = INT64_MAX, shortest = INT64_MAX;
        for (std::size_t a = 0; a < 9; ++a)
            for (std::size_t b = 0; b < a; ++b) {
                Value sum = 0, longest = 0;
                for (std::size_t d = 0; d < 9; ++d) {
                    double way = 1e9;
                    const auto by = [&](double x, double y) {
                        way = std::min(way, std::hypot(input.x[d] - x, input.y[d] - y));
                    };
                    by(input.x[a], input.y[a]);
                    by(input.x[b], input.y[b]);
                    for (std::size_t s = 0; s < input.standing_x.size(); ++s)
                        by(input.standing_x[s], input.standing_y[s]);
                    sum += input.weight[d] * std::llround(way);
                    longest = std::max<Value>(longest, std::llround(way));
                }
                least = std::min(least, sum);
                shortest = std::min(shortest, longest);
            }
        EXPECT_EQ(median.answer.objective, least);
        EXPECT_EQ(center.answer.objective, shortest);
    }
}

TEST(Siting, PlacesWithoutAPositionAreLeftAlone) {
    Input input = line_of_villages();
    input.x[0] = input.candidate_x[0] = NAN;
    const Result result = solved(input, {.model = Model::set_cover});
    EXPECT_EQ(result.answer.objective, 3);
    EXPECT_EQ(result.after.uncovered, 1);
    input.forbidden.assign(10, 1);
    EXPECT_THROW(solved(input, {.model = Model::max_cover}), base::Error);
}

} // namespace
} // namespace wangge::siting

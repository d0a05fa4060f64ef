#include "coverage/accessibility.h"

#include "base/random.h"

#include <cmath>
#include <gtest/gtest.h>

namespace wangge::coverage {
namespace {

using reach::Effort;

// effort[t][s]; beyond the limit no link.
reach::Links links_of(const std::vector<std::vector<double>>& effort, double limit) {
    reach::Links links;
    for (const auto& row : effort) {
        std::vector<reach::Link> own;
        for (std::size_t s = 0; s < row.size(); ++s)
            if (row[s] <= limit)
                own.push_back({static_cast<std::int32_t>(s), Effort{row[s]}});
        std::stable_sort(own.begin(), own.end(),
                         [](const reach::Link& a, const reach::Link& b) { return a.effort < b.effort; });
        links.links.insert(links.links.end(), own.begin(), own.end());
        links.first.push_back(links.links.size());
    }
    return links;
}

// Two pharmacies, three villages: 1 is reached by A (1000) and B (500), 2 by B and C (1500); worked out by hand.
TEST(Accessibility, OfTwoPharmaciesAndThreeVillages) {
    const std::vector<Residents> residents{1000, 500, 1500};
    const std::vector<double> supply{3, 4};
    const std::vector<Effort> limits(3, Effort{15});
    const auto links = links_of({{5, 40}, {12, 10}, {30, 15}}, 15);
    const Accessibility plain = two_step(residents, supply, links, limits, Decay::none);
    EXPECT_DOUBLE_EQ(plain.rate[0], 3.0 / 1500);
    EXPECT_DOUBLE_EQ(plain.rate[1], 4.0 / 2000);
    EXPECT_DOUBLE_EQ(plain.score[0], 0.002);
    EXPECT_DOUBLE_EQ(plain.score[1], 0.004);
    EXPECT_DOUBLE_EQ(plain.score[2], 0.002);
    EXPECT_EQ(plain.in_reach, (std::vector<std::int32_t>{1, 2, 1}));
    EXPECT_EQ(plain.targets, (std::array<std::int64_t, 3>{0, 2, 1}));
    EXPECT_EQ(plain.residents, (std::array<Residents, 3>{0, 2500, 500}));
    EXPECT_DOUBLE_EQ(plain.mean, 7.0 / 3000);
    // Thirds of 15: A 1.00 to pharmacy 1; B 0.22 to 1 and 0.68 to 2; C 0.22 to 2.
    const Accessibility enhanced = two_step(residents, supply, links, limits, Decay::steps);
    const double r1 = 3 / (1000 + 0.22 * 500), r2 = 4 / (0.68 * 500 + 0.22 * 1500);
    EXPECT_DOUBLE_EQ(enhanced.score[0], r1);
    EXPECT_DOUBLE_EQ(enhanced.score[1], 0.22 * r1 + 0.68 * r2);
    EXPECT_DOUBLE_EQ(enhanced.score[2], 0.22 * r2);
}

TEST(Accessibility, WeightsFallFromOneToTheRim) {
    EXPECT_EQ(decay_weight(Decay::none, Effort{15}, Effort{15}), 1);
    EXPECT_EQ(decay_weight(Decay::none, Effort{15.001}, Effort{15}), 0);
    EXPECT_EQ(decay_weight(Decay::steps, Effort{5}, Effort{15}), 1);
    EXPECT_EQ(decay_weight(Decay::steps, Effort{10}, Effort{15}), 0.68);
    EXPECT_EQ(decay_weight(Decay::steps, Effort{15}, Effort{15}), 0.22);
    EXPECT_EQ(decay_weight(Decay::gauss, Effort{0}, Effort{15}), 1);
    EXPECT_NEAR(decay_weight(Decay::gauss, Effort{7.5}, Effort{15}),
                (std::exp(-0.125) - std::exp(-0.5)) / (1 - std::exp(-0.5)), 1e-12);
    EXPECT_EQ(decay_weight(Decay::gauss, Effort{15}, Effort{15}), 0);
    EXPECT_EQ(decay_weight(Decay::none, reach::out_of_reach, reach::out_of_reach), 0);
}

TEST(Accessibility, GivesOutAllSupplyThatSomebodyReachesAndNoMore) {
    base::Random random(3);
    for (const Decay decay : {Decay::none, Decay::steps, Decay::gauss}) {
        std::vector<std::vector<double>> effort(40, std::vector<double>(12));
        std::vector<Residents> residents;
        for (auto& row : effort) {
            for (double& each : row)
                each = random.uniform(0, 60);
            row[11] = 99; // nobody reaches the last one
            residents.push_back(static_cast<Residents>(random.below(2000)));
        }
        std::vector<double> supply;
        for (int s = 0; s < 12; ++s)
            supply.push_back(random.uniform(1, 9));
        const std::vector<Effort> limits(40, Effort{20});
        const Accessibility found = two_step(residents, supply, links_of(effort, 20), limits, decay);
        double given = 0, there = 0;
        for (std::size_t t = 0; t < 40; ++t)
            given += static_cast<double>(residents[t]) * found.score[t];
        for (int s = 0; s < 11; ++s)
            there += supply[static_cast<std::size_t>(s)];
        EXPECT_NEAR(given, there, 1e-9);
        EXPECT_TRUE(std::isnan(found.rate[11]));
    }
    const Accessibility nobody = two_step({}, {}, reach::Links{}, {}, Decay::steps);
    EXPECT_TRUE(std::isnan(nobody.mean));
}

// Far fewer people than villages: many suppliers that only empty villages reach.
TEST(Accessibility, AVillageWithoutResidentsHasNoScoreAndTakesNothingFromOthers) {
    base::Random random(8);
    std::int64_t unshared = 0;
    for (int round = 0; round < 60; ++round) {
        const Decay decay = static_cast<Decay>(round % 3);
        const std::size_t villages = 12, suppliers = 5;
        std::vector<std::vector<double>> effort(villages, std::vector<double>(suppliers));
        std::vector<Residents> residents;
        for (auto& row : effort) {
            for (double& each : row)
                each = static_cast<double>(random.below(60)); // whole, so that some lie on the very rim
            residents.push_back(random.below(10) < 7 ? 0 : static_cast<Residents>(1 + random.below(900)));
        }
        std::vector<double> supply;
        for (std::size_t s = 0; s < suppliers; ++s)
            supply.push_back(1 + static_cast<double>(random.below(5)));
        const std::vector<Effort> limits(villages, Effort{20});
        const Accessibility found = two_step(residents, supply, links_of(effort, 20), limits, decay);
        std::int64_t empty = 0;
        double given = 0, people = 0;
        for (std::size_t t = 0; t < villages; ++t) {
            empty += residents[t] == 0;
            if (residents[t] == 0) {
                EXPECT_TRUE(std::isnan(found.score[t]));
                continue;
            }
            double score = 0;
            for (std::size_t s = 0; s < suppliers; ++s) {
                double reached_by = 0;
                for (std::size_t k = 0; k < villages; ++k)
                    reached_by +=
                        static_cast<double>(residents[k]) * decay_weight(decay, Effort{effort[k][s]}, Effort{20});
                EXPECT_EQ(std::isnan(found.rate[s]), reached_by == 0);
                unshared += reached_by == 0;
                if (const double weight = decay_weight(decay, Effort{effort[t][s]}, Effort{20}); weight > 0)
                    score += weight * supply[s] / reached_by;
            }
            EXPECT_NEAR(found.score[t], score, 1e-12);
            given += score * static_cast<double>(residents[t]);
            people += static_cast<double>(residents[t]);
        }
        EXPECT_EQ(found.empty, empty);
        if (people > 0) {
            EXPECT_NEAR(found.mean, given / people, 1e-12);
        } else {
            EXPECT_TRUE(std::isnan(found.mean));
        }
        // The others' scores are what they would be if the empty villages were not there at all.
        std::vector<std::vector<double>> lived_in;
        std::vector<Residents> people_of;
        for (std::size_t t = 0; t < villages; ++t)
            if (residents[t] > 0) {
                lived_in.push_back(effort[t]);
                people_of.push_back(residents[t]);
            }
        const std::vector<Effort> their_limits(lived_in.size(), Effort{20});
        const Accessibility alone = two_step(people_of, supply, links_of(lived_in, 20), their_limits, decay);
        std::size_t at = 0;
        for (std::size_t t = 0; t < villages; ++t)
            if (residents[t] > 0) {
                EXPECT_EQ(found.score[t], alone.score[at++]);
            }
    }
    EXPECT_GT(unshared, 0);
}

} // namespace
} // namespace wangge::coverage

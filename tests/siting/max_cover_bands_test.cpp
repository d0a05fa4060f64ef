// Maximal covering in bands: diagrams, joins and proofs against all choices of a few places and against branch and cut.
#include "siting/max_cover_bands.h"

#include "siting/band_cut.h"
#include "siting/band_join.h"
#include "siting/band_prices.h"
#include "siting/mip.h"
#include "support/towns.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>

namespace wangge::siting {
namespace {

using test::best_of_all, test::towns;

constexpr std::size_t enough_arcs = 4'000'000, few_arcs = 200'000;

constexpr Value everything = 1'000'000; // more than any choice loses

// A country of towns from west to east, cut into bands from south to north, with prices by chance.
struct Cut {
    CoverCountry country;
    std::vector<std::int32_t> candidate; // of each step
    std::vector<CoverBand> bands;
    std::vector<std::int32_t> bands_of;
    BandPrices prices;
    BandRates rates;
    Value bound = 0;

    Cut(const MaxCover& problem, int count, std::uint64_t seed) {
        base::Random random(seed);
        candidate.resize(problem.at.size());
        std::iota(candidate.begin(), candidate.end(), 0);
        std::sort(candidate.begin(), candidate.end(),
                  [&](std::int32_t a, std::int32_t b) { return problem.at[a].x < problem.at[b].x; });
        country.weight = problem.weight;
        country.places = problem.p;
        country.steps_a_layer = 1 + static_cast<std::int32_t>(seed % 8);
        std::vector<std::vector<std::int32_t>> steps(count);
        for (std::size_t step = 0; step < candidate.size(); ++step) {
            country.covers.add(problem.covers.by_candidate[candidate[step]]);
            country.gain.push_back(problem.bonus.empty() ? 0 : problem.bonus[candidate[step]]);
            const double y = problem.at[candidate[step]].y;
            steps[std::min(count - 1, static_cast<int>(y / 30 * count))].push_back(static_cast<std::int32_t>(step));
        }
        country.covered_by = turned(country.covers, country.demands());
        for (const Value weight : country.weight)
            prices.demand.push_back(static_cast<Value>(random.below(static_cast<std::uint64_t>(weight) + 1)));
        prices.place = static_cast<Value>(random.below(80));
        for (auto& list : steps)
            bands.emplace_back().steps = band_steps(country, std::move(list));
        count_bands();
    }
    void count_bands() {
        bands_of = siting::bands_of(bands, country.demands());
        rates = rates_of(country, bands_of, prices);
    }
    // All choices that lose no more than everything.
    void choose(const Deadline& deadline) {
        std::vector<char> shared;
        for (const std::int32_t count : bands_of)
            shared.push_back(count > 1 ? 1 : 0);
        for (CoverBand& band : bands) {
            BandSearch search(country, band.steps, shared, prices, everything, deadline);
            auto made = search.within(everything, enough_arcs, deadline);
            ASSERT_TRUE(made);
            band = *made;
        }
        earn();
    }
    void earn() {
        bound = rates.place * country.places;
        for (std::size_t d = 0; d < bands_of.size(); ++d)
            bound += country.weight[d] - rates.worth[d];
        for (CoverBand& band : bands)
            bound += band.most_earned(rates);
    }
};

// What a band earns at most, by trying every choice in it.
Value most_of_all(const CoverBand& band, const BandRates& rates) {
    Value most = INT64_MIN;
    for (unsigned set = 0; set < 1U << band.steps.rows(); ++set) {
        Value sum = 0;
        std::vector<char> covered(rates.worth.size());
        for (const std::int32_t row : test::members(set)) {
            sum += band.steps.gain[row] - rates.place;
            for (const std::int32_t d : band.steps.covers[row]) {
                sum += covered[d] ? 0 : rates.worth[d];
                covered[d] = 1;
            }
        }
        most = std::max(most, sum);
    }
    return most;
}

TEST(MaxCoverInBands, ABandEarnsWhatTheBestOfAllItsChoicesEarns) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet);
    std::size_t all = 0, good = 0; // arcs
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        Cut cut(towns(20, 5, seed % 2 == 0, seed), 2, seed);
        cut.choose(never);
        for (CoverBand& band : cut.bands) {
            const Value most = most_of_all(band, cut.rates);
            EXPECT_EQ(band.most_earned(cut.rates), most);
            std::vector<std::int32_t> times(cut.country.demands(), 0);
            Value earned = -cut.rates.place * band.best_choice(cut.rates, times);
            for (std::size_t d = 0; d < times.size(); ++d)
                earned += times[d] * cut.rates.worth[d];
            EXPECT_LE(earned, most);
            if (seed % 2 != 0) {
                EXPECT_EQ(earned, most) << "without gains";
            }
            all += band.arcs();
            const std::size_t whole = band.arcs();
            CoverBand part = band.good_part(cut.rates, 10);
            EXPECT_EQ(band.arcs(), whole) << "is left as it is";
            EXPECT_EQ(part.good_part(cut.rates, 10).arcs(), part.arcs()) << "knows what it earns from each node on";
            EXPECT_EQ(part.most_earned(cut.rates), most);
            band.keep_good(cut.rates, 10);
            good += band.arcs();
            EXPECT_EQ(band.arcs(), part.arcs());
            EXPECT_EQ(band.most_earned(cut.rates), most);
        }
    }
    EXPECT_LT(good, all);
}

// Whatever the prices, what is dropped in bands and in bands put together is never the best answer, and what a good
// answer may lose decides whether it is found.
TEST(MaxCoverInBands, BandsPutTogetherKeepTheBestAnswer) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet);
    const AnswerLimits no_limits{.states = 100'000, .tries = SIZE_MAX};
    int cut_short = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        base::Random random(seed);
        const MaxCover problem = towns(15, 2 + static_cast<int>(seed % 5), seed % 2 == 0, seed);
        const Value best = best_of_all(problem);
        Cut cut(problem, 3, seed);
        cut.choose(never);
        ASSERT_GE(cut.bound, best);
        for (CoverBand& band : cut.bands)
            band.keep_good(cut.rates, cut.bound - best);
        cut.earn();
        auto all_three =
            joined({cut.country, cut.rates, cut.bands_of, cut.bound - best}, cut.bands, enough_arcs, never);
        ASSERT_TRUE(all_three);
        CoverBand& whole = *all_three;
        EXPECT_GE(whole.most_earned(rates_of(cut.country, std::vector(cut.bands_of.size(), 1), cut.prices)) +
                      cut.prices.place * cut.country.places,
                  best);
        EXPECT_EQ(
            best_answer({cut.country, cut.rates, cut.bands_of, cut.bound - best}, cut.bands, no_limits, never).worth,
            best);
        for (const bool last : {false, true}) { // three bands become two, and in half of the cases one
            if (last && seed % 4 < 2)
                continue;
            cut.earn();
            const auto one = joined({cut.country, cut.rates, cut.bands_of, cut.bound - best},
                                    std::span(cut.bands).first(2), enough_arcs, never);
            ASSERT_TRUE(one);
            const Value before = cut.bound;
            cut.bands[0] = *one;
            cut.bands.erase(cut.bands.begin() + 1);
            cut.count_bands();
            cut.earn();
            EXPECT_LE(cut.bound, before);
            ASSERT_GE(cut.bound, best);
            for (Value& price : cut.prices.demand) // what is good by one price is by any other
                price = std::max<Value>(0, price + static_cast<Value>(random.below(21)) - 10);
            for (std::size_t d = 0; d < cut.prices.demand.size(); ++d)
                cut.prices.demand[d] = std::min(cut.prices.demand[d], cut.country.weight[d]);
            cut.count_bands();
            cut.earn();
            ASSERT_GE(cut.bound, best);
        }
        const auto answer = [&](Value least) {
            return best_answer({cut.country, cut.rates, cut.bands_of, cut.bound - least}, cut.bands, no_limits, never);
        };
        const BandAnswer found = answer(best);
        EXPECT_TRUE(found.whole);
        EXPECT_EQ(found.worth, best);
        std::vector<std::int32_t> chosen;
        for (const std::int32_t step : found.chosen)
            chosen.push_back(cut.candidate[step]);
        EXPECT_EQ(covered_weight(problem, chosen), best);
        EXPECT_LE(static_cast<int>(chosen.size()), problem.p);
        EXPECT_LT(answer(best + 1).worth, best + 1);
        for (const AnswerLimits limits : {AnswerLimits{3, SIZE_MAX}, AnswerLimits{SIZE_MAX, 500}}) {
            const BandAnswer few =
                best_answer({cut.country, cut.rates, cut.bands_of, cut.bound - best}, cut.bands, limits, never);
            EXPECT_TRUE(few.worth == best || few.loss <= cut.bound - best);
            EXPECT_TRUE(few.whole || few.loss < INT64_MAX);
            cut_short += few.whole ? 0 : 1;
        }
    }
    EXPECT_GT(cut_short, 100);
}

// What all choices lose at least in the other bands leaves a band so much less, and still nothing good is left out.
TEST(MaxCoverInBands, ACutKeepsTheBestAnswer) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet);
    const AnswerLimits no_limits{.states = 100'000, .tries = SIZE_MAX};
    std::size_t lossy = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const MaxCover problem = towns(15, 2 + static_cast<int>(seed % 5), seed % 2 == 0, seed);
        const Value best = best_of_all(problem);
        Cut cut(problem, 1, seed);
        std::vector<double> across;
        for (const std::int32_t candidate : cut.candidate)
            across.push_back(problem.at[candidate].y);
        Value bound = cut.prices.place * problem.p; // at the prices, of everything
        for (std::size_t d = 0; d < cut.country.demands(); ++d)
            bound += cut.country.weight[d] - cut.prices.demand[d];
        for (std::size_t step = 0; step < across.size(); ++step) {
            Value score = cut.country.gain[step] - cut.prices.place;
            for (const std::int32_t d : cut.country.covers[step])
                score += cut.prices.demand[d];
            bound += std::max<Value>(0, score);
        }
        for (const Value least : {best, best + 1}) {
            const Value room = bound - least;
            if (room < 0)
                continue;
            auto parts = band_cut(cut.country, across, 3, cut.prices, room, enough_arcs, never);
            ASSERT_TRUE(parts);
            lossy += parts->least > 0 ? 1 : 0;
            if (least == best) {
                ASSERT_LE(parts->least, room);
            }
            if (parts->least > room)
                continue;
            const double likely = parts->likely_arcs(room);
            auto bands = chosen_in(cut.country, *parts, room - parts->least, enough_arcs, never);
            ASSERT_TRUE(bands);
            cut.bands = std::move(*bands);
            std::size_t arcs = 0;
            for (const CoverBand& band : cut.bands)
                arcs += band.arcs();
            EXPECT_LE(static_cast<double>(arcs), likely) << "all were seen";
            cut.count_bands();
            cut.earn();
            const BandAnswer answer =
                best_answer({cut.country, cut.rates, cut.bands_of, cut.bound - least}, cut.bands, no_limits, never);
            EXPECT_TRUE(answer.whole);
            EXPECT_EQ(answer.worth >= least, least == best);
            if (least == best) {
                EXPECT_EQ(answer.worth, best);
            }
            EXPECT_FALSE(chosen_in(cut.country, *parts, room - parts->least, arcs / 4, never)) << "too many";
        }
    }
    EXPECT_GT(lossy, 50u);
}

TEST(MaxCoverInBands, AProofKnowsTheBestOfAllChoices) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet);
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const MaxCoverCore core = core_of(towns(15, 3 + static_cast<int>(seed % 4), seed % 2 == 0, seed));
        const Value best = best_of_all(core.problem);
        const BandProof none = prove_in_bands(core, best, {.arcs = enough_arcs}, never);
        EXPECT_TRUE(none.finished);
        EXPECT_TRUE(none.chosen.empty());
        EXPECT_EQ(none.bound, best);
        for (const Value known : {best - 1, best * 3 / 4}) {
            const BandProof found = prove_in_bands(core, known, {.arcs = enough_arcs}, never);
            EXPECT_TRUE(found.finished);
            EXPECT_EQ(found.bound, best);
            EXPECT_EQ(covered_weight(core.problem, found.chosen), best);
            EXPECT_LE(static_cast<int>(found.chosen.size()), core.problem.p);
        }
    }
}

// The same by branch and cut: least weight that is not covered, less the bonus.
Value best_by_branching(const MaxCover& problem, const Deadline& deadline) {
    Mip mip;
    Value all = 0;
    for (std::size_t c = 0; c < problem.covers.candidates(); ++c)
        mip.add_binary(-static_cast<double>(problem.bonus[c]));
    for (std::size_t d = 0; d < problem.covers.demands(); ++d) {
        all += problem.weight[d];
        const int missed = mip.add_column(static_cast<double>(problem.weight[d]), 0, 1, false);
        mip.add_row(1, Mip::infinity);
        mip.add_term(missed, 1);
        for (const std::int32_t c : problem.covers.by_demand[d])
            mip.add_term(c, 1);
    }
    mip.add_row(-Mip::infinity, problem.p);
    for (std::size_t c = 0; c < problem.covers.candidates(); ++c)
        mip.add_term(static_cast<int>(c), 1);
    const MipAnswer answer = solve_mip(mip, static_cast<double>(all), true, deadline);
    EXPECT_TRUE(answer.finished);
    return all - static_cast<Value>(answer.bound);
}

TEST(MaxCoverInBands, ALongCountryIsProvenAndWithoutPositionsToo) {
    base::QuietFeedback quiet;
    const Deadline never({.seconds = 600}, quiet);
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        MaxCover problem = towns(300, 8 + static_cast<int>(seed), seed % 2 == 0, seed, 540);
        if (seed == 3)
            problem.at.clear();
        const MaxCoverCore core = core_of(problem);
        const Value best = best_by_branching(core.problem, never);
        for (const Value known : {best, best - 1, best - 40}) {
            // few arcs: more and narrower bands
            const std::size_t arcs = seed == 1 ? few_arcs : enough_arcs;
            const BandProof proof = prove_in_bands(core, known, {.arcs = arcs}, never);
            EXPECT_TRUE(proof.finished);
            EXPECT_EQ(proof.bound, best);
            EXPECT_EQ(proof.chosen.empty(), known == best);
            if (known < best) {
                EXPECT_EQ(covered_weight(core.problem, proof.chosen), best);
            }
        }
    }
}

TEST(MaxCoverInBands, WhatTheClockCutsOffIsStillABound) {
    base::QuietFeedback quiet;
    const Deadline over({.seconds = 0}, quiet);
    const MaxCoverCore core = core_of(towns(15, 4, false, 3));
    const Value best = best_of_all(core.problem);
    const BandProof proof = prove_in_bands(core, best / 2, {.arcs = enough_arcs}, over);
    EXPECT_FALSE(proof.finished);
    EXPECT_GE(proof.bound, best);
}

} // namespace
} // namespace wangge::siting

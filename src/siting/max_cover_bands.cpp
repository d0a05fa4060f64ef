#include "siting/max_cover_bands.h"

#include "base/parallel.h"
#include "siting/band_cut.h"
#include "siting/band_join.h"
#include "siting/band_prices.h"
#include "siting/cover_losses.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>

namespace wangge::siting {
namespace {

constexpr int bound_rounds = 8000;
constexpr Value unit = 64; // parts of a unit of value that prices are rounded to
constexpr Value most_weight = Value{1} << 50;
// Bands of equal width: more of them when they are likely to have more than a part of the arcs that there may be or
// that there is time for, fewer when they are likely to have only a part of that.
constexpr std::size_t counts[] = {1, 2, 3, 4, 6, 9, 13, 19, 28, 42, 64}, first_count = 3; // its place
constexpr double likely_share = 0.75, share_to_grow = 0.3, arcs_a_second = 1'000'000;
constexpr double share_of_cut = 0.3; // of the time, until there is a cut
// The choices among which an answer is guessed: by the share of the room, and how many at a time.
constexpr double share_of_guess = 0.2;
constexpr std::size_t states_of_guess = 2'000;
// Turns of the descent: the first step, the share of the room within which choices are looked at first and how many
// arcs these may have, what counts as better and as held, in parts of the room, how many turns in vain are enough, and
// after how many turns what cannot be good any more is dropped.
constexpr double first_step = 0.1, first_share = 0.15, worth_noting = 0.01, worth_hoping = 0.02;
constexpr std::size_t most_near = 300'000; // arcs
constexpr int patience_of_turns = 3, turns_between_drops = 4;
// The search for an answer: arcs that take the room of a state, and what is tried as long as there
// are several bands.
constexpr std::size_t arcs_a_state = 60, least_tries = 10'000'000, tries_an_arc = 5;

// Along the longest extent of the places and across it.
struct Axes {
    std::vector<double> along, across; // of each candidate
};
Axes axes_of(const std::vector<geo::MapPoint>& at) {
    double x = 0, y = 0, xx = 0, xy = 0, yy = 0;
    for (const geo::MapPoint& place : at) {
        x += place.x / static_cast<double>(at.size());
        y += place.y / static_cast<double>(at.size());
    }
    for (const geo::MapPoint& place : at) {
        xx += (place.x - x) * (place.x - x);
        xy += (place.x - x) * (place.y - y);
        yy += (place.y - y) * (place.y - y);
    }
    const double turn = 0.5 * std::atan2(2 * xy, xx - yy); // the principal axis
    Axes axes;
    for (const geo::MapPoint& place : at) {
        axes.along.push_back((place.x - x) * std::cos(turn) + (place.y - y) * std::sin(turn));
        axes.across.push_back((place.y - y) * std::cos(turn) - (place.x - x) * std::sin(turn));
    }
    return axes;
}

class Bands {
public:
    Bands(const MaxCoverCore& core, const std::atomic<Value>& known, const BandLimits& limits, const Deadline& deadline)
        : m_core(core), m_deadline(deadline), m_limits(limits), m_latest(known) {
        look_what_is_known();
    }

    BandProof run() {
        const MaxCover& problem = m_core.problem;
        const Value all = std::accumulate(problem.weight.begin(), problem.weight.end(), Value{0}) +
                          std::accumulate(problem.bonus.begin(), problem.bonus.end(), Value{0});
        if (all > most_weight || problem.covers.candidates() == 0 || problem.p <= 0)
            return {};
        survey();
        if (m_bound < m_enough || !cut())
            return proof();
        if (m_bound >= m_enough)
            descend();
        while (m_bound >= m_enough && !finish() && m_bands.size() > 1)
            if (!join_neighbours() && !more_is_known())
                break;
        return proof();
    }

private:
    void look_what_is_known() {
        m_known = std::max(m_known, m_latest - m_core.sure);
        m_enough = (m_known + 1) * unit;
    }

    // The country with its steps in order and the best prices of the whole.
    void survey() {
        const MaxCover& problem = m_core.problem;
        const MaxCoverBound best = max_cover_bound(m_core, m_known, bound_rounds, m_deadline);
        const CoverLosses losses = losses_of(problem, best);
        m_candidate = losses.candidate;
        m_across.assign(m_candidate.size(), 0);
        if (!problem.at.empty()) {
            const Axes axes = axes_of(problem.at);
            std::sort(m_candidate.begin(), m_candidate.end(), [&](std::int32_t a, std::int32_t b) {
                return axes.along[a] != axes.along[b] ? axes.along[a] < axes.along[b] : a < b;
            });
            for (std::size_t step = 0; step < m_candidate.size(); ++step)
                m_across[step] = axes.across[m_candidate[step]];
        }
        m_country.places = problem.p;
        for (const Value weight : problem.weight)
            m_country.weight.push_back(weight * unit);
        list_steps();
        if (early()) {
            std::reverse(m_candidate.begin(), m_candidate.end());
            std::reverse(m_across.begin(), m_across.end());
            list_steps();
        }
        for (std::size_t d = 0; d < m_country.demands(); ++d)
            m_prices.demand.push_back(std::clamp<Value>(std::llround(best.price[d] * unit), 0, m_country.weight[d]));
        m_prices.place = std::max<Value>(0, std::llround(best.idle * unit));
        m_bound = m_prices.place * m_country.places;
        for (std::size_t d = 0; d < m_country.demands(); ++d)
            m_bound += m_country.weight[d] - m_prices.demand[d];
        for (std::size_t step = 0; step < m_candidate.size(); ++step) {
            Value score = m_country.gain[step] - m_prices.place;
            for (const std::int32_t d : m_country.covers[step])
                score += m_prices.demand[d];
            m_bound += std::max<Value>(0, score);
        }
    }
    void list_steps() {
        m_country.covers = {};
        m_country.gain.clear();
        for (const std::int32_t c : m_candidate) {
            m_country.covers.add(m_core.problem.covers.by_candidate[c]);
            m_country.gain.push_back(m_core.problem.bonus[c] * unit);
        }
        m_country.covered_by = turned(m_country.covers, m_country.demands());
    }
    // Whether most demands are open in the first half of the steps: it is better to come to them when most is lost that
    // will be lost.
    bool early() const {
        std::vector<double> change(m_candidate.size() + 1, 0);
        for (std::size_t d = 0; d < m_country.demands(); ++d)
            if (const auto steps = m_country.covered_by[d]; !steps.empty()) {
                change[steps.front()] += 1;
                change[steps.back() + 1] -= 1;
            }
        double open = 0, moment = 0;
        for (std::size_t step = 0; step < m_candidate.size(); ++step) {
            open += change[step];
            moment += open * open * (static_cast<double>(step) - static_cast<double>(m_candidate.size()) / 2);
        }
        return moment < 0;
    }

    // As few bands as can be expected to have few enough choices: the fewer, the more of the losses is seen.
    bool cut() {
        const auto [low, high] = std::minmax_element(m_across.begin(), m_across.end());
        const std::size_t most = *low == *high ? 0 : std::size(counts) - 1;
        const double left = m_deadline.left() * (1 - share_of_cut);
        std::size_t at = std::min(most, first_count);
        auto best = cut_in(counts[at]);
        while (!best && at < most && counts[at + 1] <= m_limits.bands && m_deadline.left() > left)
            best = cut_in(counts[++at]);
        if (!best)
            return false;
        guess(*best);
        while (at > 0 && best->likely_arcs(m_bound - m_enough) < share_to_grow * static_cast<double>(most_likely())) {
            auto coarser = cut_in(counts[--at]);
            if (!coarser)
                break;
            best = std::move(coarser);
        }
        look_what_is_known();
        if (best->least > m_bound - m_enough) {
            m_bound = m_enough - 1;
            return true;
        }
        return choose_in(*best, m_bound - m_enough - best->least);
    }
    std::size_t most_likely() const {
        return static_cast<std::size_t>(std::min(likely_share * static_cast<double>(m_limits.arcs),
                                                 arcs_a_second * std::max(0.0, m_deadline.left())));
    }
    std::optional<BandCut> cut_in(std::size_t count) {
        look_what_is_known();
        return band_cut(m_country, m_across, count, m_prices, std::max<Value>(0, m_bound - m_enough), most_likely(),
                        m_deadline);
    }
    // A good answer among the choices that lose little: the more is known, the fewer can be part of a better one.
    void guess(BandCut& cut) {
        const double room = share_of_guess * static_cast<double>(m_bound - m_enough - cut.least);
        if (room < 0 || !choose_in(cut, std::llround(room)))
            return;
        const Value bound = m_bound; // these choices tell nothing about all
        const BandPrices prices = m_prices;
        descend();
        if (m_bound >= m_enough)
            keep(best_answer({m_country, m_rates, m_bands_of, m_room}, m_bands,
                             {.states = states_of_guess, .tries = SIZE_MAX}, m_deadline));
        m_bound = bound;
        m_prices = prices;
        m_bands.clear();
    }
    bool choose_in(BandCut& cut, Value above) {
        auto bands = chosen_in(m_country, cut, above, m_limits.arcs, m_deadline);
        if (!bands)
            return false;
        m_bands = std::move(*bands);
        m_bands_of = bands_of(m_bands, m_country.demands());
        return true;
    }

    std::size_t all_arcs() const {
        std::size_t arcs = 0;
        for (const CoverBand& band : m_bands)
            arcs += band.arcs();
        return arcs;
    }
    BandRates rates(const BandPrices& prices) const { return rates_of(m_country, m_bands_of, prices); }
    Value bound_at(const BandRates& rates) { return bound_of(m_country, m_bands, rates); }
    void drop(const BandRates& rates, Value bound) {
        base::parallel_blocks(m_bands.size(), 1,
                              [&](std::size_t band, std::size_t) { m_bands[band].keep_good(rates, bound - m_enough); });
    }

    // Finds prices at which the bands earn less together: by their choices that are nearly best at the prices, which
    // are few, as long as what is found so holds for all choices.
    void descend() {
        Value least = settle();
        double share = first_share, step = first_step;
        for (int turn = 1, stale = 0; least >= m_enough && stale < patience_of_turns && !m_deadline.over(); ++turn) {
            std::vector<CoverBand> near(m_bands.size());
            const Value room = std::llround(share * static_cast<double>(m_room));
            base::parallel_blocks(m_bands.size(), 1, [&](std::size_t band, std::size_t) {
                near[band] = m_bands[band].good_part(m_rates, room);
            });
            BandPrices prices = m_prices;
            const Value hoped = lower({m_country, m_bands_of, m_enough}, near, prices, step, m_deadline);
            const BandRates now = rates(prices);
            const Value bound = bound_at(now);
            look_what_is_known();
            if (bound < m_enough) {
                m_bound = bound;
                return;
            }
            const double better = static_cast<double>(least - bound) / static_cast<double>(m_room + 1);
            if (bound < least) {
                m_prices = std::move(prices);
                m_rates = now;
                m_bound = std::min(m_bound, bound);
                least = bound;
            } else {
                bound_at(m_rates);
            }
            m_room = least - m_enough;
            if (turn % turns_between_drops == 0)
                least = settle();
            // steps are too long when other choices than those looked at become better
            const bool held = static_cast<double>(bound - hoped) < worth_hoping * static_cast<double>(m_room);
            if (better < worth_noting) {
                ++stale;
                share *= 1.3;
                step *= 0.6;
            } else if (held) {
                stale = 0;
                step *= 1.1;
            } else {
                share *= 1.1;
                step *= 0.9;
            }
            std::size_t arcs = 0;
            for (const CoverBand& band : near)
                arcs += band.arcs();
            share = arcs > most_near ? share / 1.4 : std::min(1.0, share);
        }
        settle();
    }
    // The bound at the prices, and what that rules out. Returns the bound.
    Value settle() {
        m_rates = rates(m_prices);
        const Value bound = bound_at(m_rates);
        look_what_is_known();
        m_bound = std::min(m_bound, bound);
        if (bound >= m_enough) {
            drop(m_rates, bound);
            m_room = bound - m_enough;
        }
        return bound;
    }

    // The pair of neighbours with the fewest arcs becomes one.
    bool join_neighbours() {
        std::size_t at = 0;
        const auto arcs = [&](std::size_t band) { return m_bands[band].arcs() + m_bands[band + 1].arcs(); };
        for (std::size_t band = 1; band + 1 < m_bands.size(); ++band)
            if (arcs(band) < arcs(at))
                at = band;
        auto one = joined({m_country, m_rates, m_bands_of, m_room}, std::span(m_bands).subspan(at, 2), m_limits.arcs,
                          m_deadline);
        if (!one)
            return false;
        m_bands[at] = std::move(*one);
        m_bands.erase(m_bands.begin() + static_cast<std::ptrdiff_t>(at) + 1);
        m_bands_of = bands_of(m_bands, m_country.demands());
        descend();
        return true;
    }

    // Whether a better answer came to be known since the last bound: then less is good.
    bool more_is_known() {
        const Value before = m_known;
        if (!m_deadline.over())
            settle();
        return m_known > before;
    }

    void keep(const BandAnswer& answer) {
        if (answer.worth < m_enough)
            return;
        m_chosen.clear();
        for (const std::int32_t step : answer.chosen)
            m_chosen.push_back(m_candidate[step]);
        std::sort(m_chosen.begin(), m_chosen.end());
        m_known = answer.worth / unit;
        m_enough = (m_known + 1) * unit;
    }

    // Looks for the best answer in what is left. False when there is too much of it, which does not matter as long as
    // bands can be put together.
    bool finish() {
        AnswerLimits limits{.states = m_limits.arcs / arcs_a_state, .tries = SIZE_MAX};
        if (m_bands.size() > 1)
            limits.tries = least_tries + tries_an_arc * all_arcs();
        const BandAnswer answer = best_answer({m_country, m_rates, m_bands_of, m_room}, m_bands, limits, m_deadline);
        const Value left = answer.whole ? 0 : m_enough + m_room - answer.loss; // before more is enough
        keep(answer);
        m_bound = std::min(m_bound, std::max(answer.worth, left));
        m_whole = answer.whole;
        return m_whole;
    }

    BandProof proof() const {
        BandProof proof;
        proof.chosen = m_chosen;
        proof.finished = m_bound < m_enough || m_whole;
        proof.bound = proof.finished ? m_known : std::max(m_known, m_bound / unit);
        return proof;
    }

    const MaxCoverCore& m_core;
    const Deadline& m_deadline;
    const BandLimits m_limits;
    const std::atomic<Value>& m_latest; // of the whole problem
    Value m_known = 0, m_enough = 0;    // of the core; what an answer has to be worth to be better
    CoverCountry m_country;
    std::vector<std::int32_t> m_candidate; // of each step the row of the core
    std::vector<double> m_across;          // of each step
    std::vector<CoverBand> m_bands;        // side by side
    std::vector<std::int32_t> m_bands_of;  // of each demand
    BandPrices m_prices;
    BandRates m_rates;
    Value m_bound = INT64_MAX, m_room = 0;
    std::vector<std::int32_t> m_chosen;
    bool m_whole = false;
};

} // namespace

BandProof prove_in_bands(const MaxCoverCore& core, const std::atomic<Value>& known, const BandLimits& limits,
                         const Deadline& deadline) {
    return Bands(core, known, limits, deadline).run();
}

} // namespace wangge::siting

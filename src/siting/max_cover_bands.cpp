#include "siting/max_cover_bands.h"

#include "base/parallel.h"
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
// Demands open at a time in a band of the first cut; where all is one band, fewer.
constexpr std::size_t most_open = 400, most_open_of_one = 128, most_bands = 64;
// Turns of the descent: the first step, the share of the room within which choices are looked at first and how many
// nodes these may have, what counts as better and as held, in parts of the room, how many turns in vain are enough, and
// after how many turns what cannot be good any more is dropped.
constexpr double first_step = 0.1, first_share = 0.15, worth_noting = 0.01, worth_hoping = 0.02;
constexpr std::size_t most_near = 1'000'000;
constexpr int patience_of_turns = 3, turns_between_drops = 4;
constexpr std::size_t nodes_a_state = 100; // of the search in the end, by the room that they take

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
    Bands(const MaxCoverCore& core, const std::atomic<Value>& known, std::size_t most_nodes, const Deadline& deadline)
        : m_core(core), m_deadline(deadline), m_most_nodes(most_nodes), m_latest(known) {
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
        descend();
        while (m_bands.size() > 2 && m_bound >= m_enough)
            if (!join_neighbours() && !more_is_known())
                return proof();
        if (m_bound >= m_enough)
            finish();
        return proof();
    }

private:
    void look_what_is_known() {
        m_known = m_latest - m_core.sure;
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

    // Bands of equal width, as few as possible: fewer let more of the losses be seen, but have more choices.
    bool cut() {
        const auto [low, high] = std::minmax_element(m_across.begin(), m_across.end());
        const double from = *low, width = *high - *low;
        for (std::size_t count = 1; count <= (width > 0 ? most_bands : 1);
             count = count < 4 ? count + 1 : count * 3 / 2) {
            std::vector<std::vector<std::int32_t>> steps(count);
            for (std::size_t step = 0; step < m_across.size(); ++step) {
                const double part = width > 0 ? (m_across[step] - from) / width * static_cast<double>(count) : 0;
                steps[std::min(count - 1, static_cast<std::size_t>(part))].push_back(static_cast<std::int32_t>(step));
            }
            std::vector<BandSteps> bands;
            std::size_t open = 0;
            for (auto& list : steps)
                if (!list.empty()) {
                    bands.push_back(band_steps(m_country, std::move(list)));
                    open = std::max(open, bands.back().most_open);
                }
            if (open <= (count == 1 ? most_open_of_one : most_open) && choose_in(bands))
                return true;
            if (m_deadline.over())
                return false;
        }
        return false;
    }
    bool choose_in(const std::vector<BandSteps>& bands) {
        std::vector<std::int32_t> bands_of(m_country.demands(), 0);
        for (const BandSteps& band : bands)
            for (std::size_t d = 0; d < bands_of.size(); ++d)
                bands_of[d] += band.has(static_cast<std::int32_t>(d)) ? 1 : 0;
        std::vector<char> shared(bands_of.size());
        for (std::size_t d = 0; d < shared.size(); ++d)
            shared[d] = bands_of[d] > 1 ? 1 : 0;
        m_bands.assign(bands.size(), {});
        std::atomic<bool> too_much = false;
        std::atomic<std::size_t> nodes = 0;
        base::parallel_blocks(bands.size(), 1, [&](std::size_t at, std::size_t) {
            if (too_much)
                return;
            auto band =
                band_of(m_country, bands[at], shared, m_prices, m_bound - m_enough, m_most_nodes / 3, m_deadline);
            too_much = too_much || !band || (nodes += band->nodes()) > m_most_nodes / 2;
            if (band)
                m_bands[at] = std::move(*band);
        });
        if (too_much)
            return false;
        count_bands();
        return true;
    }
    void count_bands() {
        m_bands_of.assign(m_country.demands(), 0);
        for (const CoverBand& band : m_bands)
            for (std::size_t d = 0; d < m_bands_of.size(); ++d)
                m_bands_of[d] += band.steps.has(static_cast<std::int32_t>(d)) ? 1 : 0;
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
            std::size_t nodes = 0;
            for (const CoverBand& band : near)
                nodes += band.nodes();
            share = nodes > most_near ? share / 1.4 : std::min(1.0, share);
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

    // The pair of neighbours with the fewest steps becomes one.
    bool join_neighbours() {
        std::size_t at = 0;
        const auto steps = [&](std::size_t band) {
            return m_bands[band].steps.step.size() + m_bands[band + 1].steps.step.size();
        };
        for (std::size_t band = 1; band + 1 < m_bands.size(); ++band)
            if (steps(band) < steps(at))
                at = band;
        auto one =
            joined({m_country, m_rates, m_bands_of, m_room}, m_bands[at], m_bands[at + 1], m_most_nodes, m_deadline);
        if (!one)
            return false;
        m_bands[at] = std::move(*one);
        m_bands.erase(m_bands.begin() + static_cast<std::ptrdiff_t>(at) + 1);
        count_bands();
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

    void finish() {
        const BandAnswer answer =
            best_answer({m_country, m_rates, m_bands_of, m_room}, m_bands, m_most_nodes / nodes_a_state, m_deadline);
        if (answer.worth >= m_enough)
            for (const std::int32_t step : answer.chosen)
                m_chosen.push_back(m_candidate[step]);
        std::sort(m_chosen.begin(), m_chosen.end());
        const Value left = answer.whole ? 0 : m_enough + m_room - answer.loss;
        m_bound = std::min(m_bound, std::max(answer.worth, left));
        m_whole = answer.whole;
    }

    BandProof proof() const {
        BandProof proof;
        proof.chosen = m_chosen;
        proof.finished = m_bound < m_enough || m_whole;
        proof.bound = proof.finished && m_chosen.empty() ? m_known : std::max(m_known, m_bound / unit);
        return proof;
    }

    const MaxCoverCore& m_core;
    const Deadline& m_deadline;
    const std::size_t m_most_nodes;
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

BandProof prove_in_bands(const MaxCoverCore& core, const std::atomic<Value>& known, std::size_t most_nodes,
                         const Deadline& deadline) {
    return Bands(core, known, most_nodes, deadline).run();
}

} // namespace wangge::siting

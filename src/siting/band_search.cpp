#include "siting/band_search.h"

#include "siting/band_states.h"
#include "siting/cover_sweep.h"

#include <algorithm>
#include <cmath>

namespace wangge::siting {
namespace {

constexpr std::size_t states_ahead = 5'000; // of the look ahead, at a time
// Rooms to look within, above what is lost at least: the first, as a part of the whole, and how they grow, until so
// many arcs - or such a part of those that there may be - tell how these do; and the least power of the room that they
// grow by in the long run.
constexpr double first_room = 0.06, room_growth = 1.5, least_power = 2.4;
constexpr std::size_t enough_arcs = 500'000, enough_part = 8, too_many_times = 8;

// The choices of one band, layer by layer.
template <std::size_t words> class FirstChoices {
public:
    using Bits = SweepBits<words>;
    FirstChoices(const CoverCountry& country, const BandSteps& steps, const std::vector<char>& shared,
                 const BandPrices& prices, Value room)
        : m_steps(steps), m_room(room), m_open(country.demands()), m_again(prices.demand),
          m_missed(country.demands(), 0) {
        for (std::size_t d = 0; d < m_missed.size(); ++d)
            m_missed[d] = shared[d] ? 0 : country.weight[d] - m_again[d];
        for (std::int32_t row = 0; row < m_steps.rows(); ++row) {
            Value cost = prices.place - m_steps.gain[row];
            for (const std::int32_t d : m_steps.covers[row])
                cost -= m_again[d];
            m_take.push_back(std::max<Value>(0, cost));
            m_leave.push_back(std::max<Value>(0, -cost));
        }
    }

    // What is lost from each row on at least, by a sweep from the other end.
    std::vector<Value> ahead(const Deadline& deadline) {
        CoverLosses losses;
        losses.covers = m_steps.covers;
        losses.covered_by = m_steps.covered_by;
        losses.take = m_take;
        losses.leave = m_leave;
        losses.again = m_again;
        losses.missed = m_missed;
        losses.first = m_steps.first;
        losses.last = m_steps.last;
        losses.p = CoverLosses::any_number;
        losses.most_open = m_steps.most_open;
        losses.candidate = m_steps.step;
        const std::vector<Value> none(m_take.size() + 1, 0);
        const SweepAnswer back = sweep(reversed(std::move(losses)),
                                       {.begin = 0,
                                        .end = m_steps.rows(),
                                        .ahead = none,
                                        .most = m_room,
                                        .states = states_ahead,
                                        .every_choice = true},
                                       deadline);
        return {back.behind.rbegin(), back.behind.rend()};
    }

    // What a choice loses at least; more than the room when there is none. None when there are too many.
    std::optional<Value> run(CoverBand& band, const std::vector<Value>& ahead, std::size_t most_arcs,
                             const Deadline& deadline) {
        m_ahead = ahead;
        m_states.assign(1, {});
        std::size_t arcs = 0;
        for (std::int32_t layer = 0; layer < m_steps.layers(); ++layer) {
            CoverBand::Layer& to = band.layers.emplace_back();
            if (m_states.empty())
                continue;
            decide(layer, to);
            arcs += to.arcs.size();
            if (too_many(arcs, layer, m_steps.layers(), most_arcs) || deadline.over())
                return {};
        }
        return m_states.empty() ? m_room + 1 : m_states[0].loss;
    }

private:
    struct State {
        Bits covered{};
        Value loss = 0;
    };

    void decide(std::int32_t at, CoverBand::Layer& layer) {
        BandLayer<words> now(m_steps, at, m_open, m_missed, m_missed, layer.paid);
        const std::int32_t begin = m_steps.begin[at], end = m_steps.begin[at + 1];
        m_later.resize(std::max<std::size_t>(m_later.size(), now.mine.size()));
        for (std::int32_t row = begin; row < end; ++row) {
            LaterCandidates<words>& later = m_later[row - begin];
            later.clear();
            if (m_steps.gain[row] == 0) // or it would gain something beside a later one
                later.look(m_steps.covers, m_steps.covered_by, row, m_steps.rows(), m_open,
                           [](std::int32_t) { return true; });
            for (const std::int32_t d : m_steps.covers[row])
                m_again_now[m_open.slot(d)] = m_again[d];
        }
        std::vector<State> next;
        StateIndex index(m_states.size());
        SetNumbers sets(layer.taken);
        std::vector<std::int32_t> taken;
        const auto arrive = [&](State state) {
            const auto settled = now.settle(state.covered);
            state.loss += settled.missed;
            if (state.loss > m_room - m_ahead[end])
                return;
            const auto [to, fresh] = index.put(
                hash_of(state.covered), [&](std::int32_t other) { return next[other].covered == state.covered; });
            if (fresh)
                next.push_back(state);
            else
                next[to].loss = std::min(next[to].loss, state.loss);
            layer.arcs.push_back({to, settled.paid, sets.number(taken)});
        };
        const auto go_on = [&](auto&& self, State state, std::int32_t row) -> void {
            for (; row < end; ++row) {
                const Value most = m_room - m_ahead[row + 1];
                const Bits& mine = now.mine[row - begin];
                const Value left = most - state.loss - m_take[row];
                if (left >= 0) {
                    const Value again = sum_of(both(state.covered, mine), m_again_now, left);
                    if (again <= left && !m_later[row - begin].would_do(without(mine, state.covered))) {
                        taken.push_back(row);
                        self(self, {either(state.covered, mine), state.loss + m_take[row] + again}, row + 1);
                        taken.pop_back();
                    }
                }
                state.loss += m_leave[row];
                if (state.loss > most)
                    return;
            }
            arrive(state);
        };
        layer.first.reserve(m_states.size() + 1);
        for (const State& state : m_states) {
            go_on(go_on, state, begin);
            layer.first.push_back(static_cast<std::uint32_t>(layer.arcs.size()));
        }
        now.close();
        m_states = std::move(next);
    }

    const BandSteps& m_steps;
    const Value m_room;
    OpenDemands<words> m_open;
    std::vector<Value> m_again, m_missed; // of each demand
    std::vector<Value> m_take, m_leave, m_ahead;
    std::vector<State> m_states;
    std::vector<LaterCandidates<words>> m_later; // of each of the layer's rows
    std::array<Value, words * 64> m_again_now{}; // of each bit
};

} // namespace

BandSearch::BandSearch(const CoverCountry& country, BandSteps steps, std::vector<char> shared, const BandPrices& prices,
                       Value room, const Deadline& deadline)
    : m_country(country), m_steps(std::move(steps)), m_shared(std::move(shared)), m_prices(prices), m_room(room),
      m_ahead(static_cast<std::size_t>(m_steps.rows()) + 1, 0) {
    if (m_steps.most_open <= most_sweep_open)
        with_words(m_steps.most_open, [&]<std::size_t words>() {
            m_ahead = FirstChoices<words>(country, m_steps, m_shared, prices, room).ahead(deadline);
            return true;
        });
    m_least = m_ahead[0];
}

bool BandSearch::look(std::size_t most_arcs, const Deadline& deadline) {
    const std::size_t enough = std::min(enough_arcs, most_arcs / enough_part);
    const double first = first_room * static_cast<double>(std::max<Value>(0, m_room - m_least));
    Value from = m_least;
    if (from > m_room)
        return true;
    for (double above = first;; above *= room_growth) {
        const Value room = std::min<Value>(m_room, from + std::llround(above) + 1);
        const auto band = within(room, std::min(most_arcs, too_many_times * enough), deadline);
        if (!band)
            return false;
        if (m_least <= room) {
            m_seen.push_back({room, band->arcs()});
            if (from != m_least) {
                from = m_least;
                above = std::max(first, static_cast<double>(room - from));
            }
        }
        if (room == m_room || seen_arcs() > enough)
            return true;
    }
}

double BandSearch::expected_arcs(Value room) const {
    if (m_seen.empty())
        return 0;
    const Seen last = m_seen.back(), before = m_seen[m_seen.size() - std::min<std::size_t>(3, m_seen.size())];
    const auto arcs = static_cast<double>(last.arcs);
    if (room <= last.room)
        return arcs;
    const auto above = [&](Value of) { return static_cast<double>(of - m_least + 1); };
    double power = least_power;
    if (before.arcs > 0 && before.room < last.room)
        power = std::max(power, std::log(arcs / static_cast<double>(before.arcs)) /
                                    std::log(above(last.room) / above(before.room)));
    return arcs * std::pow(above(room) / above(last.room), power);
}

std::optional<CoverBand> BandSearch::within(Value room, std::size_t most_arcs, const Deadline& deadline) {
    CoverBand band;
    band.steps = m_steps;
    std::optional<Value> least;
    with_words(m_steps.most_open, [&]<std::size_t words>() {
        least =
            FirstChoices<words>(m_country, m_steps, m_shared, m_prices, room).run(band, m_ahead, most_arcs, deadline);
        return true;
    });
    if (!least)
        return {};
    m_least = *least;
    return band;
}

} // namespace wangge::siting

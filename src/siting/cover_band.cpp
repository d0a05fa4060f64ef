#include "siting/cover_band.h"

#include "siting/band_states.h"
#include "siting/cover_sweep.h"

#include <algorithm>

namespace wangge::siting {
namespace {

constexpr Value dropped = INT64_MIN / 4; // less than anything earns
constexpr std::size_t states_of_guess = 20'000;

// The choices of one band, row by row.
template <std::size_t words> class FirstChoices {
public:
    using Bits = SweepBits<words>;
    FirstChoices(const CoverCountry& country, CoverBand& band, const std::vector<char>& shared,
                 const BandPrices& prices, Value room)
        : m_band(band), m_steps(band.steps), m_room(room), m_open(country.demands()), m_again(prices.demand),
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

    bool run(std::size_t most_nodes, const Deadline& deadline) {
        look_ahead(deadline);
        m_states.assign(1, {});
        std::size_t nodes = 0;
        for (std::int32_t row = 0; row < m_steps.rows(); ++row) {
            nodes += m_states.size();
            if (too_many(nodes, row, m_steps.rows(), most_nodes) || deadline.over())
                return false;
            decide(row);
        }
        return true;
    }

private:
    struct State {
        Bits covered{};
        Value loss = 0;
    };

    // What is lost from each row on at least, by a sweep from the other end.
    void look_ahead(const Deadline& deadline) {
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
        const SweepAnswer back = sweep(
            reversed(std::move(losses)),
            {.begin = 0, .end = m_steps.rows(), .ahead = none, .most = m_room, .states = states_of_guess}, deadline);
        m_ahead.assign(back.behind.rbegin(), back.behind.rend());
    }

    void decide(std::int32_t row) {
        CoverBand::Layer& layer = m_band.layers.emplace_back();
        BandRow<words> now(m_steps, row, m_open, m_missed, m_missed, layer.paid);
        m_later.clear();
        if (m_steps.gain[row] == 0) // or it would gain something beside a later one
            m_later.look(m_steps.covers, m_steps.covered_by, row, m_steps.rows(), m_open,
                         [](std::int32_t) { return true; });
        for (const std::int32_t d : m_steps.covers[row])
            m_again_now[m_open.slot(d)] = m_again[d];
        layer.nodes.resize(m_states.size());
        std::vector<State> next;
        StateIndex index(m_states.size());
        const Value most = m_room - m_ahead[row + 1];
        const auto go = [&](State state) -> CoverBand::Arc {
            const auto settled = now.settle(state.covered);
            state.loss += settled.missed;
            if (state.loss > most)
                return {};
            const auto [at, fresh] = index.put(
                hash_of(state.covered), [&](std::int32_t other) { return next[other].covered == state.covered; });
            if (fresh)
                next.push_back(state);
            else
                next[at].loss = std::min(next[at].loss, state.loss);
            return {at, settled.paid};
        };
        for (std::size_t i = 0; i < m_states.size(); ++i) {
            const State& state = m_states[i];
            layer.nodes[i].without = go({state.covered, state.loss + m_leave[row]});
            if (m_later.would_do(without(now.mine, state.covered)))
                continue;
            const Value loss = state.loss + m_take[row] + sum_of(both(state.covered, now.mine), m_again_now, most);
            if (loss <= most)
                layer.nodes[i].with = go({either(state.covered, now.mine), loss});
        }
        now.close();
        m_states = std::move(next);
    }

    CoverBand& m_band;
    const BandSteps& m_steps;
    const Value m_room;
    OpenDemands<words> m_open;
    std::vector<Value> m_again, m_missed; // of each demand
    std::vector<Value> m_take, m_leave, m_ahead;
    std::vector<State> m_states;
    LaterCandidates<words> m_later;
    std::array<Value, words * 64> m_again_now{}; // of each bit
};

} // namespace

BandSteps band_steps(const CoverCountry& country, std::vector<std::int32_t> steps) {
    BandSteps band;
    band.step = std::move(steps);
    band.first.assign(country.demands(), -1);
    band.last.assign(country.demands(), -1);
    for (std::int32_t row = 0; row < band.rows(); ++row) {
        band.gain.push_back(country.gain[band.step[row]]);
        band.covers.add(country.covers[band.step[row]]);
        for (const std::int32_t d : band.covers[row]) {
            if (band.first[d] < 0)
                band.first[d] = row;
            band.last[d] = row;
        }
    }
    band.covered_by = turned(band.covers, country.demands());
    std::size_t open = 0;
    for (std::int32_t row = 0; row < band.rows(); ++row) {
        for (const std::int32_t d : band.covers[row])
            open += band.first[d] == row ? 1 : 0;
        band.most_open = std::max(band.most_open, open);
        for (const std::int32_t d : band.covers[row])
            open -= band.last[d] == row ? 1 : 0;
    }
    return band;
}

std::size_t CoverBand::nodes() const {
    std::size_t sum = 0;
    for (const Layer& layer : layers)
        sum += layer.nodes.size();
    return sum;
}

std::vector<Value> CoverBand::earned(const BandRates& rates, std::int32_t layer) const {
    const Lists& paid = layers[layer].paid;
    std::vector<Value> earned(paid.size(), 0);
    for (std::size_t set = 0; set < paid.size(); ++set)
        for (const std::int32_t d : paid[set])
            earned[set] += rates.worth[d];
    return earned;
}

Value CoverBand::most_earned(const BandRates& rates) {
    m_ahead.resize(layers.size() + 1);
    m_ahead.back().assign(1, 0);
    for (std::size_t layer = layers.size(); layer-- > 0;) {
        const std::vector<Node>& nodes = layers[layer].nodes;
        const std::vector<Value> earned = this->earned(rates, static_cast<std::int32_t>(layer));
        const Value gain = steps.gain[layer] - rates.place;
        const std::vector<Value>& next = m_ahead[layer + 1];
        std::vector<Value>& ahead = m_ahead[layer];
        ahead.resize(nodes.size());
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const auto [without, with] = nodes[i];
            ahead[i] = std::max(without.to == none ? dropped : earned[without.paid] + next[without.to],
                                with.to == none ? dropped : gain + earned[with.paid] + next[with.to]);
        }
    }
    return m_ahead[0][0];
}

int CoverBand::best_choice(const BandRates& rates, std::vector<std::int32_t>& times) const {
    int places = 0;
    std::int32_t at = 0;
    for (std::size_t layer = 0; layer < layers.size(); ++layer) {
        const Node& node = layers[layer].nodes[at];
        const auto earns = [&](const Arc& arc) {
            Value sum = 0;
            for (const std::int32_t d : layers[layer].paid[arc.paid])
                sum += rates.worth[d];
            return sum + m_ahead[layer + 1][arc.to];
        };
        const bool leave = node.without.to != none && earns(node.without) == m_ahead[layer][at];
        const Arc& arc = leave ? node.without : node.with;
        places += leave ? 0 : 1;
        for (const std::int32_t d : layers[layer].paid[arc.paid])
            ++times[d];
        at = arc.to;
    }
    return places;
}

template <class Done> CoverBand CoverBand::sifted(const BandRates& rates, Value room, Done&& done) const {
    const Value least = m_ahead[0][0] - room;
    CoverBand part;
    part.steps = steps;
    part.layers.resize(layers.size());
    part.m_ahead.resize(layers.size() + 1);
    part.m_ahead.back() = m_ahead.back();
    std::vector<std::int32_t> here(1, 0); // nodes of the layer that are kept, and the most that was earned before them
    std::vector<Value> behind(1, 0);
    std::vector<std::int32_t> number;
    for (std::size_t layer = 0; layer < layers.size(); ++layer) {
        const std::vector<Value> earned = this->earned(rates, static_cast<std::int32_t>(layer));
        const Value gain = steps.gain[layer] - rates.place;
        const std::vector<Value>& next = m_ahead[layer + 1];
        number.assign(next.size(), none);
        std::vector<std::int32_t> after;
        std::vector<Value> reached;
        std::vector<std::uint32_t> set_number(layers[layer].paid.size(), UINT32_MAX);
        Layer& kept = part.layers[layer];
        kept.nodes.reserve(here.size());
        const auto keep = [&](Arc arc, Value earns) -> Arc {
            if (arc.to == none)
                return {};
            earns += earned[arc.paid];
            if (earns + next[arc.to] < least)
                return {};
            std::int32_t& to = number[arc.to];
            if (to == none) {
                to = static_cast<std::int32_t>(after.size());
                after.push_back(arc.to);
                reached.push_back(earns);
            } else {
                reached[to] = std::max(reached[to], earns);
            }
            if (set_number[arc.paid] == UINT32_MAX) {
                set_number[arc.paid] = static_cast<std::uint32_t>(kept.paid.size());
                kept.paid.add(layers[layer].paid[arc.paid]);
            }
            return {to, set_number[arc.paid]};
        };
        for (std::size_t i = 0; i < here.size(); ++i) {
            const Node& node = layers[layer].nodes[here[i]];
            Node good;
            good.without = keep(node.without, behind[i]);
            good.with = keep(node.with, behind[i] + gain);
            kept.nodes.push_back(good);
            part.m_ahead[layer].push_back(m_ahead[layer][here[i]]);
        }
        here = std::move(after);
        behind = std::move(reached);
        done(layer);
    }
    return part;
}

CoverBand CoverBand::good_part(const BandRates& rates, Value room) const {
    return sifted(rates, room, [](std::size_t) {});
}

void CoverBand::keep_good(const BandRates& rates, Value room) {
    CoverBand part = sifted(rates, room, [&](std::size_t layer) {
        layers[layer] = {};
        m_ahead[layer] = {};
    });
    *this = std::move(part);
}

std::optional<CoverBand> band_of(const CoverCountry& country, const BandSteps& steps, const std::vector<char>& shared,
                                 const BandPrices& prices, Value room, std::size_t most_nodes,
                                 const Deadline& deadline) {
    CoverBand band;
    band.steps = steps;
    const bool done = steps.most_open <= most_sweep_open && with_words(steps.most_open, [&]<std::size_t words>() {
                          return FirstChoices<words>(country, band, shared, prices, room).run(most_nodes, deadline);
                      });
    if (!done)
        return {};
    return band;
}

} // namespace wangge::siting

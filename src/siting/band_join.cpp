#include "siting/band_join.h"

#include "siting/band_states.h"

#include <algorithm>

namespace wangge::siting {
namespace {

constexpr std::size_t most_traces = 30'000'000;

// Two bands row by row, in the order of the country's steps. A state is a node of each and what each has covered of the
// open demands. What it loses is what the bands' nodes fall behind on their own, and for a demand between them the
// price when both cover it, or the rest of the weight when neither does.
template <std::size_t words> class Join {
public:
    using Bits = SweepBits<words>;
    Join(const BandTerms& terms, std::span<const CoverBand* const> parts, const BandSteps& steps)
        : m_terms(terms), m_parts(parts), m_steps(steps), m_open(terms.country.demands()), m_worth(terms.rates.worth),
          m_missed(m_worth.size(), 0), m_between(m_worth.size(), 0) {
        for (std::size_t d = 0; d < m_worth.size(); ++d) {
            std::int32_t inside = 0;
            for (const CoverBand* part : parts)
                inside += part->steps.has(static_cast<std::int32_t>(d)) ? 1 : 0;
            m_between[d] = inside > 1 ? 1 : 0;
            if (inside == 0 || terms.bands_of[d] > inside)
                continue;
            m_worth[d] = terms.country.weight[d];
            m_missed[d] = inside > 1 ? m_worth[d] - terms.rates.worth[d] : 0;
        }
        for (std::size_t part = 0; part < parts.size(); ++part)
            for (const std::int32_t step : parts[part]->steps.step)
                m_owner.push_back({step, static_cast<int>(part)});
        std::sort(m_owner.begin(), m_owner.end());
    }

    bool join(CoverBand& band, std::size_t most_nodes, const Deadline& deadline) {
        start();
        std::size_t nodes = 0;
        for (std::int32_t row = 0; row < m_steps.rows(); ++row) {
            nodes += m_states.size();
            if (too_many(nodes, row, m_steps.rows(), most_nodes) || deadline.over())
                return false;
            CoverBand::Layer& layer = band.layers.emplace_back();
            layer.nodes.resize(m_states.size());
            decide(row, layer.paid, [&](std::size_t i, bool with, CoverBand::Arc arc) {
                (with ? layer.nodes[i].with : layer.nodes[i].without) = arc;
            });
        }
        return true;
    }

    BandAnswer best(std::size_t most_states, const Deadline& deadline) {
        m_final = true;
        start();
        Lists paid;
        for (std::int32_t row = 0; row < m_steps.rows(); ++row) {
            if (deadline.over() || m_traces.size() > most_traces)
                leave_out(0);
            paid = {};
            decide(row, paid, [](std::size_t, bool, CoverBand::Arc) {});
            if (m_states.size() > most_states)
                leave_out(most_states);
        }
        for (const State& state : m_states) {
            const Value worth = state.worth + m_terms.rates.place * state.places;
            if (worth <= m_answer.worth)
                continue;
            m_answer.worth = worth;
            m_answer.chosen.clear();
            for (std::int32_t trace = state.trace; trace >= 0; trace = m_traces[trace].before)
                m_answer.chosen.push_back(m_traces[trace].step);
            std::reverse(m_answer.chosen.begin(), m_answer.chosen.end());
        }
        return std::move(m_answer);
    }

private:
    struct State {
        std::array<Bits, 2> covered{}; // by each part
        std::array<std::int32_t, 2> at{};
        Value worth = 0; // what is settled, less the price of the places
        Value loss = 0;
        std::int32_t places = 0, trace = -1;
    };
    struct Trace {
        std::int32_t before, step;
    };

    void start() {
        m_states.assign(1, {});
        m_row.fill(0);
    }
    void leave_out(std::size_t most_states) {
        const auto end = m_states.begin() + static_cast<std::ptrdiff_t>(most_states);
        std::nth_element(m_states.begin(), end, m_states.end(),
                         [](const State& a, const State& b) { return a.loss < b.loss; });
        for (auto state = end; state != m_states.end(); ++state) {
            m_answer.loss = std::min(m_answer.loss, state->loss);
            m_answer.whole = false;
        }
        m_states.resize(most_states);
    }

    // A diagram tells apart what its parts tell apart, because what is good may turn out so by other prices; the answer
    // is only the best of the states from which one goes on alike.
    bool same(const State& a, const State& b) const {
        return (m_final ? a.places == b.places : a.at == b.at) &&
               either(a.covered[0], a.covered[1]) == either(b.covered[0], b.covered[1]);
    }
    std::uint64_t hash(const State& state) const {
        const std::uint64_t more =
            m_final ? static_cast<std::uint64_t>(state.places)
                    : static_cast<std::uint64_t>(state.at[0]) << 32 ^ static_cast<std::uint64_t>(state.at[1]);
        const std::uint64_t mixed = (hash_of(either(state.covered[0], state.covered[1])) ^ more) * 0x9E3779B97F4A7C15u;
        return mixed ^ mixed >> 29;
    }

    template <class Went> void decide(std::int32_t row, Lists& paid, Went&& went) {
        const std::int32_t step = m_owner[row].first;
        const int part = m_owner[row].second;
        const CoverBand& mine = *m_parts[part];
        const std::int32_t layer = m_row[part]++;
        const std::vector<Value> earned = mine.earned(m_terms.rates, layer);
        const std::vector<Value>&here = mine.ahead(layer), &next = mine.ahead(layer + 1);
        const Value gain = m_steps.gain[row] - m_terms.rates.place;
        BandRow<words> now(m_steps, row, m_open, m_worth, m_missed, paid);
        Bits between{};
        for (const std::int32_t d : m_steps.covers[row]) {
            m_price[m_open.slot(d)] = m_terms.rates.worth[d];
            if (m_between[d])
                set(between, m_open.slot(d));
        }
        m_later.clear();
        if (m_steps.gain[row] == 0) // or it would gain something beside a later one
            m_later.look(m_steps.covers, m_steps.covered_by, row, m_steps.rows(), m_open,
                         [](std::int32_t) { return true; });
        std::vector<State> states;
        StateIndex index(m_states.size());
        const auto go = [&](State state, bool with) -> CoverBand::Arc {
            Bits all = either(state.covered[0], state.covered[1]);
            const auto settled = now.settle(all);
            state.loss += settled.missed;
            if (state.loss > m_terms.room)
                return {};
            state.worth += settled.worth;
            for (Bits& covered : state.covered)
                covered = both(covered, all);
            const auto [at, fresh] =
                index.put(hash(state), [&](std::int32_t other) { return same(states[other], state); });
            if (fresh)
                states.emplace_back();
            else if (state.worth < states[at].worth ||
                     (state.worth == states[at].worth && state.loss >= states[at].loss))
                return {at, settled.paid};
            if (m_final && with) {
                m_traces.push_back({state.trace, step});
                state.trace = static_cast<std::int32_t>(m_traces.size()) - 1;
            }
            states[at] = state;
            return {at, settled.paid};
        };
        for (std::size_t i = 0; i < m_states.size(); ++i) {
            const State& state = m_states[i];
            const CoverBand::Node& node = mine.layers[layer].nodes[state.at[part]];
            const Value most = here[state.at[part]];
            if (node.without.to != CoverBand::none) {
                State left = state;
                left.at[part] = node.without.to;
                left.loss += most - earned[node.without.paid] - next[node.without.to];
                went(i, false, go(left, false));
            }
            if (node.with.to == CoverBand::none || (m_final && state.places >= m_terms.country.places))
                continue;
            const Bits all = either(state.covered[0], state.covered[1]);
            if (m_later.would_do(without(now.mine, all)))
                continue;
            // a demand that this part covers for the first time and the other has covered already
            const Bits twice = without(both(both(now.mine, between), all), state.covered[part]);
            State with = state;
            with.loss += most - gain - earned[node.with.paid] - next[node.with.to];
            with.loss += sum_of(twice, m_price, m_terms.room);
            if (with.loss > m_terms.room)
                continue;
            with.at[part] = node.with.to;
            with.covered[part] = either(with.covered[part], now.mine);
            with.worth += gain;
            with.places += m_final ? 1 : 0;
            went(i, true, go(with, true));
        }
        now.close();
        m_states = std::move(states);
    }
    const BandTerms& m_terms;
    const std::span<const CoverBand* const> m_parts;
    const BandSteps& m_steps;
    bool m_final = false;
    OpenDemands<words> m_open;
    std::vector<Value> m_worth, m_missed;              // of each demand, in what the parts become
    std::vector<char> m_between;                       // of each demand: both parts cover it
    std::vector<std::pair<std::int32_t, int>> m_owner; // of each row the step and the part
    std::array<std::int32_t, 2> m_row{};               // of each part the next
    std::array<Value, words * 64> m_price{};           // of each bit
    LaterCandidates<words> m_later;
    std::vector<State> m_states;
    std::vector<Trace> m_traces;
    BandAnswer m_answer;
};

} // namespace

std::optional<CoverBand> joined(const BandTerms& terms, const CoverBand& a, const CoverBand& b, std::size_t most_nodes,
                                const Deadline& deadline) {
    CoverBand band;
    std::vector<std::int32_t> steps = a.steps.step;
    steps.insert(steps.end(), b.steps.step.begin(), b.steps.step.end());
    std::sort(steps.begin(), steps.end());
    band.steps = band_steps(terms.country, std::move(steps));
    const CoverBand* const parts[] = {&a, &b};
    const bool done = with_words(band.steps.most_open, [&]<std::size_t words>() {
        return Join<words>(terms, parts, band.steps).join(band, most_nodes, deadline);
    });
    if (!done)
        return {};
    return band;
}

BandAnswer best_answer(const BandTerms& terms, std::span<const CoverBand> bands, std::size_t most_states,
                       const Deadline& deadline) {
    std::vector<std::int32_t> steps;
    std::vector<const CoverBand*> parts;
    for (const CoverBand& band : bands) {
        parts.push_back(&band);
        steps.insert(steps.end(), band.steps.step.begin(), band.steps.step.end());
    }
    std::sort(steps.begin(), steps.end());
    const BandSteps all = band_steps(terms.country, std::move(steps));
    BandAnswer answer{.loss = 0, .whole = false};
    with_words(all.most_open, [&]<std::size_t words>() {
        answer = Join<words>(terms, parts, all).best(most_states, deadline);
        return true;
    });
    return answer;
}

} // namespace wangge::siting

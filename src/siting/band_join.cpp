#include "siting/band_join.h"

#include "siting/band_states.h"

#include <algorithm>

namespace wangge::siting {
namespace {

constexpr std::size_t most_traces = 30'000'000;
constexpr std::size_t tries_an_arc = 20, states_between_looks = 1000;

std::vector<std::int32_t> steps_of(std::span<const CoverBand> bands) {
    std::vector<std::int32_t> steps;
    for (const CoverBand& band : bands)
        steps.insert(steps.end(), band.steps.step.begin(), band.steps.step.end());
    std::sort(steps.begin(), steps.end());
    return steps;
}

// Bands layer by layer. A state is a node of each, what is covered of the open demands, and what each band has covered
// of those between bands. What it loses is what the bands' nodes fall behind on their own, and for a demand between
// them the price when another covers it as well, or the rest of the weight when none does.
template <std::size_t words> class Join {
public:
    using Bits = SweepBits<words>;
    Join(const BandTerms& terms, std::span<const CoverBand> parts, const BandSteps& steps)
        : m_terms(terms), m_parts(parts), m_steps(steps), m_open(terms.country.demands()),
          m_own_open(terms.country.demands() * parts.size()), m_worth(terms.rates.worth), m_missed(m_worth.size(), 0),
          m_between(m_worth.size(), 0), m_rows(parts.size()), m_to(parts.size()) {
        const std::vector<std::int32_t> inside = bands_of(parts, m_worth.size());
        for (std::size_t d = 0; d < m_worth.size(); ++d) {
            m_between[d] = inside[d] > 1 ? 1 : 0;
            if (inside[d] == 0 || terms.bands_of[d] > inside[d])
                continue;
            m_worth[d] = terms.country.weight[d];
            m_missed[d] = inside[d] > 1 ? m_worth[d] - terms.rates.worth[d] : 0;
        }
        for (std::size_t part = 0; part < parts.size(); ++part)
            for (const std::int32_t step : parts[part].steps.step) {
                const auto row = std::lower_bound(steps.step.begin(), steps.step.end(), step);
                m_rows[part].push_back(static_cast<std::int32_t>(row - steps.step.begin()));
            }
    }

    bool join(CoverBand& band, std::size_t most_arcs, const Deadline& deadline) {
        start();
        std::size_t arcs = 0;
        for (std::int32_t layer = 0; layer < m_steps.layers(); ++layer) {
            CoverBand::Layer& to = band.layers.emplace_back();
            decide(layer, to, [&] {
                return arcs + to.arcs.size() > most_arcs || m_tries > tries_an_arc * most_arcs || over(deadline);
            });
            arcs += to.arcs.size();
            if (m_stopped || too_many(arcs, layer, m_steps.layers(), most_arcs))
                return false;
        }
        return true;
    }

    BandAnswer best(const AnswerLimits& limits, const Deadline& deadline) {
        m_final = true;
        start();
        for (std::int32_t layer = 0; layer < m_steps.layers() && !m_stopped; ++layer) {
            CoverBand::Layer to;
            decide(layer, to, [&] {
                return too_many(m_tries, layer, m_steps.layers(), limits.tries) || m_traces.size() > most_traces ||
                       over(deadline);
            });
            if (m_states.size() > limits.states)
                leave_out(limits.states);
        }
        if (m_stopped)
            leave_out(0);
        for (const State& state : m_states) {
            const Value worth = state.worth + m_terms.rates.place * state.places;
            if (worth <= m_answer.worth)
                continue;
            m_answer.worth = worth;
            m_answer.chosen.clear();
            for (std::int32_t trace = state.trace; trace >= 0; trace = m_traces[trace].before)
                m_answer.chosen.push_back(m_traces[trace].step);
            std::sort(m_answer.chosen.begin(), m_answer.chosen.end());
        }
        return std::move(m_answer);
    }

private:
    struct State {
        Bits covered{}, own{}; // own: a bit for a demand between bands and one that has covered it
        Value worth = 0;       // what is settled, less the price of the places
        Value loss = 0;
        std::int32_t places = 0, trace = -1;
    };
    struct Trace {
        std::int32_t before, step;
    };
    struct Between { // a demand of a row that another band covers too
        int slot, own;
        Value price;
    };
    struct PartLayer {
        const CoverBand::Layer* layer = nullptr;
        std::vector<Value> earned, gained;
        const std::vector<Value>*here = nullptr, *next = nullptr; // `ahead`
    };

    void start() {
        m_states.assign(1, {});
        m_nodes.assign(m_parts.size(), 0);
    }
    // The clock is looked at seldom.
    bool over(const Deadline& deadline) { return ++m_asked % states_between_looks == 0 && deadline.over(); }
    void leave_out(std::size_t most_states) {
        const std::size_t parts = m_parts.size();
        std::vector<std::size_t> order(m_states.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::nth_element(order.begin(),
                         order.begin() + static_cast<std::ptrdiff_t>(std::min(most_states, order.size())), order.end(),
                         [&](std::size_t a, std::size_t b) { return m_states[a].loss < m_states[b].loss; });
        std::vector<State> states;
        std::vector<std::int32_t> nodes;
        for (std::size_t i = 0; i < order.size(); ++i) {
            const State& state = m_states[order[i]];
            if (i < most_states) {
                states.push_back(state);
                const auto from = m_nodes.begin() + static_cast<std::ptrdiff_t>(order[i] * parts);
                nodes.insert(nodes.end(), from, from + static_cast<std::ptrdiff_t>(parts));
            } else {
                m_answer.loss = std::min(m_answer.loss, state.loss);
                m_answer.whole = false;
            }
        }
        m_states = std::move(states);
        m_nodes = std::move(nodes);
    }

    std::uint64_t hash(const State& state) const {
        std::uint64_t more = static_cast<std::uint64_t>(m_final ? state.places : 0);
        if (!m_final)
            for (const std::int32_t node : m_to)
                more = (more ^ static_cast<std::uint64_t>(node)) * 0xD6E8FEB86659FD93u;
        const std::uint64_t mixed = (hash_of(state.covered) ^ more) * 0x9E3779B97F4A7C15u;
        return mixed ^ mixed >> 29;
    }

    // The layer's rows: what they cover, and which later ones would do as well.
    void look_at_rows(std::int32_t at, const BandLayer<words>& now) {
        const std::int32_t begin = m_steps.begin[at];
        m_later.resize(std::max(m_later.size(), now.mine.size()));
        m_between_of.assign(now.mine.size(), {});
        for (std::size_t i = 0; i < now.mine.size(); ++i) {
            const std::int32_t row = begin + static_cast<std::int32_t>(i);
            m_later[i].clear();
            if (m_steps.gain[row] == 0) // or it would gain something beside a later one
                m_later[i].look(m_steps.covers, m_steps.covered_by, row, m_steps.rows(), m_open,
                                [](std::int32_t) { return true; });
        }
        m_own_closing = {};
        m_own_closed.clear();
        for (std::size_t part = 0; part < m_parts.size(); ++part) {
            const BandSteps& steps = m_parts[part].steps;
            for (std::int32_t mine = steps.begin[at]; mine < steps.begin[at + 1]; ++mine)
                for (const std::int32_t d : steps.covers[mine]) {
                    if (!m_between[d])
                        continue;
                    const auto own = static_cast<std::int32_t>(part * m_worth.size()) + d;
                    m_own_open.open(own);
                    const int slot = m_own_open.slot(own);
                    m_between_of[m_rows[part][mine] - begin].push_back({m_open.slot(d), slot, m_terms.rates.worth[d]});
                    if (steps.closes(d, at) && !has(m_own_closing, slot)) {
                        set(m_own_closing, slot);
                        m_own_closed.push_back(own);
                    }
                }
        }
    }

    // Stops before the layer when `enough()`, asked for each state.
    template <class Enough> void decide(std::int32_t at, CoverBand::Layer& to, Enough&& enough) {
        const std::size_t parts = m_parts.size();
        const std::int32_t begin = m_steps.begin[at];
        BandLayer<words> now(m_steps, at, m_open, m_worth, m_missed, to.paid);
        look_at_rows(at, now);
        m_layers.clear();
        for (const CoverBand& part : m_parts)
            m_layers.push_back({&part.layers[at], part.earned(m_terms.rates, at), part.gained(m_terms.rates, at),
                                &part.ahead(at), &part.ahead(at + 1)});
        std::vector<State> states;
        std::vector<std::int32_t> nodes;
        StateIndex index(m_states.size());
        SetNumbers sets(to.taken);
        std::vector<std::int32_t> taken, sorted;

        const auto arrive = [&](State state) {
            const auto settled = now.settle(state.covered);
            state.loss += settled.missed;
            if (state.loss > m_terms.room)
                return;
            state.worth += settled.worth;
            state.own = without(state.own, m_own_closing);
            // A diagram tells apart what its parts tell apart, because what is good may turn out so by other prices;
            // the answer is only the best of the states from which one goes on alike.
            const auto [node, fresh] = index.put(hash(state), [&](std::int32_t other) {
                return states[other].covered == state.covered &&
                       (m_final ? states[other].places == state.places
                                : std::equal(m_to.begin(), m_to.end(), nodes.begin() + other * parts));
            });
            if (!m_final) {
                sorted = taken;
                std::sort(sorted.begin(), sorted.end());
                to.arcs.push_back({node, settled.paid, sets.number(sorted)});
            }
            if (fresh) {
                states.emplace_back();
                nodes.insert(nodes.end(), m_to.begin(), m_to.end());
            } else if (state.worth < states[node].worth ||
                       (state.worth == states[node].worth && state.loss >= states[node].loss)) {
                return;
            }
            if (m_final)
                for (const std::int32_t row : taken) {
                    m_traces.push_back({state.trace, m_steps.step[row]});
                    state.trace = static_cast<std::int32_t>(m_traces.size()) - 1;
                }
            states[node] = state;
            std::copy(m_to.begin(), m_to.end(), nodes.begin() + static_cast<std::ptrdiff_t>(node * parts));
        };
        // False when it loses too much or a later one would do.
        const auto take = [&](State& state, std::int32_t row) {
            const std::size_t i = static_cast<std::size_t>(row - begin);
            if (m_later[i].would_do(without(now.mine[i], state.covered)))
                return false;
            for (const Between& demand : m_between_of[i])
                if (!has(state.own, demand.own)) {
                    state.loss += has(state.covered, demand.slot) ? demand.price : 0;
                    set(state.own, demand.own);
                }
            state.covered = either(state.covered, now.mine[i]);
            state.worth += m_steps.gain[row] - m_terms.rates.place;
            state.places += m_final ? 1 : 0;
            return state.loss <= m_terms.room && state.places <= m_terms.country.places;
        };
        const auto go_on = [&](auto&& self, const State& state, std::size_t i, std::size_t part) -> void {
            if (part == parts) {
                arrive(state);
                return;
            }
            const PartLayer& of = m_layers[part];
            const auto node = static_cast<std::size_t>(m_nodes[i * parts + part]);
            const auto arcs = of.layer->of(node);
            m_tries += arcs.size();
            for (const CoverBand::Arc& arc : arcs) {
                const Value behind = (*of.here)[node] - of.earned[arc.paid] - of.gained[arc.taken] - (*of.next)[arc.to];
                if (state.loss + behind > m_terms.room)
                    continue;
                State on = state;
                on.loss += behind;
                const std::size_t before = taken.size();
                bool good = true;
                for (const std::int32_t mine : of.layer->taken[arc.taken]) {
                    taken.push_back(m_rows[part][mine]);
                    good = good && take(on, taken.back());
                }
                if (good) {
                    m_to[part] = arc.to;
                    self(self, on, i, part + 1);
                }
                taken.resize(before);
            }
        };
        for (std::size_t i = 0; i < m_states.size(); ++i) {
            if (enough()) {
                m_stopped = true;
                return;
            }
            go_on(go_on, m_states[i], i, 0);
            to.first.push_back(static_cast<std::uint32_t>(to.arcs.size()));
        }
        now.close();
        for (const std::int32_t own : m_own_closed)
            m_own_open.close(own);
        m_states = std::move(states);
        m_nodes = std::move(nodes);
    }

    const BandTerms& m_terms;
    const std::span<const CoverBand> m_parts;
    const BandSteps& m_steps;
    bool m_final = false, m_stopped = false;
    std::size_t m_tries = 0, m_asked = 0;
    OpenDemands<words> m_open, m_own_open;          // of demands; of demands of each part
    std::vector<Value> m_worth, m_missed;           // of each demand, in what the parts become
    std::vector<char> m_between;                    // of each demand: several parts cover it
    std::vector<std::vector<std::int32_t>> m_rows;  // of each part's row the row
    std::vector<PartLayer> m_layers;                // of each part
    std::vector<std::vector<Between>> m_between_of; // of each of the layer's rows
    std::vector<LaterCandidates<words>> m_later;
    Bits m_own_closing{};
    std::vector<std::int32_t> m_own_closed;
    std::vector<State> m_states;
    std::vector<std::int32_t> m_nodes; // of each state and part
    std::vector<std::int32_t> m_to;    // of each part, on the way to the next layer
    std::vector<Trace> m_traces;
    BandAnswer m_answer;
};

// Bits for what is open at a time, or for what is open of what each band covers of the demands between them.
std::size_t most_bits(std::span<const CoverBand> bands, const BandSteps& all) {
    const std::vector<std::int32_t> inside = bands_of(bands, all.last.size());
    std::size_t most = all.most_open, open = 0;
    for (std::int32_t layer = 0; layer < all.layers(); ++layer) {
        std::size_t closing = 0;
        for (const CoverBand& band : bands)
            for (std::int32_t row = band.steps.begin[layer]; row < band.steps.begin[layer + 1]; ++row)
                for (const std::int32_t d : band.steps.covers[row])
                    if (inside[d] > 1) {
                        open += band.steps.first[d] == row ? 1 : 0;
                        closing += band.steps.last[d] == row ? 1 : 0;
                    }
        most = std::max(most, open);
        open -= closing;
    }
    return most;
}

} // namespace

std::optional<CoverBand> joined(const BandTerms& terms, std::span<const CoverBand> bands, std::size_t most_arcs,
                                const Deadline& deadline) {
    CoverBand band;
    band.steps = band_steps(terms.country, steps_of(bands));
    const bool done = with_words(most_bits(bands, band.steps), [&]<std::size_t words>() {
        return Join<words>(terms, bands, band.steps).join(band, most_arcs, deadline);
    });
    if (!done)
        return {};
    return band;
}

BandAnswer best_answer(const BandTerms& terms, std::span<const CoverBand> bands, const AnswerLimits& limits,
                       const Deadline& deadline) {
    const BandSteps all = band_steps(terms.country, steps_of(bands));
    BandAnswer answer{.chosen = {}, .loss = 0, .whole = false};
    with_words(most_bits(bands, all), [&]<std::size_t words>() {
        answer = Join<words>(terms, bands, all).best(limits, deadline);
        return true;
    });
    return answer;
}

} // namespace wangge::siting

#include "siting/cover_band.h"

#include <algorithm>

namespace wangge::siting {
namespace {

constexpr Value dropped = INT64_MIN / 4; // less than anything earns
constexpr std::int32_t nobody = -1;

// Numbers for those of a layer's sets that are kept.
class KeptSets {
public:
    KeptSets(const Lists& all, Lists& kept) : m_all(all), m_kept(kept), m_number(all.size(), UINT32_MAX) {}
    std::uint32_t number(std::uint32_t set) {
        if (m_number[set] == UINT32_MAX) {
            m_number[set] = static_cast<std::uint32_t>(m_kept.size());
            m_kept.add(m_all[set]);
        }
        return m_number[set];
    }

private:
    const Lists& m_all;
    Lists& m_kept;
    std::vector<std::uint32_t> m_number;
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
    for (std::int32_t layer = 0, row = 0; layer < country.layers(); ++layer) {
        band.begin.push_back(row);
        while (row < band.rows() && band.step[row] < (layer + 1) * country.steps_a_layer)
            ++row;
    }
    band.begin.push_back(band.rows());
    std::size_t open = 0;
    for (std::int32_t layer = 0; layer < band.layers(); ++layer) {
        for (std::int32_t row = band.begin[layer]; row < band.begin[layer + 1]; ++row)
            for (const std::int32_t d : band.covers[row])
                open += band.first[d] == row ? 1 : 0;
        band.most_open = std::max(band.most_open, open);
        for (std::int32_t row = band.begin[layer]; row < band.begin[layer + 1]; ++row)
            for (const std::int32_t d : band.covers[row])
                open -= band.last[d] == row ? 1 : 0;
    }
    return band;
}

std::vector<std::int32_t> bands_of(std::span<const CoverBand> bands, std::size_t demands) {
    std::vector<std::int32_t> count(demands, 0);
    for (const CoverBand& band : bands)
        for (std::size_t d = 0; d < demands; ++d)
            count[d] += band.steps.has(static_cast<std::int32_t>(d)) ? 1 : 0;
    return count;
}

std::size_t CoverBand::arcs() const {
    std::size_t sum = 0;
    for (const Layer& layer : layers)
        sum += layer.arcs.size();
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

std::vector<Value> CoverBand::gained(const BandRates& rates, std::int32_t layer) const {
    const Lists& taken = layers[layer].taken;
    std::vector<Value> gained(taken.size(), 0);
    for (std::size_t set = 0; set < taken.size(); ++set)
        for (const std::int32_t row : taken[set])
            gained[set] += steps.gain[row] - rates.place;
    return gained;
}

Value CoverBand::most_earned(const BandRates& rates) {
    m_ahead.resize(layers.size() + 1);
    m_ahead.back().assign(1, 0);
    for (std::size_t at = layers.size(); at-- > 0;) {
        const Layer& layer = layers[at];
        const std::vector<Value> earned = this->earned(rates, static_cast<std::int32_t>(at));
        const std::vector<Value> gained = this->gained(rates, static_cast<std::int32_t>(at));
        const std::vector<Value>& next = m_ahead[at + 1];
        std::vector<Value>& ahead = m_ahead[at];
        ahead.assign(layer.nodes(), dropped);
        const Arc* arc = layer.arcs.data();
        for (std::size_t node = 0; node < ahead.size(); ++node)
            for (const Arc* const end = layer.arcs.data() + layer.first[node + 1]; arc != end; ++arc)
                ahead[node] = std::max(ahead[node], earned[arc->paid] + gained[arc->taken] + next[arc->to]);
    }
    return m_ahead[0][0];
}

int CoverBand::best_choice(const BandRates& rates, std::vector<std::int32_t>& times) const {
    int places = 0;
    std::int32_t at = 0;
    for (std::size_t layer = 0; layer < layers.size(); ++layer) {
        const auto earns = [&](const Arc& arc) {
            Value sum = m_ahead[layer + 1][arc.to];
            for (const std::int32_t d : layers[layer].paid[arc.paid])
                sum += rates.worth[d];
            for (const std::int32_t row : layers[layer].taken[arc.taken])
                sum += steps.gain[row] - rates.place;
            return sum;
        };
        const auto arcs = layers[layer].of(static_cast<std::size_t>(at));
        const auto best = std::ranges::find_if(arcs, [&](const Arc& arc) { return earns(arc) == m_ahead[layer][at]; });
        places += static_cast<int>(layers[layer].taken[best->taken].size());
        for (const std::int32_t d : layers[layer].paid[best->paid])
            ++times[d];
        at = best->to;
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
    for (std::size_t at = 0; at < layers.size(); ++at) {
        const Layer& layer = layers[at];
        const std::vector<Value> earned = this->earned(rates, static_cast<std::int32_t>(at));
        const std::vector<Value> gained = this->gained(rates, static_cast<std::int32_t>(at));
        const std::vector<Value>& next = m_ahead[at + 1];
        number.assign(next.size(), nobody);
        std::vector<std::int32_t> after;
        std::vector<Value> reached;
        Layer& kept = part.layers[at];
        KeptSets paid(layer.paid, kept.paid), taken(layer.taken, kept.taken);
        kept.first.reserve(here.size() + 1);
        for (std::size_t i = 0; i < here.size(); ++i) {
            for (const Arc& arc : layer.of(static_cast<std::size_t>(here[i]))) {
                const Value earns = behind[i] + earned[arc.paid] + gained[arc.taken];
                if (earns + next[arc.to] < least)
                    continue;
                std::int32_t& to = number[arc.to];
                if (to == nobody) {
                    to = static_cast<std::int32_t>(after.size());
                    after.push_back(arc.to);
                    reached.push_back(earns);
                } else {
                    reached[to] = std::max(reached[to], earns);
                }
                kept.arcs.push_back({to, paid.number(arc.paid), taken.number(arc.taken)});
            }
            kept.first.push_back(static_cast<std::uint32_t>(kept.arcs.size()));
            part.m_ahead[at].push_back(m_ahead[at][here[i]]);
        }
        here = std::move(after);
        behind = std::move(reached);
        done(at);
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

} // namespace wangge::siting

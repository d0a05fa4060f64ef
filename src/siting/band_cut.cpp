#include "siting/band_cut.h"

#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace wangge::siting {
namespace {

constexpr std::size_t most_open = 500; // demands at a time in a band

std::vector<std::vector<std::int32_t>> steps_of_bands(const std::vector<double>& across, std::size_t count) {
    const auto [low, high] = std::minmax_element(across.begin(), across.end());
    const double from = *low, width = *high - *low;
    std::vector<std::vector<std::int32_t>> steps(count);
    for (std::size_t step = 0; step < across.size(); ++step) {
        const double part = width > 0 ? (across[step] - from) / width * static_cast<double>(count) : 0;
        steps[std::min(count - 1, static_cast<std::size_t>(part))].push_back(static_cast<std::int32_t>(step));
    }
    std::erase_if(steps, [](const auto& list) { return list.empty(); });
    return steps;
}

// The fewer of the steps are taken, the more a layer may have: all of its rows are gone through for each node.
std::int32_t rows_a_layer(const CoverCountry& country) {
    const double steps_a_place = static_cast<double>(country.gain.size()) / country.places;
    return std::max(1, static_cast<std::int32_t>(std::lround(std::sqrt(steps_a_place))));
}

} // namespace

double BandCut::likely_arcs(Value room) const {
    double arcs = 0;
    for (const auto& band : bands)
        arcs += band->expected_arcs(room_in(*band, room));
    return arcs;
}

std::optional<BandCut> band_cut(CoverCountry& country, const std::vector<double>& across, std::size_t count,
                                const BandPrices& prices, Value room, std::size_t most_arcs, const Deadline& deadline) {
    auto lists = steps_of_bands(across, count);
    country.steps_a_layer = static_cast<std::int32_t>(lists.size()) * rows_a_layer(country);
    std::vector<BandSteps> parts;
    std::vector<char> met(country.demands(), 0), shared(country.demands(), 0);
    for (auto& list : lists) {
        parts.push_back(band_steps(country, std::move(list)));
        if (parts.back().most_open > most_open)
            return {};
        for (std::size_t d = 0; d < met.size(); ++d)
            if (parts.back().has(static_cast<std::int32_t>(d)))
                (met[d] ? shared : met)[d] = 1;
    }
    BandCut cut{.bands = {}, .steps_a_layer = country.steps_a_layer, .least = 0};
    cut.bands.resize(parts.size());
    std::atomic<std::size_t> seen = 0; // arcs
    base::parallel_blocks(parts.size(), 1, [&](std::size_t at, std::size_t) {
        if (seen > most_arcs)
            return;
        auto& band = cut.bands[at];
        band = std::make_unique<BandSearch>(country, std::move(parts[at]), shared, prices, room, deadline);
        seen += band->look(most_arcs, deadline) ? band->seen_arcs() : most_arcs + 1;
    });
    if (seen > most_arcs)
        return {};
    for (const auto& band : cut.bands)
        cut.least = std::min(room + 1, cut.least + std::min(room + 1, band->least()));
    if (cut.likely_arcs(room) > static_cast<double>(most_arcs))
        return {};
    return cut;
}

std::optional<std::vector<CoverBand>> chosen_in(CoverCountry& country, BandCut& cut, Value above, std::size_t most_arcs,
                                                const Deadline& deadline) {
    country.steps_a_layer = cut.steps_a_layer;
    std::vector<CoverBand> bands(cut.bands.size());
    std::atomic<std::size_t> arcs = 0;
    base::parallel_blocks(bands.size(), 1, [&](std::size_t at, std::size_t) {
        if (arcs > most_arcs)
            return;
        auto band = cut.bands[at]->within(cut.bands[at]->least() + above, most_arcs, deadline);
        arcs += band ? band->arcs() : most_arcs + 1;
        if (band)
            bands[at] = std::move(*band);
    });
    if (arcs > most_arcs)
        return {};
    return bands;
}

} // namespace wangge::siting

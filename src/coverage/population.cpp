#include "coverage/population.h"

#include "base/error.h"
#include "base/parallel.h"
#include "geo/cell_fractions.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wangge::coverage {
namespace {

constexpr std::array<std::string_view, 3> source_keys{"villages", "raster", "dasymetric"};
constexpr double finest = 100, most_cells = 4e6;

geo::GridFrame frame_over(geo::Box box, double side) {
    while (!box.empty() && (box.width() / side + 2) * (box.height() / side + 2) > most_cells)
        side *= 2;
    const double left = std::floor(box.min_x / side) * side, top = std::ceil(box.max_y / side) * side;
    return {std::max(1, static_cast<int>(std::ceil((box.max_x - left) / side))),
            std::max(1, static_cast<int>(std::ceil((top - box.min_y) / side))),
            {left, top},
            side,
            side};
}

geo::Box extent_of(const model::Snapshot& snapshot) {
    geo::Box box = geo::bounds(snapshot.county);
    const model::VillageTable& villages = snapshot.villages;
    for (std::size_t i = 0; i < villages.size(); ++i) {
        if (std::isfinite(villages.x[i]) && std::isfinite(villages.y[i]))
            box.add(villages.point(i));
        if (!villages.area[i].empty())
            box.add(geo::bounds(villages.area[i]));
    }
    return box;
}

geo::GridFrame frame_for(const model::Snapshot& snapshot) {
    if (!snapshot.population.empty())
        return geo::frame_of(snapshot.population);
    const geo::Raster& cover = snapshot.landcover;
    return frame_over(extent_of(snapshot), cover.empty() ? finest : std::max({finest, cover.cell_x, cover.cell_y}));
}

// How people of one village are spread over the cells below it, in order of preference.
class Spread {
public:
    Spread(const model::Snapshot& snapshot, const geo::GridFrame& frame, PeopleSource source,
           const DwellingWeights& weights)
        : m_snapshot(snapshot), m_frame(frame), m_dasymetric(source == PeopleSource::dasymetric) {
        if (!m_dasymetric || snapshot.landcover.empty())
            return;
        m_dwelling.resize(frame.size());
        for (int row = 0; row < frame.height; ++row)
            for (int column = 0; column < frame.width; ++column)
                m_dwelling[frame.index(column, row)] = dwelling(column, row, weights);
    }

    struct Share {
        std::size_t cell = 0;
        double weight = 0;
    };
    // Empty when the area covers no cell.
    std::vector<Share> of(const geo::MultiPolygon& area) const {
        std::vector<Share> even;
        geo::cover_cells(m_frame, area, [&](int row, int first, std::span<const double> fractions) {
            for (std::size_t k = 0; k < fractions.size(); ++k)
                if (fractions[k] > 0)
                    even.push_back({m_frame.index(first, row) + k, fractions[k]});
        });
        if (!m_dasymetric)
            return even;
        if (!m_snapshot.population.empty())
            if (auto shares = weighted(even, [&](std::size_t cell) { return m_snapshot.population.values[cell]; });
                !shares.empty())
                return shares;
        if (!m_dwelling.empty())
            if (auto shares = weighted(even, [&](std::size_t cell) { return m_dwelling[cell]; }); !shares.empty())
                return shares;
        return even;
    }

private:
    // The mean over the land cover's cells whose middles lie in the cell (its middle's, when there is none).
    float dwelling(int column, int row, const DwellingWeights& weights) const {
        const geo::Raster& cover = m_snapshot.landcover;
        const int across = std::max(1, static_cast<int>(std::lround(m_frame.cell_x / cover.cell_x))),
                  down = std::max(1, static_cast<int>(std::lround(m_frame.cell_y / cover.cell_y)));
        double sum = 0;
        for (int v = 0; v < down; ++v)
            for (int u = 0; u < across; ++u) {
                const float value = cover.at({m_frame.origin.x + (column + (u + 0.5) / across) * m_frame.cell_x,
                                              m_frame.origin.y - (row + (v + 0.5) / down) * m_frame.cell_y});
                if (value != value || value == static_cast<float>(model::LandCover::water))
                    continue;
                sum += value == static_cast<float>(model::LandCover::built) ? weights.built : weights.open;
            }
        return static_cast<float>(sum / (across * down));
    }
    template <class Weight> static std::vector<Share> weighted(const std::vector<Share>& even, const Weight& weight) {
        std::vector<Share> shares;
        for (const Share& share : even)
            if (const double w = weight(share.cell); w > 0)
                shares.push_back({share.cell, share.weight * w});
        return shares;
    }

    const model::Snapshot& m_snapshot;
    const geo::GridFrame& m_frame;
    bool m_dasymetric;
    std::vector<float> m_dwelling;
};

PeopleCells from_raster(const model::Snapshot& snapshot) {
    if (snapshot.population.empty())
        base::fail_input("coverage.no_population", {}, "--population");
    PeopleCells cells{geo::frame_of(snapshot.population), {}, {}};
    cells.people.reserve(cells.frame.size());
    for (const float value : snapshot.population.values)
        cells.people.push_back(value > 0 ? value : 0);
    return cells;
}

// One line's share of each of the lines that it overlaps, in order: where cells of one grid are divided among
// another's.
struct Overlap {
    int target = 0;
    double share = 0;
};
std::vector<std::vector<Overlap>> overlaps(int count, double first, double step, int targets, double target_step) {
    std::vector<std::vector<Overlap>> all(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const double from = (first + i * step) / target_step, to = (first + (i + 1) * step) / target_step;
        for (int t = static_cast<int>(std::floor(from)); t < to; ++t)
            if (const double share = (std::min(to, t + 1.0) - std::max(from, static_cast<double>(t))) / (to - from);
                share > 0 && t >= 0 && t < targets)
                all[static_cast<std::size_t>(i)].push_back({t, share});
    }
    return all;
}

// Calls visit(target cell, source cell, share of the source cell) for all overlaps of two grids.
template <class Visit>
void for_overlaps(const geo::GridFrame& from, const geo::GridFrame& to, base::Feedback& feedback, const Visit& visit) {
    const auto columns = overlaps(from.width, from.origin.x - to.origin.x, from.cell_x, to.width, to.cell_x),
               rows = overlaps(from.height, to.origin.y - from.origin.y, from.cell_y, to.height, to.cell_y);
    for (int row = 0; row < from.height; ++row) {
        feedback.check();
        for (const Overlap& down : rows[static_cast<std::size_t>(row)])
            for (int column = 0; column < from.width; ++column)
                for (const Overlap& across : columns[static_cast<std::size_t>(column)])
                    visit(to.index(across.target, down.target), from.index(column, row), across.share * down.share);
    }
}

// The share of each cell of `frame` that is `counted` in the raster, of the whole cell.
template <class Counted>
std::vector<double> share_of(const geo::Raster& raster, const geo::GridFrame& frame, base::Feedback& feedback,
                             const Counted& counted) {
    std::vector<double> share(frame.size(), 0);
    const double ratio = raster.cell_x * raster.cell_y / (frame.cell_x * frame.cell_y);
    for_overlaps(geo::frame_of(raster), frame, feedback, [&](std::size_t target, std::size_t source, double part) {
        if (counted(raster.values[source]))
            share[target] += part * ratio;
    });
    return share;
}

} // namespace

std::string_view key_of(PeopleSource source) {
    return source_keys[static_cast<std::size_t>(source)];
}

std::optional<PeopleSource> people_source_from_key(std::string_view key) {
    const auto found = std::find(source_keys.begin(), source_keys.end(), key);
    return found == source_keys.end() ? std::nullopt
                                      : std::optional(static_cast<PeopleSource>(found - source_keys.begin()));
}

PeopleCells people_cells(const model::Snapshot& snapshot, PeopleSource source, const DwellingWeights& weights,
                         base::Feedback& feedback) {
    if (source == PeopleSource::raster)
        return from_raster(snapshot);
    PeopleCells cells{frame_for(snapshot), {}, {}};
    cells.people.assign(cells.frame.size(), 0);
    const Spread spread(snapshot, cells.frame, source, weights);
    const model::VillageTable& villages = snapshot.villages;
    std::vector<std::vector<Spread::Share>> shares(villages.size());
    base::parallel_blocks(villages.size(), 16, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        for (std::size_t i = begin; i < end; ++i)
            if (villages.population[i] > 0)
                shares[i] = spread.of(villages.area[i]);
    });
    for (std::size_t i = 0; i < villages.size(); ++i) {
        const double residents = villages.population[i];
        if (!(residents > 0))
            continue;
        if (shares[i].empty()) {
            const double column = std::floor((villages.x[i] - cells.frame.origin.x) / cells.frame.cell_x),
                         row = std::floor((cells.frame.origin.y - villages.y[i]) / cells.frame.cell_y);
            if (column >= 0 && row >= 0 && column < cells.frame.width && row < cells.frame.height)
                cells.people[cells.frame.index(static_cast<int>(column), static_cast<int>(row))] += residents;
            else
                cells.unplaced.value += residents;
            continue;
        }
        double sum = 0;
        for (const Spread::Share& share : shares[i])
            sum += share.weight;
        for (const Spread::Share& share : shares[i])
            cells.people[share.cell] += residents * share.weight / sum;
    }
    return cells;
}

std::vector<double> village_people(const model::Snapshot& snapshot, PeopleSource source, base::Feedback& feedback) {
    const model::VillageTable& villages = snapshot.villages;
    std::vector<double> people = villages.population;
    if (source != PeopleSource::raster)
        return people;
    if (snapshot.population.empty())
        base::fail_input("coverage.no_population", {}, "--population");
    base::parallel_blocks(villages.size(), 16, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        for (std::size_t i = begin; i < end; ++i)
            if (!villages.area[i].empty())
                people[i] = geo::weighted_sum(snapshot.population, villages.area[i]);
    });
    return people;
}

DegurbaGrid degurba_grid(const model::Snapshot& snapshot, const PeopleCells& people, base::Metres side,
                         base::Feedback& feedback) {
    DegurbaGrid grid;
    const geo::Box box = people.frame.bounds();
    const double left = std::floor(box.min_x / side.value) * side.value,
                 top = std::ceil(box.max_y / side.value) * side.value;
    grid.frame = {std::max(1, static_cast<int>(std::ceil((box.max_x - left) / side.value))),
                  std::max(1, static_cast<int>(std::ceil((top - box.min_y) / side.value))),
                  {left, top},
                  side.value,
                  side.value};
    std::vector<double> sums(grid.frame.size(), 0), land(grid.frame.size(), 1);
    for_overlaps(people.frame, grid.frame, feedback, [&](std::size_t target, std::size_t source, double share) {
        sums[target] += people.people[source] * share;
    });
    for (const model::Water& water : snapshot.waters)
        geo::cover_cells(grid.frame, water.area, [&](int row, int first, std::span<const double> fractions) {
            for (std::size_t k = 0; k < fractions.size(); ++k)
                land[grid.frame.index(first, row) + k] -= fractions[k];
        });
    const auto at_most = [&](const std::vector<double>& share) {
        for (std::size_t i = 0; i < land.size(); ++i)
            land[i] = std::min(land[i], share[i]);
    };
    if (!snapshot.landcover.empty()) {
        std::vector<double> wet = share_of(snapshot.landcover, grid.frame, feedback, [](float value) {
            return value == static_cast<float>(model::LandCover::water);
        });
        for (double& share : wet)
            share = 1 - share; // beyond the grid nothing is known to be water
        at_most(wet);
    }
    // A square without any value is sea or abroad. One with some is not judged by the others: there are grids that have
    // values for settled land alone.
    if (!snapshot.population.empty()) {
        std::vector<double> known =
            share_of(snapshot.population, grid.frame, feedback, [](float value) { return value == value; });
        for (double& share : known)
            share = share > 0 ? 1 : 0;
        at_most(known);
    }
    grid.people.assign(sums.begin(), sums.end());
    for (const double share : land)
        grid.land.push_back(static_cast<float>(std::clamp(share, 0.0, 1.0)));
    return grid;
}

} // namespace wangge::coverage

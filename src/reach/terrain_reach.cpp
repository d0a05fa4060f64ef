#include "reach/terrain_reach.h"

#include "base/error.h"
#include "base/parallel.h"
#include "geo/cell_fractions.h"
#include "reach/terrain_surface.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <thread>

namespace wangge::reach {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

double minutes(double seconds) {
    return seconds / 60;
}

} // namespace

TerrainReach::TerrainReach(TerrainGrid grid, const CostOptions& options, base::Metres snap_limit, float walk_pace)
    : m_grid(std::move(grid)), m_options(options), m_snap_limit(snap_limit), m_walk_pace(walk_pace) {}

TerrainReach::Place TerrainReach::place(geo::MapPoint point) const {
    const geo::GridFrame& frame = m_grid.frame();
    const double column = std::floor((point.x - frame.origin.x) / frame.cell_x),
                 row = std::floor((frame.origin.y - point.y) / frame.cell_y);
    if (!(std::abs(column) < 1e6 && std::abs(row) < 1e6))
        return {};
    const auto distance = [&](std::size_t cell) {
        const geo::MapPoint centre = m_grid.centre(cell);
        return std::hypot(centre.x - point.x, centre.y - point.y);
    };
    const int c0 = static_cast<int>(column), r0 = static_cast<int>(row);
    if (c0 >= 0 && r0 >= 0 && c0 < frame.width && r0 < frame.height)
        if (const std::size_t cell = m_grid.cell(c0, r0); m_grid.passable(cell))
            return {cell, {distance(cell) * m_grid.pace(cell)}};
    // Rings of cells outward, until none can be nearer than the best.
    const double side = std::min(frame.cell_x, frame.cell_y);
    Place best;
    double nearest = m_snap_limit.value;
    for (int ring = 1; (ring - 1) * side <= nearest; ++ring)
        for (int r = r0 - ring; r <= r0 + ring; ++r)
            for (int c = c0 - ring; c <= c0 + ring; c += (r == r0 - ring || r == r0 + ring) ? 1 : 2 * ring) {
                if (c < 0 || r < 0 || c >= frame.width || r >= frame.height)
                    continue;
                const std::size_t cell = m_grid.cell(c, r);
                if (!m_grid.passable(cell))
                    continue;
                if (const double far = distance(cell); far < nearest || (far == nearest && best.cell == 0)) {
                    nearest = far;
                    best = {cell, {far * m_walk_pace}};
                }
            }
    return best;
}

std::vector<TerrainReach::Place> TerrainReach::places(Points points, base::Feedback& feedback) const {
    std::vector<Place> all(points.size());
    base::parallel_blocks(points.size(), 256, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        for (std::size_t i = begin; i < end; ++i)
            all[i] = place({points.x[i], points.y[i]});
    });
    return all;
}

std::vector<Start> TerrainReach::starts(Points sources, base::Feedback& feedback) const {
    std::vector<Start> all;
    const std::vector<Place> from = places(sources, feedback);
    for (std::size_t i = 0; i < from.size(); ++i)
        if (from[i].cell != 0)
            all.push_back({from[i].cell, from[i].seconds, static_cast<std::int32_t>(i)});
    return all;
}

Effort TerrainReach::effort(const Place& from, const Place& to, double between, geo::MapPoint a,
                            geo::MapPoint b) const {
    if (from.cell != to.cell)
        return {minutes(from.seconds.value + between + to.seconds.value)};
    return {minutes(
        std::min(from.seconds.value + to.seconds.value, std::hypot(a.x - b.x, a.y - b.y) * m_grid.pace(to.cell)))};
}

std::shared_ptr<const CostField> TerrainReach::field(const std::vector<Start>& starts, base::Feedback& feedback) const {
    constexpr std::size_t most_kept = 5'000'000; // cells: 80 MB
    const auto search = [&] { return cost_field(m_grid, starts, m_options, feedback); };
    return m_grid.size() > most_kept ? std::make_shared<const CostField>(search()) : m_last.get(starts, search);
}

std::shared_ptr<const CostField> TerrainReach::field(Points sources, base::Feedback& feedback) const {
    return field(starts(sources, feedback), feedback);
}

std::vector<Link> TerrainReach::nearest(Points targets, Points sources, base::Feedback& feedback) const {
    const std::vector<Place> from = places(sources, feedback), to = places(targets, feedback);
    const auto known = field(sources, feedback);
    const CostField& time = *known;
    // Sources that share a cell with a target may be nearer than the one that the field names.
    std::vector<std::pair<std::size_t, std::int32_t>> by_cell;
    for (std::size_t i = 0; i < from.size(); ++i)
        if (from[i].cell != 0)
            by_cell.emplace_back(from[i].cell, static_cast<std::int32_t>(i));
    std::sort(by_cell.begin(), by_cell.end());
    std::vector<Link> links(targets.size());
    for (std::size_t t = 0; t < to.size(); ++t) {
        if (to[t].cell == 0)
            continue;
        const geo::MapPoint target{targets.x[t], targets.y[t]};
        if (const CostLabel& label = time[to[t].cell]; label.source >= 0)
            links[t] = {label.source, {minutes(label.seconds + to[t].seconds.value)}};
        for (auto it = std::lower_bound(by_cell.begin(), by_cell.end(), std::pair(to[t].cell, std::int32_t{0}));
             it != by_cell.end() && it->first == to[t].cell; ++it) {
            const std::int32_t s = it->second;
            const Effort direct = effort(from[s], to[t], 0, {sources.x[s], sources.y[s]}, target);
            if (direct < links[t].effort || (direct == links[t].effort && s < links[t].source))
                links[t] = {s, direct};
        }
    }
    return links;
}

// One search a source (or a target, when there are fewer of them), each in its own thread, until it has met the last
// of the others or the largest limit.
Links TerrainReach::ranked(Points targets, Points sources, std::span<const Effort> limits, int count,
                           base::Feedback& feedback) const {
    const std::vector<Place> from = places(sources, feedback), to = places(targets, feedback);
    double most = 0;
    for (const Effort limit : limits)
        most = std::max(most, limit.value);
    const bool from_targets = targets.size() < sources.size();
    const std::vector<Place>&begins = from_targets ? to : from, &ends = from_targets ? from : to;
    CostOptions options = m_options;
    if (from_targets)
        options.towards = !options.towards;

    std::vector<std::pair<std::size_t, std::uint32_t>> by_cell;
    for (std::size_t i = 0; i < ends.size(); ++i)
        if (ends[i].cell != 0)
            by_cell.emplace_back(ends[i].cell, static_cast<std::uint32_t>(i));
    std::sort(by_cell.begin(), by_cell.end());
    std::vector<std::size_t> wanted;
    for (const auto& [cell, end] : by_cell)
        if (wanted.empty() || wanted.back() != cell)
            wanted.push_back(cell);

    struct Found {
        std::uint32_t end = 0;
        Effort effort;
    };
    std::vector<std::vector<Found>> found(begins.size());
    std::atomic<std::size_t> done = 0;
    const std::thread::id caller = std::this_thread::get_id(); // the one that may tell of progress
    std::mutex idle_mutex;
    std::vector<std::unique_ptr<CostSearch>> idle; // searches keep their memory from one begin to the next
    base::parallel_blocks(begins.size(), 1, [&](std::size_t begin, std::size_t) {
        if (begins[begin].cell == 0 || wanted.empty())
            return;
        std::unique_ptr<CostSearch> search;
        {
            const std::lock_guard lock(idle_mutex);
            if (!idle.empty()) {
                search = std::move(idle.back());
                idle.pop_back();
            }
        }
        if (!search)
            search = std::make_unique<CostSearch>(m_grid, options);
        const Start start{begins[begin].cell, {0}, 0};
        const double limit = from_targets ? limits[begin].value : most;
        const CostField& time = search->run({&start, 1}, {limit * 60}, feedback, wanted);
        const auto take = [&](std::size_t cell) {
            for (auto it = std::lower_bound(by_cell.begin(), by_cell.end(), std::pair(cell, std::uint32_t{0}));
                 it != by_cell.end() && it->first == cell; ++it) {
                const std::size_t s = from_targets ? it->second : begin, t = from_targets ? begin : it->second;
                const Effort way = effort(from[s], to[t], time[cell].seconds, {sources.x[s], sources.y[s]},
                                          {targets.x[t], targets.y[t]});
                if (way <= limits[t])
                    found[begin].push_back({it->second, way});
            }
        };
        // Whichever is the shorter list.
        if (search->reached().size() < by_cell.size()) {
            for (const std::uint32_t cell : search->reached())
                take(cell);
        } else {
            for (const std::size_t cell : wanted)
                if (time[cell].seconds < infinite)
                    take(cell);
        }
        const std::size_t so_far = ++done;
        if (std::this_thread::get_id() == caller)
            feedback.progress(static_cast<double>(so_far) / static_cast<double>(begins.size()), "reach.searching");
        const std::lock_guard lock(idle_mutex);
        idle.push_back(std::move(search));
    });

    std::vector<std::vector<Link>> rows(targets.size());
    for (std::size_t begin = 0; begin < found.size(); ++begin)
        for (const Found& each : found[begin])
            if (from_targets)
                rows[begin].push_back({static_cast<std::int32_t>(each.end), each.effort});
            else
                rows[each.end].push_back({static_cast<std::int32_t>(begin), each.effort});
    Links links;
    links.first.reserve(targets.size() + 1);
    for (std::vector<Link>& row : rows) {
        std::sort(row.begin(), row.end(), [](const Link& a, const Link& b) {
            return std::pair(a.effort, a.source) < std::pair(b.effort, b.source);
        });
        if (count > 0 && row.size() > static_cast<std::size_t>(count))
            row.resize(static_cast<std::size_t>(count));
        links.links.insert(links.links.end(), row.begin(), row.end());
        links.first.push_back(links.links.size());
    }
    return links;
}

Links TerrainReach::nearest(Points targets, Points sources, int count, base::Feedback& feedback) const {
    // Widening circles: a target that has found enough needs no more, and what it found within the limit is all there
    // is so near.
    std::vector<Effort> limits(targets.size(), {30});
    Links links = ranked(targets, sources, limits, count, feedback);
    const auto known = field(sources, feedback);
    const CostField& any = *known;
    const auto enough = [&](std::size_t t) {
        return links.of(t).size() >= std::min(static_cast<std::size_t>(count), sources.size());
    };
    for (double limit = 60;; limit *= 2) {
        std::vector<std::size_t> short_of;
        for (std::size_t t = 0; t < targets.size(); ++t)
            if (const std::size_t cell = place({targets.x[t], targets.y[t]}).cell;
                !enough(t) && cell != 0 && any[cell].source >= 0)
                short_of.push_back(t);
        const bool last = limit > 24 * 60;
        if (short_of.empty())
            return links;
        std::vector<double> x, y;
        for (const std::size_t t : short_of) {
            x.push_back(targets.x[t]);
            y.push_back(targets.y[t]);
        }
        limits.assign(short_of.size(), last ? out_of_reach : Effort{limit});
        const Links more = ranked({x, y}, sources, limits, count, feedback);
        Links joined;
        std::size_t next = 0;
        for (std::size_t t = 0; t < targets.size(); ++t) {
            const bool fresh = next < short_of.size() && short_of[next] == t;
            const auto row = fresh ? more.of(next++) : links.of(t);
            joined.links.insert(joined.links.end(), row.begin(), row.end());
            joined.first.push_back(joined.links.size());
        }
        links = std::move(joined);
        if (last)
            return links;
    }
}

Links TerrainReach::within(Points targets, Points sources, std::span<const Effort> limits,
                           base::Feedback& feedback) const {
    base::ensure(limits.size() == targets.size(), "one limit a target");
    return m_links.within(targets, sources, limits, [&](std::span<const Effort> widest) {
        return ranked(targets, sources, widest, 0, feedback);
    });
}

std::vector<base::SquareMetres> TerrainReach::uncovered_areas(const std::vector<const geo::MultiPolygon*>& regions,
                                                              Points sources, Effort limit,
                                                              base::Feedback& feedback) const {
    const auto known = field(sources, feedback);
    const CostField& time = *known;
    const double cell_area = m_grid.frame().cell_x * m_grid.frame().cell_y;
    std::vector<base::SquareMetres> uncovered(regions.size());
    base::parallel_blocks(regions.size(), 1, [&](std::size_t i, std::size_t) {
        feedback.check();
        double covered = 0;
        geo::cover_cells(m_grid.frame(), *regions[i], [&](int row, int first, std::span<const double> fractions) {
            const std::size_t cell = m_grid.cell(first, row);
            for (std::size_t k = 0; k < fractions.size(); ++k)
                if (time[cell + k].source >= 0 && time[cell + k].seconds <= limit.value * 60)
                    covered += fractions[k];
        });
        uncovered[i] = {std::max(0.0, geo::area(*regions[i]).value - covered * cell_area)};
    });
    return uncovered;
}

void TerrainReach::fill(Field& lattice, Points sources, std::span<const Effort> delays,
                        base::Feedback& feedback) const {
    std::vector<Start> begins = starts(sources, feedback);
    for (Start& start : begins)
        if (!delays.empty())
            start.seconds.value += delays[static_cast<std::size_t>(start.source)].value * 60;
    const auto known = field(begins, feedback);
    const CostField& time = *known;
    lattice.effort.assign(lattice.size(), std::numeric_limits<float>::infinity());
    lattice.source.assign(lattice.size(), -1);
    base::parallel_blocks(static_cast<std::size_t>(lattice.rows), 16, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        for (auto row = static_cast<int>(begin); row < static_cast<int>(end); ++row)
            for (int column = 0; column < lattice.columns; ++column) {
                const geo::MapPoint point = lattice.point(column, row);
                int c = 0, r = 0;
                if (!m_grid.locate(point, c, r))
                    continue;
                const std::size_t cell = m_grid.cell(c, r);
                const CostLabel& label = time[cell];
                if (label.source < 0)
                    continue;
                const geo::MapPoint centre = m_grid.centre(cell);
                const double rest = std::hypot(point.x - centre.x, point.y - centre.y) * m_grid.pace(cell);
                lattice.effort[lattice.index(column, row)] = static_cast<float>(minutes(label.seconds + rest));
                lattice.source[lattice.index(column, row)] = label.source;
            }
    });
}

std::vector<Foothold> TerrainReach::footholds(Points points, base::Feedback& feedback) const {
    // Stretches of ground that hang together by steps to the 8 neighbours.
    std::vector<std::int32_t> stretch(m_grid.size(), -1);
    std::vector<std::size_t> sizes, open;
    for (std::size_t seed = 0; seed < stretch.size(); ++seed) {
        if (stretch[seed] >= 0 || !m_grid.passable(seed))
            continue;
        feedback.check();
        const auto number = static_cast<std::int32_t>(sizes.size());
        sizes.push_back(0);
        stretch[seed] = number;
        open.push_back(seed);
        while (!open.empty()) {
            const std::size_t cell = open.back();
            open.pop_back();
            ++sizes.back();
            for (int d = 0; d < 8; ++d) {
                const auto [dx, dy] = grid_steps[d];
                const std::size_t next = cell + static_cast<std::size_t>(dy * m_grid.stride() + dx);
                if (stretch[next] < 0 && m_grid.passable(next) &&
                    step_cost(m_grid, cell, d, m_options).value < infinite) {
                    stretch[next] = number;
                    open.push_back(next);
                }
            }
        }
    }
    const auto main = static_cast<std::int32_t>(std::max_element(sizes.begin(), sizes.end()) - sizes.begin());
    std::vector<Foothold> footholds;
    for (const Place& place : places(points, feedback))
        footholds.push_back(place.cell == 0               ? Foothold::none
                            : stretch[place.cell] == main ? Foothold::joined
                                                          : Foothold::cut_off);
    return footholds;
}

std::unique_ptr<TerrainReach> over_terrain(const model::Snapshot& snapshot, const TravelOptions& options,
                                           base::Feedback& feedback) {
    TerrainGrid grid = terrain_grid(snapshot, options, feedback);
    CostOptions cost;
    cost.directions = options.holds("sixteen_directions") ? 16 : 8;
    cost.slope = options.holds("slope_slows") ? Slope::tobler : Slope::none;
    cost.towards = options.holds("towards_person");
    const KilometresPerHour walk = options.speed("walk_speed");
    return std::make_unique<TerrainReach>(std::move(grid), cost, options.metres("snap_limit"),
                                          walk.value > 0 ? static_cast<float>(3.6 / walk.value) : 0.72F);
}

} // namespace wangge::reach

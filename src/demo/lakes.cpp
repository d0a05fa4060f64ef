#include "demo/noise.h"
#include "demo/settle.h"

#include <algorithm>
#include <cmath>

namespace wangge::demo {
namespace {

// The hexagons that a dam at `dam` would flood up to `level`, going upstream only; empty when more than `most`.
std::vector<Hex> flooded(const Ground& ground, Hex dam, double level, std::size_t most) {
    std::vector<Hex> found{dam};
    std::vector<std::uint8_t> seen(ground.lattice.size(), 0);
    seen[static_cast<std::size_t>(dam)] = 1;
    const double floor = static_cast<double>(ground.height[static_cast<std::size_t>(dam)]) - 1;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (found.size() > most || ground.lattice.on_rim(found[i]))
            return {};
        for (const Hex next : ground.lattice.neighbours(found[i])) {
            const auto n = static_cast<std::size_t>(next);
            if (next == no_hex || seen[n])
                continue;
            const auto z = static_cast<double>(ground.height[n]);
            if (z < floor || z > level)
                continue;
            seen[n] = 1;
            found.push_back(next);
        }
    }
    return found;
}

} // namespace

std::vector<std::int32_t> make_lakes(Ground& ground, const Relief& relief, int wanted, std::uint64_t seed,
                                     std::vector<double>& levels) {
    std::vector<std::int32_t> label(ground.lattice.size(), -1);
    const auto take = [&](const std::vector<Hex>& hexes, double level) {
        for (const Hex h : hexes) {
            label[static_cast<std::size_t>(h)] = static_cast<std::int32_t>(levels.size());
            ground.height[static_cast<std::size_t>(h)] = static_cast<float>(level);
            ground.slope[static_cast<std::size_t>(h)] = 0;
            ground.wet[static_cast<std::size_t>(h)] = 3;
        }
        levels.push_back(level);
    };
    const double hex_km2 = ground.lattice.hex_area() / 1e6;
    std::vector<geo::MapPoint> taken;
    const auto far_from_others = [&](geo::MapPoint p, double metres) {
        return std::all_of(taken.begin(), taken.end(),
                           [&](geo::MapPoint q) { return std::hypot(p.x - q.x, p.y - q.y) > metres; });
    };
    // Not near the rim of the picture, where no county reaches.
    geo::Box box;
    box.add(ground.lattice.centre(0));
    box.add(ground.lattice.centre(static_cast<Hex>(ground.lattice.size()) - 1));
    const geo::Box inner = box.grown(-0.2 * std::min(box.width(), box.height()));
    const auto well_inside = [&](geo::MapPoint p) { return inner.contains(p); };
    // Reservoirs: a dam across a stream of the hills, as high as gives a lake of a useful size.
    base::Random random(seed);
    int made = 0;
    for (std::size_t c = 0; c < relief.courses.size() && made < wanted; ++c) {
        const Course& course = relief.courses[c];
        if (course.catchment < 35 || course.catchment > 400)
            continue;
        bool done = false;
        for (int attempt = 0; attempt < 4 && !done; ++attempt) {
            const auto at =
                static_cast<std::size_t>(random.uniform(0.35, 0.75) * static_cast<double>(course.line.size()));
            const Hex dam = ground.lattice.at(course.line[at]);
            if (dam == no_hex || !well_inside(course.line[at]) || !far_from_others(course.line[at], 14000))
                continue;
            for (double rise = 16; rise <= 70 && !done; rise += 6) {
                const double level = static_cast<double>(ground.height[static_cast<std::size_t>(dam)]) + rise;
                const auto hexes = flooded(ground, dam, level, static_cast<std::size_t>(14 / hex_km2));
                if (hexes.empty())
                    break;
                if (static_cast<double>(hexes.size()) * hex_km2 < 4)
                    continue;
                take(hexes, level);
                taken.push_back(course.line[at]);
                done = true;
                ++made;
            }
        }
    }
    // Lakes of the plain, left by old bends of the large rivers.
    made = 0;
    for (std::size_t c = 0; c < relief.courses.size() && made < wanted; ++c) {
        const Course& course = relief.courses[c];
        for (int attempt = 0; attempt < 12 && made < wanted && course.catchment > 400; ++attempt) {
            const auto at =
                static_cast<std::size_t>(random.uniform(0.15, 0.9) * static_cast<double>(course.line.size()));
            const double turn = random.uniform(0, 6.283), off = random.uniform(1700, 2600);
            const geo::MapPoint centre{course.line[at].x + off * std::cos(turn),
                                       course.line[at].y + off * std::sin(turn)};
            const Hex h = ground.lattice.at(centre);
            if (h == no_hex || !well_inside(centre) || !far_from_others(centre, 9000) ||
                ground.slope[static_cast<std::size_t>(h)] > 0.02)
                continue;
            std::vector<Hex> hexes{h};
            std::vector<std::uint8_t> seen(ground.lattice.size(), 0);
            seen[static_cast<std::size_t>(h)] = 1;
            for (std::size_t i = 0; i < hexes.size() && hexes.size() < 4000; ++i)
                for (const Hex next : ground.lattice.neighbours(hexes[i])) {
                    if (next == no_hex || seen[static_cast<std::size_t>(next)] ||
                        ground.wet[static_cast<std::size_t>(next)] == 2)
                        continue;
                    const geo::MapPoint p = ground.lattice.centre(next);
                    const double reach = 900 + 650 * fractal_noise(seed + 9, p.x / 1500, p.y / 1500, 2);
                    if (std::hypot((p.x - centre.x) * 0.75, p.y - centre.y) > reach ||
                        ground.slope[static_cast<std::size_t>(next)] > 0.04)
                        continue;
                    seen[static_cast<std::size_t>(next)] = 1;
                    hexes.push_back(next);
                }
            if (static_cast<double>(hexes.size()) * hex_km2 < 1.0)
                continue;
            take(hexes, static_cast<double>(ground.height[static_cast<std::size_t>(h)]));
            taken.push_back(centre);
            ++made;
        }
    }
    return label;
}

} // namespace wangge::demo

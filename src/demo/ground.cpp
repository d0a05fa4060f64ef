#include "demo/ground.h"

#include "demo/noise.h"

#include <cmath>
#include <limits>
#include <queue>

namespace wangge::demo {

Ground make_ground(const Relief& relief, const geo::Box& box, double spacing, std::uint64_t seed,
                   base::Feedback& feedback) {
    Ground ground{Lattice(box, spacing, seed), {}, {}, {}, {}};
    const std::size_t count = ground.lattice.size();
    ground.height.resize(count);
    ground.slope.resize(count);
    ground.wet.assign(count, 0);
    ground.rough.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (i % 50000 == 0)
            feedback.check();
        const geo::MapPoint p = ground.lattice.centre(static_cast<Hex>(i));
        ground.height[i] = static_cast<float>(relief.height_at(p));
        ground.slope[i] = static_cast<float>(relief.slope_at(p));
        ground.rough[i] = static_cast<float>(fractal_noise(seed + 5, p.x / (5 * spacing), p.y / (5 * spacing), 3));
    }
    for (const Course& course : relief.courses)
        for (std::size_t i = 1; i < course.line.size(); ++i) {
            const geo::MapPoint a = course.line[i - 1], b = course.line[i];
            const int steps = static_cast<int>(std::hypot(b.x - a.x, b.y - a.y) / (spacing / 3)) + 1;
            for (int s = 0; s <= steps; ++s) {
                const double t = static_cast<double>(s) / steps;
                const Hex h = ground.lattice.at({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
                if (h != no_hex) {
                    std::uint8_t& wet = ground.wet[static_cast<std::size_t>(h)];
                    wet = std::max<std::uint8_t>(wet, course.catchment > 150 ? 2 : 1);
                }
            }
        }
    return ground;
}

Spread spread(const Ground& ground, const std::vector<Source>& sources, const StepCost& cost,
              base::Feedback& feedback) {
    struct Item {
        float cost;
        Hex hex;
        bool operator>(const Item& other) const { return cost != other.cost ? cost > other.cost : hex > other.hex; }
    };
    const std::size_t count = ground.lattice.size();
    Spread result{std::vector<float>(count, std::numeric_limits<float>::infinity()),
                  std::vector<std::int32_t>(count, -1), std::vector<Hex>(count, no_hex)};
    std::priority_queue<Item, std::vector<Item>, std::greater<>> queue;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto h = static_cast<std::size_t>(sources[i].hex);
        if (static_cast<float>(sources[i].start) >= result.cost[h])
            continue;
        result.cost[h] = static_cast<float>(sources[i].start);
        result.owner[h] = static_cast<std::int32_t>(i);
        queue.push({result.cost[h], sources[i].hex});
    }
    std::size_t popped = 0;
    while (!queue.empty()) {
        const Item item = queue.top();
        queue.pop();
        const auto at = static_cast<std::size_t>(item.hex);
        if (item.cost > result.cost[at])
            continue;
        if (++popped % 50000 == 0)
            feedback.check();
        const std::int32_t owner = result.owner[at];
        const double weight = sources[static_cast<std::size_t>(owner)].weight;
        for (const Hex next : ground.lattice.neighbours(item.hex)) {
            if (next == no_hex)
                continue;
            const auto to = static_cast<std::size_t>(next);
            const auto total =
                static_cast<float>(static_cast<double>(item.cost) + cost(item.hex, next, owner) / weight);
            if (total < result.cost[to]) {
                result.cost[to] = total;
                result.owner[to] = owner;
                result.from[to] = item.hex;
                queue.push({total, next});
            }
        }
    }
    return result;
}

} // namespace wangge::demo

#include "demo/road_network.h"

namespace wangge::demo {
namespace {

std::size_t idx(Hex h) {
    return static_cast<std::size_t>(h);
}

} // namespace

void RoadNetwork::add(const std::vector<Hex>& way, model::RoadClass road_class, int name) {
    for (std::size_t i = 1; i < way.size(); ++i) {
        Step& step = m_steps[slot(way[i - 1], way[i])];
        if (step.name < 0 || road_class < step.road_class)
            step = {road_class, name};
        m_used[idx(way[i - 1])] = m_used[idx(way[i])] = 1;
    }
}

std::size_t RoadNetwork::slot(Hex a, Hex b) const {
    const auto beside = m_ground.lattice.neighbours(a);
    for (std::size_t i = 0; i < 6; ++i)
        if (beside[i] == b)
            return i < 3 ? idx(a) * 3 + i : idx(b) * 3 + i - 3;
    return 0;
}

std::vector<RoadNetwork::Chain> RoadNetwork::chains(const std::vector<std::uint8_t>& stops) const {
    const Lattice& lattice = m_ground.lattice;
    std::vector<std::uint8_t> done(m_steps.size(), 0);
    const auto ways_from = [&](Hex h) {
        std::vector<std::pair<Hex, std::size_t>> found;
        for (const Hex next : lattice.neighbours(h))
            if (next != no_hex && m_used[idx(next)]) {
                const std::size_t s = slot(h, next);
                if (m_steps[s].name >= 0)
                    found.emplace_back(next, s);
            }
        return found;
    };
    const auto is_node = [&](Hex h) {
        if (stops[idx(h)])
            return true;
        const auto ways = ways_from(h);
        return ways.size() != 2 || !(m_steps[ways[0].second] == m_steps[ways[1].second]);
    };
    std::vector<Chain> result;
    for (const bool loops : {false, true}) // rings without a junction come last
        for (Hex h = 0; h < static_cast<Hex>(lattice.size()); ++h) {
            if (!m_used[idx(h)] || (!loops && !is_node(h)))
                continue;
            for (const auto& [first, first_slot] : ways_from(h)) {
                if (done[first_slot])
                    continue;
                Chain chain{{h}, m_steps[first_slot].road_class, m_steps[first_slot].name};
                Hex at = first;
                std::size_t by = first_slot;
                for (;;) {
                    done[by] = 1;
                    chain.way.push_back(at);
                    if (at == h || is_node(at))
                        break;
                    const auto ways = ways_from(at);
                    const auto& on = ways[0].second == by ? ways[1] : ways[0];
                    at = on.first;
                    by = on.second;
                }
                result.push_back(std::move(chain));
            }
        }
    return result;
}

} // namespace wangge::demo

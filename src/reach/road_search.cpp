#include "reach/road_search.h"

#include <algorithm>
#include <cmath>

namespace wangge::reach {
namespace {

constexpr std::size_t check_every = 1 << 14;

} // namespace

Effort effort_of(Time time) {
    return time == never ? out_of_reach : Effort{static_cast<double>(time) / 60000};
}

Time time_within(Effort effort) {
    if (!(effort.value >= 0))
        return 0;
    return effort.value >= 71000 ? never - 1 : static_cast<Time>(std::floor(effort.value * 60000 + 1e-6));
}

std::vector<Arrival> first_arrivals(const RoadGraph& graph, const Doors& sources, std::span<const Time> delays,
                                    Time limit, base::Feedback& feedback) {
    struct Item {
        Time time = 0;
        std::uint32_t node = 0;
    };
    std::vector<Arrival> first(graph.nodes());
    RadixHeap<Item> heap;
    for (std::size_t s = 0; s < sources.size(); ++s)
        for (const Door& door : sources.of(s)) {
            const Arrival arrival{later(door.time, delays.empty() ? 0 : delays[s]), static_cast<std::int32_t>(s)};
            if (arrival.time > limit || !before(arrival, first[door.node]))
                continue;
            first[door.node] = arrival;
            heap.push({arrival.time, door.node});
        }
    std::size_t work = 0;
    while (!heap.empty())
        // An edge takes at least a millisecond, so all who can be at a node by now have set out already: its arrival
        // is final, and of several the lowest row has won.
        for (const Item item : heap.take_least()) {
            if (++work % check_every == 0)
                feedback.check();
            const Arrival here = first[item.node];
            if (item.time != here.time)
                continue; // somebody came earlier
            for (std::uint32_t a = graph.first[item.node]; a < graph.first[item.node + 1]; ++a) {
                const Arc arc = graph.arcs[a];
                const Arrival there{later(here.time, arc.time), here.source};
                Arrival& known = first[arc.to];
                if (there.time > limit || !before(there, known))
                    continue;
                // At the same time a lower row only takes the name over: the node waits in the queue as it is.
                const bool waits = known.time == there.time;
                known = there;
                if (!waits)
                    heap.push({there.time, arc.to});
            }
        }
    return first;
}

ManyArrivals many_arrivals(const RoadGraph& graph, const Doors& sources, int count, base::Feedback& feedback) {
    base::ensure(count >= 1 && count <= 250, "1 to 250 nearest");
    struct Item {
        Time time = 0;
        std::uint32_t node = 0;
        std::int32_t source = 0;
    };
    ManyArrivals many;
    many.count = count;
    many.used.assign(graph.nodes(), 0);
    many.arrivals.resize(graph.nodes() * static_cast<std::size_t>(count));
    RadixHeap<Item> heap;
    for (std::size_t s = 0; s < sources.size(); ++s)
        for (const Door& door : sources.of(s))
            heap.push({door.time, door.node, static_cast<std::int32_t>(s)});
    std::vector<Item> batch;
    std::size_t work = 0;
    while (!heap.empty()) {
        batch = heap.take_least();
        std::sort(batch.begin(), batch.end(), [](const Item& a, const Item& b) {
            return a.node != b.node ? a.node < b.node : a.source < b.source;
        });
        for (const Item& item : batch) {
            if (++work % check_every == 0)
                feedback.check();
            const auto known = many.of(item.node);
            if (static_cast<int>(known.size()) == count ||
                std::any_of(known.begin(), known.end(), [&](Arrival a) { return a.source == item.source; }))
                continue;
            many.arrivals[item.node * static_cast<std::size_t>(count) + many.used[item.node]++] = {item.time,
                                                                                                   item.source};
            for (std::uint32_t a = graph.first[item.node]; a < graph.first[item.node + 1]; ++a)
                if (const Arc arc = graph.arcs[a]; many.used[arc.to] < count)
                    if (const Time time = later(item.time, arc.time); time != never)
                        heap.push({time, arc.to, item.source});
        }
    }
    return many;
}

void LocalSearch::run(std::span<const Door> starts, Time limit,
                      const std::function<void(std::uint32_t, Time)>& reached) {
    const auto offer = [&](std::uint32_t node, Time time) {
        if (time > limit || time >= m_time[node])
            return;
        if (m_time[node] == never)
            m_touched.push_back(node);
        m_time[node] = time;
        m_heap.push({time, node});
    };
    m_heap.clear();
    for (const Door& door : starts)
        offer(door.node, door.time);
    while (!m_heap.empty())
        for (const Item item : m_heap.take_least()) {
            if (item.time != m_time[item.node])
                continue;
            reached(item.node, item.time);
            for (std::uint32_t a = m_graph.first[item.node]; a < m_graph.first[item.node + 1]; ++a)
                offer(m_graph.arcs[a].to, later(item.time, m_graph.arcs[a].time));
        }
    for (const std::uint32_t node : m_touched)
        m_time[node] = never;
    m_touched.clear();
}

} // namespace wangge::reach

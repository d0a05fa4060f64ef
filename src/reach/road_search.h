// Shortest times over the road graph from many starts at once (Dijkstra 1959, with a radix heap and whole
// milliseconds).
#pragma once
#include "reach/reach.h"
#include "reach/road_graph.h"

#include <functional>

namespace wangge::reach {

// A way between a point and a node of the graph.
struct Door {
    std::uint32_t node = 0;
    Time time = 0;
    bool operator==(const Door&) const = default;
};
// The doors of each point: doors[first[p]] up to doors[first[p + 1]]; a point without any is off the network.
struct Doors {
    std::vector<std::uint32_t> first{0};
    std::vector<Door> doors;
    std::size_t size() const { return first.size() - 1; }
    std::span<const Door> of(std::size_t point) const {
        return std::span(doors).subspan(first[point], first[point + 1] - first[point]);
    }
    void end_point() { first.push_back(static_cast<std::uint32_t>(doors.size())); }
};

// Minutes of the Reach; out_of_reach for `never`.
Effort effort_of(Time time);
// Whole milliseconds within the effort, which is closed.
Time time_within(Effort effort);

// Who is first at a node; -1 = nobody ever.
struct Arrival {
    Time time = never;
    std::int32_t source = -1;
    bool operator==(const Arrival&) const = default;
};
// Earlier first, then the lower row.
inline bool before(Arrival a, Arrival b) {
    return a.time != b.time ? a.time < b.time
                            : static_cast<std::uint32_t>(a.source) < static_cast<std::uint32_t>(b.source);
}

// The first source at each node, times up to `limit`. Source s sets out at delays[s] (0 when `delays` is empty).
std::vector<Arrival> first_arrivals(const RoadGraph& graph, const Doors& sources, std::span<const Time> delays,
                                    Time limit, base::Feedback& feedback);

// The first `count` different sources at each node, in order: node n has arrivals [n * count, n * count + used[n]).
struct ManyArrivals {
    int count = 0;
    std::vector<Arrival> arrivals;
    std::vector<std::uint8_t> used;
    std::span<const Arrival> of(std::size_t node) const {
        return std::span(arrivals).subspan(node * static_cast<std::size_t>(count), used[node]);
    }
};
// Precondition: 1 <= count <= 250.
ManyArrivals many_arrivals(const RoadGraph& graph, const Doors& sources, int count, base::Feedback& feedback);

// One source alone, again and again over the same memory.
class LocalSearch {
public:
    explicit LocalSearch(const RoadGraph& graph) : m_graph(graph), m_time(graph.nodes(), never) {}
    // Calls reached(node, time) once for each node that can be reached by `limit`, in order of time.
    void run(std::span<const Door> starts, Time limit, const std::function<void(std::uint32_t, Time)>& reached);

private:
    struct Item {
        Time time = 0;
        std::uint32_t node = 0;
    };
    const RoadGraph& m_graph;
    std::vector<Time> m_time;
    std::vector<std::uint32_t> m_touched;
    RadixHeap<Item> m_heap;
};

} // namespace wangge::reach

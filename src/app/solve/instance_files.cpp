#include "app/solve/instance_files.h"

#include "app/solve/number_file.h"
#include "base/error.h"

#include <map>
#include <queue>

namespace wangge::app {

GraphInstance read_graph(const std::filesystem::path& path, base::Feedback& feedback) {
    constexpr std::int64_t most_vertices = 5000, most_cost = 1'000'000'000;
    NumberFile file(path);
    const std::int64_t n = file.integer(1, most_vertices), m = file.integer(0, 100'000'000);
    GraphInstance instance;
    instance.p = file.integer(0, n);
    std::vector<std::map<std::int32_t, siting::Value>> edges(n);
    for (std::int64_t e = 0; e < m; ++e) {
        const auto a = static_cast<std::int32_t>(file.integer(1, n) - 1);
        const auto b = static_cast<std::int32_t>(file.integer(1, n) - 1);
        edges[a][b] = edges[b][a] = file.integer(0, most_cost);
    }
    siting::DistanceMatrix& distances = instance.distances;
    distances.demands = distances.candidates = static_cast<std::size_t>(n);
    distances.cells.assign(distances.demands * distances.candidates, siting::DistanceMatrix::unreachable);
    using Entry = std::pair<siting::Value, std::int32_t>;
    for (std::int32_t start = 0; start < n; ++start) {
        feedback.check();
        const auto row = std::span(distances.cells).subspan(distances.candidates * start, distances.candidates);
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
        row[start] = 0;
        queue.emplace(0, start);
        while (!queue.empty()) {
            const auto [distance, vertex] = queue.top();
            queue.pop();
            if (distance > row[vertex])
                continue;
            for (const auto& [other, cost] : edges[vertex])
                if (distance + cost < row[other]) {
                    row[other] = distance + cost;
                    queue.emplace(row[other], other);
                }
        }
    }
    return instance;
}

std::int64_t checked_p(std::optional<std::int64_t> asked, std::int64_t of_file, std::size_t candidates) {
    const std::int64_t p = asked.value_or(of_file);
    if (p <= 0)
        base::fail_input("solve.no_p", {}, "-p");
    if (p > static_cast<std::int64_t>(candidates))
        base::fail_input("solve.p_too_large", {{"p", std::to_string(p)}, {"candidates", std::to_string(candidates)}},
                         "-p");
    return p;
}

} // namespace wangge::app

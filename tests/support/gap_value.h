// What a plan of a public assignment instance costs, read and added up without the project's own code.
#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

namespace wangge::test {

// The sum of costs of the agents of all jobs; nothing when a job has none or an agent has more than its capacity.
inline std::optional<std::int64_t> gap_value(const std::filesystem::path& file,
                                             const std::vector<std::int32_t>& agent_of_job) {
    std::ifstream in(file);
    std::size_t agents = 0, jobs = 0;
    in >> agents >> jobs;
    std::vector<std::int64_t> cost(agents * jobs), need(agents * jobs), room(agents);
    for (auto* values : {&cost, &need, &room})
        for (std::int64_t& value : *values)
            in >> value;
    if (!in || agent_of_job.size() != jobs)
        return std::nullopt;
    std::int64_t sum = 0;
    for (std::size_t j = 0; j < jobs; ++j) {
        const auto a = static_cast<std::size_t>(agent_of_job[j]);
        if (a >= agents || (room[a] -= need[a * jobs + j]) < 0)
            return std::nullopt;
        sum += cost[a * jobs + j];
    }
    return sum;
}

} // namespace wangge::test

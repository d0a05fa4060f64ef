#include "siting/siting_limited.h"

#include <algorithm>

namespace wangge::siting {

LimitedGround limited_ground(const Input& input, const Options& options, const Ground& ground) {
    LimitedGround made;
    CapacitatedCover& problem = made.problem;
    const auto places = static_cast<std::int32_t>(ground.candidate.size());
    Value all = 0;
    for (const Value weight : ground.weight)
        all += weight;
    problem.capacity.assign(ground.candidate.size(), std::min(options.capacity, all));
    for (std::size_t p = 0; p < input.standing_x.size(); ++p) {
        problem.fixed.push_back(places + static_cast<std::int32_t>(p));
        problem.capacity.push_back(std::min(input.standing_capacity[p], all));
    }
    problem.preferred = ground.preferred;
    problem.preferred.resize(problem.capacity.size(), 0);
    if (options.model == Model::max_cover)
        problem.add = options.add;
    Lists by_demand;
    std::vector<std::int32_t> row;
    std::int64_t beyond = 0, heavy = 0;
    for (std::size_t d = 0; d < ground.demand.size(); ++d) {
        row.assign(ground.covers.by_demand[d].begin(), ground.covers.by_demand[d].end());
        for (const std::int32_t person : ground.standing[d])
            row.push_back(places + person);
        const bool nobody = row.empty();
        std::erase_if(row, [&](std::int32_t place) { return problem.capacity[place] < ground.weight[d]; });
        if (row.empty()) {
            ++(nobody ? beyond : heavy);
            continue;
        }
        by_demand.add(row);
        problem.weight.push_back(ground.weight[d]);
        made.demand.push_back(static_cast<std::int32_t>(d));
    }
    problem.covers = incidence_of(std::move(by_demand), problem.capacity.size());
    if (beyond > 0 && !problem.add)
        made.notices.push_back({"siting.beyond_all", {{"count", std::to_string(beyond)}}});
    if (heavy > 0)
        made.notices.push_back({"siting.too_heavy", {{"count", std::to_string(heavy)}}});
    return made;
}

} // namespace wangge::siting

#include "app/view/regrade_view.h"

#include <algorithm>
#include <map>

namespace wangge::app {

std::vector<Regrade> regrades_of(const model::Snapshot& snapshot) {
    using model::RiskGrade;
    std::map<std::pair<RiskGrade, RiskGrade>, std::int64_t> pairs;
    const model::SiteTable& sites = snapshot.sites;
    for (std::size_t i = 0; i < sites.size(); ++i)
        if (sites.grade[i] != sites.previous_grade[i] && sites.grade[i] != RiskGrade::ungraded &&
            sites.previous_grade[i] != RiskGrade::ungraded)
            ++pairs[{sites.previous_grade[i], sites.grade[i]}];
    std::vector<Regrade> regrades;
    for (const auto& [pair, count] : pairs)
        regrades.push_back({pair.first, pair.second, count, pair.second > pair.first});
    std::stable_sort(regrades.begin(), regrades.end(),
                     [](const Regrade& a, const Regrade& b) { return a.sites > b.sites; });
    return regrades;
}

} // namespace wangge::app

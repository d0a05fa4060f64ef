// The risk grade of a site by an editable score: points by kind, by what it sells and by what was found.
#pragma once
#include "workload/rules.h"

namespace wangge::workload {

struct Score {
    double points = 0;                                   // sum of the rows of Rules::points that match
    model::RiskGrade grade = model::RiskGrade::ungraded; // by Rules::grade_limits; ungraded without any
    std::vector<std::pair<std::string, double>> reasons; // ids of the rows, with their points, the most first
};

// `as_of`: the day on which visits are overdue and licences expired.
Score score_of(const Rules& rules, const model::SiteTable& sites, std::size_t row, base::Date as_of);

} // namespace wangge::workload

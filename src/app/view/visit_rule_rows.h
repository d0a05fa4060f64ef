// The rules of visits in force today, as a list to choose from.
#pragma once
#include "base/catalog.h"
#include "model/snapshot.h"

#include <string>
#include <vector>

namespace wangge::app {

struct VisitRuleRow {
    std::string id, name;
    int visits = 0, months = 12;
};

// Those that set how often, then those that add visits.
std::vector<VisitRuleRow> visit_rule_rows(const model::Snapshot& snapshot, const base::Catalog& catalog);

} // namespace wangge::app

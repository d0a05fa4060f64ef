// Changes of risk grades as a table.
#pragma once
#include "app/layer_tables.h"

namespace wangge::app {

// One row a change, in the given order; of sites that are gone only their key is known.
model::Table regrade_table(const TableInput& input, const std::vector<model::Regrade>& regrades);

// What gave the points: "网络销售 5、检查逾期 5". `reasons` is as Regrade::reasons keeps it: "id points;id points", or
// what a person wrote.
std::string regrade_reasons(const base::Catalog& catalog, std::string_view reasons);

} // namespace wangge::app

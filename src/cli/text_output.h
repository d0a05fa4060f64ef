// A result as a person reads it in a terminal.
#pragma once
#include "app/action.h"
#include "base/catalog.h"

#include <string>

namespace wangge::cli {

// The Action's "<name>.done" sentence, then each member that is a list of objects as an aligned table (its first rows)
// and each object of objects as one table with a row a key. Column heads are "result.<member>" in the catalog, else the
// member itself.
std::string describe(const app::Action& action, const nlohmann::json& answer, const base::Catalog& catalog);

} // namespace wangge::cli

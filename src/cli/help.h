// Help, written from the declarations of the Actions.
#pragma once
#include "app/action.h"
#include "base/catalog.h"

#include <string>

namespace wangge::cli {

// All verbs with one line each, and the options that every verb takes.
std::string overview(const base::Catalog& catalog);
// One verb: its form, what it does, and each of its options with unit, range, choices and default.
std::string help_of(const app::Action& action, const base::Catalog& catalog);

} // namespace wangge::cli

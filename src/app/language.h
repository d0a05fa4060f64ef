// The two languages of the program.
#pragma once
#include "base/catalog.h"

#include <string_view>
#include <vector>

namespace wangge::app {

// "zh" (the first and the default) and "en".
const std::vector<std::string_view>& languages();
// The sentences of a language. Loaded once each. Throws Error(bad_input) "app.unknown_language".
const base::Catalog& catalog_of(std::string_view language);
// The language that a catalog of catalog_of() speaks.
std::string_view language_of(const base::Catalog& catalog);

} // namespace wangge::app

// A plane coordinate system as an office says it.
#pragma once
#include "base/catalog.h"

#include <string>
#include <string_view>

namespace wangge::app {

// "CGCS2000 / 3 度带 40 带 · EPSG:4528"; systems other than Gauss-Krueger on CGCS2000 by the name given.
std::string crs_text(int epsg, std::string_view name, const base::Catalog& catalog);

} // namespace wangge::app

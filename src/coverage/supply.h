// Which sites supply medicine today.
#pragma once
#include "base/date.h"
#include "model/snapshot.h"

#include <vector>

namespace wangge::coverage {

// Rows of the sites that dispense medicine, have a place, have not lost contact and whose licence has not expired.
std::vector<std::size_t> supplying_sites(const model::Snapshot& snapshot, base::Date as_of);

} // namespace wangge::coverage

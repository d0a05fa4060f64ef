// How far or how long people may have to go, in the unit of the way of travel.
#pragma once
#include "base/message.h"
#include "coverage/norms.h"
#include "reach/reach.h"

#include <string>

namespace wangge::coverage {

using Limits = ByArea<reach::Effort>;

// The norm `norm` in metres ("informant_reach"), or its twin in minutes ("informant_reach_time"), on that day. Throws
// Error(bad_input) "coverage.no_norm".
Limits norm_limits(const Norms& norms, const std::string& norm, reach::Unit unit, base::Date day);

// "1234" metres or "12.5" minutes.
std::string effort_text(reach::Effort effort, reach::Unit unit);
// The argument {unit} of sentences that speak of an effort.
std::pair<std::string, std::string> unit_argument(reach::Unit unit);

} // namespace wangge::coverage

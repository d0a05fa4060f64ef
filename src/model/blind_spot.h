// A place that supervision does not see, with its cause, the evidence and what would close it.
#pragma once
#include "base/message.h"
#include "base/units.h"
#include "geo/types.h"
#include "model/kinds.h"

#include <limits>
#include <string>

namespace wangge::model {

// What is blind. `record` is a register row that never became a site; `plan` stands for all sites and cells at once.
enum class BlindTarget : std::uint8_t { village, site, cell, record, plan };

struct BlindSpot {
    BlindSpotKind kind = BlindSpotKind::supply;
    std::string reason; // stable code of the cause, e.g. "out_of_reach"
    BlindTarget target = BlindTarget::village;
    std::string key, name; // of the target: village code, site key, cell code; what people call it
    geo::MapPoint point{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    std::string township_code, township_name; // empty when unknown
    base::Persons people;
    double severity = 0; // people x excess over the norm x risk weight
    base::Message formula, cause, evidence, fix;
    std::string fix_key; // of the person whom the fix names; empty = nobody
};

} // namespace wangge::model

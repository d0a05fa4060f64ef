// One dated row of a rule book: a number that law or a local plan sets, with where it comes from.
#pragma once
#include "base/date.h"
#include "model/kinds.h"

#include <optional>
#include <string>

namespace wangge::model {

struct Norm {
    std::string key;                   // e.g. "informant_reach"; the known ones are listed in coverage/norms.cpp
    std::optional<AreaType> area_type; // none = any
    double value = 0;                  // in `unit`
    std::string unit;                  // "m", "people", "months", "factor"
    base::Date valid_from, valid_to;   // both days included; no date = open
    std::string source, note;
    bool operator==(const Norm&) const = default;
};

} // namespace wangge::model

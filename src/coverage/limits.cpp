#include "coverage/limits.h"

#include <fmt/format.h>

namespace wangge::coverage {

Limits norm_limits(const Norms& norms, const std::string& norm, reach::Unit unit, base::Date day) {
    Limits limits;
    if (unit == reach::Unit::minutes) {
        const ByArea<base::Minutes> minutes = norms.minutes(norm + "_time", day);
        for (std::size_t type = 0; type < limits.values.size(); ++type)
            limits.values[type] = reach::Effort{minutes.values[type].value};
    } else {
        const ByArea<base::Metres> metres = norms.metres(norm, day);
        for (std::size_t type = 0; type < limits.values.size(); ++type)
            limits.values[type] = reach::Effort{metres.values[type].value};
    }
    return limits;
}

std::string effort_text(reach::Effort effort, reach::Unit unit) {
    return unit == reach::Unit::metres ? fmt::format("{:.0f}", effort.value) : fmt::format("{:.1f}", effort.value);
}

std::pair<std::string, std::string> unit_argument(reach::Unit unit) {
    return {"unit", unit == reach::Unit::metres ? "@coverage.unit.metres" : "@coverage.unit.minutes"};
}

} // namespace wangge::coverage

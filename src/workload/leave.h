// Days on which a person is away.
#pragma once
#include "base/date.h"

#include <optional>
#include <string_view>
#include <vector>

namespace wangge::workload {

struct Leave {
    base::Date first, last; // inclusive
};

// "2026-03-02/2026-03-13; 2026-07-01", also with 至, ~ or "to" between the first day and the last; in order. No value
// when a part cannot be read.
std::optional<std::vector<Leave>> leave_periods(std::string_view text);

inline bool is_away(const std::vector<Leave>& periods, base::Date day) {
    for (const Leave& leave : periods)
        if (leave.first <= day && day <= leave.last)
            return true;
    return false;
}

} // namespace wangge::workload

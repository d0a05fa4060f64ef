// Hours of business as registers and OpenStreetMap write them: 周一至周六 8:00-12:00、14:00-18:00 or Mo-Sa 08:00-18:00.
#pragma once
#include "base/units.h"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace wangge::workload {

struct OpenSpan {
    base::Minutes from, to; // after midnight; to is at most 24 hours
    bool operator==(const OpenSpan&) const = default;
};

// Of each day of the week, Monday first: in order, none = closed.
using OpeningHours = std::array<std::vector<OpenSpan>, 7>;

// Rules follow each other, separated by ";" or by naming days anew; a later one replaces an earlier one on its days,
// and days that none names are closed, unless no rule names a day. Times are 8:00-18:00, 8点-18点, 8时30分至18时, 24
// 小时 or 24/7; a span over midnight ends at midnight. Public holidays (PH) are passed over: visits fall on working
// days. No value for a text that cannot be read or is empty. Form:
// https://wiki.openstreetmap.org/wiki/Key:opening_hours
std::optional<OpeningHours> opening_hours(std::string_view text);

} // namespace wangge::workload

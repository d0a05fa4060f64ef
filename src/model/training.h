// How often somebody was trained.
#pragma once
#include "base/date.h"

#include <optional>
#include <string_view>
#include <vector>

namespace wangge::model {

// Coordinators and informants are trained at least twice a year (norm of the two kinds of assistants).
inline constexpr int least_trainings_a_year = 2;

// "2026-03-05;2026-09-12" (also with commas or 、), in order. No value when a part is no day.
std::optional<std::vector<base::Date>> training_days(std::string_view text);

// Of the twelve months up to and with `as_of`; 0 for what cannot be read.
int trainings_within_a_year(std::string_view text, base::Date as_of);

} // namespace wangge::model

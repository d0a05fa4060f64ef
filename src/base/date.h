// Calendar days as ledgers write them.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wangge::base {

// A day of the Gregorian calendar, as days since 1970-01-01. `Date{}` is no date.
struct Date {
    static constexpr std::int32_t none = INT32_MIN;
    std::int32_t days = none;

    constexpr auto operator<=>(const Date&) const = default;
    constexpr explicit operator bool() const { return days != none; }
    constexpr Date operator+(int more) const { return {days + more}; }
    constexpr int operator-(Date earlier) const { return days - earlier.days; }
};

Date make_date(int year, unsigned month, unsigned day);
// The same day `months` later, or the last day of that month when it is shorter.
Date add_months(Date date, int months);
int year_of(Date date);
// Today on this machine's clock, local time.
Date today();

// Reads 2025-03-01, 2025/3/1, 2025.3.1, 20250301, 2025年3月1日, the same with a time behind it, and Excel's day number
// (20000 to 80000, 1900 system). Empty when it is none of these or not a real day.
std::optional<Date> parse_date(std::string_view text);
// "2025-03-01", or "" for no date.
std::string to_text(Date date);

} // namespace wangge::base

#include "base/date.h"

#include "base/text.h"

#include <chrono>
#include <ctime>
#include <fmt/format.h>
#include <vector>

namespace wangge::base {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day civil(Date date) {
    return year_month_day(sys_days(days(date.days)));
}

} // namespace

Date make_date(int year, unsigned month, unsigned day) {
    const sys_days point = year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day));
    return {static_cast<std::int32_t>(point.time_since_epoch().count())};
}

Date add_months(Date date, int months) {
    year_month_day moved = civil(date) + std::chrono::months(months);
    if (!moved.ok())
        moved = moved.year() / moved.month() / std::chrono::last;
    return {static_cast<std::int32_t>(sys_days(moved).time_since_epoch().count())};
}

int year_of(Date date) {
    return static_cast<int>(civil(date).year());
}

Date today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    return make_date(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

std::optional<Date> parse_date(std::string_view raw) {
    const std::string text = half_width(trimmed(raw));
    std::vector<int> numbers;
    std::vector<int> lengths;
    bool in_number = false;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            if (!in_number) {
                numbers.push_back(0);
                lengths.push_back(0);
            }
            in_number = true;
            if (++lengths.back() > 9)
                return std::nullopt;
            numbers.back() = numbers.back() * 10 + (c - '0');
        } else {
            in_number = false;
            // a sign, a letter or a decimal point in front of the year is not a date
            if (numbers.empty())
                return std::nullopt;
        }
    }
    if (numbers.empty())
        return std::nullopt;
    int year = numbers[0], month = 0, day = 0;
    if (lengths[0] == 8 && year >= 18000101) {
        month = year / 100 % 100;
        day = year % 100;
        year /= 10000;
    } else if (lengths[0] == 4 && numbers.size() >= 3 && lengths[1] <= 2 && lengths[2] <= 2) {
        month = numbers[1];
        day = numbers[2];
    } else if (lengths[0] == 5 && year >= 20000 && year <= 80000 && (numbers.size() == 1 || text[5] == '.')) {
        // Excel counts 1899-12-30 as day 0 for every date after February 1900.
        return Date{make_date(1899, 12, 30).days + year};
    } else {
        return std::nullopt;
    }
    const year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    if (!date.ok() || year < 1800 || year > 2999)
        return std::nullopt;
    return make_date(year, month, day);
}

std::string to_text(Date date) {
    if (!date)
        return {};
    const year_month_day day = civil(date);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

} // namespace wangge::base

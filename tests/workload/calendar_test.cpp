#include "workload/calendar.h"

#include "base/error.h"
#include "base/files.h"

#include <gtest/gtest.h>

namespace wangge::workload {
namespace {

TEST(Calendar, WeekendsHolidaysAndSwappedDays) {
    const Calendar calendar = load_calendar(base::data_folder() / "calendar", "");
    const auto works = [&](unsigned month, unsigned day) {
        return calendar.is_workday(base::make_date(2026, month, day));
    };
    EXPECT_EQ(weekday_of(base::make_date(2026, 11, 22)), 6); // a Sunday
    EXPECT_EQ(weekday_of(base::make_date(1969, 12, 31)), 2); // a Wednesday
    EXPECT_TRUE(works(11, 20));
    EXPECT_FALSE(works(11, 22));
    EXPECT_FALSE(works(10, 1));
    EXPECT_TRUE(works(10, 10)); // a Saturday worked for the National Day
    int days = 0;
    for (base::Date day = base::make_date(2026, 1, 1); day <= base::make_date(2026, 12, 31); day = day + 1)
        days += calendar.is_workday(day);
    EXPECT_EQ(days, 248); // counted with another program
    EXPECT_TRUE(calendar.knows(2026));
    EXPECT_FALSE(calendar.knows(2031));
}

TEST(Calendar, TheDocumentsOwnDaysWinAndFaultsAreNamed) {
    const Calendar calendar = load_calendar(
        base::data_folder() / "calendar",
        R"({"years": [2027], "holidays": [{"from": "2026-10-10", "to": "2026-10-10"}], "workdays": ["2026-10-01"]})");
    EXPECT_FALSE(calendar.is_workday(base::make_date(2026, 10, 10)));
    EXPECT_TRUE(calendar.is_workday(base::make_date(2026, 10, 1)));
    EXPECT_TRUE(calendar.knows(2027));
    const auto fault = [](const char* text) {
        try {
            Calendar().add(text, "f");
        } catch (const base::Error& error) {
            return error.message().id + " @ " + error.where();
        }
        return std::string();
    };
    EXPECT_EQ(fault("[]"), "workload.calendar_bad_value @ f");
    EXPECT_EQ(fault(R"({"holidays": [{"from": "2026-13-01", "to": "2026-01-02"}]})"),
              "workload.calendar_bad_day @ f: holidays[0].from");
    EXPECT_EQ(fault(R"({"workdays": ["soon"]})"), "workload.calendar_bad_day @ f: workdays[0]");
}

} // namespace
} // namespace wangge::workload

#include "base/date.h"

#include <gtest/gtest.h>

namespace wangge::base {
namespace {

TEST(Date, ReadsTheFormsOfRealLedgers) {
    const Date day = make_date(2025, 3, 1);
    for (const char* text : {"2025-03-01", "2025/3/1", "2025.3.1", "20250301", "2025年3月1日", "2025-03-01 08:30:00",
                             "２０２５年３月１日", " 2025-3-1 ", "45717", "45717.5", "2025-03-01T00:00:00Z"})
        EXPECT_EQ(parse_date(text), day) << text;
}

TEST(Date, RefusesWhatIsNoDay) {
    for (const char* text : {"", "2025-02-30", "2025-13-01", "20251301", "abc", "-2025-03-01", "12", "2025", "99999999",
                             "1.5", "2025-3", "00000000000000000"})
        EXPECT_FALSE(parse_date(text)) << text;
}

TEST(Date, TextComesBack) {
    for (int days = -60000; days < 60000; days += 37)
        EXPECT_EQ(parse_date(to_text(Date{days})), Date{days});
    EXPECT_EQ(to_text(Date{}), "");
}

TEST(Date, MonthsEndWhereMonthsEnd) {
    EXPECT_EQ(to_text(add_months(make_date(2024, 1, 31), 1)), "2024-02-29");
    EXPECT_EQ(to_text(add_months(make_date(2025, 3, 15), -3)), "2024-12-15");
    EXPECT_EQ(make_date(2026, 11, 22) - make_date(2025, 11, 22), 365);
}

} // namespace
} // namespace wangge::base

#include "workload/leave.h"
#include "workload/opening_hours.h"

#include <gtest/gtest.h>

namespace wangge::workload {
namespace {

// "1 08:00-12:00 ..." of each day that is open, Monday = 1.
std::string shown(std::string_view text) {
    const auto hours = opening_hours(text);
    if (!hours)
        return "?";
    std::string all;
    for (std::size_t day = 0; day < 7; ++day) {
        if ((*hours)[day].empty())
            continue;
        all += (all.empty() ? "" : " ") + std::to_string(day + 1);
        for (const OpenSpan& span : (*hours)[day])
            all += "[" + std::to_string(static_cast<int>(span.from.value)) + "," +
                   std::to_string(static_cast<int>(span.to.value)) + "]";
    }
    return all;
}

TEST(OpeningHours, ReadsWhatRegistersAndMapsWrite) {
    EXPECT_EQ(shown("Mo-Fr 08:00-18:00"), "1[480,1080] 2[480,1080] 3[480,1080] 4[480,1080] 5[480,1080]");
    EXPECT_EQ(shown("周一至周五 8:00-18:00"), shown("Mo-Fr 08:00-18:00"));
    EXPECT_EQ(shown("工作日：8点～18点"), shown("Mo-Fr 08:00-18:00"));
    EXPECT_EQ(shown("星期一到星期五 8时—18时"), shown("Mo-Fr 08:00-18:00"));
    EXPECT_EQ(shown("Mo-Fr 08:00-18:00; PH off"), shown("Mo-Fr 08:00-18:00"));
    EXPECT_EQ(shown("Sa 08:30-12:00,14:00-17:30"), "6[510,720][840,1050]");
    EXPECT_EQ(shown("周六 上午8:30-12:00 下午2:00-5:30"), shown("Sa 08:30-12:00,14:00-17:30"));
    EXPECT_EQ(shown("周六8点半-12点、14:00至17:30"), shown("Sa 08:30-12:00,14:00-17:30"));
    EXPECT_EQ(shown("周一、三、五 9-17"), "1[540,1020] 3[540,1020] 5[540,1020]");
    EXPECT_EQ(shown("Mo,We,Fr 09:00-17:00"), shown("周一、三、五 9-17"));
    EXPECT_EQ(shown("Sa-Mo 10:00-11:00"), "1[600,660] 6[600,660] 7[600,660]"); // over the week's end
    // a later rule replaces an earlier one on its days
    EXPECT_EQ(shown("08:00-20:00; Tu-Su off"), "1[480,1200]");
    EXPECT_EQ(shown("每天 8:00-20:00，周二至周日休息"), "1[480,1200]");
    EXPECT_EQ(shown("Su 22:00-02:00"), "7[1320,1440]"); // a span over midnight ends there
    EXPECT_EQ(shown("营业时间：周日 9:00-21:00"), "7[540,1260]");
    for (const char* all : {"24/7", "24小时营业", "全天", "00:00-24:00", "每天 0:00-24:00"})
        EXPECT_EQ(shown(all), "1[0,1440] 2[0,1440] 3[0,1440] 4[0,1440] 5[0,1440] 6[0,1440] 7[0,1440]") << all;
    for (const char* not_hours : {"", "电话预约", "by appointment", "Mo-Fr", "8:75-9:00", "Mo 08:00", "sunrise-sunset"})
        EXPECT_EQ(shown(not_hours), "?") << not_hours;
}

TEST(Leave, IsDaysFromTo) {
    const auto periods = leave_periods("2026-07-01; 2026-03-02/2026-03-13；2026/8/3至2026/8/5");
    ASSERT_TRUE(periods);
    ASSERT_EQ(periods->size(), 3u);
    EXPECT_EQ((*periods)[0].first, base::make_date(2026, 3, 2));
    EXPECT_EQ((*periods)[0].last, base::make_date(2026, 3, 13));
    EXPECT_EQ((*periods)[2].last, base::make_date(2026, 8, 5));
    EXPECT_TRUE(is_away(*periods, base::make_date(2026, 3, 13)));
    EXPECT_FALSE(is_away(*periods, base::make_date(2026, 3, 14)));
    EXPECT_TRUE(is_away(*periods, base::make_date(2026, 7, 1)));
    EXPECT_TRUE(leave_periods("")->empty());
    EXPECT_FALSE(leave_periods("产假"));
    EXPECT_FALSE(leave_periods("2026-03-13/2026-03-02"));
}

} // namespace
} // namespace wangge::workload

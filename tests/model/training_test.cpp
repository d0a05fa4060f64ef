#include "model/training.h"

#include <gtest/gtest.h>

namespace wangge::model {
namespace {

TEST(Training, IsCountedOverTheTwelveMonthsBefore) {
    const base::Date today = base::make_date(2026, 11, 22);
    EXPECT_EQ(trainings_within_a_year("2026-03-05；2026/9/12、2025-11-22, 2025-11-23;2027-01-01", today), 3);
    EXPECT_EQ(trainings_within_a_year("", today), 0);
    EXPECT_EQ(trainings_within_a_year("去年两次", today), 0);
    EXPECT_FALSE(training_days("去年两次"));
    EXPECT_EQ(training_days("2026-09-12;2026-03-05")->front(), base::make_date(2026, 3, 5));
}

} // namespace
} // namespace wangge::model

#include "siting/set_cover.h"

#include <gtest/gtest.h>

namespace wangge::siting {
namespace {

TEST(SetCover, TakesTheOneCandidateThatCoversAll) {
    Lists rows;
    for (const std::vector<std::int32_t>& row : {std::vector<std::int32_t>{0, 2}, {1, 2}})
        rows.add(row);
    base::QuietFeedback quiet;
    const Answer answer = solve_set_cover({incidence_of(rows, 3), {1, 1, 1}}, {}, quiet);
    EXPECT_EQ(answer.chosen, std::vector<std::int32_t>{2});
    EXPECT_EQ(answer.objective, 1);
}

} // namespace
} // namespace wangge::siting

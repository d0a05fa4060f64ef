// Covering models on the public instances: each answer is valued again from the file by other means, and compared with
// the published optimum.
#include "app/solve/solvers.h"
#include "support/known_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <numbers>
#include <sstream>

namespace wangge::app {
namespace {

SolveResult solve(std::string_view problem, std::string_view format, const SolveRequest& request) {
    base::QuietFeedback quiet;
    for (const Solver& solver : solvers())
        if (solver.problem == problem && solver.format == format)
            return solver.run(request, quiet);
    ADD_FAILURE() << "no solver " << problem;
    return {};
}

constexpr int most_nodes = 300; // tests/bench/solve_bench has all instances

TEST(CoverSolvers, CentersOfGraphs) {
    const auto known = test::known_values("p-center");
    if (known.empty())
        GTEST_SKIP() << "the public instances are not here";
    int tried = 0;
    for (const test::KnownValue& row : known) {
        std::ifstream in(row.file);
        int n = 0, m = 0, p = 0;
        in >> n >> m >> p;
        if (n > most_nodes)
            continue;
        ++tried;
        const SolveResult result = solve("p-center", "orlib", {.file = row.file});
        // Bellman and Ford from all chosen at once.
        std::vector<std::vector<std::int64_t>> cost(n, std::vector<std::int64_t>(n, -1));
        for (int e = 0; e < m; ++e) {
            int i = 0, j = 0, c = 0;
            in >> i >> j >> c;
            cost[i - 1][j - 1] = cost[j - 1][i - 1] = c;
        }
        std::vector<std::int64_t> way(n, 1'000'000'000);
        for (const std::int32_t c : result.answer.chosen)
            way[c] = 0;
        for (bool changed = true; changed;) {
            changed = false;
            for (int i = 0; i < n; ++i)
                for (int j = 0; j < n; ++j)
                    if (cost[i][j] >= 0 && way[i] + cost[i][j] < way[j]) {
                        way[j] = way[i] + cost[i][j];
                        changed = true;
                    }
        }
        EXPECT_LE(static_cast<int>(result.answer.chosen.size()), p);
        EXPECT_EQ(*std::max_element(way.begin(), way.end()), result.answer.objective) << row.instance;
        EXPECT_EQ(result.answer.objective, row.value) << row.instance;
        EXPECT_TRUE(result.answer.proven()) << row.instance;
    }
    EXPECT_GT(tried, 8);
}

TEST(CoverSolvers, SanFranciscoStores) {
    const auto cover = test::known_values("LSCP 5km"), most = test::known_values("MCLP 5km p4"),
               center = test::known_values("p-center p4");
    if (cover.empty())
        GTEST_SKIP() << "the public instances are not here";
    const siting::Answer lscp = solve("lscp", "distances", {.file = cover[0].file, .radius = 5000}).answer;
    EXPECT_EQ(lscp.objective, cover[0].value);
    EXPECT_TRUE(lscp.proven());
    const siting::Answer mclp = solve("mclp", "distances", {.file = most[0].file, .p = 4, .radius = 5000}).answer;
    EXPECT_EQ(mclp.objective, most[0].value);
    EXPECT_TRUE(mclp.proven());
    const auto [answer, units] = solve("p-center", "distances", {.file = center[0].file, .p = 4});
    EXPECT_NEAR(static_cast<double>(answer.objective) / units, center[0].value, 1e-6);
    EXPECT_TRUE(answer.proven());
}

double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

// The haversine formula; the solver's reader measures chords.
double metres(const std::array<double, 2>& a, const std::array<double, 2>& b) {
    const double s = std::sin(radians(b[0] - a[0]) / 2), t = std::sin(radians(b[1] - a[1]) / 2);
    return 2 * 6'378'100 * std::asin(std::sqrt(s * s + std::cos(radians(a[0])) * std::cos(radians(b[0])) * t * t));
}

TEST(CoverSolvers, MostPeopleOfACity) {
    for (const test::KnownValue& row : test::known_values("MCLP p_radius")) {
        if (row.instance != "NewYork_50_400")
            continue;
        // A short run: the answer must be right and never better than the optimum, not the best.
        const siting::Answer answer =
            solve("mclp", "points", {.file = row.file, .p = 50, .radius = 400, .budget = {.seconds = 3}}).answer;
        std::ifstream in(row.file);
        std::string line;
        while (std::getline(in, line) && !line.starts_with("NODE_COORD_SECTION")) {
        }
        std::vector<std::array<double, 2>> points;
        while (std::getline(in, line) && !line.starts_with("DEMAND_SECTION")) {
            std::istringstream words(line);
            points.emplace_back();
            words >> points.back()[0] >> points.back()[1];
        }
        std::int64_t sum = 0;
        for (const auto& point : points) {
            std::int64_t people = 0;
            in >> people;
            bool covered = false;
            for (const std::int32_t c : answer.chosen)
                covered = covered || metres(point, points[c]) <= 400;
            sum += covered ? people : 0;
        }
        EXPECT_LE(answer.chosen.size(), 50u);
        EXPECT_EQ(sum, answer.objective);
        EXPECT_LE(answer.objective, row.value);
        EXPECT_GE(answer.bound, row.value);
        EXPECT_GT(answer.objective, 0.97 * row.value);
        return;
    }
    GTEST_SKIP() << "the public instances are not here";
}

} // namespace
} // namespace wangge::app

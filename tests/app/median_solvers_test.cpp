// p-median on the public instances: each answer is valued again from the file, and compared with the published optimum.
#include "app/solve/solvers.h"
#include "base/error.h"
#include "base/files.h"
#include "support/gap_value.h"
#include "support/known_values.h"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <set>

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

constexpr int most_nodes = 200; // tests/bench/solve_bench has all instances

// Floyd and Warshall's shortest ways; the solver's reader uses another method.
struct Ways {
    int nodes = 0, p = 0;
    std::vector<std::int64_t> length;
    std::int64_t& at(int i, int j) { return length[static_cast<std::size_t>(i) * nodes + j]; }
};
Ways ways_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    Ways ways;
    int edges = 0;
    in >> ways.nodes >> edges >> ways.p;
    ways.length.assign(static_cast<std::size_t>(ways.nodes) * ways.nodes, 1'000'000'000);
    for (int i = 0; i < ways.nodes; ++i)
        ways.at(i, i) = 0;
    for (int e = 0; e < edges; ++e) {
        int i = 0, j = 0, cost = 0;
        in >> i >> j >> cost;
        ways.at(i - 1, j - 1) = ways.at(j - 1, i - 1) = cost;
    }
    if (ways.nodes > most_nodes)
        return ways;
    for (int k = 0; k < ways.nodes; ++k)
        for (int i = 0; i < ways.nodes; ++i)
            for (int j = 0; j < ways.nodes; ++j)
                ways.at(i, j) = std::min(ways.at(i, j), ways.at(i, k) + ways.at(k, j));
    return ways;
}

TEST(MedianSolvers, GraphsOfTheLiterature) {
    const auto known = test::known_values("p-median");
    if (known.empty())
        GTEST_SKIP() << "the public instances are not here";
    int tried = 0;
    for (const test::KnownValue& row : known) {
        Ways ways = ways_of(row.file);
        if (ways.nodes > most_nodes)
            continue;
        ++tried;
        const auto [answer, units] = solve("p-median", "orlib", {.file = row.file});
        std::int64_t sum = 0;
        for (int i = 0; i < ways.nodes; ++i) {
            std::int64_t least = 1'000'000'000;
            for (const std::int32_t j : answer.chosen)
                least = std::min(least, ways.at(i, j));
            sum += least;
            EXPECT_EQ(ways.at(i, answer.assignment[i]), least);
        }
        EXPECT_EQ(answer.chosen.size(), static_cast<std::size_t>(ways.p));
        EXPECT_EQ(answer.objective, sum) << row.instance;
        EXPECT_EQ(sum, row.value) << row.instance;
        EXPECT_TRUE(answer.proven()) << row.instance;
    }
    EXPECT_GT(tried, 5);
}

TEST(MedianSolvers, SanFranciscoStores) {
    const auto known = test::known_values("p-median p4");
    if (known.empty())
        GTEST_SKIP() << "the public instances are not here";
    const auto [answer, units] = solve("p-median", "distances", {.file = known[0].file, .p = 4});
    EXPECT_TRUE(answer.proven());
    // Each of 205 costs is rounded to a whole number.
    EXPECT_NEAR(static_cast<double>(answer.objective) / units, known[0].value, 103 / units);
}

TEST(MedianSolvers, CapacitatedOfTheLiterature) {
    const auto known = test::known_values("capacitated p-median");
    if (known.empty())
        GTEST_SKIP() << "the public instances are not here";
    for (const test::KnownValue& row : known) {
        if (row.instance > "pmedcap01")
            break; // tests/bench/solve_bench has them all
        const auto [answer, units] = solve("capacitated-p-median", "orlib", {.file = row.file});
        std::ifstream in(row.file);
        int number = 0, best = 0, customers = 0, p = 0;
        std::int64_t capacity = 0;
        in >> number >> best >> customers >> p >> capacity;
        std::vector<std::int64_t> x(customers), y(customers), demand(customers), load(customers, 0);
        for (int i = 0; i < customers; ++i)
            in >> number >> x[i] >> y[i] >> demand[i];
        std::int64_t sum = 0;
        std::set<std::int32_t> used;
        for (int i = 0; i < customers; ++i) {
            const std::int32_t j = answer.assignment.at(i);
            const std::int64_t square = (x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]);
            std::int64_t root = 0;
            while ((root + 1) * (root + 1) <= square)
                ++root;
            sum += root;
            EXPECT_LE(load[j] += demand[i], capacity);
            used.insert(j);
        }
        EXPECT_LE(used.size(), static_cast<std::size_t>(p));
        EXPECT_EQ(answer.objective, sum) << row.instance;
        EXPECT_EQ(sum, row.value) << row.instance;
        EXPECT_TRUE(answer.proven()) << row.instance;
    }
}

TEST(MedianSolvers, AssignmentOfTheLiterature) {
    for (const bool maximise : {false, true}) {
        const auto known = test::known_values(maximise ? "GAP Max" : "GAP Min");
        if (known.empty())
            GTEST_SKIP() << "the public instances are not here";
        const test::KnownValue& row = known.front(); // tests/bench/solve_bench has them all
        SolveRequest request{.file = row.file};
        request.maximise = maximise;
        const auto [answer, units] = solve("gap", "orlib", request);
        const auto value = test::gap_value(row.file, answer.assignment);
        ASSERT_TRUE(value) << row.instance;
        EXPECT_EQ(answer.objective, *value) << row.instance;
        EXPECT_EQ(*value, row.value) << row.instance;
        EXPECT_TRUE(answer.proven()) << row.instance;
    }
}

TEST(MedianSolvers, TheLastOfARepeatedEdgeCountsAndBadFilesAreRefused) {
    const std::filesystem::path file = testing::TempDir() + "wangge_median_solvers.txt";
    const auto write = [&](const std::string& text) { base::write_file(file, text); };
    write("3 3 1\n1 2 9\n2 3 4\n2 1 5\n");
    const auto [answer, units] = solve("p-median", "orlib", {.file = file});
    EXPECT_EQ(answer.objective, 9);
    EXPECT_EQ(answer.chosen, std::vector<std::int32_t>{1});
    // two places that no way joins, and one person
    write("2 0 1\n");
    EXPECT_FALSE(solve("p-median", "orlib", {.file = file}).answer.feasible);
    for (const std::string text : {"", "3 1 1\n1 2", "3 1 1\n1 4 5", "3 1 4\n1 2 5", "x y z", "3 1 1\n1 2 -5"}) {
        write(text);
        EXPECT_THROW(solve("p-median", "orlib", {.file = file}), base::Error) << text;
    }
    write("distance,name\n1,A\n");
    EXPECT_THROW(solve("p-median", "distances", {.file = file, .p = 1}), base::Error);
    write("distance,name,DestinationName,demand\nfar,A,B,1\n");
    EXPECT_THROW(solve("p-median", "distances", {.file = file, .p = 1}), base::Error);
    write("distance,name,DestinationName,demand\n3,A,X,2\n1,B,X,2\n1,A,Y,1\n5,B,Y,1\n");
    const auto [table, scale] = solve("p-median", "distances", {.file = file, .p = 1});
    EXPECT_EQ(static_cast<double>(table.objective) / scale, 7);
    EXPECT_THROW(solve("p-median", "distances", {.file = file, .p = 3}), base::Error);
    std::filesystem::remove(file);
}

} // namespace
} // namespace wangge::app

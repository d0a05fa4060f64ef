// Zones on the public county graphs: each answer is valued again from the file by other means.
#include "app/solve/solvers.h"
#include "base/error.h"
#include "support/known_values.h"

#include <cmath>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

namespace wangge::app {
namespace {

siting::Answer solve(const std::filesystem::path& file, int zones, double seconds) {
    base::QuietFeedback quiet;
    for (const Solver& solver : solvers())
        if (solver.problem == "zones")
            return solver.run({.file = file, .p = zones, .budget = {.seconds = seconds}}, quiet).answer;
    ADD_FAILURE() << "no solver";
    return {};
}

// Cut edges of the answer as the file states the problem.
int checked_cut(const nlohmann::json& graph, const std::vector<std::int32_t>& zone, int zones) {
    std::set<std::pair<int, int>> edges;
    double total = 0;
    std::vector<double> people(zones, 0);
    for (int n = 0; n < static_cast<int>(zone.size()); ++n) {
        total += graph["nodes"][n]["POP10"].get<double>();
        people.at(zone[n]) += graph["nodes"][n]["POP10"].get<double>();
        EXPECT_EQ(graph["nodes"][n]["id"], n);
        for (const auto& link : graph["adjacency"][n])
            edges.emplace(std::min(n, link["id"].get<int>()), std::max(n, link["id"].get<int>()));
    }
    for (const double part : people)
        EXPECT_LE(std::abs(part * zones / total - 1), 0.005);
    int cut = 0;
    for (const auto& [a, b] : edges)
        cut += zone[a] != zone[b];
    // Each zone's cells take its lowest number from their neighbours until nothing changes: one number a zone.
    std::vector<int> number(zone.size());
    for (int n = 0; n < static_cast<int>(zone.size()); ++n)
        number[n] = n;
    for (bool changed = true; changed;) {
        changed = false;
        for (const auto& [a, b] : edges)
            if (zone[a] == zone[b] && number[a] != number[b]) {
                number[a] = number[b] = std::min(number[a], number[b]);
                changed = true;
            }
    }
    EXPECT_EQ(std::set<int>(number.begin(), number.end()).size(), static_cast<std::size_t>(zones));
    return cut;
}

TEST(ZoneSolvers, CountyGraphs) {
    const auto known = test::known_values("contiguous zones, population within 0.5 %, fewest cut edges");
    if (known.empty())
        GTEST_SKIP() << "the public instances are not here";
    for (const test::KnownValue& row : known) {
        if (row.instance != "ME k=2" && row.instance != "ID k=2" && row.instance != "NE k=3")
            continue; // tests/bench/solve_bench has all instances
        const int zones = row.instance.back() - '0';
        const siting::Answer answer = solve(row.file, zones, 1.5);
        ASSERT_TRUE(answer.feasible) << row.instance;
        std::ifstream in(row.file);
        EXPECT_EQ(checked_cut(nlohmann::json::parse(in), answer.assignment, zones), answer.objective) << row.instance;
        EXPECT_GE(answer.objective, row.value) << row.instance;
        EXPECT_LE(answer.bound, row.value) << row.instance;
        EXPECT_LE(answer.objective, 1.2 * row.value) << row.instance;
    }
}

class GraphFile : public ::testing::Test {
protected:
    siting::Answer solve_text(std::string_view text) {
        std::ofstream(m_file) << text;
        return solve(m_file, 2, 0.2);
    }
    ~GraphFile() override { std::filesystem::remove(m_file); }
    std::filesystem::path m_file = std::filesystem::temp_directory_path() / "wangge_zone_graph.json";
};

TEST_F(GraphFile, BothFormsAreRead) {
    const siting::Answer links = solve_text(R"({"nodes": [{"id": "a", "POP10": 3}, {"id": "b", "POP10": 1},
        {"id": "c", "POP10": 2}], "links": [{"source": "a", "target": "b"}, {"source": "b", "target": "c"}]})");
    EXPECT_EQ(links.objective, 1);
    EXPECT_TRUE(links.proven());
    const siting::Answer adjacency = solve_text(R"({"nodes": [{"id": 0, "POP10": 3}, {"id": 1, "POP10": 1},
        {"id": 2, "POP10": 2}], "adjacency": [[{"id": 1}, {"id": 2}], [{"id": 0}, {"id": 2}], []]})");
    EXPECT_EQ(adjacency.objective, 2); // a triangle: one against two
}

TEST_F(GraphFile, WhatIsNotAGraphIsRefused) {
    for (const char* text : {"[]", "{", R"({"nodes": [{"id": 0}], "links": []})",
                             R"({"nodes": [{"id": 0, "POP10": -1}, {"id": 1, "POP10": 2}], "links": []})",
                             R"({"nodes": [{"id": 0, "POP10": 1}, {"id": 0, "POP10": 2}], "links": []})",
                             R"({"nodes": [{"id": 0, "POP10": 1}, {"id": 1, "POP10": 2}], "links": [{"source": 0}]})",
                             R"({"nodes": [{"id": 0, "POP10": 1}, {"id": 1, "POP10": 2}]})"})
        EXPECT_THROW(solve_text(text), base::Error) << text;
}

} // namespace
} // namespace wangge::app

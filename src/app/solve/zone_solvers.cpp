// Contiguous zones of nearly equal population on public adjacency graphs.
#include "app/solve/instance_files.h"
#include "app/solve/solvers.h"
#include "assign/even_zones.h"
#include "base/error.h"
#include "base/files.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace wangge::app {
namespace {

using nlohmann::json;

[[noreturn]] void fail_graph(const std::filesystem::path& file) {
    base::fail_input("solve.bad_graph", {{"file", file.filename().string()}});
}

// The column with the population of a node: some states' graphs have no POP10.
const char* people_column(const json& node) {
    return node.contains("POP10") ? "POP10" : "TOTPOP";
}

// networkx's adjacency form (the neighbours of each node) or its node-link form (links between two nodes), with the
// population of each node.
assign::EvenZones graph_of(const std::filesystem::path& file) {
    const json graph = json::parse(base::read_file(file), nullptr, false);
    if (!graph.is_object() || !graph.contains("nodes") || !graph["nodes"].is_array())
        fail_graph(file);
    assign::EvenZones problem;
    std::map<json, std::int32_t> row;
    for (const json& node : graph["nodes"]) {
        const char* column = people_column(node);
        if (!node.is_object() || !node.contains("id") || !node.contains(column) || !node[column].is_number_integer())
            fail_graph(file);
        const auto people = node[column].get<std::int64_t>();
        if (people < 0 || people > 10'000'000'000 || !row.emplace(node["id"], problem.cells()).second)
            fail_graph(file);
        problem.weight.push_back(people);
    }
    std::vector<std::vector<std::int32_t>> near(problem.weight.size());
    const auto join = [&](std::int32_t a, const json& link, const char* end) {
        const auto b = link.is_object() && link.contains(end) ? row.find(link[end]) : row.end();
        if (b == row.end())
            fail_graph(file);
        if (a != b->second) {
            near[a].push_back(b->second);
            near[b->second].push_back(a);
        }
    };
    if (graph.contains("adjacency") && graph["adjacency"].is_array() && graph["adjacency"].size() == near.size()) {
        for (std::size_t n = 0; n < near.size(); ++n)
            for (const json& link : graph["adjacency"][n])
                join(static_cast<std::int32_t>(n), link, "id");
    } else if (graph.contains("links") && graph["links"].is_array()) {
        for (const json& link : graph["links"]) {
            const auto a = link.is_object() && link.contains("source") ? row.find(link["source"]) : row.end();
            if (a == row.end())
                fail_graph(file);
            join(a->second, link, "target");
        }
    } else {
        fail_graph(file);
    }
    for (auto& list : near) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
        problem.neighbours.add(list);
    }
    return problem;
}

// Public instances are small and their optimum is worth waiting for.
constexpr int patience = 400;

SolveResult solve_zones(const SolveRequest& request, base::Feedback& feedback) {
    assign::EvenZones problem = graph_of(request.file);
    problem.zones = static_cast<std::int32_t>(checked_p(request.p, 0, problem.weight.size()));
    problem.tolerance = request.tolerance;
    problem.patience = patience;
    return {assign::solve_even_zones(problem, request.budget, feedback)};
}

constexpr Solver rows[] = {
    {"zones", "graph", solve_zones},
};

} // namespace

std::span<const Solver> zone_solvers() {
    return rows;
}

} // namespace wangge::app

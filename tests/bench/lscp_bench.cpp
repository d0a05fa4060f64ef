// Fewest places for every one of N nodes, each node also a place (LSCP): random towns on a plane and along roads of a
// lattice. Prints one JSON object: for each instance the places, the bound, whether proven within the budget, seconds
// by the clock and of the processors. argv: nodes (default 1000), seconds for each instance (default 5).
#include "base/random.h"
#include "siting/set_cover.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>

using namespace wangge;
using nlohmann::json;

namespace {

// Nodes in a square of 100 x 100; in every third instance most of them lie in ten towns.
siting::Lists neighbours(int nodes, double radius, std::uint64_t seed) {
    base::Random random(seed);
    std::vector<double> x, y, town_x, town_y;
    for (int t = 0; t < 10; ++t) {
        town_x.push_back(random.uniform(0, 100));
        town_y.push_back(random.uniform(0, 100));
    }
    for (int n = 0; n < nodes; ++n) {
        const bool in_town = seed % 3 == 0 && random.below(4) > 0;
        const std::uint64_t t = random.below(10);
        x.push_back(in_town ? town_x[t] + 6 * random.normal() : random.uniform(0, 100));
        y.push_back(in_town ? town_y[t] + 6 * random.normal() : random.uniform(0, 100));
    }
    siting::Lists lists;
    std::vector<std::int32_t> near;
    for (int a = 0; a < nodes; ++a) {
        near.clear();
        for (int b = 0; b < nodes; ++b)
            if (std::hypot(x[a] - x[b], y[a] - y[b]) <= radius)
                near.push_back(b);
        lists.add(near);
    }
    return lists;
}

} // namespace

int main(int argc, char** argv) {
    const int nodes = argc > 1 ? std::atoi(argv[1]) : 1000;
    const double seconds = argc > 2 ? std::atof(argv[2]) : 5;
    json result = {{"nodes", nodes}, {"instances", json::array()}};
    int proven = 0, wrong = 0;
    for (const double radius : {3.0, 5.0, 8.0, 12.0})
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            siting::SetCover problem;
            problem.covers = siting::incidence_of(neighbours(nodes, radius, seed), static_cast<std::size_t>(nodes));
            base::QuietFeedback quiet;
            const std::clock_t began = std::clock();
            const siting::Answer answer = siting::solve_set_cover(problem, {.seconds = seconds}, quiet);
            const double cpu = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
            std::vector<char> covered(problem.covers.demands(), 0);
            for (const std::int32_t c : answer.chosen)
                for (const std::int32_t d : problem.covers.by_candidate[c])
                    covered[d] = 1;
            wrong += std::count(covered.begin(), covered.end(), 0) > 0 ||
                     answer.objective != static_cast<siting::Value>(answer.chosen.size());
            proven += answer.proven();
            result["instances"].push_back({{"radius", radius},
                                           {"seed", seed},
                                           {"places", answer.objective},
                                           {"bound", answer.bound},
                                           {"proven", answer.proven()},
                                           {"seconds", answer.seconds},
                                           {"cpu_seconds", cpu}});
        }
    result["proven"] = proven;
    result["wrong"] = wrong;
    std::printf("%s\n", result.dump(1).c_str());
    return wrong == 0 ? 0 : 1;
}

// Towns by chance on a strip of country: a small maximal covering problem, and its answer by trying everything.
#pragma once
#include "base/random.h"
#include "siting/max_cover.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace wangge::test {

// On `length` by 30; a place covers the towns within 16.
inline siting::MaxCover towns(int count, int p, bool with_bonus, std::uint64_t seed, double length = 100) {
    base::Random random(seed);
    std::vector<double> x, y;
    siting::MaxCover problem;
    for (int i = 0; i < count; ++i) {
        x.push_back(random.uniform(0, length));
        y.push_back(random.uniform(0, 30));
        problem.at.push_back({x.back(), y.back()});
        problem.weight.push_back(static_cast<siting::Value>(random.below(40)));
        if (with_bonus)
            problem.bonus.push_back(static_cast<siting::Value>(random.below(10)));
    }
    siting::Lists near;
    for (int a = 0; a < count; ++a) {
        std::vector<std::int32_t> row;
        for (int b = 0; b < count; ++b)
            if (std::hypot(x[a] - x[b], y[a] - y[b]) <= 16)
                row.push_back(b);
        near.add(row);
    }
    problem.covers = siting::incidence_of(std::move(near), static_cast<std::size_t>(count));
    problem.p = p;
    return problem;
}

inline std::vector<std::int32_t> members(unsigned set) {
    std::vector<std::int32_t> rows;
    for (; set != 0; set &= set - 1)
        rows.push_back(std::countr_zero(set));
    return rows;
}

// By trying every set of places.
inline siting::Value best_of_all(const siting::MaxCover& problem) {
    siting::Value best = 0;
    for (unsigned set = 0; set < 1U << problem.covers.candidates(); ++set)
        if (std::popcount(set) <= problem.p)
            best = std::max(best, siting::covered_weight(problem, members(set)));
    return best;
}

} // namespace wangge::test

#include "render/clusters.h"

#include <algorithm>
#include <cmath>

namespace wangge::render {

namespace {

// A square of the fixed grid, with its first points kept so that few points can stay single.
struct Square {
    std::int32_t count = 0;
    std::int32_t missing = 0;
    double sum_x = 0, sum_y = 0;
    std::int32_t rows[4] = {-1, -1, -1, -1};
};

bool far_apart(const Square& square, const std::vector<double>& x, const std::vector<double>& y, double apart) {
    for (int i = 0; i < square.count; ++i)
        for (int k = 0; k < i; ++k)
            if (std::hypot(x[square.rows[i]] - x[square.rows[k]], y[square.rows[i]] - y[square.rows[k]]) < apart)
                return false;
    return true;
}

} // namespace

std::vector<Cluster> clusters(const std::vector<double>& x, const std::vector<double>& y, const geo::Box& box,
                              base::Metres cell, base::Metres apart, std::span<const std::uint8_t> missing) {
    if (box.empty())
        return {};
    const auto first_column = static_cast<std::int64_t>(std::floor(box.min_x / cell.value));
    const auto first_row = static_cast<std::int64_t>(std::floor(box.min_y / cell.value));
    const auto columns = static_cast<std::int64_t>(std::floor(box.max_x / cell.value)) - first_column + 1;
    const auto rows = static_cast<std::int64_t>(std::floor(box.max_y / cell.value)) - first_row + 1;
    std::vector<Square> squares(static_cast<std::size_t>(columns * rows));
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (std::isnan(x[i]) || std::isnan(y[i]))
            continue;
        const double column = std::floor(x[i] / cell.value) - first_column,
                     row = std::floor(y[i] / cell.value) - first_row;
        if (column < 0 || row < 0 || column >= columns || row >= rows)
            continue;
        Square& square = squares[static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column)];
        if (square.count < 4)
            square.rows[square.count] = static_cast<std::int32_t>(i);
        ++square.count;
        square.missing += !missing.empty() && missing[i];
        square.sum_x += x[i];
        square.sum_y += y[i];
    }
    std::vector<Cluster> result;
    for (const Square& s : squares) {
        if (s.count == 0)
            continue;
        if (s.count <= 4 && far_apart(s, x, y, apart.value))
            for (int i = 0; i < s.count; ++i)
                result.push_back({{x[s.rows[i]], y[s.rows[i]]},
                                  1,
                                  !missing.empty() && missing[static_cast<std::size_t>(s.rows[i])] ? 1 : 0,
                                  {s.rows[i], -1, -1}});
        else
            result.push_back(
                {{s.sum_x / s.count, s.sum_y / s.count}, s.count, s.missing, {s.rows[0], s.rows[1], s.rows[2]}});
    }
    return result;
}

std::vector<Cluster> merged(std::vector<Cluster> list, const std::function<double(std::int32_t)>& radius) {
    std::stable_sort(list.begin(), list.end(), [](const Cluster& a, const Cluster& b) { return a.count > b.count; });
    std::vector<Cluster> kept;
    for (const Cluster& c : list) {
        bool swallowed = false;
        for (Cluster& big : kept) {
            // Single marks may touch each other; only a group swallows.
            if (big.count < 2)
                break;
            const double room = 0.9 * (radius(big.count) + radius(c.count));
            if (std::abs(big.at.x - c.at.x) < room && std::hypot(big.at.x - c.at.x, big.at.y - c.at.y) < room) {
                for (std::int32_t i = 0; i < c.count && big.count + i < 3; ++i)
                    big.rows[big.count + i] = c.rows[i];
                big.count += c.count;
                big.missing += c.missing;
                swallowed = true;
                break;
            }
        }
        if (!swallowed)
            kept.push_back(c);
    }
    return kept;
}

} // namespace wangge::render

#include "render/clusters.h"

#include <algorithm>
#include <cmath>

namespace wangge::render {

Grouping::Grouping(const geo::Box& box, base::Metres cell, base::Metres apart)
    : m_cell(cell.value), m_apart(apart.value) {
    if (box.empty())
        return;
    m_first_column = std::floor(box.min_x / m_cell);
    m_first_row = std::floor(box.min_y / m_cell);
    m_columns = std::floor(box.max_x / m_cell) - m_first_column + 1;
    m_rows = std::floor(box.max_y / m_cell) - m_first_row + 1;
    m_squares.resize(static_cast<std::size_t>(m_columns * m_rows));
}

Grouping::Square* Grouping::square_at(geo::MapPoint at) {
    const double column = std::floor(at.x / m_cell) - m_first_column, row = std::floor(at.y / m_cell) - m_first_row;
    if (!(column >= 0 && row >= 0 && column < m_columns && row < m_rows)) // NaN, too
        return nullptr;
    return &m_squares[static_cast<std::size_t>(row * m_columns + column)];
}

void Grouping::add(geo::MapPoint at, std::int32_t row, bool missing) {
    Square* square = square_at(at);
    if (!square)
        return;
    if (square->count < 4)
        square->first[square->count] = {at, row, missing};
    ++square->count;
    square->missing += missing;
    square->sum_x += at.x;
    square->sum_y += at.y;
}

bool Grouping::add_together(const geo::Box& box, geo::MapPoint middle, std::uint32_t count, std::uint32_t missing) {
    if (count <= 4 || std::floor(box.min_x / m_cell) != std::floor(box.max_x / m_cell) ||
        std::floor(box.min_y / m_cell) != std::floor(box.max_y / m_cell))
        return false;
    if (Square* square = square_at({box.min_x, box.min_y})) {
        square->count += static_cast<std::int32_t>(count);
        square->missing += static_cast<std::int32_t>(missing);
        square->sum_x += middle.x * count;
        square->sum_y += middle.y * count;
    }
    return true;
}

bool Grouping::far_apart(const Square& square) const {
    for (int i = 0; i < square.count; ++i)
        for (int k = 0; k < i; ++k) {
            const geo::MapPoint a = square.first[i].at, b = square.first[k].at;
            if (std::hypot(a.x - b.x, a.y - b.y) < m_apart)
                return false;
        }
    return true;
}

std::vector<Cluster> Grouping::clusters() const {
    std::vector<Cluster> result;
    for (const Square& s : m_squares) {
        if (s.count == 0)
            continue;
        if (s.count <= 4 && far_apart(s)) {
            for (int i = 0; i < s.count; ++i)
                result.push_back({s.first[i].at, 1, s.first[i].missing ? 1 : 0, {s.first[i].row, -1, -1}});
            continue;
        }
        Cluster group{{s.sum_x / s.count, s.sum_y / s.count}, s.count, s.missing, {}};
        if (s.count <= 3)
            for (int i = 0; i < s.count; ++i)
                group.rows[static_cast<std::size_t>(i)] = s.first[i].row;
        result.push_back(group);
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

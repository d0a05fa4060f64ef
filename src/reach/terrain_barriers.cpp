#include "reach/terrain_barriers.h"

#include <algorithm>
#include <cmath>

namespace wangge::reach {
namespace {

double side(geo::MapPoint a, geo::MapPoint b, geo::MapPoint p) {
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

// Closed: touching counts.
bool segments_meet(geo::MapPoint a, geo::MapPoint b, geo::MapPoint c, geo::MapPoint d) {
    if (std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x) ||
        std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y))
        return false;
    return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
}

// Steps to the south or due east; the others are their opposites.
constexpr std::array<int, 8> forward{0, 1, 4, 5, 8, 9, 10, 11};
constexpr double longest_piece = 1.5; // cells

} // namespace

geo::MapPoint GridBarriers::to_cells(geo::MapPoint p) const {
    const geo::GridFrame& frame = m_grid.frame();
    return {(p.x - frame.origin.x) / frame.cell_x, (frame.origin.y - p.y) / frame.cell_y};
}

void GridBarriers::add(geo::MapPoint a, geo::MapPoint b) {
    const geo::GridFrame& frame = m_grid.frame();
    const int first_column = std::max(0, static_cast<int>(std::floor(std::min(a.x, b.x))) - 3),
              last_column = std::min(frame.width - 1, static_cast<int>(std::floor(std::max(a.x, b.x))) + 3),
              first_row = std::max(0, static_cast<int>(std::floor(std::min(a.y, b.y))) - 3),
              last_row = std::min(frame.height - 1, static_cast<int>(std::floor(std::max(a.y, b.y))) + 1);
    if (first_column > last_column || first_row > last_row)
        return;
    if (m_grid.blocked.empty())
        m_grid.blocked.assign(m_grid.size(), 0);
    for (int row = first_row; row <= last_row; ++row)
        for (int column = first_column; column <= last_column; ++column) {
            const geo::MapPoint from{column + 0.5, row + 0.5};
            for (const int d : forward) {
                const auto [dx, dy] = grid_steps[d];
                if (!segments_meet(from, {from.x + dx, from.y + dy}, a, b))
                    continue;
                m_grid.blocked[m_grid.cell(column, row)] |= static_cast<std::uint16_t>(1u << d);
                // The end may lie in the margin, never beyond it.
                m_grid.blocked[m_grid.cell(column + dx, row + dy)] |= static_cast<std::uint16_t>(1u << opposite(d));
            }
        }
    const int column = std::clamp(static_cast<int>(std::floor(a.x)), 0, frame.width - 1),
              row = std::clamp(static_cast<int>(std::floor(a.y)), 0, frame.height - 1);
    m_pieces[m_grid.cell(column, row)].push_back({a, b});
}

void GridBarriers::add(const geo::Polyline& line) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        const geo::MapPoint a = to_cells(line[i - 1]), b = to_cells(line[i]);
        const double longest = std::max(std::abs(b.x - a.x), std::abs(b.y - a.y));
        if (!std::isfinite(longest) || longest > 1e7)
            continue;
        const int pieces = 1 + static_cast<int>(longest / longest_piece);
        geo::MapPoint from = a;
        for (int piece = 1; piece <= pieces; ++piece) {
            const double t = static_cast<double>(piece) / pieces;
            const geo::MapPoint to = piece == pieces ? b : geo::MapPoint{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
            add(from, to);
            from = to;
        }
    }
}

void GridBarriers::add(const geo::MultiPolygon& area) {
    const geo::GridFrame& frame = m_grid.frame();
    for (const geo::Polygon& part : area.parts) {
        const geo::Box box = geo::bounds(part);
        const int first_row = std::max(0, static_cast<int>(std::floor((frame.origin.y - box.max_y) / frame.cell_y))),
                  last_row = std::min(frame.height - 1,
                                      static_cast<int>(std::floor((frame.origin.y - box.min_y) / frame.cell_y)));
        // Row by row: where the line through the centres crosses the rings, inside and outside take turns.
        for (int row = first_row; row <= last_row; ++row) {
            const double y = frame.centre(0, row).y;
            std::vector<double> crossings;
            const auto cross = [&](const geo::Ring& ring) {
                for (std::size_t i = 1; i < ring.size(); ++i)
                    if (const geo::MapPoint a = ring[i - 1], b = ring[i]; (a.y <= y) != (b.y <= y))
                        crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
            };
            cross(part.outer);
            for (const geo::Ring& hole : part.holes)
                cross(hole);
            std::sort(crossings.begin(), crossings.end());
            for (std::size_t i = 1; i < crossings.size(); i += 2) {
                const auto column_of = [&](double x) {
                    return std::clamp(std::ceil((x - frame.origin.x) / frame.cell_x - 0.5), 0.0,
                                      static_cast<double>(frame.width));
                };
                const int last = static_cast<int>(column_of(crossings[i]));
                for (int column = static_cast<int>(column_of(crossings[i - 1])); column < last; ++column)
                    m_grid.close(m_grid.cell(column, row));
            }
        }
        add(part.outer);
        for (const geo::Ring& hole : part.holes)
            add(hole);
    }
}

bool GridBarriers::meets(geo::MapPoint a, geo::MapPoint b) const {
    const geo::GridFrame& frame = m_grid.frame();
    const auto clamp = [](double value, int last) { return std::clamp(static_cast<int>(std::floor(value)), 0, last); };
    const int reach = 2; // a piece is shorter than two cells
    const int first_column = std::max(0, clamp(std::min(a.x, b.x), frame.width - 1) - reach),
              last_column = std::min(frame.width - 1, clamp(std::max(a.x, b.x), frame.width - 1) + reach),
              first_row = std::max(0, clamp(std::min(a.y, b.y), frame.height - 1) - reach),
              last_row = std::min(frame.height - 1, clamp(std::max(a.y, b.y), frame.height - 1) + reach);
    for (int row = first_row; row <= last_row; ++row)
        for (int column = first_column; column <= last_column; ++column)
            if (const auto found = m_pieces.find(m_grid.cell(column, row)); found != m_pieces.end())
                for (const Segment& piece : found->second)
                    if (segments_meet(a, b, piece.a, piece.b))
                        return true;
    return false;
}

void GridBarriers::bridge(const geo::Polyline& road, std::span<const std::size_t> cells) {
    if (m_grid.blocked.empty() || cells.size() < 2)
        return;
    // The cells near which the road crosses a barrier: of a crossing the cell of its piece, and the next two both ways.
    std::vector<std::uint8_t> crossing(cells.size(), 0);
    bool any = false;
    std::size_t at = 0;
    for (std::size_t i = 1; i < road.size(); ++i) {
        const geo::MapPoint a = to_cells(road[i - 1]), b = to_cells(road[i]);
        const int pieces = 1 + static_cast<int>(std::max(std::abs(b.x - a.x), std::abs(b.y - a.y)));
        for (int piece = 0; piece < pieces; ++piece) {
            const double s = static_cast<double>(piece) / pieces, t = static_cast<double>(piece + 1) / pieces;
            const geo::MapPoint from{a.x + (b.x - a.x) * s, a.y + (b.y - a.y) * s},
                to{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
            const int column = static_cast<int>(std::floor(from.x)), row = static_cast<int>(std::floor(from.y));
            if (column < 0 || row < 0 || column >= m_grid.frame().width || row >= m_grid.frame().height)
                continue;
            const auto found =
                std::find(cells.begin() + static_cast<std::ptrdiff_t>(at), cells.end(), m_grid.cell(column, row));
            if (found == cells.end())
                continue;
            at = static_cast<std::size_t>(found - cells.begin());
            if (meets(from, to)) {
                any = true;
                const std::size_t first = at < 1 ? 0 : at - 1, last = std::min(cells.size() - 1, at + 3);
                std::fill(crossing.begin() + static_cast<std::ptrdiff_t>(first),
                          crossing.begin() + static_cast<std::ptrdiff_t>(last) + 1, 1);
            }
        }
    }
    if (!any)
        return;
    for (std::size_t i = 1; i < cells.size(); ++i) {
        if (!crossing[i - 1] || !crossing[i])
            continue;
        for (int d = 0; d < 4; ++d)
            if (const auto [dx, dy] = grid_steps[d];
                cells[i] == cells[i - 1] + static_cast<std::size_t>(dy * m_grid.stride() + dx)) {
                m_grid.blocked[cells[i - 1]] &= static_cast<std::uint16_t>(~(1u << d));
                m_grid.blocked[cells[i]] &= static_cast<std::uint16_t>(~(1u << opposite(d)));
            }
    }
}

std::vector<std::size_t> road_cells(const TerrainGrid& grid, const geo::Polyline& road) {
    const geo::GridFrame& frame = grid.frame();
    std::vector<std::size_t> cells;
    const auto add = [&](int column, int row) {
        if (column < 0 || row < 0 || column >= frame.width || row >= frame.height)
            return;
        if (const std::size_t cell = grid.cell(column, row); cells.empty() || cells.back() != cell)
            cells.push_back(cell);
    };
    for (std::size_t i = 1; i < road.size(); ++i) {
        const double ax = (road[i - 1].x - frame.origin.x) / frame.cell_x,
                     ay = (frame.origin.y - road[i - 1].y) / frame.cell_y,
                     bx = (road[i].x - frame.origin.x) / frame.cell_x, by = (frame.origin.y - road[i].y) / frame.cell_y;
        if (!(std::abs(ax) < 1e7 && std::abs(ay) < 1e7 && std::abs(bx) < 1e7 && std::abs(by) < 1e7))
            continue;
        int column = static_cast<int>(std::floor(ax)), row = static_cast<int>(std::floor(ay));
        const int end_column = static_cast<int>(std::floor(bx)), end_row = static_cast<int>(std::floor(by));
        const int step_x = bx > ax ? 1 : -1, step_y = by > ay ? 1 : -1;
        const double slope_x = 1 / std::abs(bx - ax), slope_y = 1 / std::abs(by - ay); // infinite when level
        double next_x =
            bx == ax ? std::numeric_limits<double>::infinity() : (step_x > 0 ? column + 1 - ax : ax - column) * slope_x;
        double next_y =
            by == ay ? std::numeric_limits<double>::infinity() : (step_y > 0 ? row + 1 - ay : ay - row) * slope_y;
        add(column, row);
        int left = std::abs(end_column - column) + std::abs(end_row - row);
        while (left-- > 0) {
            if (next_x <= next_y && column != end_column) {
                column += step_x;
                next_x += slope_x;
            } else if (row != end_row) {
                row += step_y;
                next_y += slope_y;
            } else {
                column += step_x;
                next_x += slope_x;
            }
            add(column, row);
        }
    }
    return cells;
}

} // namespace wangge::reach

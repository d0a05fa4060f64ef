#include "demo/lattice.h"

#include "base/error.h"
#include "demo/noise.h"

#include <algorithm>
#include <cmath>

namespace wangge::demo {
namespace {

constexpr double row_step = 0.8660254037844386; // sqrt(3) / 2

int shifted(int row) {
    return row & 1;
}

} // namespace

Lattice::Lattice(const geo::Box& box, double spacing, std::uint64_t seed)
    : m_origin{box.min_x, box.min_y}, m_spacing(spacing), m_columns(static_cast<int>(box.width() / spacing) + 1),
      m_rows(static_cast<int>(box.height() / (spacing * row_step)) + 1), m_seed(seed) {}

geo::MapPoint Lattice::bent(geo::MapPoint p) const {
    // A slow displacement bends the lattice lines. It changes by less than half a spacing from one hexagon to the next,
    // so no hexagon turns over.
    const double reach = 0.8 * m_spacing, u = p.x / (7 * m_spacing), v = p.y / (7 * m_spacing);
    return {p.x + reach * value_noise(m_seed, u, v), p.y + reach * value_noise(m_seed + 1, u, v)};
}

geo::MapPoint Lattice::flat(Hex h) const {
    const int row = h / m_columns, column = h % m_columns;
    return {m_origin.x + m_spacing * (column + 0.5 * shifted(row)), m_origin.y + m_spacing * row_step * row};
}

geo::MapPoint Lattice::centre(Hex h) const {
    return bent(flat(h));
}

Hex Lattice::at(geo::MapPoint place) const {
    geo::MapPoint p = place;
    for (int i = 0; i < 4; ++i) {
        const geo::MapPoint q = bent(p);
        p = {p.x + place.x - q.x, p.y + place.y - q.y};
    }
    const double y = (p.y - m_origin.y) / (m_spacing * row_step);
    Hex best = no_hex;
    double best_square = 1e300;
    for (int row = static_cast<int>(std::floor(y)); row <= static_cast<int>(std::floor(y)) + 1; ++row) {
        const int column = static_cast<int>(std::floor((p.x - m_origin.x) / m_spacing - 0.5 * shifted(row) + 0.5));
        const Hex h = hex(column, row);
        if (h == no_hex)
            continue;
        const geo::MapPoint c = flat(h);
        const double square = (c.x - p.x) * (c.x - p.x) + (c.y - p.y) * (c.y - p.y);
        if (square < best_square) {
            best_square = square;
            best = h;
        }
    }
    return best;
}

std::array<Hex, 6> Lattice::neighbours(Hex h) const {
    const int row = h / m_columns, column = h % m_columns, east = column + shifted(row);
    return {hex(column + 1, row), hex(east, row + 1),     hex(east - 1, row + 1),
            hex(column - 1, row), hex(east - 1, row - 1), hex(east, row - 1)};
}

bool Lattice::on_rim(Hex h) const {
    const int row = h / m_columns, column = h % m_columns;
    return column < 2 || row < 2 || column >= m_columns - 2 || row >= m_rows - 2;
}

Lattice::Corner Lattice::corner(int column, int row, int which) const {
    return 2 * (static_cast<std::int64_t>(row + 1) * (m_columns + 2) + column + 1) + which;
}

geo::MapPoint Lattice::place(Corner c) const {
    const std::int64_t slot = c / 2;
    const int row = static_cast<int>(slot / (m_columns + 2)) - 1, column = static_cast<int>(slot % (m_columns + 2)) - 1;
    const double side = m_spacing / std::sqrt(3.0);
    const double x = m_origin.x + m_spacing * (column + 0.5 * (row & 1));
    const double y = m_origin.y + m_spacing * row_step * row + (c % 2 == 0 ? side : -side);
    // A small displacement of its own roughens the lines further.
    const double rough = 0.1 * m_spacing;
    const geo::MapPoint p = bent({x, y});
    return {p.x + rough * (2 * hash_unit(m_seed + 2, c, 1) - 1), p.y + rough * (2 * hash_unit(m_seed + 3, c, 2) - 1)};
}

std::array<Hex, 3> Lattice::around(Corner c) const {
    const std::int64_t slot = c / 2;
    const int row = static_cast<int>(slot / (m_columns + 2)) - 1, column = static_cast<int>(slot % (m_columns + 2)) - 1;
    const int east = column + (row & 1), other = c % 2 == 0 ? row + 1 : row - 1;
    return {hex(column, row), hex(east, other), hex(east - 1, other)};
}

std::vector<geo::MultiPolygon> Lattice::areas(const std::vector<std::int32_t>& label, std::size_t count,
                                              const std::vector<std::int32_t>& fine) const {
    struct Edge {
        std::int32_t label;
        Corner from, to;
        bool used;
    };
    std::vector<Edge> edges;
    const auto label_of = [&](Hex h) { return h == no_hex ? -1 : label[static_cast<std::size_t>(h)]; };
    const auto fine_of = [&](Hex h) { return h == no_hex ? -1 : fine[static_cast<std::size_t>(h)]; };
    for (Hex h = 0; h < static_cast<Hex>(size()); ++h) {
        if (label_of(h) < 0)
            continue;
        const int row = h / m_columns, column = h % m_columns, east = column + shifted(row);
        // Corners counter-clockwise; edge i, between corners i and i + 1, faces neighbour i.
        const Corner corners[7] = {corner(east, row - 1, 0),     corner(east, row + 1, 1),     corner(column, row, 0),
                                   corner(east - 1, row + 1, 1), corner(east - 1, row - 1, 0), corner(column, row, 1),
                                   corner(east, row - 1, 0)};
        const auto beside = neighbours(h);
        for (std::size_t i = 0; i < 6; ++i)
            if (label_of(beside[i]) != label_of(h))
                edges.push_back({label_of(h), corners[i], corners[i + 1], false});
    }
    std::sort(edges.begin(), edges.end(),
              [](const Edge& a, const Edge& b) { return a.label != b.label ? a.label < b.label : a.from < b.from; });

    std::vector<geo::MultiPolygon> result(count);
    for (std::size_t begin = 0; begin < edges.size();) {
        std::size_t end = begin;
        while (end < edges.size() && edges[end].label == edges[begin].label)
            ++end;
        std::vector<geo::Ring> outers, holes;
        for (std::size_t first = begin; first < end; ++first) {
            geo::Ring ring;
            for (std::size_t e = first; !edges[e].used;) {
                edges[e].used = true;
                const geo::MapPoint a = place(edges[e].from), b = place(edges[e].to);
                // The same sum in either direction, so that neighbours get the same bits.
                ring.push_back({(a.x + b.x) / 2, (a.y + b.y) / 2});
                const auto hexes = around(edges[e].to);
                const std::int32_t x = fine_of(hexes[0]), y = fine_of(hexes[1]), z = fine_of(hexes[2]);
                if (x != y && y != z && x != z)
                    ring.push_back(b);
                const Corner next = edges[e].to;
                const auto found = std::lower_bound(edges.begin() + static_cast<std::ptrdiff_t>(begin),
                                                    edges.begin() + static_cast<std::ptrdiff_t>(end), next,
                                                    [](const Edge& edge, Corner c) { return edge.from < c; });
                base::ensure(found != edges.end() && found->from == next, "the edge of an area is closed");
                e = static_cast<std::size_t>(found - edges.begin());
            }
            if (ring.empty())
                continue;
            ring.push_back(ring.front());
            (geo::signed_area(ring) > 0 ? outers : holes).push_back(std::move(ring));
        }
        geo::MultiPolygon& area = result[static_cast<std::size_t>(edges[begin].label)];
        for (geo::Ring& outer : outers)
            area.parts.push_back({std::move(outer), {}});
        for (geo::Ring& hole : holes)
            for (geo::Polygon& part : area.parts)
                if (geo::contains(part.outer, hole.front())) {
                    part.holes.push_back(std::move(hole));
                    break;
                }
        begin = end;
    }
    return result;
}

} // namespace wangge::demo

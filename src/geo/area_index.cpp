#include "geo/area_index.h"

#include "base/error.h"
#include "base/parallel.h"

#include <cmath>

namespace wangge::geo {
namespace {

// Number of the bin at a place counted in bins; the first and the last bin take what lies beyond, also infinity.
std::size_t bin(double place, std::size_t bins) {
    return !(place > 0) ? 0 : place < static_cast<double>(bins) ? static_cast<std::size_t>(place) : bins - 1;
}

// A lattice of equal bins over a box. Bin numbers grow with the coordinate, which is all that exactness asks of them.
struct Lattice {
    Box box;
    std::size_t columns = 1, rows = 1;
    double scale_x = 0, scale_y = 0; // bins a metre

    Lattice() = default;
    Lattice(const Box& bounds, std::size_t wanted) : box(bounds) {
        const double width = box.max_x - box.min_x, height = box.max_y - box.min_y;
        if (!(width > 0) || !(height > 0))
            return;
        const double side = std::sqrt(width * height / static_cast<double>(wanted));
        columns = static_cast<std::size_t>(std::clamp(std::ceil(width / side), 1.0, static_cast<double>(wanted)));
        rows = static_cast<std::size_t>(std::clamp(std::ceil(height / side), 1.0, static_cast<double>(wanted)));
        scale_x = static_cast<double>(columns) / width;
        scale_y = static_cast<double>(rows) / height;
    }
    std::size_t column(double x) const { return bin((x - box.min_x) * scale_x, columns); }
    std::size_t row(double y) const { return bin((y - box.min_y) * scale_y, rows); }
    std::size_t cells() const { return columns * rows; }
};

// An edge with its lower end first, as contains() reads it.
struct Edge {
    MapPoint low, high;
};

// One part of an area: its edges in horizontal slabs, so that a point is compared with the few edges at its height.
struct Piece {
    std::int32_t area = 0;
    Box box;
    double scale = 0; // slabs a metre
    std::vector<Edge> edges;
    std::vector<std::uint32_t> slab_start, slab_edges;

    std::size_t slab(double y) const { return bin((y - box.min_y) * scale, slab_start.size() - 1); }
    bool contains(MapPoint p) const {
        if (!box.contains(p))
            return false;
        bool inside = false;
        const std::size_t s = slab(p.y);
        for (std::uint32_t i = slab_start[s]; i < slab_start[s + 1]; ++i) {
            const Edge& e = edges[slab_edges[i]];
            if (e.low.y <= p.y && p.y < e.high.y &&
                (e.high.x - e.low.x) * (p.y - e.low.y) - (p.x - e.low.x) * (e.high.y - e.low.y) > 0)
                inside = !inside;
        }
        return inside;
    }
};

void add_edges(const Ring& ring, std::vector<Edge>& edges) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        edges.push_back(ring[i].y < ring[i + 1].y ? Edge{ring[i], ring[i + 1]} : Edge{ring[i + 1], ring[i]});
}

Piece make_piece(const Polygon& part, std::int32_t area) {
    Piece piece;
    piece.area = area;
    piece.box = bounds(part);
    add_edges(part.outer, piece.edges);
    for (const Ring& hole : part.holes) {
        piece.box.add(bounds(hole));
        add_edges(hole, piece.edges);
    }
    const double height = piece.box.max_y - piece.box.min_y;
    const std::size_t slabs = height > 0 ? std::max<std::size_t>(1, piece.edges.size() / 2) : 1;
    piece.scale = height > 0 ? static_cast<double>(slabs) / height : 0;
    piece.slab_start.assign(slabs + 1, 0);
    for (const Edge& e : piece.edges)
        for (std::size_t s = piece.slab(e.low.y), last = piece.slab(e.high.y); s <= last; ++s)
            ++piece.slab_start[s + 1];
    for (std::size_t s = 0; s < slabs; ++s)
        piece.slab_start[s + 1] += piece.slab_start[s];
    piece.slab_edges.resize(piece.slab_start.back());
    std::vector<std::uint32_t> next(piece.slab_start.begin(), piece.slab_start.end() - 1);
    for (std::size_t i = 0; i < piece.edges.size(); ++i)
        for (std::size_t s = piece.slab(piece.edges[i].low.y), last = piece.slab(piece.edges[i].high.y); s <= last; ++s)
            piece.slab_edges[next[s]++] = static_cast<std::uint32_t>(i);
    return piece;
}

// Lists of numbers, one a bin, in one block of memory.
struct Bins {
    std::vector<std::uint32_t> start, items;
    std::span<const std::uint32_t> of(std::size_t bin) const {
        return {items.data() + start[bin], items.data() + start[bin + 1]};
    }
};

struct Placed {
    std::uint32_t bin, item;
};

// Items of one bin stay in the order given.
Bins make_bins(std::size_t bins, const std::vector<std::vector<Placed>>& placed) {
    Bins result;
    result.start.assign(bins + 1, 0);
    for (const std::vector<Placed>& list : placed)
        for (const Placed& p : list)
            ++result.start[p.bin + 1];
    for (std::size_t b = 0; b < bins; ++b)
        result.start[b + 1] += result.start[b];
    result.items.resize(result.start.back());
    std::vector<std::uint32_t> next(result.start.begin(), result.start.end() - 1);
    for (const std::vector<Placed>& list : placed)
        for (const Placed& p : list)
            result.items[next[p.bin]++] = p.item;
    return result;
}

// Which cells of the lattice a piece meets, and whether a cell lies wholly inside it. An item is 2 * piece + wholly.
std::vector<Placed> place(const Piece& piece, std::uint32_t number, const Lattice& lattice) {
    const std::size_t left = lattice.column(piece.box.min_x), right = lattice.column(piece.box.max_x);
    const std::size_t bottom = lattice.row(piece.box.min_y), top = lattice.row(piece.box.max_y);
    const std::size_t width = right - left + 1;
    // Cells are taken a little larger than they are, because an edge's position in a row of cells is rounded.
    const double cell_width = lattice.scale_x > 0 ? 1 / lattice.scale_x : 0, margin_x = cell_width / 1024;
    const double cell_height = lattice.scale_y > 0 ? 1 / lattice.scale_y : 0, margin_y = cell_height / 1024;
    std::vector<std::uint8_t> crossed(width * (top - bottom + 1), 0);
    for (const Edge& e : piece.edges) {
        const std::size_t first = lattice.row(e.low.y - margin_y), last = lattice.row(e.high.y + margin_y);
        for (std::size_t row = first; row <= last; ++row) {
            double from = std::min(e.low.x, e.high.x), to = std::max(e.low.x, e.high.x);
            if (first != last && e.high.y > e.low.y) {
                const double slope = (e.high.x - e.low.x) / (e.high.y - e.low.y);
                const double row_low = lattice.box.min_y + static_cast<double>(row) * cell_height - margin_y;
                const double y0 = std::max(e.low.y, row_low);
                const double y1 = std::min(e.high.y, row_low + cell_height + 2 * margin_y);
                const double x0 = e.low.x + slope * (y0 - e.low.y), x1 = e.low.x + slope * (y1 - e.low.y);
                from = std::max(from, std::min(x0, x1));
                to = std::min(to, std::max(x0, x1));
            }
            if (row < bottom || row > top)
                continue;
            const std::size_t begin = std::max(left, lattice.column(from - margin_x));
            const std::size_t end = std::min(right, lattice.column(to + margin_x));
            for (std::size_t column = begin; column <= end; ++column)
                crossed[(row - bottom) * width + column - left] = 1;
        }
    }
    std::vector<Placed> placed;
    for (std::size_t row = bottom; row <= top; ++row) {
        bool known = false, inside = false; // of the present run of cells without an edge
        for (std::size_t column = left; column <= right; ++column) {
            const auto cell = static_cast<std::uint32_t>(row * lattice.columns + column);
            if (crossed[(row - bottom) * width + column - left]) {
                placed.push_back({cell, 2 * number});
                known = false;
                continue;
            }
            if (!known)
                inside = piece.contains({lattice.box.min_x + (static_cast<double>(column) + 0.5) * cell_width,
                                         lattice.box.min_y + (static_cast<double>(row) + 0.5) * cell_height});
            known = true;
            if (inside)
                placed.push_back({cell, 2 * number + 1});
        }
    }
    return placed;
}

bool finite(const Polygon& part) {
    const Box box = bounds(part);
    return !part.outer.empty() && std::isfinite(box.min_x + box.max_x + box.min_y + box.max_y);
}

} // namespace

struct AreaIndex::Index {
    std::vector<Box> boxes; // of the areas
    std::vector<Piece> pieces;
    Lattice lattice, coarse;
    Bins cells;  // of the lattice: pieces, see place()
    Bins blocks; // of the coarse lattice: areas by their boxes

    explicit Index(const std::vector<const MultiPolygon*>& areas) {
        Box box;
        std::vector<std::pair<const Polygon*, std::int32_t>> parts;
        for (std::size_t a = 0; a < areas.size(); ++a) {
            boxes.push_back(bounds(*areas[a]));
            for (const Polygon& part : areas[a]->parts)
                if (finite(part)) {
                    parts.emplace_back(&part, static_cast<std::int32_t>(a));
                    box.add(bounds(part));
                    for (const Ring& hole : part.holes)
                        box.add(bounds(hole));
                }
        }
        pieces.resize(parts.size());
        base::parallel_blocks(parts.size(), 64, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                pieces[i] = make_piece(*parts[i].first, parts[i].second);
        });
        std::size_t edges = 0;
        for (const Piece& piece : pieces)
            edges += piece.edges.size();
        lattice = Lattice(box, std::clamp<std::size_t>(std::max(edges, pieces.size() * 128), 256, 4'000'000));
        std::vector<std::vector<Placed>> placed(pieces.size());
        base::parallel_blocks(pieces.size(), 16, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                placed[i] = place(pieces[i], static_cast<std::uint32_t>(i), lattice);
        });
        cells = make_bins(lattice.cells(), placed);

        coarse = Lattice(box, std::clamp<std::size_t>(boxes.size(), 1, 1'000'000));
        placed.assign(1, {});
        for (std::size_t a = 0; a < boxes.size(); ++a)
            each_block(boxes[a], [&](std::size_t block) {
                placed[0].push_back({static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(a)});
            });
        blocks = make_bins(coarse.cells(), placed);
    }

    template <class Visit> void each_block(const Box& box, const Visit& visit) const {
        if (box.empty())
            return;
        for (std::size_t row = coarse.row(box.min_y); row <= coarse.row(box.max_y); ++row)
            for (std::size_t column = coarse.column(box.min_x); column <= coarse.column(box.max_x); ++column)
                visit(row * coarse.columns + column);
    }

    // The areas whose pieces hold the point, in order of row (an area whose parts overlap may come twice), until
    // `visit` says stop.
    template <class Visit> void each_at(MapPoint p, const Visit& visit) const {
        if (!lattice.box.contains(p))
            return;
        for (const std::uint32_t item : cells.of(lattice.row(p.y) * lattice.columns + lattice.column(p.x))) {
            const Piece& piece = pieces[item >> 1];
            if (((item & 1) != 0 || piece.contains(p)) && visit(piece.area))
                return;
        }
    }

    std::int32_t find(MapPoint p) const {
        std::int32_t found = -1;
        each_at(p, [&](std::int32_t area) {
            found = area;
            return true;
        });
        return found;
    }
};

AreaIndex::AreaIndex(std::span<const MultiPolygon> areas) {
    std::vector<const MultiPolygon*> pointers;
    for (const MultiPolygon& area : areas)
        pointers.push_back(&area);
    m_index = std::make_unique<Index>(pointers);
}

AreaIndex::AreaIndex(const std::vector<const MultiPolygon*>& areas) : m_index(std::make_unique<Index>(areas)) {}

AreaIndex::~AreaIndex() = default;
AreaIndex::AreaIndex(AreaIndex&&) noexcept = default;
AreaIndex& AreaIndex::operator=(AreaIndex&&) noexcept = default;

std::int32_t AreaIndex::find(MapPoint point) const {
    return m_index->find(point);
}

std::vector<std::int32_t> AreaIndex::find_all(MapPoint point) const {
    std::vector<std::int32_t> found;
    m_index->each_at(point, [&](std::int32_t area) {
        if (found.empty() || found.back() != area)
            found.push_back(area);
        return false;
    });
    return found;
}

std::vector<std::int32_t> AreaIndex::find(std::span<const double> x, std::span<const double> y,
                                          base::Feedback& feedback) const {
    base::ensure(x.size() == y.size(), "as many x as y");
    std::vector<std::int32_t> result(x.size());
    base::parallel_blocks(x.size(), 8192, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        for (std::size_t i = begin; i < end; ++i)
            result[i] = m_index->find({x[i], y[i]});
    });
    return result;
}

std::vector<std::int32_t> AreaIndex::touching(const Box& box) const {
    std::vector<std::int32_t> found;
    m_index->each_block(box, [&](std::size_t block) {
        for (const std::uint32_t area : m_index->blocks.of(block))
            if (m_index->boxes[area].touches(box))
                found.push_back(static_cast<std::int32_t>(area));
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace wangge::geo

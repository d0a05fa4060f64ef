#include "grid/partition.h"

#include <algorithm>
#include <cmath>

namespace wangge::grid {
namespace {

using geo::MapPoint;
using geo::MultiPolygon;

template <class Visit> void each_ring(const MultiPolygon& area, Visit&& visit) {
    for (const geo::Polygon& part : area.parts) {
        visit(part.outer);
        for (const geo::Ring& hole : part.holes)
            visit(hole);
    }
}

double distance(MapPoint a, MapPoint b) {
    return std::hypot(b.x - a.x, b.y - a.y);
}

// Where on a..b, 0..1, the foot of p lies; not held to the ends.
double foot(MapPoint p, MapPoint a, MapPoint b) {
    const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    return square > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0;
}

MapPoint along(MapPoint a, MapPoint b, double t) {
    return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

// The end of a ring is its beginning: pieces of one length are enough for a bucket each.
double mean_edge(const std::vector<const MultiPolygon*>& cells) {
    double sum = 0;
    std::size_t count = 0;
    for (const MultiPolygon* cell : cells)
        each_ring(*cell, [&](const geo::Ring& ring) {
            for (std::size_t i = 0; i + 1 < ring.size(); ++i, ++count)
                sum += distance(ring[i], ring[i + 1]);
        });
    return count > 0 ? std::max(1.0, 2 * sum / static_cast<double>(count)) : 1.0;
}

std::uint64_t bucket_key(std::int64_t column, std::int64_t row) {
    return (static_cast<std::uint64_t>(column) << 32) ^ (static_cast<std::uint64_t>(row) & 0xffffffffu);
}

} // namespace

// Every bucket that a band of `reach` metres along a..b touches.
template <class Visit> void Partition::walk_buckets(MapPoint a, MapPoint b, double reach, Visit&& visit) const {
    const auto number = [&](double v) { return static_cast<std::int64_t>(std::floor(v / m_bucket)); };
    const double low_x = std::min(a.x, b.x), high_x = std::max(a.x, b.x);
    for (std::int64_t column = number(low_x - reach); column <= number(high_x + reach); ++column) {
        double low_y = std::min(a.y, b.y), high_y = std::max(a.y, b.y);
        if (high_x - low_x > m_bucket) { // the part of the line above this column
            const double x0 = std::clamp(static_cast<double>(column) * m_bucket - reach, low_x, high_x);
            const double x1 = std::clamp(static_cast<double>(column + 1) * m_bucket + reach, low_x, high_x);
            const double y0 = a.y + (b.y - a.y) * (x0 - a.x) / (b.x - a.x),
                         y1 = a.y + (b.y - a.y) * (x1 - a.x) / (b.x - a.x);
            low_y = std::min(y0, y1);
            high_y = std::max(y0, y1);
        }
        for (std::int64_t row = number(low_y - reach); row <= number(high_y + reach); ++row)
            visit(bucket_key(column, row));
    }
}

std::int64_t Partition::find_node(MapPoint p, double reach) const {
    std::int64_t best = -1;
    double nearest = reach;
    walk_buckets(p, p, reach, [&](std::uint64_t key) {
        const auto found = m_node_buckets.find(key);
        if (found == m_node_buckets.end())
            return;
        for (const std::uint32_t node : found->second)
            if (const double d = distance(m_points[node], p); d < nearest || (d == nearest && best < 0)) {
                nearest = d;
                best = node;
            }
    });
    return best;
}

std::uint32_t Partition::node_of(MapPoint p) {
    if (const std::int64_t known = find_node(p, weld); known >= 0)
        return static_cast<std::uint32_t>(known);
    const auto node = static_cast<std::uint32_t>(m_points.size());
    m_points.push_back(p);
    m_at.emplace_back();
    walk_buckets(p, p, 0, [&](std::uint64_t key) { m_node_buckets[key].push_back(node); });
    return node;
}

void Partition::register_edge(std::uint32_t edge) {
    walk_buckets(m_points[m_edges[edge].from], m_points[m_edges[edge].to], 0,
                 [&](std::uint64_t key) { m_edge_buckets[key].push_back(edge); });
}

std::vector<std::uint32_t> Partition::edges_near(MapPoint a, MapPoint b, double reach) const {
    std::vector<std::uint32_t> found;
    walk_buckets(a, b, reach, [&](std::uint64_t key) {
        if (const auto bucket = m_edge_buckets.find(key); bucket != m_edge_buckets.end())
            found.insert(found.end(), bucket->second.begin(), bucket->second.end());
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::erase_if(found, [&](std::uint32_t e) { return m_edges[e].gone; });
    return found;
}

std::int64_t Partition::edge_between(std::uint32_t a, std::uint32_t b) const {
    for (const std::uint32_t e : m_at[a])
        if (!m_edges[e].gone && (m_edges[e].from == b || m_edges[e].to == b))
            return e;
    return -1;
}

std::uint32_t Partition::add_edge(const Edge& edge) {
    const auto row = static_cast<std::uint32_t>(m_edges.size());
    m_edges.push_back(edge);
    m_at[edge.from].push_back(row);
    m_at[edge.to].push_back(row);
    register_edge(row);
    return row;
}

Partition::Partition(const std::vector<const MultiPolygon*>& cells, base::Feedback& feedback)
    : m_bucket(mean_edge(cells)), m_touched(cells.size(), false), m_labels(static_cast<Label>(cells.size())) {
    struct Path {
        Label label;
        std::vector<std::uint32_t> nodes; // closed
    };
    std::vector<Path> paths;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        feedback.check();
        m_cells.push_back(geo::normalised(*cells[i]));
        m_boxes.push_back(geo::bounds(m_cells.back()));
        each_ring(m_cells.back(), [&](const geo::Ring& ring) {
            Path path{static_cast<Label>(i), {}};
            for (const MapPoint& p : ring)
                if (const std::uint32_t node = node_of(p); path.nodes.empty() || path.nodes.back() != node)
                    path.nodes.push_back(node);
            paths.push_back(std::move(path));
        });
    }
    std::vector<std::pair<double, std::uint32_t>> between;
    for (const Path& path : paths) {
        feedback.check();
        for (std::size_t i = 0; i + 1 < path.nodes.size(); ++i) {
            // A neighbour's corner on this edge cuts it: edges that meet in a T are shared piece by piece.
            const MapPoint a = m_points[path.nodes[i]], b = m_points[path.nodes[i + 1]];
            between.clear();
            walk_buckets(a, b, weld, [&](std::uint64_t key) {
                const auto bucket = m_node_buckets.find(key);
                if (bucket == m_node_buckets.end())
                    return;
                for (const std::uint32_t node : bucket->second)
                    if (node != path.nodes[i] && node != path.nodes[i + 1]) {
                        const double t = foot(m_points[node], a, b);
                        if (t > 0 && t < 1 && distance(along(a, b, t), m_points[node]) <= weld)
                            between.emplace_back(t, node);
                    }
            });
            between.emplace_back(0.0, path.nodes[i]);
            between.emplace_back(1.0, path.nodes[i + 1]);
            std::sort(between.begin(), between.end());
            between.erase(std::unique(between.begin(), between.end()), between.end());
            for (std::size_t k = 0; k + 1 < between.size(); ++k) {
                const std::uint32_t from = between[k].second, to = between[k + 1].second;
                const std::int64_t known = edge_between(from, to);
                if (known < 0) {
                    add_edge({from, to, path.label, outside});
                    continue;
                }
                Label& side = m_edges[known].from == from ? m_edges[known].left : m_edges[known].right;
                m_overlapping = m_overlapping || (side != outside && side != path.label);
                side = path.label;
            }
        }
    }
}

void Partition::touch(Label label) {
    if (label == outside)
        return;
    if (static_cast<std::size_t>(label) >= m_touched.size())
        m_touched.resize(label + 1, false);
    m_touched[label] = true;
}

std::vector<Partition::Label> Partition::touched() const {
    std::vector<Label> labels;
    for (std::size_t i = 0; i < m_touched.size(); ++i)
        if (m_touched[i])
            labels.push_back(static_cast<Label>(i));
    return labels;
}

Partition::Label Partition::label_at(MapPoint p) const {
    for (std::size_t i = 0; i < m_cells.size(); ++i)
        if (m_boxes[i].contains(p) && geo::contains(m_cells[i], p))
            return static_cast<Label>(i);
    return outside;
}

void Partition::split(std::uint32_t edge, std::uint32_t node) {
    const Edge old = m_edges[edge];
    if (old.from == node || old.to == node)
        return;
    touch(old.left);
    touch(old.right);
    m_edges[edge].gone = true;
    for (const auto& [from, to] : {std::pair(old.from, node), std::pair(node, old.to)})
        if (edge_between(from, to) < 0)
            add_edge({from, to, old.left, old.right, old.drawn});
}

// The node of a point, on an edge of the cells that take it where one is as near as the weld.
std::uint32_t Partition::node_on_cells(MapPoint p, const std::function<bool(Label)>& takes) {
    if (const std::int64_t known = find_node(p, weld); known >= 0)
        return static_cast<std::uint32_t>(known);
    for (const std::uint32_t e : edges_near(p, p, weld)) {
        const Edge& edge = m_edges[e];
        const MapPoint a = m_points[edge.from], b = m_points[edge.to];
        const double t = foot(p, a, b);
        if ((takes(edge.left) || takes(edge.right)) && t > 0 && t < 1 && distance(along(a, b, t), p) <= weld) {
            const std::uint32_t node = node_of(along(a, b, t));
            split(e, node);
            return node;
        }
    }
    return node_of(p);
}

void Partition::insert_piece(MapPoint a, MapPoint b, const std::function<bool(Label)>& takes) {
    const std::uint32_t u = node_on_cells(a, takes), v = node_on_cells(b, takes);
    if (u == v)
        return;
    a = m_points[u];
    b = m_points[v];
    std::vector<std::pair<double, std::uint32_t>> stops{{0.0, u}, {1.0, v}};
    const auto stop_at = [&](std::uint32_t node) {
        const double t = foot(m_points[node], a, b);
        if (node != u && node != v && t > 0 && t < 1 && distance(along(a, b, t), m_points[node]) <= weld)
            stops.emplace_back(t, node);
    };
    for (const std::uint32_t e : edges_near(a, b, weld)) {
        const Edge edge = m_edges[e];
        if (!takes(edge.left) && !takes(edge.right))
            continue;
        stop_at(edge.from);
        stop_at(edge.to);
        if (edge.from == u || edge.from == v || edge.to == u || edge.to == v)
            continue;
        const MapPoint c = m_points[edge.from], d = m_points[edge.to];
        const double dx = b.x - a.x, dy = b.y - a.y, ex = d.x - c.x, ey = d.y - c.y;
        const double cross = dx * ey - dy * ex;
        if (cross == 0)
            continue; // parallel: its corners were looked at
        const double t = ((c.x - a.x) * ey - (c.y - a.y) * ex) / cross,
                     s = ((c.x - a.x) * dy - (c.y - a.y) * dx) / cross;
        if (t <= 0 || t >= 1 || s <= 0 || s >= 1)
            continue;
        const MapPoint p = along(c, d, s);
        if (std::min(distance(p, c), distance(p, d)) <= weld)
            continue; // the corner is a stop, see above, or so near to the line's end that it is that end
        const std::uint32_t node = node_of(p);
        split(e, node);
        if (node != u && node != v)
            stops.emplace_back(t, node);
    }
    std::sort(stops.begin(), stops.end());
    stops.erase(
        std::unique(stops.begin(), stops.end(), [](const auto& x, const auto& y) { return x.second == y.second; }),
        stops.end());
    for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
        const std::uint32_t from = stops[i].second, to = stops[i + 1].second;
        if (edge_between(from, to) >= 0)
            continue;
        const Label label = label_at(along(m_points[from], m_points[to], 0.5));
        if (takes(label)) {
            add_edge({from, to, label, label, true});
            touch(label);
        }
    }
}

void Partition::insert(const geo::Polyline& line, const std::function<bool(Label)>& takes) {
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        insert_piece(line[i], line[i + 1], takes);
}

void Partition::prune() {
    const auto degree = [&](std::uint32_t node) {
        return std::count_if(m_at[node].begin(), m_at[node].end(), [&](std::uint32_t e) { return !m_edges[e].gone; });
    };
    for (Edge& start : m_edges) {
        Edge* edge = &start;
        while (edge && edge->drawn && !edge->gone) {
            const bool loose_from = degree(edge->from) == 1, loose_to = degree(edge->to) == 1;
            if (!loose_from && !loose_to)
                break;
            edge->gone = true;
            const std::uint32_t on = loose_from ? edge->to : edge->from;
            edge = nullptr;
            for (const std::uint32_t e : m_at[on])
                if (!m_edges[e].gone && degree(on) == 1)
                    edge = &m_edges[e];
        }
    }
}

std::int64_t Partition::corner_at(MapPoint place, double reach) {
    if (const std::int64_t node = find_node(place, reach); node >= 0)
        return node;
    std::int64_t best = -1;
    double nearest = reach, at = 0;
    for (const std::uint32_t e : edges_near(place, place, reach)) {
        const MapPoint a = m_points[m_edges[e].from], b = m_points[m_edges[e].to];
        const double t = std::clamp(foot(place, a, b), 0.0, 1.0), d = distance(along(a, b, t), place);
        if (d <= nearest) {
            nearest = d;
            best = e;
            at = t;
        }
    }
    if (best < 0)
        return -1;
    const std::uint32_t node = node_of(along(m_points[m_edges[best].from], m_points[m_edges[best].to], at));
    split(static_cast<std::uint32_t>(best), node);
    return node;
}

bool Partition::at_rim(std::int64_t node) const {
    return std::any_of(m_at[node].begin(), m_at[node].end(), [&](std::uint32_t e) {
        return !m_edges[e].gone && (m_edges[e].left == outside || m_edges[e].right == outside);
    });
}

void Partition::move(std::int64_t node, MapPoint to) {
    m_points[node] = to;
    for (const std::uint32_t e : m_at[node])
        if (!m_edges[e].gone) {
            touch(m_edges[e].left);
            touch(m_edges[e].right);
        }
}

} // namespace wangge::grid

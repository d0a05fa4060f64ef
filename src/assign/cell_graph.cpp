#include "assign/cell_graph.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace wangge::assign {
namespace {

using geo::MapPoint;

struct Edge {
    MapPoint from, to; // the lesser point first
    std::int32_t cell;
};

struct Contact {
    std::int32_t a, b;
    double length;
    bool operator<(const Contact& other) const { return a != other.a ? a < other.a : b < other.b; }
};

std::array<std::int64_t, 4> key_of(const Edge& e) {
    return {std::llround(e.from.x * 1000), std::llround(e.from.y * 1000), std::llround(e.to.x * 1000),
            std::llround(e.to.y * 1000)};
}

double length_of(const Edge& e) {
    return std::hypot(e.to.x - e.from.x, e.to.y - e.from.y);
}

std::vector<Edge> edges_of(const std::vector<const geo::MultiPolygon*>& cells) {
    std::vector<Edge> edges;
    const auto add = [&](const geo::Ring& ring, std::int32_t cell) {
        for (std::size_t i = 1; i < ring.size(); ++i)
            if (ring[i - 1] != ring[i])
                edges.push_back({std::min(ring[i - 1], ring[i]), std::max(ring[i - 1], ring[i]), cell});
    };
    for (std::size_t c = 0; c < cells.size(); ++c)
        for (const geo::Polygon& part : cells[c]->parts) {
            add(part.outer, static_cast<std::int32_t>(c));
            for (const geo::Ring& hole : part.holes)
                add(hole, static_cast<std::int32_t>(c));
        }
    return edges;
}

void add_contact(std::vector<Contact>& contacts, std::int32_t a, std::int32_t b, double length) {
    contacts.push_back({std::min(a, b), std::max(a, b), length});
}

// Pairs equal edges; returns those that nobody else has.
std::vector<Edge> match_equal(const std::vector<Edge>& edges, std::vector<Contact>& contacts) {
    std::vector<std::pair<std::array<std::int64_t, 4>, std::int32_t>> order(edges.size());
    for (std::size_t i = 0; i < edges.size(); ++i)
        order[i] = {key_of(edges[i]), static_cast<std::int32_t>(i)};
    std::sort(order.begin(), order.end());
    std::vector<Edge> alone;
    for (std::size_t begin = 0, end; begin < order.size(); begin = end) {
        for (end = begin + 1; end < order.size() && order[end].first == order[begin].first;)
            ++end;
        if (end == begin + 1)
            alone.push_back(edges[order[begin].second]);
        for (std::size_t i = begin; i < end; ++i)
            for (std::size_t j = i + 1; j < end; ++j) {
                const Edge &a = edges[order[i].second], &b = edges[order[j].second];
                if (a.cell != b.cell)
                    add_contact(contacts, a.cell, b.cell, length_of(a));
            }
    }
    return alone;
}

// Over how many metres b runs within `tolerance` of a.
double shared_length(const Edge& a, const Edge& b, double tolerance) {
    const double length = length_of(a);
    const double ux = (a.to.x - a.from.x) / length, uy = (a.to.y - a.from.y) / length;
    // both ends of b in the frame of a: along, and sideways
    double along0 = (b.from.x - a.from.x) * ux + (b.from.y - a.from.y) * uy;
    double along1 = (b.to.x - a.from.x) * ux + (b.to.y - a.from.y) * uy;
    double side0 = (b.from.y - a.from.y) * ux - (b.from.x - a.from.x) * uy;
    double side1 = (b.to.y - a.from.y) * ux - (b.to.x - a.from.x) * uy;
    if (along0 > along1) {
        std::swap(along0, along1);
        std::swap(side0, side1);
    }
    double begin = std::max(0.0, along0), end = std::min(length, along1);
    if (!(end > begin))
        return 0;
    const double slope = (side1 - side0) / (along1 - along0);
    if (std::abs(slope) * length < 1e-9)
        return std::abs(side0) <= tolerance ? end - begin : 0;
    double enter = along0 + (-tolerance - side0) / slope, leave = along0 + (tolerance - side0) / slope;
    if (enter > leave)
        std::swap(enter, leave);
    return std::max(0.0, std::min(end, leave) - std::max(begin, enter));
}

// Pairs edges that run along each other, by bins; a pair that shares several bins is looked at in one of them only.
void match_near(const std::vector<Edge>& edges, double tolerance, std::vector<Contact>& contacts,
                base::Feedback& feedback) {
    if (edges.empty())
        return;
    double total = 0;
    for (const Edge& e : edges)
        total += length_of(e);
    const double bin = std::max(2 * total / static_cast<double>(edges.size()), 8 * tolerance);
    const auto bin_of = [&](double v) { return static_cast<std::int64_t>(std::floor(v / bin)); };
    std::unordered_map<std::int64_t, std::vector<std::int32_t>> bins;
    std::vector<geo::Box> boxes(edges.size());
    const auto key = [](std::int64_t column, std::int64_t row) { return column * 0x40000000 + row; };
    for (std::size_t i = 0; i < edges.size(); ++i) {
        boxes[i].add(edges[i].from);
        boxes[i].add(edges[i].to);
        boxes[i] = boxes[i].grown(tolerance);
        for (std::int64_t column = bin_of(boxes[i].min_x); column <= bin_of(boxes[i].max_x); ++column)
            for (std::int64_t row = bin_of(boxes[i].min_y); row <= bin_of(boxes[i].max_y); ++row)
                bins[key(column, row)].push_back(static_cast<std::int32_t>(i));
    }
    std::size_t looked_at = 0;
    for (const auto& [place, members] : bins) {
        if (++looked_at % 1024 == 0)
            feedback.check();
        for (std::size_t m = 0; m < members.size(); ++m)
            for (std::size_t n = m + 1; n < members.size(); ++n) {
                const std::int32_t i = members[m], j = members[n];
                if (edges[i].cell == edges[j].cell || !boxes[i].touches(boxes[j]) ||
                    key(bin_of(std::max(boxes[i].min_x, boxes[j].min_x)),
                        bin_of(std::max(boxes[i].min_y, boxes[j].min_y))) != place)
                    continue;
                const double length = shared_length(edges[i], edges[j], tolerance);
                if (length > 0)
                    add_contact(contacts, edges[i].cell, edges[j].cell, length);
            }
    }
}

// Sorted by cells, one entry a pair. The lengths are sorted too, so that their sum does not depend on the order in
// which the bins were visited.
std::vector<Contact> summed(std::vector<Contact> contacts, double least) {
    std::sort(contacts.begin(), contacts.end(),
              [](const Contact& p, const Contact& q) { return p < q || (!(q < p) && p.length < q.length); });
    std::vector<Contact> sums;
    for (std::size_t begin = 0, end; begin < contacts.size(); begin = end) {
        Contact sum = contacts[begin];
        for (end = begin + 1; end < contacts.size() && !(contacts[begin] < contacts[end]); ++end)
            sum.length += contacts[end].length;
        if (sum.length > least)
            sums.push_back(sum);
    }
    return sums;
}

std::vector<std::int32_t> parts_of(std::size_t cells, const std::vector<Contact>& contacts, int& count) {
    std::vector<std::int32_t> root(cells);
    for (std::size_t i = 0; i < cells; ++i)
        root[i] = static_cast<std::int32_t>(i);
    const auto find = [&](std::int32_t i) {
        while (root[i] != i)
            i = root[i] = root[root[i]];
        return i;
    };
    for (const Contact& c : contacts)
        root[std::max(find(c.a), find(c.b))] = std::min(find(c.a), find(c.b));
    count = 0;
    for (std::size_t i = 0; i < cells; ++i) {
        root[i] = find(static_cast<std::int32_t>(i));
        count += root[i] == static_cast<std::int32_t>(i);
    }
    return root;
}

// Prim's tree over the parts, from the largest part outwards.
std::vector<CellGraph::Link> links_between(const std::vector<std::int32_t>& part, const std::vector<MapPoint>& centre) {
    const std::size_t cells = part.size();
    std::vector<std::int32_t> size(cells, 0);
    for (const std::int32_t p : part)
        ++size[p];
    std::int32_t joined_part = static_cast<std::int32_t>(std::max_element(size.begin(), size.end()) - size.begin());
    std::vector<std::int32_t> outside, nearest(cells, -1);
    std::vector<double> distance(cells, std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < cells; ++i)
        outside.push_back(static_cast<std::int32_t>(i));
    std::vector<CellGraph::Link> links;
    for (;;) {
        std::vector<std::int32_t> fresh, left;
        for (const std::int32_t i : outside)
            (part[i] == joined_part ? fresh : left).push_back(i);
        outside = std::move(left);
        if (outside.empty())
            return links;
        std::int32_t best = outside.front();
        for (const std::int32_t i : outside) {
            for (const std::int32_t j : fresh) {
                const double d = std::hypot(centre[i].x - centre[j].x, centre[i].y - centre[j].y);
                if (d < distance[i]) {
                    distance[i] = d;
                    nearest[i] = j;
                }
            }
            if (distance[i] < distance[best])
                best = i;
        }
        links.push_back({nearest[best], best, {distance[best]}});
        joined_part = part[best];
    }
}

} // namespace

CellGraph graph_of(const std::vector<const geo::MultiPolygon*>& cells, base::Metres tolerance,
                   base::Feedback& feedback) {
    CellGraph graph;
    for (const geo::MultiPolygon* cell : cells) {
        graph.perimeter.push_back(geo::perimeter(*cell));
        graph.area.push_back(geo::area(*cell).value);
        graph.centre.push_back(cell->empty() ? MapPoint{} : geo::centroid(*cell));
    }
    feedback.check();
    std::vector<Contact> equal, near;
    const std::vector<Edge> alone = match_equal(edges_of(cells), equal);
    feedback.check();
    match_near(alone, tolerance.value, near, feedback);
    near = summed(std::move(near), 4 * tolerance.value);
    for (const Contact& contact : near)
        graph.approximate_borders.value += contact.length;
    equal.insert(equal.end(), near.begin(), near.end());
    std::vector<Contact> contacts = summed(std::move(equal), 0);

    const auto part = parts_of(cells.size(), contacts, graph.parts);
    if (graph.parts > 1)
        graph.links = links_between(part, graph.centre);
    for (const CellGraph::Link& link : graph.links)
        add_contact(contacts, link.a, link.b, 0);
    std::sort(contacts.begin(), contacts.end());

    graph.first.assign(cells.size() + 1, 0);
    for (const Contact& c : contacts) {
        ++graph.first[c.a + 1];
        ++graph.first[c.b + 1];
    }
    for (std::size_t i = 0; i < cells.size(); ++i)
        graph.first[i + 1] += graph.first[i];
    graph.neighbour.resize(2 * contacts.size());
    graph.border.resize(2 * contacts.size());
    // Contacts are in order of (a, b): the lower neighbours of every cell come first, in order, then the higher ones.
    std::vector<std::int32_t> next(graph.first.begin(), graph.first.end() - 1);
    for (const bool lower : {true, false})
        for (const Contact& c : contacts) {
            const std::int32_t cell = lower ? c.b : c.a, other = lower ? c.a : c.b;
            graph.neighbour[next[cell]] = other;
            graph.border[next[cell]++] = c.length;
        }
    return graph;
}

} // namespace wangge::assign

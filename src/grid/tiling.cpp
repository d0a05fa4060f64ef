#include "grid/tiling.h"

#include "geo/area_index.h"
#include "geo/overlay.h"
#include "grid/measure.h"

#include <cmath>

namespace wangge::grid {
namespace {

using geo::MapPoint;
using geo::MultiPolygon;

// Less than this is rounding, not ground: a thousandth of a square metre.
constexpr double no_ground = 1e-3;

double distance_to_edge(MapPoint p, MapPoint a, MapPoint b) {
    const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    const double t = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
    return std::hypot(a.x + t * dx - p.x, a.y + t * dy - p.y);
}

double distance_to_boundary(MapPoint p, const MultiPolygon& area) {
    double nearest = std::numeric_limits<double>::infinity();
    const auto look = [&](const geo::Ring& ring) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i)
            nearest = std::min(nearest, distance_to_edge(p, ring[i], ring[i + 1]));
    };
    for (const geo::Polygon& part : area.parts) {
        look(part.outer);
        for (const geo::Ring& hole : part.holes)
            look(hole);
    }
    return nearest;
}

// How many metres of the gap's boundary run along the area's: an edge counts when its middle lies on the area's edge.
double shared_edge(const geo::Polygon& gap, const MultiPolygon& area) {
    double sum = 0;
    const auto add = [&](const geo::Ring& ring) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i)
            if (distance_to_boundary({(ring[i].x + ring[i + 1].x) / 2, (ring[i].y + ring[i + 1].y) / 2}, area) < 1e-3)
                sum += std::hypot(ring[i + 1].x - ring[i].x, ring[i + 1].y - ring[i].y);
    };
    add(gap.outer);
    for (const geo::Ring& hole : gap.holes)
        add(hole);
    return sum;
}

class Mender {
public:
    Mender(const std::vector<const MultiPolygon*>& areas, const MultiPolygon& region, Heir heir,
           std::vector<Misfit>* misfits, base::Feedback& feedback)
        : m_region(region), m_heir(heir), m_misfits(misfits), m_feedback(feedback) {
        for (const MultiPolygon* area : areas) {
            MultiPolygon copy = geo::normalised(*area);
            m_areas.push_back(geo::is_valid(copy) ? std::move(copy) : geo::made_valid(copy));
        }
    }

    std::vector<MultiPolygon> run() {
        const Tightness before = measure(pointers(), m_region, m_feedback);
        if (before.overlaps.value > no_ground)
            part_overlaps();
        if (before.outside.value > no_ground)
            cut_off();
        if (before.gaps.value > no_ground)
            fill_gaps();
        return std::move(m_areas);
    }

private:
    std::vector<const MultiPolygon*> pointers() const {
        std::vector<const MultiPolygon*> result;
        for (const MultiPolygon& area : m_areas)
            result.push_back(&area);
        return result;
    }

    void part_overlaps() {
        const geo::AreaIndex index(pointers());
        for (std::size_t i = 0; i < m_areas.size(); ++i) {
            m_feedback.check();
            MultiPolygon& area = m_areas[i];
            for (const std::int32_t first : index.touching(geo::bounds(area))) {
                if (static_cast<std::size_t>(first) >= i)
                    break;
                const MultiPolygon shared = geo::intersection(area, m_areas[first]);
                if (geo::area(shared).value <= no_ground)
                    continue;
                if (m_heir == Heir::first) {
                    note({Misfit::Kind::overlap, first, static_cast<std::int32_t>(i), first, shared});
                    area = geo::difference(area, m_areas[first]);
                } else
                    for (const geo::Polygon& piece : shared.parts)
                        if (geo::area(piece).value > no_ground)
                            part({{piece}}, first, static_cast<std::int32_t>(i));
            }
        }
    }

    // A piece that two areas hold goes to one of them.
    void part(const MultiPolygon& piece, std::int32_t a, std::int32_t b) {
        const MultiPolygon rest_a = geo::difference(m_areas[a], piece), rest_b = geo::difference(m_areas[b], piece);
        bool to_a = true;
        if (m_heir == Heir::longest_edge) {
            to_a = shared_edge(piece.parts.front(), rest_a) >= shared_edge(piece.parts.front(), rest_b);
        } else {
            const MapPoint middle = geo::inner_point(piece), at_a = geo::centroid(m_areas[a]),
                           at_b = geo::centroid(m_areas[b]);
            to_a = std::hypot(at_a.x - middle.x, at_a.y - middle.y) <= std::hypot(at_b.x - middle.x, at_b.y - middle.y);
        }
        note({Misfit::Kind::overlap, a, b, to_a ? a : b, piece});
        (to_a ? m_areas[b] : m_areas[a]) = to_a ? rest_b : rest_a;
    }

    void note(Misfit misfit) {
        if (m_misfits)
            m_misfits->push_back(std::move(misfit));
    }

    void cut_off() {
        const MultiPolygon beyond = geo::difference(united_cells(pointers(), m_feedback), m_region);
        const geo::Box reach = geo::bounds(beyond);
        for (std::size_t i = 0; i < m_areas.size(); ++i) {
            MultiPolygon& area = m_areas[i];
            m_feedback.check();
            if (!geo::bounds(area).touches(reach))
                continue;
            if (MultiPolygon cut = geo::intersection(area, beyond); geo::area(cut).value > no_ground / 100) {
                if (geo::area(cut).value > no_ground)
                    note({Misfit::Kind::outside, static_cast<std::int32_t>(i), -1, -1, std::move(cut)});
                area = geo::intersection(area, m_region);
            }
        }
    }

    void fill_gaps() {
        const MultiPolygon gaps = geo::difference(m_region, united_cells(pointers(), m_feedback));
        const geo::AreaIndex index(pointers());
        std::vector<std::vector<MultiPolygon>> additions(m_areas.size());
        for (const geo::Polygon& gap : gaps.parts) {
            m_feedback.check();
            if (geo::area(gap).value <= 0)
                continue;
            std::ptrdiff_t best = -1;
            double longest = 0;
            for (const std::int32_t neighbour : index.touching(geo::bounds(gap).grown(1e-3))) {
                const double shared = shared_edge(gap, m_areas[neighbour]);
                if (shared > longest) {
                    longest = shared;
                    best = neighbour;
                }
            }
            if (m_heir == Heir::nearest)
                best = nearest_area(geo::inner_point({{gap}}));
            else if (best < 0)
                best = nearest_area(gap.outer.front());
            if (geo::area(gap).value > no_ground)
                note({Misfit::Kind::gap, -1, -1, static_cast<std::int32_t>(best), {{gap}}});
            if (best >= 0)
                additions[best].push_back({{gap}});
        }
        for (std::size_t i = 0; i < additions.size(); ++i)
            if (!additions[i].empty()) {
                additions[i].push_back(m_areas[i]);
                m_areas[i] = geo::united(additions[i]);
            }
    }

    std::ptrdiff_t nearest_area(MapPoint p) const {
        std::ptrdiff_t best = -1;
        double nearest = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < m_areas.size(); ++i) {
            const double distance = distance_to_boundary(p, m_areas[i]);
            if (distance < nearest) {
                nearest = distance;
                best = static_cast<std::ptrdiff_t>(i);
            }
        }
        return best;
    }

    const MultiPolygon& m_region;
    Heir m_heir;
    std::vector<Misfit>* m_misfits;
    base::Feedback& m_feedback;
    std::vector<MultiPolygon> m_areas;
};

} // namespace

std::vector<MultiPolygon> tile(const std::vector<const MultiPolygon*>& areas, const MultiPolygon& region,
                               base::Feedback& feedback, Heir heir, std::vector<Misfit>* misfits) {
    return Mender(areas, region, heir, misfits, feedback).run();
}

} // namespace wangge::grid

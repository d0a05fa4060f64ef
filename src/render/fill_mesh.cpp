#include "render/fill_mesh.h"

#include "base/parallel.h"

#include <GL/glu.h>
#include <array>
#include <deque>
#include <memory>

namespace wangge::render {

namespace {

struct Triangles {
    std::vector<geo::MapPoint> points; // relative to the origin
    std::vector<std::uint32_t> indices;
};

// One GLU tesselator with its callbacks. The combine callback adds points, so points live in a deque whose items stay
// put.
class Tesselator {
public:
    Tesselator() : m_glu(gluNewTess()) {
        gluTessProperty(m_glu, GLU_TESS_WINDING_RULE, GLU_TESS_WINDING_ODD);
        gluTessNormal(m_glu, 0, 0, 1);
        using Callback = _GLUfuncptr;
        gluTessCallback(m_glu, GLU_TESS_VERTEX_DATA, reinterpret_cast<Callback>(&on_vertex));
        gluTessCallback(m_glu, GLU_TESS_COMBINE_DATA, reinterpret_cast<Callback>(&on_combine));
        // With an edge-flag callback GLU sends plain triangles, no fans or strips.
        gluTessCallback(m_glu, GLU_TESS_EDGE_FLAG, reinterpret_cast<Callback>(&on_edge_flag));
    }
    ~Tesselator() { gluDeleteTess(m_glu); }
    Tesselator(const Tesselator&) = delete;
    Tesselator& operator=(const Tesselator&) = delete;

    void add(const geo::Polygon& polygon, geo::MapPoint origin, Triangles& out) {
        m_out = &out;
        m_points.clear();
        gluTessBeginPolygon(m_glu, this);
        contour(polygon.outer, origin);
        for (const geo::Ring& hole : polygon.holes)
            contour(hole, origin);
        gluTessEndPolygon(m_glu);
    }

private:
    struct Point {
        std::array<double, 3> at;
        std::int64_t index = -1; // in the output, once used
    };

    void contour(const geo::Ring& ring, geo::MapPoint origin) {
        gluTessBeginContour(m_glu);
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            m_points.push_back({{ring[i].x - origin.x, ring[i].y - origin.y, 0}, -1});
            gluTessVertex(m_glu, m_points.back().at.data(), &m_points.back());
        }
        gluTessEndContour(m_glu);
    }
    static void on_vertex(void* data, void* self) {
        auto& point = *static_cast<Point*>(data);
        Triangles& out = *static_cast<Tesselator*>(self)->m_out;
        if (point.index < 0) {
            point.index = static_cast<std::int64_t>(out.points.size());
            out.points.push_back({point.at[0], point.at[1]});
        }
        out.indices.push_back(static_cast<std::uint32_t>(point.index));
    }
    static void on_combine(GLdouble at[3], void**, GLfloat*, void** out, void* self) {
        auto& points = static_cast<Tesselator*>(self)->m_points;
        points.push_back({{at[0], at[1], 0}, -1});
        *out = &points.back();
    }
    static void on_edge_flag(GLboolean) {}

    GLUtesselator* m_glu;
    std::deque<Point> m_points;
    Triangles* m_out = nullptr;
};

// Most cells are squares and hexagons: a fan does for them.
bool is_convex(const geo::Ring& ring) {
    if (ring.size() > 33)
        return false;
    const std::size_t n = ring.size() - 1;
    double turned = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const geo::MapPoint a = ring[i], b = ring[i + 1], c = ring[(i + 2) % n];
        const double cross = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
        if (cross < 0)
            return false;
        turned += cross;
    }
    // A star polygon turns left everywhere too, but its area is then not the fan's; rings are simple by contract.
    return turned > 0;
}

void add_fan(const geo::Ring& ring, geo::MapPoint origin, Triangles& out) {
    const auto base = static_cast<std::uint32_t>(out.points.size());
    const auto n = static_cast<std::uint32_t>(ring.size() - 1);
    for (std::uint32_t i = 0; i < n; ++i)
        out.points.push_back({ring[i].x - origin.x, ring[i].y - origin.y});
    for (std::uint32_t i = 2; i < n; ++i)
        out.indices.insert(out.indices.end(), {base, base + i - 1, base + i});
}

} // namespace

FillMesh fill_mesh(const std::vector<FillArea>& areas, base::Feedback& feedback) {
    std::vector<geo::Box> boxes(areas.size());
    for (std::size_t i = 0; i < areas.size(); ++i)
        if (areas[i].area)
            boxes[i] = geo::bounds(*areas[i].area);
    const std::vector<BinRows> bins = binned(boxes);

    std::vector<FillMesh> pieces(bins.size());
    base::parallel_blocks(bins.size(), 1, [&](std::size_t begin, std::size_t end) {
        Tesselator tesselator;
        for (std::size_t b = begin; b < end; ++b) {
            FillMesh& piece = pieces[b];
            Bin bin{bins[b].origin, {}, 0, 0};
            Triangles triangles;
            for (std::uint32_t row : bins[b].rows) {
                feedback.check();
                triangles.points.clear();
                triangles.indices.clear();
                for (const geo::Polygon& polygon : areas[row].area->parts) {
                    if (polygon.outer.size() < 4)
                        continue;
                    if (polygon.holes.empty() && is_convex(polygon.outer))
                        add_fan(polygon.outer, bin.origin, triangles);
                    else
                        tesselator.add(polygon, bin.origin, triangles);
                }
                const auto base = static_cast<std::uint32_t>(piece.vertices.size());
                for (const geo::MapPoint p : triangles.points)
                    piece.vertices.push_back({static_cast<float>(p.x), static_cast<float>(p.y), areas[row].colour});
                for (std::uint32_t index : triangles.indices)
                    piece.indices.push_back(base + index);
                bin.box.add(boxes[row]);
            }
            bin.count = static_cast<std::uint32_t>(piece.indices.size());
            piece.bins.push_back(bin);
        }
    });

    FillMesh mesh;
    for (FillMesh& piece : pieces) {
        const auto base = static_cast<std::uint32_t>(mesh.vertices.size());
        Bin bin = piece.bins.front();
        bin.first = static_cast<std::uint32_t>(mesh.indices.size());
        mesh.vertices.insert(mesh.vertices.end(), piece.vertices.begin(), piece.vertices.end());
        for (std::uint32_t index : piece.indices)
            mesh.indices.push_back(base + index);
        if (bin.count)
            mesh.bins.push_back(bin);
        piece = {};
    }
    return mesh;
}

} // namespace wangge::render

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

AreaMesh area_mesh(const std::vector<const geo::MultiPolygon*>& areas, base::Feedback& feedback) {
    std::vector<geo::Box> boxes(areas.size());
    for (std::size_t i = 0; i < areas.size(); ++i)
        if (areas[i])
            boxes[i] = geo::bounds(*areas[i]);
    const std::vector<BinRows> bins = binned(boxes);

    std::vector<AreaMesh> parts(bins.size());
    base::parallel_blocks(bins.size(), 1, [&](std::size_t begin, std::size_t end) {
        Tesselator tesselator;
        Triangles triangles;
        for (std::size_t b = begin; b < end; ++b) {
            AreaMesh& part = parts[b];
            AreaMesh::Bin bin{bins[b].origin, {}, 0, 0};
            for (const std::uint32_t row : bins[b].rows) {
                feedback.check();
                triangles.points.clear();
                triangles.indices.clear();
                for (const geo::Polygon& polygon : areas[row]->parts) {
                    if (polygon.outer.size() < 4)
                        continue;
                    if (polygon.holes.empty() && is_convex(polygon.outer))
                        add_fan(polygon.outer, bin.origin, triangles);
                    else
                        tesselator.add(polygon, bin.origin, triangles);
                }
                if (triangles.indices.empty())
                    continue;
                part.pieces.push_back({row, static_cast<std::uint32_t>(part.points.size()),
                                       static_cast<std::uint32_t>(triangles.points.size()),
                                       static_cast<std::uint32_t>(part.indices.size()),
                                       static_cast<std::uint32_t>(triangles.indices.size())});
                for (const geo::MapPoint p : triangles.points)
                    part.points.push_back({static_cast<float>(p.x), static_cast<float>(p.y)});
                part.indices.insert(part.indices.end(), triangles.indices.begin(), triangles.indices.end());
                bin.box.add(boxes[row]);
            }
            bin.pieces = static_cast<std::uint32_t>(part.pieces.size());
            part.bins.push_back(bin);
        }
    });

    AreaMesh mesh;
    for (AreaMesh& part : parts) {
        AreaMesh::Bin bin = part.bins.front();
        bin.first_piece = static_cast<std::uint32_t>(mesh.pieces.size());
        const auto points = static_cast<std::uint32_t>(mesh.points.size()),
                   indices = static_cast<std::uint32_t>(mesh.indices.size());
        for (AreaMesh::Piece piece : part.pieces) {
            piece.first_point += points;
            piece.first_index += indices;
            mesh.pieces.push_back(piece);
        }
        mesh.points.insert(mesh.points.end(), part.points.begin(), part.points.end());
        mesh.indices.insert(mesh.indices.end(), part.indices.begin(), part.indices.end());
        if (bin.pieces > 0)
            mesh.bins.push_back(bin);
        part = {};
    }
    return mesh;
}

FillMesh coloured(const AreaMesh& mesh, std::span<const style::Colour> colours) {
    FillMesh result;
    std::size_t points = 0, indices = 0;
    for (const AreaMesh::Piece& piece : mesh.pieces)
        if (colours[piece.row].a > 0) {
            points += piece.points;
            indices += piece.indices;
        }
    result.vertices.reserve(points);
    result.indices.reserve(indices);
    for (const AreaMesh::Bin& from : mesh.bins) {
        Bin bin{from.origin, from.box, static_cast<std::uint32_t>(result.indices.size()), 0};
        for (std::uint32_t p = from.first_piece; p < from.first_piece + from.pieces; ++p) {
            const AreaMesh::Piece& piece = mesh.pieces[p];
            const style::Colour colour = colours[piece.row];
            if (colour.a == 0)
                continue;
            const auto base = static_cast<std::uint32_t>(result.vertices.size());
            for (std::uint32_t i = piece.first_point; i < piece.first_point + piece.points; ++i)
                result.vertices.push_back({mesh.points[i].x, mesh.points[i].y, colour});
            for (std::uint32_t i = piece.first_index; i < piece.first_index + piece.indices; ++i)
                result.indices.push_back(base + mesh.indices[i]);
        }
        bin.count = static_cast<std::uint32_t>(result.indices.size()) - bin.first;
        if (bin.count > 0)
            result.bins.push_back(bin);
    }
    return result;
}

FillMesh fill_mesh(const std::vector<FillArea>& areas, base::Feedback& feedback) {
    std::vector<const geo::MultiPolygon*> shapes;
    std::vector<style::Colour> colours;
    for (const FillArea& area : areas) {
        shapes.push_back(area.area);
        colours.push_back(area.colour);
    }
    return coloured(area_mesh(shapes, feedback), colours);
}

} // namespace wangge::render

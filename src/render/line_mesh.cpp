#include "render/line_mesh.h"

#include <cmath>

namespace wangge::render {

namespace {

struct Direction {
    double x, y;
};

Direction direction(geo::MapPoint a, geo::MapPoint b) {
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    return {(b.x - a.x) / length, (b.y - a.y) / length};
}

// Writes one path as a strip: at each point a left and a right vertex, at sharp turns two of each and a bevel triangle.
class StripWriter {
public:
    StripWriter(LineMesh& mesh, geo::MapPoint origin, const LinePath& path)
        : m_mesh(mesh), m_origin(origin), m_path(path) {}

    void write(const geo::Polyline& points, bool closed) {
        const std::size_t n = points.size();
        double total = 0;
        for (std::size_t i = 1; i < n; ++i)
            total += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
        double along = 0;
        std::uint32_t previous = 0;
        for (std::size_t i = 0; i < n; ++i) {
            if (i > 0)
                along += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
            const bool has_in = i > 0 || closed, has_out = i + 1 < n || closed;
            const Direction out = has_out ? direction(points[i], i + 1 < n ? points[i + 1] : points[1])
                                          : direction(points[i - 1], points[i]);
            const Direction in = has_in ? direction(i > 0 ? points[i - 1] : points[n - 2], points[i]) : out;
            const double cos_turn = in.x * out.x + in.y * out.y;
            const float width =
                static_cast<float>(m_path.width_start + (m_path.width_end - m_path.width_start) * (along / total));
            if (cos_turn > -0.5) {
                // The mitre: along the mean normal, longer by 1 / cos of half the turn, at most 2.
                const double mx = -(in.y + out.y), my = in.x + out.x, length = std::hypot(mx, my);
                const double stretch = 1 / std::sqrt((1 + cos_turn) / 2);
                const std::uint32_t pair =
                    add_pair(points[i], mx / length * stretch, my / length * stretch, along, width);
                if (i > 0)
                    join(previous, pair);
                previous = pair;
            } else {
                const std::uint32_t first = add_pair(points[i], -in.y, in.x, along, width);
                const std::uint32_t second = add_pair(points[i], -out.y, out.x, along, width);
                if (i > 0)
                    join(previous, first);
                // The wedge outside the turn, with a middle vertex so that it looks round.
                const bool left_turn = in.x * out.y - in.y * out.x > 0;
                const std::uint32_t outer = left_turn ? 1 : 0;
                const double s = left_turn ? -1 : 1;
                const double tx = in.x - out.x, ty = in.y - out.y, tip = std::max(std::hypot(tx, ty), 1e-9);
                const std::uint32_t middle = add(points[i], tx / tip, ty / tip, along, static_cast<float>(s), width);
                triangle(first + outer, second + outer, first + 1 - outer);
                triangle(first + outer, middle, second + outer);
                previous = second;
            }
        }
    }

private:
    std::uint32_t add(geo::MapPoint p, double nx, double ny, double along, float side, float width) {
        m_mesh.vertices.push_back({static_cast<float>(p.x - m_origin.x), static_cast<float>(p.y - m_origin.y),
                                   static_cast<float>(nx), static_cast<float>(ny), static_cast<float>(along), side,
                                   width, m_path.colour});
        return static_cast<std::uint32_t>(m_mesh.vertices.size() - 1);
    }
    std::uint32_t add_pair(geo::MapPoint p, double nx, double ny, double along, float width) {
        const std::uint32_t left = add(p, nx, ny, along, 1, width);
        add(p, -nx, -ny, along, -1, width);
        return left;
    }
    void join(std::uint32_t from, std::uint32_t to) {
        triangle(from, from + 1, to);
        triangle(to, from + 1, to + 1);
    }
    void triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
        m_mesh.indices.insert(m_mesh.indices.end(), {a, b, c});
    }

    LineMesh& m_mesh;
    geo::MapPoint m_origin;
    const LinePath& m_path;
};

geo::Polyline cleaned(const geo::Polyline& points) {
    geo::Polyline result;
    for (const geo::MapPoint p : points)
        if (result.empty() || std::hypot(p.x - result.back().x, p.y - result.back().y) > 1e-3)
            result.push_back(p);
    return result;
}

} // namespace

LineMesh line_mesh(const std::vector<LinePath>& paths) {
    std::vector<geo::Box> boxes(paths.size());
    for (std::size_t i = 0; i < paths.size(); ++i)
        for (const geo::MapPoint p : paths[i].points)
            boxes[i].add(p);
    LineMesh mesh;
    for (const BinRows& rows : binned(boxes)) {
        Bin bin{rows.origin, {}, static_cast<std::uint32_t>(mesh.indices.size()), 0};
        for (std::uint32_t row : rows.rows) {
            const geo::Polyline points = cleaned(paths[row].points);
            if (points.size() < 2)
                continue;
            const bool closed = points.size() > 3 && paths[row].points.front() == paths[row].points.back();
            StripWriter(mesh, bin.origin, paths[row]).write(points, closed);
            bin.box.add(boxes[row]);
        }
        bin.count = static_cast<std::uint32_t>(mesh.indices.size()) - bin.first;
        if (bin.count)
            mesh.bins.push_back(bin);
    }
    return mesh;
}

} // namespace wangge::render

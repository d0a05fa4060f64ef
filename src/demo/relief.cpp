#include "demo/relief.h"

#include "demo/noise.h"

#include <algorithm>
#include <cmath>
#include <queue>

namespace wangge::demo {
namespace {

constexpr double pi = 3.14159265358979323846;

// The working grid of the erosion.
struct Land {
    Land(const ReliefOptions& options, double cell)
        : m_options(options), m_cell(cell), m_width(static_cast<int>(options.box.width() / cell)),
          m_height(static_cast<int>(options.box.height() / cell)), z(count(), 0.0), m_uplift(count()),
          m_parent(count(), -1) {}

    int width() const { return m_width; }
    int height() const { return m_height; }
    std::size_t count() const { return static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height); }
    double cell() const { return m_cell; }
    // The centre of a cell, moved a little so that courses do not run in eight directions only.
    geo::MapPoint node(std::size_t i) const {
        const auto column = static_cast<std::int64_t>(i) % m_width, row = static_cast<std::int64_t>(i) / m_width;
        const std::uint64_t seed = m_options.seed + 77;
        return {m_options.box.min_x + m_cell * (column + 0.5 + 0.7 * (hash_unit(seed, column, row) - 0.5)),
                m_options.box.max_y - m_cell * (row + 0.5 + 0.7 * (hash_unit(seed + 1, column, row) - 0.5))};
    }

    void raise_hills();
    // Who drains to whom, lowest first, from the outlets on the east side.
    void drain();
    void erode(double step);
    void diffuse(double share);
    void refine(const Land& coarse);

    double valley_y(int river, double x) const; // of the main valley's axis at easting x, in 0..1 of the box
    const ReliefOptions& m_options;
    double m_cell;
    int m_width, m_height;
    std::vector<double> z;
    std::vector<double> m_uplift;
    std::vector<std::int32_t> m_parent, m_order;
};

double Land::valley_y(int river, double x) const {
    const double lane = (river + 0.5) / m_options.main_rivers;
    const double swing = 0.17 / m_options.main_rivers;
    const std::uint64_t seed = m_options.seed + 40 + static_cast<std::uint64_t>(river);
    // One long bend that passes near the middle of the lane at the middle of the box, and smaller ones on it.
    return lane + swing * std::sin(pi * (x - 0.5) * 1.7) * (hash_unit(seed, 0, 0) < 0.5 ? 1 : -1) +
           0.045 / m_options.main_rivers * fractal_noise(seed, x * 7 * m_options.main_rivers, 0.5, 3);
}

void Land::raise_hills() {
    const std::uint64_t seed = m_options.seed;
    for (std::size_t i = 0; i < count(); ++i) {
        const double x = (static_cast<double>(i % static_cast<std::size_t>(m_width)) + 0.5) / m_width;
        const double y = 1 - (static_cast<double>(i / static_cast<std::size_t>(m_width)) + 0.5) / m_height;
        double away = 1e9; // from the axis of the nearest main valley, km
        for (int river = 0; river < m_options.main_rivers; ++river)
            away = std::min(away, std::abs(y - valley_y(river, x)) * m_options.box.height() / 1000);
        const double km_x = x * m_options.box.width() / 1000, km_y = y * m_options.box.height() / 1000;
        const double massif = fractal_noise(seed + 10, km_x / 17, km_y / 17, 4);
        const double flank = smooth_step(2.5, 19, away + 4.5 * fractal_noise(seed + 20, km_x / 9, km_y / 9, 3));
        m_uplift[i] = 0.012 + flank * clamped(0.62 + 0.95 * massif, 0.05, 1.6);
        z[i] = 0.02 * m_uplift[i] + 0.003 * hash_unit(seed + 30, static_cast<std::int64_t>(i), 0);
    }
}

void Land::drain() {
    using Item = std::pair<double, std::int32_t>;
    std::priority_queue<Item, std::vector<Item>, std::greater<>> queue;
    std::vector<std::uint8_t> seen(count(), 0);
    std::fill(m_parent.begin(), m_parent.end(), -1);
    m_order.clear();
    // Each main river leaves through a short stretch of the east side at the level of the sea.
    for (int river = 0; river < m_options.main_rivers; ++river) {
        const int row = static_cast<int>((1 - valley_y(river, 1)) * m_height);
        const int last = static_cast<int>(clamped(row, 1, m_height - 2));
        const std::size_t i =
            static_cast<std::size_t>(last) * static_cast<std::size_t>(m_width) + static_cast<std::size_t>(m_width - 1);
        z[i] = 0;
        seen[i] = 1;
        queue.emplace(0.0, static_cast<std::int32_t>(i));
    }
    while (!queue.empty()) {
        const auto [level, i] = queue.top();
        queue.pop();
        m_order.push_back(i);
        const int column = i % m_width, row = i / m_width;
        for (int dy = -1; dy <= 1; ++dy)
            for (int dx = -1; dx <= 1; ++dx) {
                const int c = column + dx, r = row + dy;
                if (c < 0 || r < 0 || c >= m_width || r >= m_height)
                    continue;
                const std::int32_t next = r * m_width + c;
                if (seen[static_cast<std::size_t>(next)])
                    continue;
                seen[static_cast<std::size_t>(next)] = 1;
                m_parent[static_cast<std::size_t>(next)] = i;
                queue.emplace(std::max(level, z[static_cast<std::size_t>(next)]), next);
            }
    }
}

void Land::erode(double step) {
    drain();
    std::vector<double> drained(count(), 1.0);
    for (int river = 0; river < m_options.main_rivers; ++river) {
        // Water from beyond the western edge.
        const int row = static_cast<int>(clamped((1 - valley_y(river, 0)) * m_height, 1, m_height - 2));
        drained[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_width)] +=
            0.35 * static_cast<double>(count());
    }
    for (auto i = m_order.rbegin(); i != m_order.rend(); ++i)
        if (m_parent[static_cast<std::size_t>(*i)] >= 0)
            drained[static_cast<std::size_t>(m_parent[static_cast<std::size_t>(*i)])] +=
                drained[static_cast<std::size_t>(*i)];
    const double cell_km = m_cell / 1000;
    for (const std::int32_t i : m_order) {
        const auto cell = static_cast<std::size_t>(i);
        if (m_parent[cell] < 0)
            continue;
        const bool diagonal = i % m_width != m_parent[cell] % m_width && i / m_width != m_parent[cell] / m_width;
        const double run = cell_km * (diagonal ? std::sqrt(2.0) : 1);
        const double power = 0.9 * step * std::sqrt(drained[cell]) * cell_km / run;
        z[cell] = (z[cell] + step * m_uplift[cell] + power * z[static_cast<std::size_t>(m_parent[cell])]) / (1 + power);
    }
}

void Land::diffuse(double share) {
    const std::vector<double> old = z;
    for (int row = 1; row + 1 < m_height; ++row)
        for (int column = 1; column + 1 < m_width; ++column) {
            const std::size_t i = static_cast<std::size_t>(row * m_width + column),
                              w = static_cast<std::size_t>(m_width);
            z[i] += share * ((old[i - 1] + old[i + 1] + old[i - w] + old[i + w]) / 4 - old[i]);
        }
}

void Land::refine(const Land& coarse) {
    for (int row = 0; row < m_height; ++row)
        for (int column = 0; column < m_width; ++column) {
            const double x = clamped((column + 0.5) * m_cell / coarse.m_cell - 0.5, 0, coarse.m_width - 1.001);
            const double y = clamped((row + 0.5) * m_cell / coarse.m_cell - 0.5, 0, coarse.m_height - 1.001);
            const auto c = static_cast<std::size_t>(x), r = static_cast<std::size_t>(y);
            const double u = x - static_cast<double>(c), v = y - static_cast<double>(r);
            const std::size_t w = static_cast<std::size_t>(coarse.m_width), i = r * w + c;
            z[static_cast<std::size_t>(row * m_width + column)] =
                (coarse.z[i] * (1 - u) + coarse.z[i + 1] * u) * (1 - v) +
                (coarse.z[i + w] * (1 - u) + coarse.z[i + w + 1] * u) * v;
        }
}

Relief relief_of(const ReliefOptions& options, Land& land) {
    land.drain();
    Relief relief;
    std::vector<float> catchment;
    const double cell_area = land.cell() * land.cell() / 1e6;
    catchment.assign(land.count(), static_cast<float>(cell_area));
    for (int river = 0; river < options.main_rivers; ++river) {
        const int row = static_cast<int>(clamped((1 - land.valley_y(river, 0)) * land.m_height, 1, land.m_height - 2));
        catchment[static_cast<std::size_t>(row) * static_cast<std::size_t>(land.m_width)] +=
            static_cast<float>(0.35 * static_cast<double>(land.count()) * cell_area);
    }
    std::vector<std::int32_t> best(land.count(), -1); // the largest tributary of each cell
    for (auto i = land.m_order.rbegin(); i != land.m_order.rend(); ++i) {
        const auto cell = static_cast<std::size_t>(*i);
        if (land.m_parent[cell] < 0)
            continue;
        const auto below = static_cast<std::size_t>(land.m_parent[cell]);
        catchment[below] += catchment[cell];
    }
    std::vector<std::int32_t> tributaries;
    const auto drawn = [&](std::size_t i) { return catchment[i] >= options.river_catchment; };
    for (const std::int32_t i : land.m_order) {
        const auto cell = static_cast<std::size_t>(i);
        if (land.m_parent[cell] < 0 || !drawn(cell))
            continue;
        std::int32_t& present = best[static_cast<std::size_t>(land.m_parent[cell])];
        if (present < 0 || catchment[static_cast<std::size_t>(present)] < catchment[cell])
            present = i;
    }
    // A course starts at every mouth: an outlet, or a cell that is not its parent's largest tributary.
    for (const std::int32_t mouth : land.m_order) {
        const auto cell = static_cast<std::size_t>(mouth);
        const std::int32_t parent = land.m_parent[cell];
        if (!drawn(cell) || (parent >= 0 && best[static_cast<std::size_t>(parent)] == mouth))
            continue;
        Course course;
        course.catchment = static_cast<double>(catchment[cell]);
        if (parent >= 0)
            course.line.push_back(land.node(static_cast<std::size_t>(parent)));
        for (std::int32_t at = mouth; at >= 0; at = best[static_cast<std::size_t>(at)])
            course.line.push_back(land.node(static_cast<std::size_t>(at)));
        std::reverse(course.line.begin(), course.line.end());
        if (course.line.size() >= 6)
            relief.courses.push_back(std::move(course));
    }
    std::stable_sort(relief.courses.begin(), relief.courses.end(),
                     [](const Course& a, const Course& b) { return a.catchment > b.catchment; });
    std::vector<geo::MapPoint> pins;
    for (const Course& course : relief.courses)
        pins.push_back(course.line.back());
    std::sort(pins.begin(), pins.end());
    for (Course& course : relief.courses)
        course.line = smoothed(course.line, pins, 2);

    // Heights in metres: the same order of levels, with wide low ground and an even rise to the summits.
    double top = 0;
    for (const double z : land.z)
        top = std::max(top, z);
    relief.height = {land.width(), land.height(), {options.box.min_x, options.box.max_y}, land.cell(), land.cell(), {}};
    relief.height.values.reserve(land.count());
    for (const double z : land.z)
        relief.height.values.push_back(static_cast<float>(12 + options.summit * std::pow(z / top, 1.15)));
    return relief;
}

} // namespace

// The longest run of the line inside the box.
geo::Polyline run_inside(const geo::Polyline& line, const geo::Box& box) {
    std::size_t best_begin = 0, best_size = 0;
    for (std::size_t i = 0; i < line.size();) {
        std::size_t end = i;
        while (end < line.size() && box.contains(line[end]))
            ++end;
        if (end - i > best_size) {
            best_begin = i;
            best_size = end - i;
        }
        i = end + 1;
    }
    return {line.begin() + static_cast<std::ptrdiff_t>(best_begin),
            line.begin() + static_cast<std::ptrdiff_t>(best_begin + best_size)};
}

Relief cut(const Relief& wide, const geo::Box& box) {
    const geo::Raster& from = wide.height;
    const int left = static_cast<int>(std::lround((box.min_x - from.origin.x) / from.cell_x));
    const int top = static_cast<int>(std::lround((from.origin.y - box.max_y) / from.cell_y));
    Relief relief;
    relief.height = {static_cast<int>(std::lround(box.width() / from.cell_x)),
                     static_cast<int>(std::lround(box.height() / from.cell_y)),
                     {from.origin.x + left * from.cell_x, from.origin.y - top * from.cell_y},
                     from.cell_x,
                     from.cell_y,
                     {}};
    for (int row = 0; row < relief.height.height; ++row)
        for (int column = 0; column < relief.height.width; ++column)
            relief.height.values.push_back(from.at(column + left, row + top));
    for (const Course& course : wide.courses) {
        Course inside{run_inside(course.line, box), course.catchment};
        if (inside.line.size() >= 8)
            relief.courses.push_back(std::move(inside));
    }
    return relief;
}

Relief make_relief(const ReliefOptions& options, base::Feedback& feedback) {
    // The land is made with a margin and cut, so that no course runs along the rim of the picture.
    ReliefOptions wide = options;
    const double margin = std::round(0.09 * options.box.width() / options.cell) * options.cell;
    wide.box = options.box.grown(margin);
    Land coarse(wide, options.cell * 2);
    coarse.raise_hills();
    for (int i = 0; i < 60; ++i) {
        feedback.check();
        coarse.erode(0.25);
        coarse.diffuse(0.12);
    }
    Land fine(wide, options.cell);
    fine.raise_hills();
    fine.refine(coarse);
    for (int i = 0; i < 8; ++i) {
        feedback.check();
        fine.erode(0.06);
        fine.diffuse(0.08);
    }
    return cut(relief_of(wide, fine), options.box);
}

double Relief::height_at(geo::MapPoint p) const {
    const double x = clamped((p.x - height.origin.x) / height.cell_x - 0.5, 0, height.width - 1.001);
    const double y = clamped((height.origin.y - p.y) / height.cell_y - 0.5, 0, height.height - 1.001);
    const int c = static_cast<int>(x), r = static_cast<int>(y);
    const double u = x - c, v = y - r;
    return (static_cast<double>(height.at(c, r)) * (1 - u) + static_cast<double>(height.at(c + 1, r)) * u) * (1 - v) +
           (static_cast<double>(height.at(c, r + 1)) * (1 - u) + static_cast<double>(height.at(c + 1, r + 1)) * u) * v;
}

double Relief::slope_at(geo::MapPoint p) const {
    const double d = height.cell_x;
    const double east = height_at({p.x + d, p.y}) - height_at({p.x - d, p.y});
    const double north = height_at({p.x, p.y + d}) - height_at({p.x, p.y - d});
    return std::sqrt(east * east + north * north) / (2 * d);
}

geo::Polyline smoothed(const geo::Polyline& line, const std::vector<geo::MapPoint>& pins, int passes) {
    geo::Polyline now = line;
    for (int pass = 0; pass < passes && now.size() > 2; ++pass) {
        geo::Polyline next{now.front()};
        for (std::size_t i = 1; i + 1 < now.size(); ++i) {
            const geo::MapPoint a = now[i - 1], b = now[i], c = now[i + 1];
            if (std::binary_search(pins.begin(), pins.end(), b)) {
                next.push_back(b);
                continue;
            }
            next.push_back({b.x + (a.x - b.x) / 4, b.y + (a.y - b.y) / 4});
            next.push_back({b.x + (c.x - b.x) / 4, b.y + (c.y - b.y) / 4});
        }
        next.push_back(now.back());
        now = std::move(next);
    }
    return now;
}

} // namespace wangge::demo

#include "app/drawing_ground.h"

#include "assign/cell_graph.h"
#include "geo/convex_cut.h"
#include "grid/lattice.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace wangge::app {
namespace {

std::vector<const geo::MultiPolygon*> areas_of(const std::vector<model::Cell>& cells) {
    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Cell& cell : cells)
        areas.push_back(&cell.area);
    return areas;
}

} // namespace

DrawingGround::DrawingGround(model::SnapshotPtr snapshot, BrushUnits units, base::Feedback& feedback)
    : m_snapshot(std::move(snapshot)), m_asked(units), m_units(units), m_cells(areas_of(m_snapshot->cells)),
      m_villages(m_snapshot->villages.area) {
    const model::Snapshot& s = *m_snapshot;
    m_cell_of_site = m_cells.find(s.sites.x, s.sites.y, feedback);
    m_cell_of_village = m_cells.find(s.villages.x, s.villages.y, feedback);
    m_site_hours = hours_of_sites(s, base::today(), feedback);
    m_totals = totals_of(s, s.cells, m_site_hours, feedback);
    for (const model::Cell& cell : s.cells)
        m_perimeters.push_back(geo::perimeter(cell.area));
    m_units.villages =
        m_units.villages && std::ranges::any_of(s.villages.area, [](const auto& area) { return !area.empty(); });
    if (m_units.villages)
        make_villages(feedback);
    else if (!s.county.empty())
        make_squares(feedback);
    add_portions(feedback);
}

void DrawingGround::make_squares(base::Feedback& feedback) {
    const grid::SquareLattice lattice = grid::square_lattice(geo::bounds(m_snapshot->county), m_units.side);
    m_first_column = lattice.first_column;
    m_first_row = lattice.first_row;
    m_columns = lattice.columns;
    m_rows = lattice.rows;
    m_unit_of_square.assign(lattice.cells(), -1);
    const double side = m_units.side.value;
    std::vector<double> x, y;
    for (const geo::CutCell& piece : geo::cut(grid::cells_of(lattice), m_snapshot->county, feedback)) {
        m_unit_of_square[piece.cell] = static_cast<std::int32_t>(m_square_of_unit.size());
        m_square_of_unit.push_back(static_cast<std::int32_t>(piece.cell));
        m_area.push_back(piece.whole ? side * side : geo::area(piece.area).value);
        m_around.push_back(piece.whole ? 4 * side : geo::perimeter(piece.area));
        const geo::MapPoint p = piece.whole ? middle(m_square_of_unit.size() - 1) : geo::centroid(piece.area);
        x.push_back(p.x);
        y.push_back(p.y);
    }
    m_owner = m_cells.find(x, y, feedback);
    for (const std::int32_t square : m_square_of_unit) {
        m_first_border.push_back(m_borders.size());
        const std::int32_t column = square % m_columns, row = square / m_columns;
        for (const auto& [dx, dy] : {std::pair(1, 0), std::pair(-1, 0), std::pair(0, 1), std::pair(0, -1)}) {
            const std::int32_t c = column + dx, r = row + dy;
            if (c < 0 || r < 0 || c >= m_columns || r >= m_rows)
                continue;
            if (const std::int32_t unit = m_unit_of_square[static_cast<std::size_t>(r) * m_columns + c]; unit >= 0)
                m_borders.push_back({unit, side});
        }
    }
    m_first_border.push_back(m_borders.size());
}

void DrawingGround::make_villages(base::Feedback& feedback) {
    const model::VillageTable& v = m_snapshot->villages;
    m_unit_of_village.assign(v.size(), -1);
    std::vector<const geo::MultiPolygon*> areas;
    std::vector<double> x, y;
    for (std::size_t i = 0; i < v.size(); ++i)
        if (!v.area[i].empty()) {
            m_unit_of_village[i] = static_cast<std::int32_t>(m_village_of_unit.size());
            m_village_of_unit.push_back(static_cast<std::int32_t>(i));
            areas.push_back(&v.area[i]);
            m_area.push_back(geo::area(v.area[i]).value);
            m_around.push_back(geo::perimeter(v.area[i]));
            x.push_back(v.x[i]);
            y.push_back(v.y[i]);
        }
    m_owner = m_cells.find(x, y, feedback);
    constexpr base::Metres tolerance{0.5};
    const assign::CellGraph graph = assign::graph_of(areas, tolerance, feedback);
    for (std::size_t i = 0; i < areas.size(); ++i) {
        m_first_border.push_back(m_borders.size());
        for (std::int32_t k = graph.first[i]; k < graph.first[i + 1]; ++k)
            m_borders.push_back({graph.neighbour[k], graph.border[k]});
    }
    m_first_border.push_back(m_borders.size());
}

void DrawingGround::add_portions(base::Feedback& feedback) {
    const model::Snapshot& s = *m_snapshot;
    const auto add = [&](geo::MapPoint p, model::Row cell, const CellTotals& what) {
        if (cell == model::no_row)
            return;
        if (const std::int32_t unit = unit_at(p); unit >= 0)
            m_portions.push_back({unit, cell, what});
    };
    feedback.check();
    for (std::size_t i = 0; i < s.sites.size(); ++i)
        if (s.sites.placed(i))
            add(s.sites.point(i), m_cell_of_site[i], {.sites = 1, .people = {}, .hours = m_site_hours[i], .area = {}});
    for (std::size_t i = 0; i < s.villages.size(); ++i)
        add(s.villages.point(i), m_cell_of_village[i],
            {.sites = 0, .people = {s.villages.population[i]}, .hours = {}, .area = {}});
    std::ranges::sort(m_portions, {}, [](const Portion& p) { return std::pair(p.unit, p.cell); });
    std::vector<Portion> summed;
    for (const Portion& p : m_portions)
        if (!summed.empty() && summed.back().unit == p.unit && summed.back().cell == p.cell) {
            summed.back().what.sites += p.what.sites;
            summed.back().what.people.value += p.what.people.value;
            summed.back().what.hours.value += p.what.hours.value;
        } else
            summed.push_back(p);
    m_portions = std::move(summed);
    m_first_portion.assign(units() + 1, 0);
    for (const Portion& p : m_portions)
        ++m_first_portion[p.unit + 1];
    for (std::size_t i = 1; i < m_first_portion.size(); ++i)
        m_first_portion[i] += m_first_portion[i - 1];
}

std::int32_t DrawingGround::unit_at(geo::MapPoint p) const {
    if (m_units.villages) {
        const std::int32_t village = m_villages.find(p);
        return village < 0 ? -1 : m_unit_of_village[village];
    }
    const double column = std::floor(p.x / m_units.side.value) - static_cast<double>(m_first_column),
                 row = std::floor(p.y / m_units.side.value) - static_cast<double>(m_first_row);
    if (!(column >= 0 && row >= 0 && column < m_columns && row < m_rows))
        return -1;
    return m_unit_of_square[static_cast<std::size_t>(row) * m_columns + static_cast<std::size_t>(column)];
}

std::span<const DrawingGround::Portion> DrawingGround::portions(std::size_t unit) const {
    return std::span(m_portions).subspan(m_first_portion[unit], m_first_portion[unit + 1] - m_first_portion[unit]);
}

std::span<const DrawingGround::Border> DrawingGround::borders(std::size_t unit) const {
    return std::span(m_borders).subspan(m_first_border[unit], m_first_border[unit + 1] - m_first_border[unit]);
}

const geo::MultiPolygon* DrawingGround::village_area(std::size_t unit) const {
    return m_units.villages ? &m_snapshot->villages.area[m_village_of_unit[unit]] : nullptr;
}

geo::Box DrawingGround::box(std::size_t unit) const {
    if (m_units.villages)
        return geo::bounds(*village_area(unit));
    const double side = m_units.side.value;
    const double x = static_cast<double>(m_first_column + m_square_of_unit[unit] % m_columns) * side,
                 y = static_cast<double>(m_first_row + m_square_of_unit[unit] / m_columns) * side;
    return {x, y, x + side, y + side};
}

std::string DrawingGround::village_code(std::size_t unit) const {
    return m_units.villages ? std::string(m_snapshot->villages.code[m_village_of_unit[unit]]) : "";
}

PaintStroke::PaintStroke(std::shared_ptr<const DrawingGround> ground, model::Row target)
    : m_ground(std::move(ground)), m_target(target), m_now(m_ground->totals()), m_perimeters(m_ground->perimeters()),
      m_is_painted(m_ground->units(), false), m_concerned{target} {
    for (const CellTotals& each : m_now) {
        m_sum += each.hours.value;
        m_squares += each.hours.value * each.hours.value;
    }
}

void PaintStroke::add(model::Row cell, const CellTotals& what, double sign) {
    CellTotals& t = m_now[cell];
    m_squares -= t.hours.value * t.hours.value;
    t.sites += sign > 0 ? what.sites : -what.sites;
    t.people.value += sign * what.people.value;
    t.hours.value += sign * what.hours.value;
    t.area.value += sign * what.area.value;
    m_squares += t.hours.value * t.hours.value;
}

void PaintStroke::add_edge(model::Row cell, double metres) {
    if (cell != model::no_row)
        m_perimeters[cell] += metres;
}

void PaintStroke::paint(std::int32_t unit) {
    if (unit < 0 || owner_now(unit) == m_target || m_ground->owner(unit) == model::no_row)
        return;
    const model::Row giver = m_ground->owner(unit);
    for (const DrawingGround::Portion& portion : m_ground->portions(unit))
        if (portion.cell != m_target) {
            add(portion.cell, portion.what, -1);
            add(m_target, portion.what, 1);
        }
    const CellTotals ground{.sites = 0, .people = {}, .hours = {}, .area = m_ground->area(unit)};
    add(giver, ground, -1);
    add(m_target, ground, 1);
    // What was an edge inside the giver becomes its outer edge, and the other way round; so for the target.
    double rim = m_ground->around(unit);
    for (const DrawingGround::Border& border : m_ground->borders(unit)) {
        const model::Row other = owner_now(border.unit);
        add_edge(giver, other == giver ? border.length : -border.length);
        add_edge(m_target, other == m_target ? -border.length : border.length);
        rim -= border.length;
    }
    add_edge(giver, -rim);
    add_edge(m_target, rim);
    m_is_painted[unit] = true;
    m_painted.push_back(unit);
    if (std::ranges::find(m_concerned, giver) == m_concerned.end())
        m_concerned.push_back(giver);
    for (const model::Row cell : {giver, m_target}) {
        const double p = m_perimeters[cell], a = m_now[cell].area.value;
        m_now[cell].compactness = p > 0 ? std::clamp(4 * std::numbers::pi * a / (p * p), 0.0, 1.0) : 0;
    }
}

void PaintStroke::move_to(geo::MapPoint point) {
    if (!m_begun)
        m_last = point;
    m_begun = true;
    // Steps short enough that no unit on the way is missed.
    const double step = m_ground->of_villages() ? 100 : m_ground->asked().side.value / 2;
    const double way = std::hypot(point.x - m_last.x, point.y - m_last.y);
    constexpr int most_steps = 2000;
    const int steps = static_cast<int>(std::min<double>(most_steps, std::ceil(way / step)));
    for (int i = 1; i <= steps; ++i) {
        const double t = static_cast<double>(i) / steps;
        paint(m_ground->unit_at({m_last.x + (point.x - m_last.x) * t, m_last.y + (point.y - m_last.y) * t}));
    }
    paint(m_ground->unit_at(point));
    m_last = point;
}

double PaintStroke::balance() const {
    const auto n = static_cast<double>(m_now.size());
    if (m_sum <= 0)
        return 0;
    const double mean = m_sum / n;
    return std::sqrt(std::max(0.0, m_squares / n - mean * mean)) / mean;
}

} // namespace wangge::app

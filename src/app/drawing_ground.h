// What the drawing tools ask at every move of the mouse, worked out once: who has which ground, what is on it, and the
// units that a brush paints.
#pragma once
#include "app/cell_totals.h"
#include "geo/area_index.h"

#include <span>

namespace wangge::app {

// A brush paints whole villages, or squares of that side.
struct BrushUnits {
    bool villages = true;
    base::Metres side{500};
    bool operator==(const BrushUnits&) const = default;
};

class DrawingGround {
public:
    // Without villages that have areas squares are painted.
    DrawingGround(model::SnapshotPtr snapshot, BrushUnits units, base::Feedback& feedback);

    const model::SnapshotPtr& snapshot() const { return m_snapshot; }
    const BrushUnits& asked() const { return m_asked; }
    bool of_villages() const { return m_units.villages; }
    const std::vector<base::Hours>& site_hours() const { return m_site_hours; }
    const std::vector<CellTotals>& totals() const { return m_totals; }
    const std::vector<double>& perimeters() const { return m_perimeters; }
    // The cell that holds the point; no_row = none.
    model::Row cell_at(geo::MapPoint point) const { return m_cells.find(point); }
    model::Row cell_of_site(std::size_t site) const { return m_cell_of_site[site]; }
    model::Row cell_of_village(std::size_t village) const { return m_cell_of_village[village]; }

    // Units, by number.
    std::size_t units() const { return m_owner.size(); }
    std::int32_t unit_at(geo::MapPoint point) const; // -1 = none
    model::Row owner(std::size_t unit) const { return m_owner[unit]; }
    base::SquareMetres area(std::size_t unit) const { return {m_area[unit]}; }
    double around(std::size_t unit) const { return m_around[unit]; } // metres of its edge
    // What of a cell stands on the unit.
    struct Portion {
        std::int32_t unit = 0;
        model::Row cell = model::no_row;
        CellTotals what; // sites, people, hours
    };
    std::span<const Portion> portions(std::size_t unit) const;
    struct Border {
        std::int32_t unit = 0;
        double length = 0;
    };
    std::span<const Border> borders(std::size_t unit) const;
    // Corners for drawing: of a village its area, of a square its box.
    const geo::MultiPolygon* village_area(std::size_t unit) const;
    geo::Box box(std::size_t unit) const;
    // What names the unit to the Action `cell.paint`: the village's code, or a point of the square.
    std::string village_code(std::size_t unit) const;
    geo::MapPoint middle(std::size_t unit) const { return box(unit).centre(); }

private:
    void make_squares(base::Feedback& feedback);
    void make_villages(base::Feedback& feedback);
    void add_portions(base::Feedback& feedback);

    model::SnapshotPtr m_snapshot;
    BrushUnits m_asked, m_units;
    geo::AreaIndex m_cells, m_villages;
    std::vector<model::Row> m_cell_of_site, m_cell_of_village;
    std::vector<base::Hours> m_site_hours;
    std::vector<CellTotals> m_totals;
    std::vector<double> m_perimeters;
    std::int64_t m_first_column = 0, m_first_row = 0;
    std::int32_t m_columns = 0, m_rows = 0;
    std::vector<std::int32_t> m_unit_of_square, m_square_of_unit, m_village_of_unit, m_unit_of_village;
    std::vector<model::Row> m_owner;
    std::vector<double> m_area, m_around;
    std::vector<Portion> m_portions;
    std::vector<std::size_t> m_first_portion, m_first_border;
    std::vector<Border> m_borders;
};

// One stroke of the brush: units go to the target cell, and the totals of all cells follow at once, whatever the size
// of the county.
class PaintStroke {
public:
    PaintStroke(std::shared_ptr<const DrawingGround> ground, model::Row target);

    model::Row target() const { return m_target; }
    // Paints the units under the way of the brush.
    void move_to(geo::MapPoint point);
    const std::vector<std::int32_t>& units() const { return m_painted; }
    const DrawingGround& ground() const { return *m_ground; }
    // As it would be after the stroke.
    const CellTotals& total(model::Row cell) const { return m_now[cell]; }
    double balance() const; // deviation over mean of the cells' hours
    // Cells that give or take, the target first.
    const std::vector<model::Row>& concerned() const { return m_concerned; }

private:
    void paint(std::int32_t unit);
    model::Row owner_now(std::int32_t unit) const { return m_is_painted[unit] ? m_target : m_ground->owner(unit); }
    void add(model::Row cell, const CellTotals& what, double sign);
    void add_edge(model::Row cell, double metres);

    std::shared_ptr<const DrawingGround> m_ground;
    model::Row m_target;
    std::vector<CellTotals> m_now;
    std::vector<double> m_perimeters;
    double m_sum = 0, m_squares = 0;
    std::vector<bool> m_is_painted;
    std::vector<std::int32_t> m_painted;
    std::vector<model::Row> m_concerned;
    bool m_begun = false;
    geo::MapPoint m_last;
};

} // namespace wangge::app

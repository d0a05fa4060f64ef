// What is asked again and again about the objects of one snapshot, worked out once in the background: in which area a
// place lies, which cell a site lies in, how much a cell and a person have to do.
#pragma once
#include "app/selection.h"

#include "base/units.h"
#include "coverage/conflicts.h"
#include "coverage/standing.h"
#include "geo/area_index.h"
#include "workload/rules.h"

#include <array>
#include <set>
#include <string>

namespace wangge::app {

// A visit that falls due within so many days is spoken of beforehand.
inline constexpr int due_soon_days = 30;

class ObjectGround {
public:
    // Without a day: today.
    ObjectGround(model::SnapshotPtr snapshot, base::Feedback& feedback, base::Date as_of = {});

    const model::SnapshotPtr& snapshot() const { return m_snapshot; }

    // The nearest visible symbol within `reach`, else the cell or village that the point lies in. `layers` are the
    // scene's.
    Picked at(geo::MapPoint point, base::Metres reach, const std::set<std::string, std::less<>>& layers,
              bool cells_first) const;
    // The things of one kind whose symbol, seat or middle lies inside the outline, by row.
    std::vector<Picked> within(const geo::Ring& outline, PickedKind kind,
                               const std::set<std::string, std::less<>>& layers) const;

    // The cell that a site lies in; no_row = none.
    model::Row cell_of_site(std::size_t site) const {
        return m_cell_of_site.empty() ? model::no_row : m_cell_of_site[site];
    }
    struct CellLoad {
        int sites = 0, overdue = 0, soon = 0; // soon: due within due_soon_days, not overdue
    };
    const std::vector<CellLoad>& cells() const { return m_cells; }
    struct PersonLoad {
        base::Hours hours{0};                    // half of a cell's that has two officers
        int led = 0, seconded = 0, named_by = 0; // cells; villages that name the person as their contact
        double residents = 0;                    // of those villages
        int sites = 0;                           // in the cells led and in those villages
        int ways = 0;                            // of those cells and villages that a distance is known to
        base::Metres way_sum{0}, farthest{0};    // straight, from where the person stands
        base::Metres mean_way() const { return {ways > 0 ? way_sum.value / ways : 0}; }
    };
    const std::vector<PersonLoad>& people() const { return m_people; }
    // Whether a person counts in the person's own role, and why not.
    const std::vector<coverage::Standing>& standing() const { return m_standing; }
    // Assistants who would watch themselves, by row of person.
    const std::vector<coverage::OwnerConflict>& conflicts() const { return m_conflicts; }
    const workload::Rules& rules() const { return m_rules; }
    base::Date as_of() const { return m_as_of; }

private:
    model::SnapshotPtr m_snapshot;
    base::Date m_as_of;
    workload::Rules m_rules;
    geo::AreaIndex m_cell_areas, m_village_areas;
    std::vector<geo::MapPoint> m_cell_middles;
    std::vector<model::Row> m_cell_of_site; // empty when there are no cells
    std::vector<CellLoad> m_cells;
    std::vector<PersonLoad> m_people;
    std::vector<coverage::Standing> m_standing;
    std::vector<coverage::OwnerConflict> m_conflicts;
};

} // namespace wangge::app

#include "app/view/counts_view.h"

namespace wangge::app {

CountsView counts_of(const model::Snapshot& snapshot) {
    CountsView view;
    for (std::size_t i = 0; i < snapshot.sites.size(); ++i) {
        const model::SiteKind kind = snapshot.sites.kind[i];
        ++view.sites[static_cast<std::size_t>(kind)];
        view.pharmacies += model::is_pharmacy(kind);
        view.unplaced += snapshot.sites.quality[i] == model::PositionQuality::none;
        view.approximate += snapshot.sites.quality[i] == model::PositionQuality::approximate;
    }
    for (const model::PersonRole role : snapshot.people.role)
        ++view.people[static_cast<std::size_t>(role)];
    for (const double people : snapshot.villages.population)
        view.residents += people;
    view.all_sites = static_cast<std::int64_t>(snapshot.sites.size());
    view.all_people = static_cast<std::int64_t>(snapshot.people.size());
    view.villages = static_cast<std::int64_t>(snapshot.villages.size());
    view.townships = static_cast<std::int64_t>(snapshot.townships.size());
    view.roads = static_cast<std::int64_t>(snapshot.roads.size());
    view.waters = static_cast<std::int64_t>(snapshot.waters.size());
    view.cells = static_cast<std::int64_t>(snapshot.cells.size());
    view.quarantine = static_cast<std::int64_t>(snapshot.quarantine.size());
    view.county_area = geo::area(snapshot.county);
    view.terrain = !snapshot.terrain.empty();
    view.population_grid = !snapshot.population.empty();
    return view;
}

} // namespace wangge::app

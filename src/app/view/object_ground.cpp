#include "app/view/object_ground.h"

#include "app/coverage_inputs.h"
#include "base/date.h"
#include "workload/visits.h"

#include <cmath>
#include <map>

namespace wangge::app {
namespace {

geo::AreaIndex areas_of(const std::vector<model::Cell>& cells) {
    std::vector<const geo::MultiPolygon*> areas;
    areas.reserve(cells.size());
    for (const model::Cell& cell : cells)
        areas.push_back(&cell.area);
    return geo::AreaIndex(areas);
}

std::vector<coverage::Standing> standings_of(const model::Snapshot& s, base::Date as_of) {
    std::vector<coverage::Standing> all(s.people.size(), coverage::Standing::counts);
    const int age = norms_of(s).months("training_max_age", as_of);
    for (const std::string_view key : model::keys<model::PersonRole>()) {
        const model::PersonRole role = *model::from_key<model::PersonRole>(key);
        const auto judged = coverage::standings(s, role, as_of, role == model::PersonRole::inspector ? 0 : age);
        for (std::size_t i = 0; i < all.size(); ++i)
            if (s.people.role[i] == role)
                all[i] = judged[i];
    }
    return all;
}

} // namespace

ObjectGround::ObjectGround(model::SnapshotPtr snapshot, base::Feedback& feedback, base::Date as_of)
    : m_snapshot(std::move(snapshot)), m_as_of(as_of ? as_of : base::today()),
      m_rules(visit_rules_of(*m_snapshot, m_as_of)), m_cell_areas(areas_of(m_snapshot->cells)),
      m_village_areas(m_snapshot->villages.area), m_standing(standings_of(*m_snapshot, m_as_of)),
      m_conflicts(coverage::owner_conflicts(*m_snapshot)) {
    const model::Snapshot& s = *m_snapshot;
    if (!s.cells.empty())
        m_cell_of_site = m_cell_areas.find(s.sites.x, s.sites.y, feedback);
    m_cells.resize(s.cells.size());
    const base::Date soon = m_as_of + due_soon_days;
    for (std::size_t i = 0; i < m_cell_of_site.size(); ++i) {
        if (i % 1024 == 0)
            feedback.check();
        if (m_cell_of_site[i] == model::no_row)
            continue;
        CellLoad& cell = m_cells[static_cast<std::size_t>(m_cell_of_site[i])];
        const workload::Due due = workload::due_date(m_rules, s.sites, i);
        ++cell.sites;
        const bool overdue = due.never_visited || (due.date && due.date < m_as_of);
        cell.overdue += overdue;
        cell.soon += !overdue && due.date && due.date < soon;
    }
    std::map<std::string_view, std::size_t> person_of;
    for (std::size_t i = 0; i < s.people.size(); ++i)
        person_of.emplace(s.people.key[i], i);
    m_people.resize(s.people.size());
    const auto way_to = [&](std::size_t person, geo::MapPoint place) {
        const double way = std::hypot(s.people.x[person] - place.x, s.people.y[person] - place.y);
        if (!std::isfinite(way)) // one of the two has no position
            return;
        PersonLoad& load = m_people[person];
        ++load.ways;
        load.way_sum.value += way;
        load.farthest.value = std::max(load.farthest.value, way);
    };
    m_cell_middles.reserve(s.cells.size());
    for (std::size_t row = 0; row < s.cells.size(); ++row) {
        const model::Cell& cell = s.cells[row];
        m_cell_middles.push_back(geo::centroid(cell.area));
        // As in workload_of(): two officers share a visit; who works alone bears all of it.
        const bool shared = !cell.lead_key.empty() && !cell.second_key.empty();
        const base::Hours part{shared ? cell.hours / 2 : cell.hours};
        for (const std::string* key : {&cell.lead_key, &cell.second_key})
            if (const auto at = person_of.find(*key); at != person_of.end()) {
                m_people[at->second].hours.value += part.value;
                ++(key == &cell.lead_key ? m_people[at->second].led : m_people[at->second].seconded);
                if (key == &cell.lead_key) {
                    m_people[at->second].sites += m_cells[row].sites;
                    way_to(at->second, m_cell_middles.back());
                }
            }
    }
    std::vector<int> sites_of(s.villages.size(), 0);
    for (std::size_t i = 0; i < s.sites.size(); ++i)
        if (s.sites.village[i] != model::no_row)
            ++sites_of[static_cast<std::size_t>(s.sites.village[i])];
    for (std::size_t i = 0; i < s.villages.size(); ++i)
        if (s.villages.contact[i] != model::no_row) {
            const auto at = static_cast<std::size_t>(s.villages.contact[i]);
            PersonLoad& person = m_people[at];
            ++person.named_by;
            person.residents += s.villages.population[i];
            person.sites += sites_of[i];
            way_to(at, s.villages.point(i));
        }
}

Picked ObjectGround::at(geo::MapPoint point, base::Metres reach, const std::set<std::string, std::less<>>& layers,
                        bool cells_first) const {
    const model::Snapshot& s = *m_snapshot;
    Picked picked;
    double best = std::numeric_limits<double>::infinity();
    // All are looked at: a million take a millisecond, and no index of them takes memory.
    const auto nearest = [&](const auto& table, PickedKind kind, const auto& visible) {
        for (std::size_t i = 0; i < table.size(); ++i) {
            if (!(std::abs(table.x[i] - point.x) <= reach.value && std::abs(table.y[i] - point.y) <= reach.value))
                continue;
            const double distance = std::hypot(table.x[i] - point.x, table.y[i] - point.y);
            if (distance <= reach.value && distance < best && visible(i)) {
                best = distance;
                picked = {kind, static_cast<model::Row>(i)};
            }
        }
    };
    nearest(s.sites, PickedKind::site,
            [&](std::size_t i) { return layers.contains("sites." + std::string(model::key_of(s.sites.kind[i]))); });
    nearest(s.people, PickedKind::person,
            [&](std::size_t i) { return layers.contains("people." + std::string(model::key_of(s.people.role[i]))); });
    if (picked)
        return picked;
    if (cells_first)
        if (const model::Row cell = m_cell_areas.find(point); cell != model::no_row)
            return {PickedKind::cell, cell};
    if (const model::Row village = m_village_areas.find(point); village != model::no_row)
        return {PickedKind::village, village};
    nearest(s.villages, PickedKind::village, [](std::size_t) { return true; });
    return picked;
}

std::vector<Picked> ObjectGround::within(const geo::Ring& outline, PickedKind kind,
                                         const std::set<std::string, std::less<>>& layers) const {
    const model::Snapshot& s = *m_snapshot;
    const geo::Box box = geo::bounds(outline);
    std::vector<Picked> picked;
    const auto take = [&](std::size_t count, const auto& point_of, const auto& visible) {
        for (std::size_t i = 0; i < count; ++i)
            if (const geo::MapPoint p = point_of(i); box.contains(p) && visible(i) && geo::contains(outline, p))
                picked.push_back({kind, static_cast<model::Row>(i)});
    };
    const auto always = [](std::size_t) { return true; };
    switch (kind) {
    case PickedKind::site:
        take(
            s.sites.size(), [&](std::size_t i) { return s.sites.point(i); },
            [&](std::size_t i) { return layers.contains("sites." + std::string(model::key_of(s.sites.kind[i]))); });
        break;
    case PickedKind::person:
        take(
            s.people.size(), [&](std::size_t i) { return s.people.point(i); },
            [&](std::size_t i) { return layers.contains("people." + std::string(model::key_of(s.people.role[i]))); });
        break;
    case PickedKind::village:
        take(
            s.villages.size(), [&](std::size_t i) { return s.villages.point(i); }, always);
        break;
    case PickedKind::cell:
        take(
            s.cells.size(), [&](std::size_t i) { return m_cell_middles[i]; }, always);
        break;
    case PickedKind::township:
        take(
            s.townships.size(),
            [&](std::size_t i) { return geo::centroid(s.boundaries[static_cast<std::size_t>(s.townships[i])].area); },
            always);
        break;
    case PickedKind::blind_spot: // their rows are the list's, see BlindView
    case PickedKind::nothing:
        break;
    }
    return picked;
}

} // namespace wangge::app

#include "app/view/visit_load.h"

#include "geo/area_index.h"
#include "workload/hours.h"

#include <cmath>
#include <map>

namespace wangge::app {
namespace {

void add(VisitLoad::Part& part, double visits, base::Hours on_site, base::Hours way) {
    ++part.sites;
    part.visits += visits;
    part.on_site += on_site;
    part.way += way;
}

} // namespace

VisitLoad visit_load(const model::Snapshot& s, const workload::Rules& rules, base::Feedback& feedback) {
    const std::vector<workload::SiteLoad> loads = workload::loads_of_sites(s, rules, feedback);
    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Cell& cell : s.cells)
        areas.push_back(&cell.area);
    std::vector<model::Row> cell_of(s.sites.size(), model::no_row);
    if (!areas.empty())
        cell_of = geo::AreaIndex(areas).find(s.sites.x, s.sites.y, feedback);
    std::map<std::string_view, std::size_t> person_of;
    for (std::size_t i = 0; i < s.people.size(); ++i)
        person_of.emplace(s.people.key[i], i);

    VisitLoad result;
    result.by_kind.resize(model::keys<model::SiteKind>().size());
    result.of_person.resize(s.people.size());
    for (std::size_t i = 0; i < loads.size(); ++i) {
        std::vector<std::size_t> officers;
        base::Hours way;
        if (cell_of[i] != model::no_row) {
            const model::Cell& cell = s.cells[static_cast<std::size_t>(cell_of[i])];
            for (const std::string* key : {&cell.lead_key, &cell.second_key})
                if (const auto found = person_of.find(*key); !key->empty() && found != person_of.end())
                    officers.push_back(found->second);
            if (!cell.lead_key.empty() && !officers.empty() && s.people.placed(officers[0])) {
                const geo::MapPoint base = s.people.point(officers[0]), at = s.sites.point(i);
                way = workload::travel_hours(rules, base::Metres{std::hypot(at.x - base.x, at.y - base.y)}) *
                      loads[i].trips;
            }
        }
        const double visits = workload::visits_per_year(rules, s.sites, i).per_year;
        add(result.all, visits, loads[i].on_site, way);
        add(result.by_kind[static_cast<std::size_t>(s.sites.kind[i])], visits, loads[i].on_site, way);
        for (const std::size_t officer : officers)
            result.of_person[officer] += (loads[i].on_site + way) / static_cast<double>(officers.size());
    }
    return result;
}

} // namespace wangge::app

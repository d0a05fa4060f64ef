// 无人负责: a cell without a pair of inspectors, a site in no cell or in two.
#include "coverage/blind_context.h"
#include "geo/area_index.h"

#include <cmath>
#include <unordered_map>

namespace wangge::coverage {
namespace {

using model::BlindSpot;

class ResponsibilityFinder {
public:
    explicit ResponsibilityFinder(const BlindContext& context)
        : m_context(context), m_weight(context.norms.factors("responsibility_weight", context.as_of())) {
        const model::PersonTable& people = context.snapshot.people;
        for (std::size_t i = 0; i < people.size(); ++i)
            if (people.role[i] == model::PersonRole::inspector && in_office(people, i))
                m_inspectors.emplace(people.key[i], i);
    }

    // All sites and cells as one spot; `reason` is no_plan or nobody_assigned.
    BlindSpot whole_plan(const char* reason) const {
        const model::Snapshot& snapshot = m_context.snapshot;
        BlindSpot spot;
        spot.kind = model::BlindSpotKind::responsibility;
        spot.target = model::BlindTarget::plan;
        spot.reason = reason;
        spot.name = snapshot.name;
        for (std::size_t i = 0; i < snapshot.villages.size(); ++i)
            spot.people += m_context.people_of_village(i);
        price(spot, m_context.excess_norm("no_pair_excess"), m_weight[model::AreaType::rural]);
        spot.cause = {std::string("blind.responsibility.") + reason, {}};
        spot.evidence = {
            "blind.responsibility.evidence_plan",
            {{"sites", std::to_string(snapshot.sites.size())}, {"cells", std::to_string(snapshot.cells.size())}}};
        spot.fix = {snapshot.cells.empty() ? "blind.responsibility.fix_grid" : "blind.responsibility.fix_assign", {}};
        return spot;
    }

    bool responsible(const std::string& key) const { return m_inspectors.contains(key); }

    // Appends the cell when it has no pair; `people` live or go there.
    void judge_cell(const model::Cell& cell, base::Persons people, std::int64_t sites, Found& found) const {
        const bool lead = responsible(cell.lead_key);
        const bool second = responsible(cell.second_key) && cell.second_key != cell.lead_key;
        if (lead && second)
            return;
        BlindSpot spot;
        spot.kind = model::BlindSpotKind::responsibility;
        spot.target = model::BlindTarget::cell;
        spot.key = spot.name = cell.code;
        spot.township_code = cell.township_code;
        if (const auto township = m_townships.find(cell.township_code); township != m_townships.end())
            m_context.set_township(spot, township->second);
        spot.point = geo::bounds(cell.area).empty() ? spot.point : geo::centroid(cell.area);
        spot.people = people;
        const bool half = lead || second;
        price(spot, m_context.excess_norm(half ? "half_pair_excess" : "no_pair_excess"),
              m_weight[model::AreaType::rural]);
        const bool written = !cell.lead_key.empty() || !cell.second_key.empty();
        spot.reason = half ? "half_pair" : written ? "pair_lapsed" : "no_pair";
        spot.cause = {"blind.responsibility." + spot.reason, {}};
        spot.evidence = {"blind.responsibility.evidence_cell",
                         {{"lead", person_text(cell.lead_key)},
                          {"second", person_text(cell.second_key)},
                          {"sites", std::to_string(sites)}}};
        spot.fix = {half ? "blind.responsibility.fix_second" : "blind.responsibility.fix_assign", {}};
        found.push_back(std::move(spot));
    }

    void judge_site(std::size_t site, const std::vector<std::int32_t>& cells, Found& found) const {
        if (cells.size() == 1)
            return;
        const model::AreaType area = m_context.site_area[site].type;
        const auto grade = static_cast<std::size_t>(m_context.snapshot.sites.grade[site]);
        BlindSpot spot = m_context.at_site(model::BlindSpotKind::responsibility, site);
        spot.reason = cells.empty() ? "no_cell" : "two_cells";
        price(spot, m_context.excess_norm(cells.empty() ? "no_cell_excess" : "two_cells_excess"),
              m_weight[area] * m_context.grade_weight[grade]);
        spot.cause = {"blind.responsibility." + spot.reason, {}};
        std::string codes;
        for (const std::int32_t cell : cells)
            codes += (codes.empty() ? "" : ", ") + m_context.snapshot.cells[cell].code;
        spot.evidence = {cells.empty() ? "blind.responsibility.evidence_no_cell"
                                       : "blind.responsibility.evidence_cells",
                         {{"cells", codes}}};
        spot.fix = {cells.empty() ? "blind.responsibility.fix_extend" : "blind.responsibility.fix_overlap", {}};
        found.push_back(std::move(spot));
    }

    void index_townships() {
        const model::Snapshot& snapshot = m_context.snapshot;
        for (std::size_t t = 0; t < snapshot.townships.size(); ++t)
            m_townships.emplace(snapshot.boundaries[snapshot.townships[t]].code, static_cast<model::Row>(t));
    }

private:
    bool in_office(const model::PersonTable& people, std::size_t i) const {
        const base::Date day = m_context.as_of();
        return !(people.start[i] && people.start[i] > day) && !(people.end[i] && people.end[i] < day) &&
               !(people.certificate_expiry[i] && people.certificate_expiry[i] < day);
    }

    // Who stands in the cell: a name, the key of somebody who is not in office, or "nobody".
    std::string person_text(const std::string& key) const {
        if (key.empty())
            return "@blind.nobody";
        const auto found = m_inspectors.find(key);
        return found == m_inspectors.end() ? key : std::string(m_context.snapshot.people.name[found->second]);
    }

    const BlindContext& m_context;
    ByArea<double> m_weight;
    std::unordered_map<std::string_view, std::size_t> m_inspectors;
    std::unordered_map<std::string_view, model::Row> m_townships;
};

} // namespace

void find_responsibility(const BlindContext& context, BlindSpots& result, base::Feedback& feedback) {
    const model::Snapshot& snapshot = context.snapshot;
    ResponsibilityFinder finder(context);
    if (snapshot.cells.empty()) {
        if (snapshot.sites.size() > 0)
            result.spots.push_back(finder.whole_plan("no_plan"));
        return;
    }
    finder.index_townships();
    std::vector<const geo::MultiPolygon*> areas;
    bool anybody = false;
    for (const model::Cell& cell : snapshot.cells) {
        areas.push_back(&cell.area);
        anybody = anybody || !cell.lead_key.empty() || !cell.second_key.empty();
    }
    const geo::AreaIndex index(areas);
    std::vector<std::int64_t> sites_of_cell(snapshot.cells.size());
    for (std::size_t i = 0; i < snapshot.sites.size(); ++i) {
        if (i % 4096 == 0)
            feedback.check();
        if (!snapshot.sites.placed(i))
            continue;
        const auto cells = index.find_all(snapshot.sites.point(i));
        finder.judge_site(i, cells, result.spots);
        if (!cells.empty())
            ++sites_of_cell[cells.front()];
    }
    if (!anybody) {
        result.spots.push_back(finder.whole_plan("nobody_assigned"));
        return;
    }
    std::vector<base::Persons> people(snapshot.cells.size());
    const auto cell_of_village = index.find(snapshot.villages.x, snapshot.villages.y, feedback);
    for (std::size_t i = 0; i < snapshot.villages.size(); ++i)
        if (cell_of_village[i] >= 0)
            people[cell_of_village[i]] += context.people_of_village(i);
    for (std::size_t i = 0; i < snapshot.cells.size(); ++i) {
        if (i % 4096 == 0)
            feedback.check();
        if (people[i].value == 0)
            people[i] = context.people_per_site * static_cast<double>(sites_of_cell[i]);
        finder.judge_cell(snapshot.cells[i], people[i], sites_of_cell[i], result.spots);
    }
}

} // namespace wangge::coverage

#include "app/sheets/plan_facts.h"

#include "base/text.h"
#include "geo/area_index.h"

#include <algorithm>
#include <tuple>

namespace wangge::app {

PlanFacts::PlanFacts(const model::Snapshot& s, const std::vector<model::Cell>& cells, base::Feedback& feedback)
    : m_snapshot(s), m_cells(cells), m_sites(cells.size()), m_township(cells.size()) {
    for (std::size_t i = 0; i < s.people.size(); ++i)
        m_people.emplace(s.people.key[i], static_cast<model::Row>(i));
    for (std::size_t i = 0; i < s.villages.size(); ++i)
        m_villages.emplace(s.villages.code[i], static_cast<model::Row>(i));
    std::vector<const geo::MultiPolygon*> areas, townships;
    for (const model::Row row : s.townships) {
        m_townships.emplace(s.boundaries[static_cast<std::size_t>(row)].code, row);
        townships.push_back(&s.boundaries[static_cast<std::size_t>(row)].area);
    }
    for (const model::Cell& cell : cells)
        areas.push_back(&cell.area);
    const std::vector<std::int32_t> cell_of = geo::AreaIndex(areas).find(s.sites.x, s.sites.y, feedback);
    for (std::size_t i = 0; i < cell_of.size(); ++i)
        if (cell_of[i] >= 0)
            m_sites[static_cast<std::size_t>(cell_of[i])].push_back(static_cast<model::Row>(i));
    const geo::AreaIndex in_township(townships);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        m_township[i] = cells[i].township_code;
        if (!m_township[i].empty() || cells[i].area.empty())
            continue;
        const std::int32_t row = in_township.find(geo::centroid(cells[i].area));
        if (row >= 0)
            m_township[i] = s.boundaries[static_cast<std::size_t>(s.townships[static_cast<std::size_t>(row)])].code;
    }
}

model::Row PlanFacts::person(std::string_view key) const {
    const auto at = m_people.find(key);
    return at == m_people.end() ? model::no_row : at->second;
}

std::string_view PlanFacts::name(std::string_view key) const {
    const model::Row row = person(key);
    return row < 0 ? key : m_snapshot.people.name[static_cast<std::size_t>(row)];
}

std::string_view PlanFacts::phone(std::string_view key) const {
    const model::Row row = person(key);
    return row < 0 ? std::string_view() : m_snapshot.people.phone[static_cast<std::size_t>(row)];
}

std::string PlanFacts::township_name(std::string_view code) const {
    const auto at = m_townships.find(code);
    return at == m_townships.end() ? std::string(code)
                                   : m_snapshot.boundaries[static_cast<std::size_t>(at->second)].name;
}

std::string PlanFacts::base_of(std::string_view key) const {
    const model::Row row = person(key);
    if (row < 0 || m_snapshot.people.township.empty())
        return {};
    const model::Row township = m_snapshot.people.township[static_cast<std::size_t>(row)];
    if (township < 0)
        return {};
    return m_snapshot.boundaries[static_cast<std::size_t>(m_snapshot.townships[static_cast<std::size_t>(township)])]
        .code;
}

std::string PlanFacts::village_names(const model::Cell& cell) const {
    std::string names;
    for (const std::string_view code : base::split(cell.village_codes, ';'))
        if (const auto at = m_villages.find(code); at != m_villages.end())
            names += (names.empty() ? "" : "、") +
                     std::string(m_snapshot.villages.name[static_cast<std::size_t>(at->second)]);
    return names;
}

std::vector<model::Row> PlanFacts::contacts_of(const std::vector<std::size_t>& cells) const {
    std::set<model::Row> villages;
    std::vector<const geo::MultiPolygon*> areas;
    for (const std::size_t cell : cells) {
        for (const std::string_view code : base::split(m_cells[cell].village_codes, ';'))
            if (const auto at = m_villages.find(code); at != m_villages.end())
                villages.insert(at->second);
        areas.push_back(&m_cells[cell].area);
    }
    // Cells that are not made of villages: the villages whose seat lies inside.
    if (villages.empty()) {
        const geo::AreaIndex index(areas);
        for (std::size_t i = 0; i < m_snapshot.villages.size(); ++i)
            if (index.find(m_snapshot.villages.point(i)) >= 0)
                villages.insert(static_cast<model::Row>(i));
    }
    std::vector<model::Row> rows;
    const model::PersonTable& people = m_snapshot.people;
    for (std::size_t i = 0; i < people.size() && !people.village.empty(); ++i)
        if (people.role[i] != model::PersonRole::inspector && villages.contains(people.village[i]))
            rows.push_back(static_cast<model::Row>(i));
    std::sort(rows.begin(), rows.end(), [&](model::Row a, model::Row b) {
        const auto key = [&](model::Row row) {
            const auto i = static_cast<std::size_t>(row);
            return std::tuple(people.role[i], people.village[i], people.name[i], row);
        };
        return key(a) < key(b);
    });
    return rows;
}

} // namespace wangge::app

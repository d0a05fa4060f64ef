// What sheets say of a plan's cells and their people, counted once.
#pragma once
#include "base/feedback.h"
#include "model/snapshot.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::app {

class PlanFacts {
public:
    // The snapshot must outlive it. `cells`: of the plan, the snapshot's own as a rule.
    PlanFacts(const model::Snapshot& snapshot, const std::vector<model::Cell>& cells, base::Feedback& feedback);

    const model::Snapshot& snapshot() const { return m_snapshot; }
    const std::vector<model::Cell>& cells() const { return m_cells; }
    // Rows of sites that lie in the cell.
    const std::vector<model::Row>& sites_of(std::size_t cell) const { return m_sites[cell]; }
    // Where the cell lies: its own code, else the township of its middle; "" = nowhere.
    const std::string& township_of(std::size_t cell) const { return m_township[cell]; }
    // Row of the person with that key; no_row = none.
    model::Row person(std::string_view key) const;
    std::string_view name(std::string_view key) const;  // the key itself when nobody has it
    std::string_view phone(std::string_view key) const; // "" when unknown
    std::string township_name(std::string_view code) const;
    // Code of the township where the person is based; "" = unknown.
    std::string base_of(std::string_view key) const;
    std::string village_names(const model::Cell& cell) const; // separated by '、'
    // Rows of informants and coordinators who serve the villages of these cells, by village and name.
    std::vector<model::Row> contacts_of(const std::vector<std::size_t>& cells) const;

private:
    const model::Snapshot& m_snapshot;
    const std::vector<model::Cell>& m_cells;
    std::vector<std::vector<model::Row>> m_sites;
    std::vector<std::string> m_township;
    std::map<std::string_view, model::Row> m_people, m_villages, m_townships;
};

} // namespace wangge::app

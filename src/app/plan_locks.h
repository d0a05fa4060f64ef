// What must not change in the current plan: cells, people and pairs that the planner has locked.
#pragma once
#include "model/snapshot.h"

#include <set>
#include <string>

namespace wangge::app {

struct PlanLocks {
    std::set<std::string, std::less<>> cells;  // codes: neither the ground nor the people of these cells change
    std::set<std::string, std::less<>> people; // keys: they lead the cells that they lead, no more and no fewer
    std::set<std::string, std::less<>> pairs;  // "lead;second": their cells stay with the two of them

    bool empty() const { return cells.empty() && people.empty() && pairs.empty(); }
    // True when lead and second of the cell must stay as they are.
    bool holds_people_of(const model::Cell& cell) const {
        return cells.contains(cell.code) || people.contains(cell.lead_key) ||
               pairs.contains(cell.lead_key + ";" + cell.second_key);
    }
    std::string to_json() const;
};

inline constexpr const char* locks_setting = "locks";

// Those of the document's setting "locks". Throws Error(bad_input) "plan.bad_locks".
PlanLocks locks_of(const model::Snapshot& snapshot);

} // namespace wangge::app

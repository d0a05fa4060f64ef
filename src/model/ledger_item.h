// An item of the ledger (台账): a blind spot, hazard or task on its way to write-off (销号).
#pragma once
#include "base/date.h"
#include "base/units.h"

#include <string>
#include <vector>

namespace wangge::model {

// One step of an item from state to state.
struct LedgerMove {
    base::Date date;
    std::string from, to; // keys of states
    std::string by;       // key of the person who moved it; "" = not said
    std::string note;
    bool operator==(const LedgerMove&) const = default;
};

struct LedgerItem {
    std::string number;                // year and running number, "2026-0007"
    std::string source = "blindspot";  // blindspot, hazard, task
    std::string rule;                  // of a blind spot: "<kind>.<reason>"
    std::string target, subject, name; // what it is about, as BlindSpot has it
    std::string township_code;
    base::Persons people;
    double severity = 0;
    std::string evidence; // JSON: the sentences as they were when the item was found
    std::string state;
    base::Date found;
    std::string measure, responsible_key;
    base::Date due, closed;
    std::vector<LedgerMove> moves;
    bool operator==(const LedgerItem&) const = default;
};

} // namespace wangge::model

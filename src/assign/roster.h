// Who may inspect: the inspectors in office on a day, and the sites that each of them must not check.
#pragma once
#include "model/snapshot.h"

#include <string>
#include <vector>

namespace wangge::assign {

struct Roster {
    std::vector<model::Row> in_office; // rows of Snapshot::people, ascending
    std::vector<std::string> left_out; // names of wanted inspectors who are not in office on the day
};

// The inspectors with the given keys (all when empty) who have begun, have not ended and hold a valid certificate on
// `day`; no day = dates do not matter. Throws Error(bad_input) "assign.unknown_inspector".
Roster roster(const model::Snapshot& snapshot, const std::vector<std::string>& keys, base::Date day);

// Of each site, the members of `people` (by position) who are recused from it: their recusals name its key or credit
// code. Empty when nobody is recused from anything.
std::vector<std::vector<std::int32_t>> recused_of_sites(const model::Snapshot& snapshot,
                                                        const std::vector<model::Row>& people);

} // namespace wangge::assign

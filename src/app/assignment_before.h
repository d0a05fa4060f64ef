// The assignment that changes are counted from: who led what before the first solve, kept in the document's setting
// "assignment_before" so that undo, restart and the command line know it too.
#pragma once
#include "model/snapshot.h"

#include <map>
#include <optional>

namespace wangge::app {

inline constexpr const char* assignment_before_setting = "assignment_before";

struct CellBefore {
    std::string lead, second; // keys of people; "" = none
    base::Hours hours;        // a year, both officers
};
// By code of the cell. Empty when nothing is kept, or when the plan has other cells by now.
using AssignmentBefore = std::map<std::string, CellBefore, std::less<>>;
AssignmentBefore assignment_before(const model::Snapshot& snapshot);

// The present assignment as the setting's text; none when no cell has a lead.
std::optional<std::string> as_assignment_before(const model::Snapshot& snapshot);

} // namespace wangge::app

// Which people count as cover today, and why the others do not.
#pragma once
#include "base/message.h"
#include "coverage/norms.h"
#include "model/snapshot.h"

#include <vector>

namespace wangge::coverage {

enum class Standing : std::uint8_t {
    counts,
    other_role,
    not_started, // the term of office begins later
    ended,       // the term of office is over
    untrained,   // the last training is older than the norm, or none is on record
    failed,      // the last assessment was not passed
    unplaced,    // no position, so nobody knows what is in reach
    planned      // is_planned(), and the question was who serves already
};
inline constexpr int standing_count = 8;
// Stable key, e.g. "untrained".
std::string_view key_of(Standing standing);

// Judges every person for `role` on `as_of`; one a row of snapshot.people. Reasons are asked in the order of the
// enumeration and the first that holds is the answer.
//
// Training: the last one must not be older than `max_training_age` months (0 = not asked). A person without a date is
// untrained when the register gives dates for others of the role; when it gives none at all the column is missing and
// nobody is judged by it (training_known() is then false).
std::vector<Standing> standings(const model::Snapshot& snapshot, model::PersonRole role, base::Date as_of,
                                int max_training_age);
// True when at least one person of the role has a training date.
bool training_known(const model::Snapshot& snapshot, model::PersonRole role);

// Somebody whom an accepted plan puts there and nobody has appointed yet: the key begins with "planned-".
bool is_planned(const model::Snapshot& snapshot, model::Row person);

// The sentence for one person.
base::Message standing_reason(const model::Snapshot& snapshot, model::Row person, Standing standing);

} // namespace wangge::coverage

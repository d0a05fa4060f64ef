// Assistants who own or work in a supervised unit: whoever watches must not watch himself.
#pragma once
#include "base/catalog.h"
#include "model/snapshot.h"

#include <span>
#include <string>
#include <vector>

namespace wangge::coverage {

struct OwnerConflict {
    // flagged: the register says so. phone: a unit has the same phone. owner: the owner of a unit in the village (or,
    // when the village is not known, the township) that the person serves has the same name.
    enum class Why : std::uint8_t { flagged, phone, owner };
    model::Row person = model::no_row;
    model::Row site = model::no_row; // no_row: the register names none
    Why why = Why::flagged;
    bool operator==(const OwnerConflict&) const = default;
};
std::string_view key_of(OwnerConflict::Why why);

// Of coordinators and informants, one a person and unit; the surest reason counts. By row of person, then site.
std::vector<OwnerConflict> owner_conflicts(const model::Snapshot& snapshot);
// Those of one person, of that list.
std::span<const OwnerConflict> conflicts_of(const std::vector<OwnerConflict>& all, model::Row person);
// "云岚县明仁诊所（电话相同）、..." for cards and registers; "" for none.
std::string conflict_text(const model::Snapshot& snapshot, std::span<const OwnerConflict> conflicts,
                          const base::Catalog& catalog);

} // namespace wangge::coverage

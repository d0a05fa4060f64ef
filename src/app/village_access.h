// Accessibility of the villages of a project: for the Action `access`, the tables and the map.
#pragma once
#include "app/language.h"
#include "base/date.h"
#include "coverage/accessibility.h"
#include "model/snapshot.h"
#include "model/table.h"

namespace wangge::app {

inline constexpr double access_per = 1000; // scores are shown for so many residents

struct AccessQuestion {
    std::string to = "supply"; // sites that supply medicine, or people who count: "informant", "coordinator"
    base::Date as_of;
    coverage::Decay decay = coverage::Decay::none;
    std::optional<reach::Effort> limit; // instead of the norms of each village's area type
};

struct VillageAccess {
    coverage::Accessibility found; // targets: the villages; sources: those asked for, one unit of supply each
    std::vector<coverage::Residents> residents;
    std::vector<reach::Link> nearest; // within the limit
    std::vector<reach::Effort> limit;
};

// A site supplies as in coverage/blind_supply: it dispenses, is placed, not lost, its licence not expired.
VillageAccess village_access(const model::Snapshot& snapshot, const reach::Reach& reach, const AccessQuestion& question,
                             base::Feedback& feedback);

model::Table village_access_table(const model::Snapshot& snapshot, const VillageAccess& access, reach::Unit unit,
                                  const base::Catalog& catalog);

} // namespace wangge::app

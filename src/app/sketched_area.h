// A county that is only a sketch around the villages: it bounds grids and maps, but judges no row that is imported, and
// goes when a real boundary comes.
#pragma once
#include "base/units.h"
#include "model/snapshot.h"

#include <optional>
#include <string>

namespace wangge::app {

// Setting; not empty while the boundary is a sketch: its margin in metres ("true" where that is not known).
inline constexpr const char* sketched_area = "sketched_area";

bool is_sketched(const model::Snapshot& snapshot);
// Nothing where there is no sketch, or its margin is not known.
std::optional<base::Metres> sketched_margin(const model::Snapshot& snapshot);
std::string sketch_setting(base::Metres margin);
// The snapshot for whoever judges imported rows: as if the sketch had not been drawn.
model::SnapshotPtr without_sketch(model::SnapshotPtr snapshot);

} // namespace wangge::app

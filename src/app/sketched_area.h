// A county that is only a sketch around the villages: it bounds grids and maps, but judges no row that is imported, and
// goes when a real boundary comes.
#pragma once
#include "model/snapshot.h"

namespace wangge::app {

inline constexpr const char* sketched_area = "sketched_area"; // setting; not empty while the boundary is a sketch

bool is_sketched(const model::Snapshot& snapshot);
// The snapshot for whoever judges imported rows: as if the sketch had not been drawn.
model::SnapshotPtr without_sketch(model::SnapshotPtr snapshot);

} // namespace wangge::app

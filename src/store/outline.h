// A document before all of it is read: a million sites stand on the map while their names are still on the way.
#pragma once
#include "base/feedback.h"
#include "model/snapshot.h"

#include <filesystem>

namespace wangge::store {

// As Document::snapshot(), but of the sites only ids, places and kinds, the other columns blank; that takes a third of
// the time. Null when there are too few sites for it to be worth while. For a file that Document::open() has accepted.
// Throws Error(bad_input) "store.damaged_row".
model::SnapshotPtr read_outline(const std::filesystem::path& path, base::Feedback& feedback);

} // namespace wangge::store

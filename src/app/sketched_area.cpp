#include "app/sketched_area.h"

namespace wangge::app {

bool is_sketched(const model::Snapshot& snapshot) {
    const auto found = snapshot.settings.find(sketched_area);
    return found != snapshot.settings.end() && !found->second.empty();
}

model::SnapshotPtr without_sketch(model::SnapshotPtr snapshot) {
    if (!is_sketched(*snapshot))
        return snapshot;
    model::Snapshot copy = *snapshot;
    copy.boundaries.clear();
    model::link(copy);
    return std::make_shared<const model::Snapshot>(std::move(copy));
}

} // namespace wangge::app

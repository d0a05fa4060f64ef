#include "app/sketched_area.h"

#include "base/text.h"

#include <fmt/format.h>

namespace wangge::app {

bool is_sketched(const model::Snapshot& snapshot) {
    const auto found = snapshot.settings.find(sketched_area);
    return found != snapshot.settings.end() && !found->second.empty();
}

std::optional<base::Metres> sketched_margin(const model::Snapshot& snapshot) {
    double margin = 0;
    if (!is_sketched(snapshot) || !base::parse_number(snapshot.settings.find(sketched_area)->second, margin))
        return std::nullopt;
    return base::Metres{margin};
}

std::string sketch_setting(base::Metres margin) {
    return fmt::format("{:.10g}", margin.value);
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

// Places on the map that the user has named, kept in the document.
#pragma once
#include "base/units.h"
#include "geo/types.h"
#include "model/snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace wangge::app {

// What the map showed: its middle, and how many metres a logical pixel was.
struct NamedView {
    std::string name;
    geo::MapPoint centre;
    base::Metres per_pixel;
    bool operator==(const NamedView&) const = default;
};

// The key of the document's setting.
inline constexpr std::string_view views_setting = "views";
// In the order in which they were named; a damaged setting is none.
std::vector<NamedView> named_views(const model::Snapshot& snapshot);
std::string views_text(const std::vector<NamedView>& views);

} // namespace wangge::app

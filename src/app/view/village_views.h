// What the map and the cards say of villages besides their coverage: how much supply their residents really have, and
// where the two methods of area types differ.
#pragma once
#include "app/view/object_view.h"
#include "app/village_access.h"
#include "coverage/area_types.h"
#include "render/scene.h"

namespace wangge::app {

struct AccessChoice {
    std::string to = "supply"; // as AccessQuestion::to
    coverage::Decay decay = coverage::Decay::none;
    bool operator==(const AccessChoice&) const = default;
};

struct AccessView {
    model::SnapshotPtr snapshot;
    AccessChoice choice;
    reach::Unit unit = reach::Unit::metres;
    VillageAccess access;
};

// By the norms in force; without a day: today.
AccessView find_access_view(const model::SnapshotPtr& snapshot, const reach::Reach& reach, const AccessChoice& choice,
                            base::Feedback& feedback, base::Date as_of = {});

struct AreaComparison {
    model::SnapshotPtr snapshot;
    std::vector<coverage::AreaTypeOf> official, degurba; // of each village
    std::int64_t differ = 0;
};
AreaComparison compare_area_types(const model::SnapshotPtr& snapshot, base::Feedback& feedback, base::Date as_of = {});

// One area a village. Scores in four steps with as many villages in each, the best first, and none in reach, and
// nobody lives there; or how many are in reach, whoever lives there: two and more, one, none. Keys of the classes:
// "score", "two", "one", "none", "empty".
void fill_access(render::SceneOptions& options, const AccessView& view, bool backup);
// The villages where the methods differ; a class for each pair, its key "official>degurba" in keys of area types.
void fill_area_difference(render::SceneOptions& options, const AreaComparison& view);

// Lines for the card of a village.
std::vector<Fact> facts_of(const AccessView& view, std::size_t village, const base::Catalog& catalog);
std::vector<Fact> facts_of(const AreaComparison& view, std::size_t village, const base::Catalog& catalog);

} // namespace wangge::app

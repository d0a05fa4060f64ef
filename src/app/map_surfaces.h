// What the map shows of the engines' answers: a lattice of the coverage, the area types of the villages.
#pragma once
#include "base/date.h"
#include "model/snapshot.h"
#include "reach/reach.h"
#include "render/scene.h"

#include <optional>

namespace wangge::app {

struct CoverageQuestion {
    model::PersonRole role = model::PersonRole::informant;
    base::Date as_of;
    std::optional<reach::Effort> limit; // instead of the norms
};

// Squares of 1 km (more for large counties, so that there are at most some ten thousand), cut at the county's rim, each
// with the straight line from its middle to the nearest person who counts, held to the limit of the village that it
// lies in. A square in reach is over capacity where its village is. By road and over terrain: the areas within each
// third of the limit (of the norms, the rural one).
void fill_coverage(render::SceneOptions& options, const model::Snapshot& snapshot, const reach::Reach& reach,
                   const CoverageQuestion& question, base::Feedback& feedback);

// No village has an area; where they lie is known by their seats at most.
bool only_seats(const model::Snapshot& snapshot);

// The ground that a map shows each village by: its own area; in a project where no village has one, what of the county
// is nearer to its seat than to any other. Empty where there is neither.
std::vector<geo::MultiPolygon> village_grounds(const model::Snapshot& snapshot);

// One area a village with its type.
void fill_area_types(render::SceneOptions& options, const model::Snapshot& snapshot);

} // namespace wangge::app

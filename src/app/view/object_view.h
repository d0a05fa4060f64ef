// What lies under the mouse, and what a card says about it.
#pragma once
#include "app/selection.h"
#include "app/view/blind_view.h"
#include "app/view/coverage_view.h"

#include "base/catalog.h"
#include "geo/projection.h"

#include <set>
#include <string>
#include <vector>

namespace wangge::app {

// The nearest visible symbol within `reach`, else the cell or village that the point lies in. `layers` are the scene's.
Picked pick_at(const model::Snapshot& snapshot, geo::MapPoint point, base::Metres reach,
               const std::set<std::string, std::less<>>& layers, bool cells_first);

struct Fact {
    std::string label, value; // label is a text id
    enum class Tone { plain, good, bad } tone = Tone::plain;
};

struct ObjectCard {
    std::string title, subtitle;
    std::vector<Fact> facts;
    std::string why; // one sentence with numbers; empty = nothing to explain
};

// `coverage` adds why a village is or is not covered; null leaves that out.
ObjectCard card_of(const model::Snapshot& snapshot, const Picked& picked, const CoverageView* coverage,
                   const base::Catalog& catalog);

// Where the map should go to show it; empty when it has no position.
geo::Box place_of(const model::Snapshot& snapshot, const Picked& picked, const BlindView* blind);

// Ground metres of a straight line on the plane: its length times the scale of the (conformal) projection along it.
base::Metres ground_distance(const geo::Projection& projection, geo::MapPoint from, geo::MapPoint to);

// Search over names, codes and addresses, best first.
struct Found {
    Picked picked;
    std::string title, note;
};
std::vector<Found> search(const model::Snapshot& snapshot, std::string_view words, std::size_t most,
                          const base::Catalog& catalog);

} // namespace wangge::app

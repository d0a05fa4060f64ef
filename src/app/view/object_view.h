// What cards and lists say about an object, and where it is.
#pragma once
#include "app/selection.h"
#include "app/view/blind_view.h"
#include "app/view/coverage_view.h"
#include "app/view/object_ground.h"

#include "base/catalog.h"

#include <string>
#include <vector>

namespace wangge::app {

struct Fact {
    std::string label, value; // label is a text id
    enum class Tone { plain, good, bad } tone = Tone::plain;
};

struct ObjectCard {
    std::string title, subtitle;
    std::vector<Fact> facts;
};

// `coverage` adds the state of a village; null leaves that out. Why it is so says why_of().
ObjectCard card_of(const model::Snapshot& snapshot, const Picked& picked, const CoverageView* coverage,
                   const base::Catalog& catalog);

// The units that a person watches over and owns, as a sentence; "" when there are none.
std::string conflict_of(const ObjectGround& ground, const Picked& picked, const base::Catalog& catalog);

// Where the map should go to show it; empty when it has no position.
geo::Box place_of(const model::Snapshot& snapshot, const Picked& picked, const BlindView* blind);

// What a list says of it: name (of a cell its code), code, and where it is.
struct ObjectName {
    std::string title, code, note;
};
ObjectName name_of(const model::Snapshot& snapshot, const Picked& picked, const base::Catalog& catalog);
// Of a key of the roster; the key itself when nobody has it.
std::string person_name(const model::Snapshot& snapshot, std::string_view key);
// Where it stands; NaN when unknown and of blind spots, whose places are in their list.
geo::MapPoint point_of(const model::Snapshot& snapshot, const Picked& picked);
// "site", "village" ...
std::string_view key_of(PickedKind kind);

} // namespace wangge::app

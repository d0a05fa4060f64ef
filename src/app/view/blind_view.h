// The ranked list of blind spots with what the window needs to show and find them.
#pragma once
#include "app/selection.h"
#include "base/catalog.h"
#include "coverage/blind_spots.h"
#include "model/table.h"

namespace wangge::app {

struct BlindView {
    reach::Travel travel = reach::Travel::line;
    std::shared_ptr<const reach::Reach> reach; // by which they were found
    model::SnapshotPtr snapshot;
    std::vector<model::BlindSpot> spots; // worst first
    std::array<std::int64_t, 5> by_kind{};
    std::vector<base::Message> notices;
    double people = 0;               // residents of villages with at least one blind spot, each counted once
    double people_share = 0;         // of all residents
    std::vector<model::Row> village; // a spot: the village that it is or lies in; no_row = none
    double seconds = 0;
};

// Without a day: today.
BlindView find_blind_view(const model::SnapshotPtr& snapshot, std::shared_ptr<const reach::Reach> reach,
                          base::Feedback& feedback, base::Date as_of = {});

// The cause in a few words, for lists that name the kind beside it.
std::string short_cause(const model::BlindSpot& spot, const base::Catalog& catalog);

// The spots of one kind (or all: kind < 0) as a table in the catalog's language; `rows` gets the spot of each line.
model::Table blind_table(const BlindView& view, int kind, const base::Catalog& catalog,
                         std::vector<std::int32_t>& rows);

// The spots of one kind (or all: kind < 0) that lie inside the outline.
std::vector<Picked> spots_within(const BlindView& view, const geo::Ring& outline, int kind);

} // namespace wangge::app

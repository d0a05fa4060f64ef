// An area of work where no boundary is at hand: the ground around the villages.
#pragma once
#include "base/feedback.h"
#include "model/snapshot.h"

#include <optional>

namespace wangge::grid {

struct Outline {
    geo::MultiPolygon area; // without holes
    base::Metres margin;    // how far it reaches beyond the outermost villages
};

// The ground around the villages' seats, or around the sites where there is no village: circles of twice the margin,
// united, holes filled, their rim drawn in by the margin (a morphological closing, grown by the margin). So every seat
// lies at least the margin inside, and neighbours less than 3.4 margins apart are joined. Without a margin the
// one that leaves nearly no seat alone: the 95th percentile of the distances to the nearest other seat, at least 100 m.
// Throws Error(bad_input) "outline.no_places".
Outline outline_of(const model::Snapshot& snapshot, std::optional<base::Metres> margin, base::Feedback& feedback);

} // namespace wangge::grid

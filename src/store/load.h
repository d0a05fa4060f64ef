// Reads the tables of a document into the columns of a snapshot.
#pragma once
#include "base/feedback.h"
#include "model/snapshot.h"
#include "store/connection.h"

namespace wangge::store {

// Everything but what model::link() derives. Call it inside a transaction, so that all tables are of one moment.
// `alone`: no other connection sees what this one sees, so none can share the work. Throws Error(bad_input)
// "store.damaged_row" with {layer} and {row} when a shape cannot be read.
void load_snapshot(const Connection& db, bool alone, model::Snapshot& snapshot, base::Feedback& feedback);

void load_sites(const Connection& db, bool alone, model::SiteTable& sites, base::Feedback& feedback);
void load_villages(const Connection& db, model::VillageTable& villages, base::Feedback& feedback);
void load_people(const Connection& db, model::PersonTable& people, base::Feedback& feedback);
void load_roads(const Connection& db, std::vector<model::Road>& roads, base::Feedback& feedback);
void load_boundaries(const Connection& db, std::vector<model::Boundary>& boundaries, base::Feedback& feedback);
void load_waters(const Connection& db, std::vector<model::Water>& waters, base::Feedback& feedback);
// A kind that the document lacks leaves an empty raster.
void load_raster(const Connection& db, model::RasterKind kind, geo::Raster& raster, base::Feedback& feedback);
void load_plans(const Connection& db, std::vector<model::Plan>& plans);
// The id of a plan; 0 = none. One plan at most is current; should a stranger have marked two, the newer counts.
std::int64_t current_plan(const Connection& db);
std::int64_t plan_named(const Connection& db, std::string_view name);
// Cells of a plan, by code.
void load_cells(const Connection& db, std::int64_t plan, std::vector<model::Cell>& cells, base::Feedback& feedback);
void load_quarantine(const Connection& db, std::vector<model::QuarantineRow>& rows, base::Feedback& feedback);

} // namespace wangge::store

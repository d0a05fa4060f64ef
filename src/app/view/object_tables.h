// The registers as tables for the drawer: row i of a table is row i of the snapshot's columns.
#pragma once
#include "app/view/shown_table.h"
#include "base/catalog.h"
#include "model/snapshot.h"

namespace wangge::app {

model::Table shown_villages(const model::Snapshot& snapshot);
// Keeps the snapshot; the catalog is not asked again.
ShownTable shown_sites(model::SnapshotPtr snapshot, const base::Catalog& catalog);
model::Table shown_people(const model::Snapshot& snapshot, const base::Catalog& catalog);
model::Table shown_cells(const model::Snapshot& snapshot);
model::Table shown_quarantine(const model::Snapshot& snapshot, const base::Catalog& catalog);

} // namespace wangge::app

// The registers as tables for the drawer: row i of a table is row i of the snapshot's columns.
#pragma once
#include "base/catalog.h"
#include "model/snapshot.h"
#include "model/table.h"

namespace wangge::app {

model::Table villages_table(const model::Snapshot& snapshot);
model::Table sites_table(const model::Snapshot& snapshot, const base::Catalog& catalog);
model::Table people_table(const model::Snapshot& snapshot, const base::Catalog& catalog);
model::Table cells_table(const model::Snapshot& snapshot);
model::Table quarantine_table(const model::Snapshot& snapshot, const base::Catalog& catalog);

} // namespace wangge::app

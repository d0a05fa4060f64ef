// What the exported layers look like in QGIS and Google Earth: our own style, class by class.
#pragma once
#include "app/look.h"
#include "app/tables.h"
#include "export/export.h"

namespace wangge::app {

// One for each of the tables that has places and a look of its own. Cells are coloured by their leads as on the map:
// their tables get a column "colour_group" for that. Names in legends are masked in public copies.
std::vector<exporter::TableLook> export_looks(std::vector<model::Table>& tables, const TableInput& input,
                                              const Look& look, bool public_copy);

} // namespace wangge::app

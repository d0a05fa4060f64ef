// The demo county's registers as a county would hand them in, for trying out the import.
#pragma once
#include "base/feedback.h"
#include "model/snapshot.h"

#include <filesystem>

namespace wangge::app {

// Writes into `folder` (made when it is missing; files there are replaced) with Chinese names and headings:
// 监管对象台账.xlsx with a few faults that such lists have (coordinates swapped or missing, rows twice), 人员花名册.csv
// in GB18030, 村界.geojson, 乡镇界.shp and 道路.gpkg. Returns how many files were asked for. Throws as
// exporter::write().
int write_demo_ledgers(const model::Snapshot& snapshot, base::Date as_of, const std::filesystem::path& folder,
                       base::Feedback& feedback);

} // namespace wangge::app

// Terrain and population grids, brought onto the document's plane.
#pragma once
#include "import/import.h"

namespace wangge::import {

// Terrain is warped by GDAL (bilinear). Population is carried over by quantity: each source cell is cut into 4 x 4
// parts and each part's share is added to the target cell that its middle lies in, so that the sum stays the same to
// rounding. Cells are as large as the source's at its middle. Where the document has a county only its surroundings (2
// km) are kept. A raster that the document has already is laid under the new one, on its own lattice of cells, so that
// several files make one mosaic; Existing::replace drops it. Counts as one row, and one that was imported. Throws
// "import.unreadable", "import.raster_without_crs", "import.raster_too_large".
void run_raster(const std::filesystem::path& file, const Options& options, const Context& context, Sink& sink,
                base::Feedback& feedback, ImportReport& report);

} // namespace wangge::import

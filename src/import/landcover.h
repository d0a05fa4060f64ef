// Land cover grids: somebody's class numbers turned into the house's own.
#pragma once
#include "import/import.h"

namespace wangge::import {

// The file's class numbers are read by a legend of data/codes/land_cover.json: options.legend, else the one whose name
// stands in the file's name, else the first that knows every class; options.columns ("3" -> "shrub") win over it. A
// class that stays unknown is left empty and noted.
//
// A file PREFIX_Tree.tif beside PREFIX_Shrub.tif and the like holds the percentage of one cover: all siblings are read
// and each cell gets the cover with the largest share (ties: the first in the order of model::LandCover); cells without
// any are left empty.
//
// Resampled to the nearest; extent, cell size and errors as for terrain. Throws Error(bad_input)
// "import.unknown_legend", "import.unknown_cover".
void run_landcover(const std::filesystem::path& file, const Options& options, const Context& context, Sink& sink,
                   base::Feedback& feedback, ImportReport& report);

} // namespace wangge::import

// A few rows of a raster as bytes without loss: bytes of equal weight side by side compress well.
#pragma once
#include "geo/raster.h"
#include "model/records.h"

#include <string>
#include <string_view>

namespace wangge::store {

// "terrain", "population" or "landcover".
std::string_view raster_word(model::RasterKind kind);
// Rows that one strip of a raster of this width holds (about 1 MB).
int strip_rows(int width);
std::string packed_strip(const geo::Raster& raster, int first_row, int rows);
// Fills rows of a raster whose values are already in place. Throws Error(bad_input) "store.damaged_block".
void unpack_strip(std::string_view data, geo::Raster& raster, int first_row, int rows);

} // namespace wangge::store

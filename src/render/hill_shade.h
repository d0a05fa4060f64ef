// Terrain as light and shadow.
#pragma once
#include "geo/raster.h"
#include "render/image.h"
#include "style/style.h"

namespace wangge::render {

// One texel a terrain cell, premultiplied: shadow, light and a tint of height to be laid over the land. Lit from four
// sides at 45 degrees (225, 270, 315, 360; after Mark 1992), slopes by Horn's formula (1981), stretched so that the
// steepest fiftieth of the slopes reaches the style's full opacity. Cells without a height are clear. Large rasters are
// thinned so that no side is longer than `longest` texels.
Image hill_shade(const geo::Raster& terrain, const style::Relief& relief, int longest = 2048);

} // namespace wangge::render

// Tells a PDF where on the globe its map lies.
#pragma once
#include "geo/projection.h"
#include "paper/page.h"

#include <string>

namespace wangge::paper {

// The PDF of one page with a viewport of subtype GEO over the map's frame (ISO 32000-2 12.10), appended as an
// incremental update. Unchanged when the page object is not found.
std::string with_place(std::string pdf, const PageFacts& facts, Millimetres page_height,
                       const geo::Projection& projection);

} // namespace wangge::paper

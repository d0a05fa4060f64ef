// The outline of areas that lie side by side, without the borders between them.
#pragma once
#include "render/outlines.h"

#include <vector>

namespace wangge::paper {

// Rings which, filled by the odd rule, cover what the areas cover together: edges that two of them share are gone.
// O(n log n) of their corners, exact in coordinates.
std::vector<geo::Ring> common_outline(const std::vector<const render::AreaOutline*>& areas);

} // namespace wangge::paper

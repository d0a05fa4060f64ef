// Areas with holes into triangles.
#pragma once
#include "base/feedback.h"
#include "geo/polygon.h"
#include "render/mesh.h"

namespace wangge::render {

struct FillArea {
    const geo::MultiPolygon* area = nullptr;
    style::Colour colour;
};

// Concave areas and holes are filled right (GLU tesselator, odd rule); work is split over threads and the result does
// not depend on their number.
FillMesh fill_mesh(const std::vector<FillArea>& areas, base::Feedback& feedback);

} // namespace wangge::render

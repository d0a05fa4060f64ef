// Areas and lines as they are, for a painter that draws with a pen and needs no triangles.
#pragma once
#include "geo/polygon.h"
#include "render/line_mesh.h"
#include "style/colour.h"

#include <memory>
#include <vector>

namespace wangge::render {

struct AreaOutline {
    geo::MultiPolygon area;
    style::Colour colour;
    geo::Box box;
};
struct LineOutline {
    LinePath path;
    geo::Box box;
};
using AreaOutlinesPtr = std::shared_ptr<const std::vector<AreaOutline>>;
using LineOutlinesPtr = std::shared_ptr<const std::vector<LineOutline>>;

} // namespace wangge::render

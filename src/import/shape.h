// What GDAL's geometries become here.
#pragma once
#include "geo/gdal_session.h"
#include "import/rows.h"

class OGRGeometry;

namespace wangge::import {

using geo::DatasetPtr;
using geo::GdalSession;

// Points, lines and areas with finite coordinates, flattened to the plane, curves as lines. Several points or a mixed
// collection: the first kind in the order area, line, point. Monostate for nothing usable.
Shape shape_of(const OGRGeometry* geometry);

} // namespace wangge::import

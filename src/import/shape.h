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

// Lines and areas as text and back, to the tenth of a millimetre: "MULTILINESTRING((x y,...))",
// "MULTIPOLYGON(((x y,...)))". "" for a point and for nothing; monostate for text that is neither.
std::string wkt_of(const Shape& shape);
Shape shape_from_wkt(const std::string& text);

} // namespace wangge::import

// SpatiaLite's geometry blobs, written and read without SpatiaLite.
#pragma once
#include "geo/polygon.h"

#include <optional>
#include <string>
#include <string_view>

namespace wangge::store {

// Source of the format: SpatiaLite "BLOB-Geometry" (internal BLOB format): 00, byte order, SRID, box, 7C, class, body,
// FE. Each call replaces the text of `blob`, so that a loop reuses its memory. Precondition: nothing is empty.
void encode(std::string& blob, int srid, geo::MapPoint point);
void encode(std::string& blob, int srid, const geo::Polyline& line);
void encode(std::string& blob, int srid, const geo::MultiPolygon& area);

// Either byte order; XY only. An area may also be a single POLYGON. Empty for anything else or damaged bytes.
std::optional<geo::MapPoint> decode_point(std::string_view blob);
std::optional<geo::Polyline> decode_line(std::string_view blob);
std::optional<geo::MultiPolygon> decode_area(std::string_view blob);
// The box in the blob's head, whatever the class; empty for damaged bytes.
std::optional<geo::Box> box_of(std::string_view blob);

} // namespace wangge::store

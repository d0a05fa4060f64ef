// Text inside XML: of maps for Google Earth, styles for QGIS, letters.
#pragma once
#include <string>
#include <string_view>

namespace wangge::exporter {

// With the five signs of XML written out, for elements and attributes alike; without the control characters that XML
// does not know.
std::string xml_text(std::string_view text);

} // namespace wangge::exporter

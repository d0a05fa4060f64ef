// How a table looks on a map in other programs: the classes of one of its columns with the parts of our own style.
#pragma once
#include "style/symbology.h"

#include <string>
#include <vector>

namespace wangge::exporter {

struct TableClass {
    std::string value, label; // of the column; what a legend says
    style::Rule look;         // fill (with its opacity), hatch, line, casing, symbol, label
    std::string icon;         // SVG of the symbol; empty = none
    std::string picture = {}; // PNG of the symbol, 64 pixels wide; empty = none
};

struct TableLook {
    std::string table;  // its id
    std::string column; // id; empty = all rows are of the one class
    std::vector<TableClass> classes;
    std::string label_column; // id; empty = no names on the map
};

// The class of a row whose column holds `value`; null when it has none.
const TableClass* class_of(const TableLook& look, const std::string& value);

// A QGIS layer style (QML, of QGIS 3) that looks as the map does: for the table layer_styles of a GeoPackage. Sizes are
// millimetres, a logical pixel being 1/96 inch.
std::string qgis_style(const TableLook& look, bool areas, bool lines);

} // namespace wangge::exporter

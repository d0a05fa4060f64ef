// A named table of typed columns with an optional geometry: what exporters write and table views show.
#pragma once
#include "geo/polygon.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace wangge::model {

enum class ColumnType : std::uint8_t { text, integer, real, date };

struct Column {
    std::string id;    // stable ASCII name, e.g. "licence_number"; field name in GIS files
    std::string title; // heading in the user's language
    ColumnType type = ColumnType::text;
    bool personal = false;    // left out of public copies
    int decimals = 2;         // shown digits of a real
    bool person_name = false; // names of people, separated by '、': public copies keep the surname only
};

enum class ShapeKind : std::uint8_t { none, point, line, area };

// std::monostate = blank. A date is its ISO text.
using Value = std::variant<std::monostate, std::string, std::int64_t, double>;
using Shape = std::variant<std::monostate, geo::MapPoint, geo::Polyline, geo::MultiPolygon>;

struct Table {
    std::string id, title; // layer name, and the sheet's heading
    std::vector<Column> columns;
    std::vector<std::vector<Value>> rows;   // rows[i].size() == columns.size()
    std::vector<Shape> shapes;              // empty, or one a row; all of one kind or blank
    int epsg = 0;                           // of the shapes
    ShapeKind shape_kind = ShapeKind::none; // needed only where no row has a shape to tell it
    bool personal_shapes = false;           // where people live: left out of public copies
};

} // namespace wangge::model

#include "store/tables.h"

#include <algorithm>
#include <array>

namespace wangge::store {
namespace {

constexpr std::array<std::string_view, 18> tables{
    "sites",    "villages",      "people",          "roads",         "boundaries",  "waters",
    "plans",    "cells",         "rasters",         "raster_strips", "quarantine",  "repairs",
    "settings", "retired_codes", "code_succession", "ledger",        "plan_states", "regrades",
};

constexpr std::array<ShapeColumn, 9> shapes{{{"sites", "geom"},
                                             {"villages", "area"},
                                             {"villages", "seat"},
                                             {"people", "geom"},
                                             {"roads", "geom"},
                                             {"boundaries", "geom"},
                                             {"waters", "line"},
                                             {"waters", "area"},
                                             {"cells", "geom"}}};

} // namespace

std::span<const std::string_view> edited_tables() {
    return tables;
}

bool is_edited_table(std::string_view table) {
    return std::find(tables.begin(), tables.end(), table) != tables.end();
}

std::span<const ShapeColumn> shape_columns() {
    return shapes;
}

} // namespace wangge::store

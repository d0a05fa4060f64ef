// Tables out of the project into files that other programs read, by the file's extension. (The folder is `export`; the
// namespace is `exporter`, because `export` is a word of the language.)
#pragma once
#include "base/feedback.h"
#include "export/table_look.h"
#include "model/table.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace wangge::exporter {

enum class Format { geopackage, shapefile, geojson, kml, kmz, csv, xlsx };

struct Options {
    bool public_copy = false; // without personal columns and places, names of people as "王某"
    // How tables look, for formats that carry it: GeoPackage (QGIS' table layer_styles), KML and KMZ.
    std::vector<TableLook> looks = {};
};

// The look of the table in a list of them; null when it has none.
const TableLook* look_of(std::span<const TableLook> looks, const model::Table& table);

struct Written {
    std::int64_t tables = 0, rows = 0;
    std::int64_t withheld = 0;  // personal columns left out of a public copy
    std::int64_t shortened = 0; // texts cut to what the format holds (Shapefile 254 bytes, XLSX 32,767 characters)
};

// By the extension, in any case. Throws Error(bad_input) "export.unknown_format".
Format format_of(const std::filesystem::path& path);

// Writes all tables into one file; an existing file is replaced, and only when the new one is whole. GeoPackage, KML,
// KMZ and XLSX hold many tables, the others exactly one. GeoJSON (RFC 7946), KML and KMZ get degrees (CGCS2000, taken
// as WGS-84) in the order lon, lat; GeoPackage and Shapefile keep the tables' CRS. The same tables give the same bytes.
// Throws Error(bad_input) "export.one_table", "export.no_places" (a Shapefile needs shapes), "geo.*" for the CRS;
// Error(environment) "base.cannot_write" with the reason.
Written write(std::span<const model::Table> tables, const std::filesystem::path& path, const Options& options,
              base::Feedback& feedback);

} // namespace wangge::exporter

// One file format read as rows of text and shapes.
#pragma once
#include "import/import.h"
#include "import/rows.h"

#include <memory>

namespace wangge::import {

class Reader {
public:
    virtual ~Reader() = default;

    // Clears `block` and fills it with up to `most` rows; false when there was none left.
    virtual bool read(RowBlock& block, std::size_t most) = 0;
    // The share of the file that was read, 0..1.
    virtual double done() const = 0;

    // Headings; empty when the heading is one of the first rows (spreadsheets, CSV).
    std::vector<std::string> columns;
    bool has_shapes = false;
    std::string layer, encoding = "utf-8";
    int epsg = 0;            // that the file declares for its shapes; 4326 for degrees; 0 = it does not say
    std::string crs_name;    // when the shapes were turned to degrees on the way from a CRS without a number
    geo::Box extent;         // of all shapes as the format states it beforehand; empty when it does not
    std::int64_t broken = 0; // rows that the format's reader could not give
};

// Sheets and layers that a file has, one reader each; the caller picks. Only local files of the formats known are
// opened, with the drivers for that extension alone. Throws as import::run does.
std::vector<std::string> layers_of(const std::filesystem::path& file);
std::unique_ptr<Reader> open_reader(const std::filesystem::path& file, Kind kind, const Options& options,
                                    const std::string& layer);

// The extension without dot in lower case; "hgt.zip" counts as one.
std::string extension_of(const std::filesystem::path& file);

std::unique_ptr<Reader> open_csv(const std::filesystem::path& file, const std::string& encoding);
std::unique_ptr<Reader> open_osm(const std::filesystem::path& file, Kind kind);

} // namespace wangge::import

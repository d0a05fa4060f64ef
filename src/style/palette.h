// Named lists of colours (data/palettes): for groups that only differ, and for ramps.
#pragma once
#include "style/colour.h"

#include <filesystem>
#include <string>
#include <vector>

namespace wangge::style {

struct Palette {
    std::string name;
    std::vector<Colour> colours;
    double opacity = 1; // over the land, 0..1
};

// Reads one palette file. Throws Error(bad_input) "style.unknown_key", "style.missing_key" or "style.bad_value" with
// the JSON path as `where`, "style.bad_json" for text that is no JSON.
Palette load_palette(const std::filesystem::path& file);

// The smallest CIEDE2000 difference of any two colours, as a reader with that vision sees them.
double smallest_difference(const Palette& palette, Vision vision);

} // namespace wangge::style

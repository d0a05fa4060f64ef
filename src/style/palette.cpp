#include "style/palette.h"

#include "style/reader.h"

#include <limits>
#include <nlohmann/json.hpp>

namespace wangge::style {

Palette load_palette(const std::filesystem::path& file) {
    const nlohmann::json json = read_json(file);
    Reader reader(json, file.filename().string() + ": ");
    Palette palette;
    palette.name = file.stem().string();
    palette.colours = reader.colours("colours");
    palette.opacity = reader.number("opacity", 0, 1, 1);
    reader.finish();
    return palette;
}

double smallest_difference(const Palette& palette, Vision vision) {
    double smallest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < palette.colours.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            smallest = std::min(smallest,
                                difference(as_seen(palette.colours[i], vision), as_seen(palette.colours[k], vision)));
    return smallest;
}

} // namespace wangge::style

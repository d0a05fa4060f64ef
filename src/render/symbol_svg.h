// A symbol of the style as an SVG drawing, for other programs' maps.
#pragma once
#include "style/symbology.h"

#include <string>

namespace wangge::render {

// As the map draws it, with its keyline: a square of `symbol.size` + 2 logical pixels.
std::string symbol_svg(const style::Symbol& symbol);

} // namespace wangge::render

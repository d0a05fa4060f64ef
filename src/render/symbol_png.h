// A symbol of the style as a PNG, for maps that take no drawings.
#pragma once
#include "style/symbology.h"

#include <string>

namespace wangge::render {

// The bytes of a square picture about `pixels` wide, with the keyline and a clear ground.
std::string symbol_png(const style::Symbol& symbol, int pixels);

} // namespace wangge::render

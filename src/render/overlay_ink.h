// The overlay for a painter that draws with a pen: what stands where, instead of rectangles of two textures. Logical
// pixels from the picture's upper left corner, y down.
#pragma once
#include "render/labels.h"
#include "style/symbology.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace wangge::render {

struct SymbolInk {
    style::Symbol symbol;
    float x = 0, y = 0; // its middle
    double pixels = 0;  // of its box
    double opacity = 1;
    std::int32_t set = -1; // of Scene::points
};
// The ground of a number plate; its words are among the texts.
struct PlateInk {
    PixelBox box;
    float number = 0; // width of the coloured part
    style::Colour colour;
};
struct GroupInk {
    PixelBox box;
    double missing = 0; // share of the ring
};
struct ShieldInk {
    PixelBox box;
    style::Colour plate, rim;
    style::Pixels rim_width;
};
struct TextInk {
    std::string text;
    style::Label label;
    float left = 0, middle = 0; // start of the run, middle of its line
    bool halo = true;
};
// One letter turned by an angle about the middle of its advance, on the line's middle.
struct LetterInk {
    char32_t letter = 0;
    style::Label label;
    float x = 0, y = 0, cos_angle = 1, sin_angle = 0, advance = 0;
};

struct OverlayInk {
    std::vector<std::variant<SymbolInk, PlateInk, GroupInk, ShieldInk>> shapes; // bottom first
    std::vector<TextInk> texts;                                                 // above all shapes
    std::vector<LetterInk> letters;
};

} // namespace wangge::render

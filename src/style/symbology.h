// The words of a style: fills, lines, hatches, symbols and labels, as plain values. Sizes are logical pixels at
// scale 1.
#pragma once
#include "base/units.h"
#include "style/colour.h"

#include <optional>
#include <string>
#include <vector>

namespace wangge::style {

// Logical pixels; the device scale multiplies them.
using Pixels = base::Quantity<struct PixelsTag>;

// A line; `colour` carries its opacity.
struct Line {
    Colour colour;
    Pixels width{1};
    std::vector<double> dash; // on, off, on, off in pixels; empty = solid
    bool scaled = false;      // roads and rivers grow as one zooms in, see Style::line_scale()
};

enum class HatchKind { diagonal, antidiagonal, cross, horizontal, dots };

// A screen-aligned pattern: it stays put on the paper however the map turns or zooms.
struct Hatch {
    HatchKind kind = HatchKind::diagonal;
    Colour colour;
    Pixels pitch{6}, width{2}; // for dots the width is the radius
    Colour ground;             // pale fill below the strokes
    std::optional<Line> edge;
};

enum class SymbolShape {
    pharmacy,
    clinic,
    village_clinic,
    hospital,
    vaccination,
    shop,
    coordinator,
    informant,
    inspector,
    village,
    township_seat,
    county_seat,
    flag
};

struct Symbol {
    SymbolShape shape = SymbolShape::village;
    Colour colour, ink; // ink is what is drawn on top of the colour: cross, letter, star
    Pixels size{16};
};

struct Label {
    Colour colour, halo;
    Pixels size{12}, spacing{0};
    bool bold = false, italic = false;
    int priority = 0; // higher wins a place
};

// What a class of a layer looks like. Absent parts are not drawn.
struct Rule {
    std::string layer, kind; // kind "*" holds for every class that has no rule of its own
    std::optional<Colour> fill;
    std::optional<Line> line, casing;
    std::vector<Line> bands; // wide translucent lines outside an area, widest first
    std::optional<Hatch> hatch;
    std::optional<Symbol> symbol;
    std::optional<Label> label;
    // Drawn only where one pixel is at most so many metres; 0 = always.
    base::Metres finest_pixel{0}, label_pixel{0};
};

} // namespace wangge::style

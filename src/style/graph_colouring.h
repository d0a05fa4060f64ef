// Which colour each neighbouring area gets, so that neighbours look as different as the palette allows.
#pragma once
#include "style/palette.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace wangge::style {

// A hue of the palette, and whether it is the dotted twin of that hue (used when there are more areas than hues).
struct AreaColour {
    int hue = 0;
    bool dotted = false;
    bool operator==(const AreaColour&) const = default;
};

// Colours `count` areas; `borders` holds pairs of rows that touch, in any order, each pair once or more.
// Neighbours never get the same hue, dotted or not, as long as the graph is planar and the palette has 6 colours or
// more (a planar graph taken smallest degree last needs at most 6: Matula and Beck 1983). Hues are used up before one
// is repeated, and the worst neighbour CIEDE2000 over normal, deuteranope and protanope vision is raised by exchanges.
// The same input gives the same colours.
std::vector<AreaColour> colour_areas(std::size_t count, std::span<const std::pair<std::int32_t, std::int32_t>> borders,
                                     const Palette& palette);

} // namespace wangge::style

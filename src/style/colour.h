// Colours as bytes, and how different two of them look, also to readers with a colour-vision deficiency.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace wangge::style {

// sRGB, not premultiplied.
struct Colour {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    bool operator==(const Colour&) const = default;
};

// "#RRGGBB" or "#RRGGBBAA". False when `text` is neither.
bool parse_colour(std::string_view text, Colour& colour);
std::string to_hex(Colour colour);

// The same colour with alpha = opacity (0..1) times its own.
Colour with_opacity(Colour colour, double opacity);
// From a (share 0) to b (share 1), in sRGB.
Colour mixed(Colour a, Colour b, double share);
// Lightness scaled: factor .5 is half as light, in sRGB.
Colour darkened(Colour colour, double factor);

enum class Vision { normal, deuteranope, protanope };
// How the colour looks to such a reader (Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB).
Colour as_seen(Colour colour, Vision vision);

// CIE L*a*b* under D65.
std::array<double, 3> to_lab(Colour colour);
// The CIEDE2000 difference of two L*a*b* colours (Sharma, Wu and Dalal 2005), kL = kC = kH = 1.
double difference(const std::array<double, 3>& lab_a, const std::array<double, 3>& lab_b);
double difference(Colour a, Colour b);

} // namespace wangge::style

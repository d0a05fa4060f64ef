#include "style/colour.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace wangge::style {

namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::uint8_t to_byte(double value) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
}

double linear(std::uint8_t byte) {
    const double s = byte / 255.0;
    return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
}

double encoded(double value) {
    const double v = std::clamp(value, 0.0, 1.0);
    return 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055);
}

double degrees(double radians) {
    return radians * 180 / std::numbers::pi;
}
double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

double hue(double b, double a) {
    if (a == 0 && b == 0)
        return 0;
    const double h = degrees(std::atan2(b, a));
    return h < 0 ? h + 360 : h;
}

} // namespace

bool parse_colour(std::string_view text, Colour& colour) {
    if ((text.size() != 7 && text.size() != 9) || text[0] != '#')
        return false;
    std::array<int, 4> bytes{0, 0, 0, 255};
    for (std::size_t i = 1; i < text.size(); i += 2) {
        const int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
        if (high < 0 || low < 0)
            return false;
        bytes[(i - 1) / 2] = high * 16 + low;
    }
    const auto byte = [&](int i) { return static_cast<std::uint8_t>(bytes[i]); };
    colour = {byte(0), byte(1), byte(2), byte(3)};
    return true;
}

std::string to_hex(Colour c) {
    return c.a == 255 ? fmt::format("#{:02X}{:02X}{:02X}", c.r, c.g, c.b)
                      : fmt::format("#{:02X}{:02X}{:02X}{:02X}", c.r, c.g, c.b, c.a);
}

Colour with_opacity(Colour colour, double opacity) {
    colour.a = to_byte(colour.a * opacity);
    return colour;
}

Colour mixed(Colour a, Colour b, double share) {
    const auto mix = [&](std::uint8_t from, std::uint8_t to) { return to_byte(from + (to - from) * share); };
    return {mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), mix(a.a, b.a)};
}

Colour darkened(Colour c, double factor) {
    return {to_byte(c.r * factor), to_byte(c.g * factor), to_byte(c.b * factor), c.a};
}

Colour as_seen(Colour c, Vision vision) {
    if (vision == Vision::normal)
        return c;
    static constexpr double deuteranope[3][3] = {
        {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}};
    static constexpr double protanope[3][3] = {
        {0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}};
    const auto& m = vision == Vision::deuteranope ? deuteranope : protanope;
    const double rgb[3] = {linear(c.r), linear(c.g), linear(c.b)};
    const auto row = [&](int i) { return to_byte(encoded(m[i][0] * rgb[0] + m[i][1] * rgb[1] + m[i][2] * rgb[2])); };
    return {row(0), row(1), row(2), c.a};
}

std::array<double, 3> to_lab(Colour c) {
    const double r = linear(c.r), g = linear(c.g), b = linear(c.b);
    // sRGB to XYZ, relative to the D65 white (IEC 61966-2-1).
    const double x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047;
    const double y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b;
    const double z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883;
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

double difference(const std::array<double, 3>& one, const std::array<double, 3>& two) {
    const double mean_c = (std::hypot(one[1], one[2]) + std::hypot(two[1], two[2])) / 2;
    const double c7 = std::pow(mean_c, 7), p25 = std::pow(25.0, 7);
    const double g = 0.5 * (1 - std::sqrt(c7 / (c7 + p25)));
    const double a1 = (1 + g) * one[1], a2 = (1 + g) * two[1];
    const double c1 = std::hypot(a1, one[2]), c2 = std::hypot(a2, two[2]);
    const double h1 = hue(one[2], a1), h2 = hue(two[2], a2);

    const double delta_l = two[0] - one[0], delta_c = c2 - c1;
    double delta_h = 0, mean_h = h1 + h2;
    if (c1 * c2 != 0) {
        delta_h = h2 - h1;
        if (delta_h > 180)
            delta_h -= 360;
        if (delta_h < -180)
            delta_h += 360;
        if (std::abs(h1 - h2) <= 180)
            mean_h = (h1 + h2) / 2;
        else
            mean_h = h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
    }
    const double big_h = 2 * std::sqrt(c1 * c2) * std::sin(radians(delta_h / 2));

    const double l = (one[0] + two[0]) / 2, c = (c1 + c2) / 2;
    const double t = 1 - 0.17 * std::cos(radians(mean_h - 30)) + 0.24 * std::cos(radians(2 * mean_h)) +
                     0.32 * std::cos(radians(3 * mean_h + 6)) - 0.20 * std::cos(radians(4 * mean_h - 63));
    const double turn = 30 * std::exp(-std::pow((mean_h - 275) / 25, 2));
    const double cm7 = std::pow(c, 7);
    const double rc = 2 * std::sqrt(cm7 / (cm7 + p25));
    const double sl = 1 + 0.015 * (l - 50) * (l - 50) / std::sqrt(20 + (l - 50) * (l - 50));
    const double sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
    const double rt = -std::sin(radians(2 * turn)) * rc;
    const double tl = delta_l / sl, tc = delta_c / sc, th = big_h / sh;
    return std::sqrt(tl * tl + tc * tc + th * th + rt * tc * th);
}

double difference(Colour a, Colour b) {
    return difference(to_lab(a), to_lab(b));
}

} // namespace wangge::style

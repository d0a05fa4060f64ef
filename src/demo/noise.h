// Smooth random fields that are the same on every machine and can be asked at any place.
#pragma once
#include <cstdint>

namespace wangge::demo {

// In [0, 1), from integer coordinates.
double hash_unit(std::uint64_t seed, std::int64_t x, std::int64_t y);
// Smooth between the corners of a unit lattice, about -1..1 (value noise with quintic blending).
double value_noise(std::uint64_t seed, double x, double y);
// Sum of `octaves` noises, each of twice the frequency and half the height of the one before, about -1..1.
double fractal_noise(std::uint64_t seed, double x, double y, int octaves);

inline double clamped(double value, double low, double high) {
    return value < low ? low : value > high ? high : value;
}
// 0 below `low`, 1 above `high`, smooth between.
inline double smooth_step(double low, double high, double value) {
    const double t = clamped((value - low) / (high - low), 0, 1);
    return t * t * (3 - 2 * t);
}

} // namespace wangge::demo

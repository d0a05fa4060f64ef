#include "demo/noise.h"

#include <cmath>

namespace wangge::demo {

double hash_unit(std::uint64_t seed, std::int64_t x, std::int64_t y) {
    std::uint64_t h = seed + 0x9E3779B97F4A7C15u * static_cast<std::uint64_t>(x) +
                      0xC2B2AE3D27D4EB4Fu * static_cast<std::uint64_t>(y);
    h = (h ^ (h >> 30)) * 0xBF58476D1CE4E5B9u;
    h = (h ^ (h >> 27)) * 0x94D049BB133111EBu;
    h ^= h >> 31;
    return static_cast<double>(h >> 11) * 0x1.0p-53;
}

double value_noise(std::uint64_t seed, double x, double y) {
    const double fx = std::floor(x), fy = std::floor(y);
    const auto ix = static_cast<std::int64_t>(fx), iy = static_cast<std::int64_t>(fy);
    const auto blend = [](double t) { return t * t * t * (t * (t * 6 - 15) + 10); };
    const double u = blend(x - fx), v = blend(y - fy);
    const double south = hash_unit(seed, ix, iy) * (1 - u) + hash_unit(seed, ix + 1, iy) * u;
    const double north = hash_unit(seed, ix, iy + 1) * (1 - u) + hash_unit(seed, ix + 1, iy + 1) * u;
    return 2 * (south * (1 - v) + north * v) - 1;
}

double fractal_noise(std::uint64_t seed, double x, double y, int octaves) {
    double sum = 0, height = 1, total = 0;
    for (int i = 0; i < octaves; ++i) {
        sum += height * value_noise(seed + static_cast<std::uint64_t>(i), x, y);
        total += height;
        height /= 2;
        // A turn between octaves hides the lattice.
        const double turned = 2 * (0.8 * x - 0.6 * y);
        y = 2 * (0.6 * x + 0.8 * y);
        x = turned;
    }
    return sum / total;
}

} // namespace wangge::demo

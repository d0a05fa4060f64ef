#include "render/hill_shade.h"

#include "base/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace wangge::render {

namespace {

// Every n-th cell's mean, so that a fine raster costs no more than a coarse one.
geo::Raster thinned(const geo::Raster& fine, int factor) {
    geo::Raster coarse;
    coarse.width = fine.width / factor;
    coarse.height = fine.height / factor;
    coarse.origin = fine.origin;
    coarse.cell_x = fine.cell_x * factor;
    coarse.cell_y = fine.cell_y * factor;
    coarse.values.resize(static_cast<std::size_t>(coarse.width) * coarse.height);
    for (int row = 0; row < coarse.height; ++row)
        for (int column = 0; column < coarse.width; ++column) {
            float sum = 0;
            for (int r = 0; r < factor; ++r)
                for (int c = 0; c < factor; ++c)
                    sum += fine.at(column * factor + c, row * factor + r);
            coarse.values[static_cast<std::size_t>(row) * coarse.width + column] =
                sum / static_cast<float>(factor * factor);
        }
    return coarse;
}

struct Over {
    std::array<double, 4> sum{0, 0, 0, 0}; // premultiplied, 0..255 and alpha 0..1
    void lay(style::Colour c, double share) {
        const double alpha = c.a / 255.0 * share;
        const double rgb[3] = {static_cast<double>(c.r), static_cast<double>(c.g), static_cast<double>(c.b)};
        for (int i = 0; i < 3; ++i)
            sum[i] = rgb[i] * alpha + sum[i] * (1 - alpha);
        sum[3] = alpha + sum[3] * (1 - alpha);
    }
};

} // namespace

Image hill_shade(const geo::Raster& raster, const style::Relief& relief, int longest) {
    if (raster.empty())
        return {};
    const int factor = std::max(1, std::max(raster.width, raster.height) / longest);
    const geo::Raster terrain = factor > 1 ? thinned(raster, factor) : raster;
    const int width = terrain.width, height = terrain.height;

    std::vector<float> light(terrain.values.size(), std::nanf(""));
    base::parallel_blocks(static_cast<std::size_t>(height), 64, [&](std::size_t begin, std::size_t end) {
        for (int row = static_cast<int>(begin); row < static_cast<int>(end); ++row)
            for (int column = 0; column < width; ++column) {
                const auto h = [&](int dc, int dr) {
                    return terrain.at(std::clamp(column + dc, 0, width - 1), std::clamp(row + dr, 0, height - 1));
                };
                // Vertical exaggeration makes gentle country readable.
                const double stretch = 2.0;
                const double east = stretch *
                                    ((h(1, -1) + 2 * h(1, 0) + h(1, 1)) - (h(-1, -1) + 2 * h(-1, 0) + h(-1, 1))) /
                                    (8 * terrain.cell_x);
                const double south = stretch *
                                     ((h(-1, 1) + 2 * h(0, 1) + h(1, 1)) - (h(-1, -1) + 2 * h(0, -1) + h(1, -1))) /
                                     (8 * terrain.cell_y);
                const double length = std::sqrt(east * east + south * south + 1);
                double lit = 0;
                static constexpr double shares[4] = {0.2, 0.25, 0.35, 0.2};
                for (int i = 0; i < 4; ++i) {
                    const double azimuth = (225 + 45 * i) * std::numbers::pi / 180;
                    // Light from the azimuth, 45 degrees up; the normal is (-east, south, 1) with y north.
                    const double toward = -east * std::sin(azimuth) + south * std::cos(azimuth);
                    lit += shares[i] * (toward + 1) * std::numbers::sqrt2 / 2 / length;
                }
                light[static_cast<std::size_t>(row) * width + column] =
                    static_cast<float>(lit - std::numbers::sqrt2 / 2);
            }
    });
    std::vector<float> shades, heights;
    for (std::size_t i = 0; i < light.size(); i += std::max<std::size_t>(1, light.size() / 20000))
        if (!std::isnan(light[i])) {
            shades.push_back(std::abs(light[i]));
            heights.push_back(terrain.values[i]);
        }
    if (shades.empty())
        return {};
    const auto quantile = [](std::vector<float>& v, double q) {
        const auto at = v.begin() + static_cast<std::ptrdiff_t>(q * (v.size() - 1));
        std::nth_element(v.begin(), at, v.end());
        return static_cast<double>(*at);
    };
    // Flat country must not be blown up to mountains: at least the shade of a 6 degree slope counts as full.
    const double full = std::max(1.3 * quantile(shades, 0.98), 0.12);
    const double low = quantile(heights, 0.02), high = std::max(quantile(heights, 0.98), low + 50);

    const double fade = std::max(1.0, 0.05 * std::min(width, height));
    Image image(width, height);
    base::parallel_blocks(light.size(), 65536, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            if (std::isnan(light[i]) || std::isnan(terrain.values[i]))
                continue;
            Over over;
            over.lay(relief.tint, std::clamp((terrain.values[i] - low) / (high - low), 0.0, 1.0));
            const double shade = std::clamp(light[i] / full, -1.0, 1.0);
            over.lay(shade < 0 ? relief.shadow : relief.light, std::abs(shade));
            // Fades out at the rim, where the terrain was cut off by chance.
            const int column = static_cast<int>(i % width), row = static_cast<int>(i / width);
            const double rim = std::min({column, row, width - 1 - column, height - 1 - row}) / fade;
            const double share = std::clamp(rim, 0.0, 1.0);
            for (int c = 0; c < 3; ++c)
                image.bytes[4 * i + c] = static_cast<std::uint8_t>(std::lround(over.sum[c] * share));
            image.bytes[4 * i + 3] = static_cast<std::uint8_t>(std::lround(over.sum[3] * share * 255));
        }
    });
    return image;
}

} // namespace wangge::render

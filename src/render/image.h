// Pictures in memory: PNG in and out, and how far two of them differ.
#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

namespace wangge::render {

// 8-bit RGBA, upper row first.
struct Image {
    int width = 0, height = 0;
    std::vector<std::uint8_t> bytes;

    Image() = default;
    Image(int w, int h) : width(w), height(h), bytes(static_cast<std::size_t>(w) * h * 4, 0) {}
    std::uint8_t* at(int x, int y) { return &bytes[(static_cast<std::size_t>(y) * width + x) * 4]; }
    const std::uint8_t* at(int x, int y) const { return &bytes[(static_cast<std::size_t>(y) * width + x) * 4]; }
};

// Writes the whole file or nothing. Throws Error(environment) "base.cannot_write".
void write_png(const Image& image, const std::filesystem::path& file);
// Throws Error(environment) "base.cannot_read" for a file that is missing or no PNG.
Image read_png(const std::filesystem::path& file);

struct Difference {
    double share = 1; // of pixels with a channel that differs by more than the tolerance; 1 when the sizes differ
    Image picture;    // the second picture in pale grey, differing pixels red
};
Difference difference(const Image& expected, const Image& got, int tolerance);

} // namespace wangge::render

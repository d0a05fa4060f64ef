#include "render/letter_texture.h"

#include <algorithm>
#include <epoxy/gl.h>
#include <vector>

namespace wangge::render {

void change_letters(std::uint32_t texture, int width, int height, const std::uint8_t* cover) {
    // Strip by strip: the whole as four bytes a texel would be megabytes that are needed once.
    constexpr int rows_at_once = 64;
    std::vector<std::uint8_t> strip(std::size_t{4} * rows_at_once * static_cast<std::size_t>(width), 255);
    glBindTexture(GL_TEXTURE_2D, texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    for (int row = 0; row < height; row += rows_at_once) {
        const int rows = std::min(rows_at_once, height - row);
        const std::uint8_t* from = cover + static_cast<std::ptrdiff_t>(row) * width;
        for (std::ptrdiff_t i = 0; i < static_cast<std::ptrdiff_t>(rows) * width; ++i)
            strip[static_cast<std::size_t>(4 * i + 3)] = from[i];
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, row, width, rows, GL_RGBA, GL_UNSIGNED_BYTE, strip.data());
    }
}

} // namespace wangge::render

#include "render/symbol_png.h"

#include "base/error.h"
#include "render/canvas.h"

#include <algorithm>
#include <png.h>

namespace wangge::render {

std::string symbol_png(const style::Symbol& symbol, int pixels) {
    Image picture = symbol_picture(symbol, pixels - 6, pixels / (symbol.size.value + 6));
    // Files hold colours that are not premultiplied.
    for (std::size_t i = 0; i < picture.bytes.size(); i += 4)
        if (const int alpha = picture.bytes[i + 3]; alpha > 0)
            for (std::size_t c = 0; c < 3; ++c)
                picture.bytes[i + c] = static_cast<std::uint8_t>(std::min(255, picture.bytes[i + c] * 255 / alpha));
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    png.width = static_cast<png_uint_32>(picture.width);
    png.height = static_cast<png_uint_32>(picture.height);
    png.format = PNG_FORMAT_RGBA;
    png_alloc_size_t size = 0;
    std::string bytes;
    bool done = png_image_write_get_memory_size(png, size, 0, picture.bytes.data(), 0, nullptr) != 0;
    bytes.resize(size);
    done = done && png_image_write_to_memory(&png, bytes.data(), &size, 0, picture.bytes.data(), 0, nullptr) != 0;
    base::ensure(done, "a small picture fits into memory");
    return bytes;
}

} // namespace wangge::render

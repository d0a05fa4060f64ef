#include "render/image.h"

#include "base/error.h"
#include "base/files.h"
#include "base/system_reason.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <png.h>

namespace wangge::render {

namespace {

png_image description(const Image& image) {
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    png.width = static_cast<png_uint_32>(image.width);
    png.height = static_cast<png_uint_32>(image.height);
    png.format = PNG_FORMAT_RGBA;
    // Map pictures are written while somebody waits; the fast filters cost a tenth in size.
    png.flags = PNG_IMAGE_FLAG_FAST;
    return png;
}

// The system's reason where it had one, in the user's language; else the library's.
std::string reason_of(const png_image& png) {
    return errno != 0 ? base::system_reason(errno) : png.message;
}

} // namespace

void write_png(const Image& image, const std::filesystem::path& file) {
    base::DraftFile draft(file);
    png_image png = description(image);
    errno = 0;
    if (!png_image_write_to_file(&png, draft.path().c_str(), 0, image.bytes.data(), 0, nullptr))
        base::fail_environment("base.cannot_write", {{"file", file.string()}, {"reason", reason_of(png)}},
                               file.string());
    draft.commit();
}

Image read_png(const std::filesystem::path& file) {
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    const auto fail = [&] {
        base::fail_environment("base.cannot_read", {{"file", file.string()}, {"reason", reason_of(png)}},
                               file.string());
    };
    errno = 0;
    if (!png_image_begin_read_from_file(&png, file.c_str()))
        fail();
    png.format = PNG_FORMAT_RGBA;
    Image image(static_cast<int>(png.width), static_cast<int>(png.height));
    if (!png_image_finish_read(&png, nullptr, image.bytes.data(), 0, nullptr))
        fail();
    return image;
}

Difference difference(const Image& expected, const Image& got, int tolerance) {
    Difference result;
    result.picture = Image(got.width, got.height);
    const bool same_size = expected.width == got.width && expected.height == got.height;
    std::size_t different = 0;
    for (int y = 0; y < got.height; ++y)
        for (int x = 0; x < got.width; ++x) {
            const std::uint8_t* b = got.at(x, y);
            bool differs = !same_size;
            if (same_size)
                for (int c = 0; c < 4; ++c)
                    differs = differs || std::abs(expected.at(x, y)[c] - b[c]) > tolerance;
            different += differs;
            const auto grey = static_cast<std::uint8_t>(160 + (b[0] + b[1] + b[2]) / 8);
            std::uint8_t* p = result.picture.at(x, y);
            p[0] = differs ? 220 : grey;
            p[1] = p[2] = differs ? 20 : grey;
            p[3] = 255;
        }
    const std::size_t count = static_cast<std::size_t>(got.width) * got.height;
    result.share = same_size && count ? static_cast<double>(different) / count : 1;
    return result;
}

} // namespace wangge::render

#include "paper/png_stream.h"

#include "base/error.h"
#include "base/files.h"
#include "base/system_reason.h"

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <png.h>
#include <string>
#include <vector>

namespace wangge::paper {

struct PngStream::State {
    base::DraftFile draft;
    std::filesystem::path name;
    std::FILE* file = nullptr;
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::string reason;
    std::vector<std::uint8_t> bytes;

    explicit State(const std::filesystem::path& path) : draft(path), name(path) {}
    ~State() {
        if (png)
            png_destroy_write_struct(&png, &info);
        if (file)
            std::fclose(file);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    [[noreturn]] void fail(std::string why) const {
        base::fail_environment("base.cannot_write", {{"file", name.string()}, {"reason", std::move(why)}},
                               name.string());
    }
    // libpng is C: it must not be left by an exception, so its error handler jumps back to who called it.
    static void on_error(png_structp png, png_const_charp) {
        auto* state = static_cast<State*>(png_get_error_ptr(png));
        state->reason = base::system_reason(errno);
        png_longjmp(png, 1);
    }
    static void on_warning(png_structp, png_const_charp) {}
};

PngStream::PngStream(const std::filesystem::path& file, int width, int height, double dpi)
    : m_state(std::make_unique<State>(file)) {
    State& s = *m_state;
    s.file = std::fopen(s.draft.path().c_str(), "wb");
    if (!s.file)
        s.fail(base::system_reason(errno));
    s.bytes.resize(static_cast<std::size_t>(width) * 3);
    s.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &s, State::on_error, State::on_warning);
    s.info = s.png ? png_create_info_struct(s.png) : nullptr;
    base::ensure(s.info != nullptr, "libpng starts");
    if (setjmp(png_jmpbuf(s.png)))
        s.fail(s.reason);
    png_init_io(s.png, s.file);
    png_set_compression_level(s.png, 4);
    png_set_filter(s.png, 0, PNG_FILTER_SUB);
    png_set_IHDR(s.png, s.info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), 8,
                 PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    const auto dots_a_metre = static_cast<png_uint_32>(std::lround(dpi / 0.0254));
    png_set_pHYs(s.png, s.info, dots_a_metre, dots_a_metre, PNG_RESOLUTION_METER);
    png_write_info(s.png, s.info);
}

PngStream::~PngStream() = default;

void PngStream::row(const std::uint32_t* pixels) {
    State& s = *m_state;
    for (std::size_t i = 0; i < s.bytes.size(); i += 3) {
        const std::uint32_t pixel = pixels[i / 3];
        s.bytes[i] = static_cast<std::uint8_t>(pixel >> 16);
        s.bytes[i + 1] = static_cast<std::uint8_t>(pixel >> 8);
        s.bytes[i + 2] = static_cast<std::uint8_t>(pixel);
    }
    if (setjmp(png_jmpbuf(s.png)))
        s.fail(s.reason);
    png_write_row(s.png, s.bytes.data());
}

void PngStream::commit() {
    State& s = *m_state;
    if (setjmp(png_jmpbuf(s.png)))
        s.fail(s.reason);
    png_write_end(s.png, nullptr);
    std::FILE* file = s.file;
    s.file = nullptr;
    if (std::fclose(file) != 0)
        s.fail(base::system_reason(errno));
    s.draft.commit();
}

} // namespace wangge::paper

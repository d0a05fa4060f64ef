// A PNG file written row by row, so that a wall map at 300 dots an inch needs no gigabyte of memory.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>

namespace wangge::paper {

class PngStream {
public:
    // Throws Error(environment) "base.cannot_write", as the other functions do.
    PngStream(const std::filesystem::path& file, int width, int height, double dpi);
    ~PngStream();
    PngStream(const PngStream&) = delete;
    PngStream& operator=(const PngStream&) = delete;

    // `width` pixels as 0x00RRGGBB, the upper row first.
    void row(const std::uint32_t* pixels);
    // After the last row: the file takes its name.
    void commit();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace wangge::paper

// The letters of the window's fonts on the graphics card.
#pragma once
#include <cstdint>

namespace wangge::render {

// Puts other letters into an OpenGL texture of that size: white, covered as the bytes say, a byte a texel. Needs a
// current context.
void change_letters(std::uint32_t texture, int width, int height, const std::uint8_t* cover);

} // namespace wangge::render

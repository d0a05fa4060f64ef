// Painted pictures (symbols, plates, furniture) in one texture, each painted once.
#pragma once
#include "render/image.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace wangge::render {

struct Sprite {
    int u = 0, v = 0, width = 0, height = 0;
};

class SpriteAtlas {
public:
    static constexpr int side = 1024;

    // The picture with that key, painted on first use. When the texture is full it starts again, and generation()
    // grows: places given before are void.
    Sprite find(const std::string& key, const std::function<Image()>& paint);
    // Four bytes each, the rows that are in use.
    std::span<const std::uint8_t> texels() const { return m_texels; }
    std::uint64_t revision() const { return m_revision; }
    std::uint64_t generation() const { return m_generation; }

private:
    std::vector<std::uint8_t> m_texels;
    std::map<std::string, Sprite, std::less<>> m_sprites;
    int m_pen_x = 1, m_pen_y = 1, m_row_height = 0;
    std::uint64_t m_revision = 1, m_generation = 1;
};

} // namespace wangge::render

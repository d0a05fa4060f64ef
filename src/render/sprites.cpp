#include "render/sprites.h"

#include "base/error.h"

#include <algorithm>

namespace wangge::render {

Sprite SpriteAtlas::find(const std::string& key, const std::function<Image()>& paint) {
    const auto it = m_sprites.find(key);
    if (it != m_sprites.end())
        return it->second;
    const Image picture = paint();
    base::ensure(picture.width + 2 < side && picture.height + 2 < side, "a sprite fits the texture");
    if (m_pen_x + picture.width + 1 > side) {
        m_pen_x = 1;
        m_pen_y += m_row_height + 1;
        m_row_height = 0;
    }
    if (m_pen_y + picture.height + 1 > side) {
        m_sprites.clear();
        m_texels.clear();
        m_pen_x = m_pen_y = 1;
        m_row_height = 0;
        ++m_generation;
    }
    const Sprite sprite{m_pen_x, m_pen_y, picture.width, picture.height};
    constexpr std::size_t pitch = std::size_t{4} * side;
    // A row more than the picture's: what is beside it is looked at, too, where pictures are drawn between pixels.
    m_texels.resize(std::max(m_texels.size(), pitch * static_cast<std::size_t>(sprite.v + picture.height + 1)));
    for (int y = 0; y < picture.height; ++y)
        std::copy_n(picture.at(0, y), picture.width * 4,
                    m_texels.data() + pitch * static_cast<std::size_t>(sprite.v + y) + std::size_t{4} * sprite.u);
    m_pen_x += picture.width + 1;
    m_row_height = std::max(m_row_height, picture.height);
    ++m_revision;
    m_sprites[key] = sprite;
    return sprite;
}

} // namespace wangge::render

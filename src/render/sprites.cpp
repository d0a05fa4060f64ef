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
        std::fill(m_image.bytes.begin(), m_image.bytes.end(), std::uint8_t{0});
        m_pen_x = m_pen_y = 1;
        m_row_height = 0;
        ++m_generation;
    }
    const Sprite sprite{m_pen_x, m_pen_y, picture.width, picture.height};
    for (int y = 0; y < picture.height; ++y)
        std::copy_n(picture.at(0, y), picture.width * 4, m_image.at(sprite.u, sprite.v + y));
    m_pen_x += picture.width + 1;
    m_row_height = std::max(m_row_height, picture.height);
    ++m_revision;
    m_sprites[key] = sprite;
    return sprite;
}

} // namespace wangge::render

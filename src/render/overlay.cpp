#include "render/overlay.h"

#include "render/overlay_layout.h"

namespace wangge::render {

std::string grouped_digits(std::int64_t number) {
    std::string digits = std::to_string(number);
    for (std::ptrdiff_t i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > (number < 0 ? 1 : 0); i -= 3)
        digits.insert(static_cast<std::size_t>(i), ",");
    return digits;
}

Overlay lay_out(const Scene& scene, const View& view, GlyphAtlas& glyphs, SpriteAtlas& sprites, OverlayPart part,
                const Anchors& before) {
    // A texture that fills up on the way voids what was laid out before; the second time all that is needed fits.
    for (int attempt = 0;; ++attempt) {
        const auto generations = std::pair(glyphs.generation(), sprites.generation());
        Overlay overlay;
        OverlayPen pen{scene, view, glyphs, sprites, overlay, before, nullptr};
        Layout(pen).run(part);
        if (attempt > 0 || generations == std::pair(glyphs.generation(), sprites.generation()))
            return overlay;
    }
}

OverlayInk lay_out_ink(const Scene& scene, const View& view, GlyphAtlas& glyphs) {
    SpriteAtlas unused;
    Overlay overlay;
    OverlayInk ink;
    const Anchors nothing;
    OverlayPen pen{scene, view, glyphs, unused, overlay, nothing, &ink};
    Layout(pen).run(OverlayPart::map);
    return ink;
}

} // namespace wangge::render

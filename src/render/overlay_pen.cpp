#include "render/overlay_pen.h"

#include "base/text.h"

#include <cmath>

namespace wangge::render {

void OverlayPen::picture(const Sprite& sprite, float left, float top, double opacity) {
    const float x = std::round(left), y = std::round(top), s = SpriteAtlas::side;
    const auto w = static_cast<float>(sprite.width), h = static_cast<float>(sprite.height);
    const auto u = static_cast<float>(sprite.u), v = static_cast<float>(sprite.v);
    const style::Colour white = style::with_opacity({255, 255, 255, 255}, opacity);
    out.sprites.push_back({x, y, u / s, v / s, white});
    out.sprites.push_back({x + w, y, (u + w) / s, v / s, white});
    out.sprites.push_back({x + w, y + h, (u + w) / s, (v + h) / s, white});
    out.sprites.push_back({x, y + h, u / s, (v + h) / s, white});
}

void OverlayPen::letter(const Glyph& glyph, const float (&corner)[4][2], const style::Label& label, bool halo) {
    const float s = GlyphAtlas::side;
    const auto w = static_cast<float>(glyph.width), h = static_cast<float>(glyph.height);
    const auto u = static_cast<float>(glyph.u), v = static_cast<float>(glyph.v);
    const float uv[4][2] = {{u / s, v / s}, {(u + w) / s, v / s}, {(u + w) / s, (v + h) / s}, {u / s, (v + h) / s}};
    for (int i = 0; i < 4; ++i)
        out.letters.push_back({corner[i][0], corner[i][1], uv[i][0], uv[i][1], label.colour});
    if (halo)
        for (int i = 0; i < 4; ++i)
            out.halos.push_back({corner[i][0], corner[i][1], uv[i][0], uv[i][1], label.halo});
}

void OverlayPen::text(std::string_view text, const style::Label& label, float left, float middle, bool halo) {
    if (ink) {
        ink->texts.push_back({std::string(text), label, left, middle, halo});
        return;
    }
    const TextFace set = face(label);
    float x = std::round(left);
    const float baseline = std::round(middle + GlyphAtlas::baseline(set));
    for (char32_t c : base::code_points(text)) {
        const Glyph& g = glyphs.glyph(c, set);
        if (g.width > 0) {
            const float l = std::round(x) + g.left, t = baseline + g.top;
            const float r = l + static_cast<float>(g.width), b = t + static_cast<float>(g.height);
            letter(g, {{l, t}, {r, t}, {r, b}, {l, b}}, label, halo);
        }
        x += g.advance + px(label.spacing.value);
    }
}

void OverlayPen::turned_letter(char32_t c, const style::Label& label, float x, float y, float cos_angle,
                               float sin_angle) {
    const TextFace set = face(label);
    const Glyph& g = glyphs.glyph(c, set);
    if (ink) {
        ink->letters.push_back({c, label, x, y, cos_angle, sin_angle, g.advance});
        return;
    }
    if (g.width == 0)
        return;
    // About the middle of the letter's advance, on the line's middle.
    const float l = g.left - g.advance / 2, t = g.top + GlyphAtlas::baseline(set);
    // What stands upright is as crisp as any other text: on whole pixels.
    if (sin_angle == 0) {
        x = std::round(x + l) - l;
        y = std::round(y + t) - t;
    }
    const float r = l + static_cast<float>(g.width), b = t + static_cast<float>(g.height);
    const auto turn = [&](float dx, float dy, float(&corner)[2]) {
        corner[0] = x + dx * cos_angle - dy * sin_angle;
        corner[1] = y + dx * sin_angle + dy * cos_angle;
    };
    float corner[4][2];
    turn(l, t, corner[0]);
    turn(r, t, corner[1]);
    turn(r, b, corner[2]);
    turn(l, b, corner[3]);
    letter(g, corner, label, true);
}

} // namespace wangge::render

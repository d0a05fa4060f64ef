// Writes rectangles of the overlay: pictures and text.
#pragma once
#include "render/canvas.h"
#include "render/overlay.h"

namespace wangge::render {

struct OverlayPen {
    const Scene& scene;
    const View& view;
    GlyphAtlas& glyphs;
    SpriteAtlas& sprites;
    Overlay& out;
    const Anchors& before;
    OverlayInk* ink; // when given, things are written there and nothing is painted

    float px(double logical) const { return static_cast<float>(logical * view.device_scale); }
    TextFace face(const style::Label& label) const {
        return {static_cast<int>(label.size.value * view.device_scale * 64), label.bold, label.italic};
    }
    float text_width(std::string_view text, const style::Label& label) {
        return glyphs.width_of(text, face(label), px(label.spacing.value));
    }
    float text_height(const style::Label& label) const { return px(label.size.value) * 1.2f; }

    // The picture with its upper left corner there, snapped to whole pixels so that it stays crisp.
    void picture(const Sprite& sprite, float left, float top, double opacity = 1);
    // Text whose box begins at `left` and whose middle line is at `middle`. Without halo where the ground is plain.
    void text(std::string_view text, const style::Label& label, float left, float middle, bool halo = true);
    // One letter turned by an angle (cos, sin) about its pen point.
    void turned_letter(char32_t letter, const style::Label& label, float x, float y, float cos_angle, float sin_angle);

private:
    void letter(const Glyph& glyph, const float (&corner)[4][2], const style::Label& label, bool halo);
};

// A number plate in its box; without a name the number fills it.
void draw_plate(OverlayPen& pen, const Plate& plate, const PixelBox& box);
// A counted group's disc in its square; the share that is missing is an arc of its ring.
void draw_group(OverlayPen& pen, std::int32_t count, std::int32_t missing, const PixelBox& box);
// Road numbers on their plates, the greater roads first, each number again after a while.
void lay_out_shields(OverlayPen& pen, TakenBoxes& taken);
void lay_out_furniture(OverlayPen& pen, TakenBoxes& taken);
// Names along rivers; each name once, where the line is straightest.
void lay_out_line_names(OverlayPen& pen, TakenBoxes& taken);

} // namespace wangge::render

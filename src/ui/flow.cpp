#include "ui/flow.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {

Flow::Flow(Ui& ui_, const Rect& area) : ui(ui_) {
    outer_x = area.x;
    outer_width = area.w;
    x = area.x + ui.px(size::pad_x);
    width = area.w - ui.px(2 * size::pad_x);
    m_top = area.y;
    y = area.y - ImGui::GetScrollY() + ui.px(size::pad_y);
}

void Flow::finish() {
    y += ui.px(size::pad_y);
    ImGui::SetCursorScreenPos({outer_x, y});
    ImGui::Dummy({1, 1});
}

void Flow::rule(float above, float below) {
    gap(above);
    ui.horizontal(outer_x, std::round(y), outer_width, ui.theme->track);
    y += ui.px(1);
    gap(below);
}

void Flow::heading(std::string_view title, std::string_view note_text) {
    const Rect r = row(24);
    const float note_width = note_text.empty() ? 0 : std::min(ui.width_of(Face::small, note_text) + 1, r.w * .62f);
    ui.text_in({r.x, r.y, r.w - note_width - ui.px(8), r.h}, Face::body_bold, ui.theme->text, title);
    if (!note_text.empty())
        ui.text_in({r.right() - note_width, r.y, note_width, r.h}, Face::small, ui.theme->text2, note_text,
                   Align::right);
    gap(4);
}

void Flow::fact(std::string_view label, std::string_view value, ImU32 colour, bool bold) {
    const Rect r = row(23);
    const Face face = bold ? Face::body_bold : Face::body;
    const float value_width = std::min(ui.width_of(face, value) + 1, r.w * .68f);
    ui.text_in({r.x, r.y, r.w - value_width - ui.px(8), r.h}, Face::body, ui.theme->text2, label);
    ui.text_in({r.right() - value_width, r.y, value_width, r.h}, face, colour ? colour : ui.theme->text, value,
               Align::right);
}

void Flow::note(std::string_view text, ImU32 colour) {
    y += ui.paragraph({x, y}, width, Face::small, colour ? colour : ui.theme->text2, text);
}

void Flow::paragraph(std::string_view text, Face face, ImU32 colour) {
    y += ui.paragraph({x, y}, width, face, colour ? colour : ui.theme->text, text);
}

void Flow::reveal(float top) const {
    const float first = ImGui::GetWindowPos().y, last = first + ImGui::GetWindowHeight(), air = ui.px(8);
    const float below = y + air - last, above = first - (top - air);
    if (below > 0)
        ImGui::SetScrollY(ImGui::GetScrollY() + below);
    else if (above > 0)
        ImGui::SetScrollY(std::max(0.f, ImGui::GetScrollY() - above));
    ui.animating = true; // the next frame shows it
}

namespace {

void draw_headline(Ui& ui, const Rect& r, const Flow::Headline& h) {
    ui.text_in({r.x, r.y, r.w, ui.px(18)}, Face::body, ui.theme->text2, h.caption);
    const float number = ui.width_of(Face::headline, h.number);
    const float top = r.y + ui.px(15);
    ui.text({r.x, top}, Face::headline, h.colour ? h.colour : ui.theme->text, h.number);
    // The unit stands on the number's base line.
    const float room = std::max(1.f, r.w - number - ui.px(5));
    const Face unit = ui.width_of(Face::large, h.unit) <= room ? Face::large : Face::small;
    const float base_line = top + ui.font(Face::headline)->Ascent - ui.font(unit)->Ascent;
    ui.text({r.x + number + ui.px(5), base_line}, unit, ui.theme->text2, h.unit, room);
    float x = r.x;
    if (!h.change.empty()) {
        const float w = ui.width_of(Face::small_bold, h.change);
        ui.text_in({x, r.y + ui.px(62), w + 1, ui.px(18)}, Face::small_bold,
                   h.better ? ui.theme->success : ui.theme->danger, h.change);
        x += w + ui.px(6);
    }
    if (!h.below.empty())
        ui.text_in({x, r.y + ui.px(62), r.right() - x, ui.px(18)}, Face::small, ui.theme->text2, h.below);
}

} // namespace

void Flow::headlines(const Headline& left, const Headline& right) {
    const Rect r =
        row(left.below.empty() && right.below.empty() && left.change.empty() && right.change.empty() ? 62 : 80);
    const float half = r.w / 2;
    draw_headline(ui, {r.x, r.y, half - ui.px(14), r.h}, left);
    if (right.caption.empty())
        return;
    ui.fill({std::round(r.x + half - ui.px(4)), r.y + ui.px(2), std::max(1.f, ui.scale), r.h - ui.px(8)},
            ui.theme->border);
    draw_headline(ui, {r.x + half + ui.px(12), r.y, half - ui.px(12), r.h}, right);
}

void Flow::figures(std::span<const Headline> all) {
    const Rect r = row(58);
    const float w = r.w / static_cast<float>(std::max<std::size_t>(all.size(), 1));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Rect part{r.x + w * static_cast<float>(i), r.y, w - ui.px(6), r.h};
        const Headline& h = all[i];
        ui.text_in({part.x, part.y, part.w, ui.px(18)}, Face::small, ui.theme->text2, h.caption);
        ui.text_in({part.x, part.y + ui.px(18), part.w, ui.px(22)}, Face::large_bold,
                   h.colour ? h.colour : ui.theme->text, h.number + (h.unit.empty() ? "" : " " + h.unit));
        if (!h.change.empty())
            ui.text_in({part.x, part.y + ui.px(39), part.w, ui.px(16)}, Face::small_bold,
                       h.better ? ui.theme->success : ui.theme->danger, h.change);
        else if (!h.below.empty())
            ui.text_in({part.x, part.y + ui.px(40), part.w, ui.px(16)}, Face::small, ui.theme->text2, h.below);
    }
}

Rect Flow::next_button(float width_px) {
    if (m_button_x > x && m_button_x + width_px > x + width + 0.5f) {
        m_button_x = x;
        y += ui.px(size::button + 6);
    }
    const Rect r{m_button_x, y, width_px, ui.px(size::button)};
    m_button_x += width_px + ui.px(8);
    return r;
}

} // namespace wangge::ui

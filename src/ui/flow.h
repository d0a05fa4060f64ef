// A column of rows from top to bottom: what the stage panels are laid out with.
#pragma once
#include "ui/widgets.h"

namespace wangge::ui {

class Flow {
public:
    // Fills `area` of the current child window; rows scroll with it.
    Flow(Ui& ui, const Rect& area);
    // Tells the window how tall the content was, so that it scrolls.
    void finish();

    Ui& ui;
    float x, y, width; // of the content, inside the padding
    float outer_x, outer_width;

    Rect row(float height) {
        const Rect r{x, y, width, ui.px(height)};
        y += r.h;
        return r;
    }
    void gap(float height) { y += ui.px(height); }
    // A line over the whole width with air around it.
    void rule(float above = 11, float below = 11);
    // Section title, with a note at the right.
    void heading(std::string_view title, std::string_view note = {});
    void fact(std::string_view label, std::string_view value, ImU32 colour = 0, bool bold = true);
    void note(std::string_view text, ImU32 colour = 0);
    void paragraph(std::string_view text, Face face = Face::body, ImU32 colour = 0);
    // Scrolls so that what was laid out from `top` on is in sight; its end goes first when it is taller than the panel.
    void reveal(float top) const;

    struct Headline {
        std::string caption, number, unit, below;
        ImU32 colour = 0; // of the number; 0 = text
        // How the number has changed, e.g. "▲ 6.4"; good or bad, whatever its direction. Stands before `below`.
        std::string change = {};
        bool better = true;
    };
    // The one or two numbers that matter.
    void headlines(const Headline& left, const Headline& right);
    // Up to four smaller ones.
    void figures(std::span<const Headline> figures);
    // A grid of buttons of equal height that wraps.
    void place_buttons_begin() { m_button_x = x; }
    Rect next_button(float width_px);
    void place_buttons_end() {
        y += ui.px(size::button);
        m_button_x = x;
    }

    // "▲ 3" or "▼ 3", "" when nothing changed; `text` is the amount without a sign.
    static std::string change_text(double change, const std::string& text) {
        return change == 0 ? "" : (change > 0 ? "▲ " : "▼ ") + text;
    }

private:
    float m_button_x = 0, m_top = 0;
};

} // namespace wangge::ui

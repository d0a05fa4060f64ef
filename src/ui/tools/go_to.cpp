#include "ui/tools/go_to.h"

#include <algorithm>

namespace wangge::ui {

void go_to(Context& c, const app::PlaceOffer& offer) {
    c.state.pin = WindowState::Pin{offer.point, offer.title};
    c.work.selection.fly_to(geo::Box{offer.point.x, offer.point.y, offer.point.x, offer.point.y}.grown(1500));
}

void GoTo::show(Context& c, const Rect& window) {
    if (!c.state.go_to_open || !c.snapshot) {
        m_fresh = true;
        return;
    }
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    if (m_read != m_words) {
        m_read = m_words;
        m_offers = app::place_offers(*c.snapshot, m_words, c.work.catalog());
    }
    const float w = std::min(ui.px(520), window.w - ui.px(80)), line = ui.px(44), pad = ui.px(16);
    const float list = m_offers.empty() ? ui.px(128) : line * static_cast<float>(m_offers.size());
    const Rect box{window.x + (window.w - w) / 2, window.y + ui.px(90), w, ui.px(100) + list + pad};
    begin_dialog(ui, "go_to", window, box);
    ui.text_in({box.x + pad, box.y + ui.px(8), w - 2 * pad, ui.px(36)}, Face::large_bold, t.text,
               ui.say("ui.goto.title"));
    if (icon_button(ui, "goto.close", {box.right() - ui.px(40), box.y + ui.px(10), ui.px(28), ui.px(28)}, Icon::close,
                    ui.say("ui.close")))
        c.state.go_to_open = false;
    bool submitted = false;
    input(ui, "goto.words", {box.x + pad, box.y + ui.px(50), w - 2 * pad, ui.px(34)}, "119.98 32.44", m_words,
          &submitted, m_fresh);
    m_fresh = false;
    std::optional<app::PlaceOffer> chosen;
    if (submitted && !m_offers.empty())
        chosen = m_offers.front();
    float y = box.y + ui.px(94);
    for (std::size_t i = 0; i < m_offers.size(); ++i, y += line) {
        const app::PlaceOffer& offer = m_offers[i];
        const Rect row{box.x + ui.px(8), y, w - ui.px(16), line};
        const Hit h = hit(ui, "goto.offer." + std::to_string(i), row, offer.title, offer.note);
        if (i == 0 || h.hovered)
            ui.fill(row, i == 0 ? t.accent_soft : t.panel2, size::radius);
        draw_icon(ui, Icon::crosshair, {row.x + ui.px(18), row.centre().y}, offer.inside ? t.accent : t.text3);
        ui.text_in({row.x + ui.px(38), row.y + ui.px(2), row.w - ui.px(46), ui.px(21)}, Face::body_bold, t.text,
                   offer.title);
        ui.text_in({row.x + ui.px(38), row.y + ui.px(22), row.w - ui.px(46), ui.px(18)}, Face::small, t.text2,
                   offer.note);
        if (h.clicked)
            chosen = offer;
    }
    if (m_offers.empty())
        ui.paragraph({box.x + pad, y}, w - 2 * pad, Face::body, m_words.empty() ? t.text2 : t.danger,
                     ui.say(m_words.empty() ? "ui.goto.help" : "ui.goto.not_read"));
    const bool outside = ImGui::IsMouseClicked(0) && !box.holds(ImGui::GetIO().MousePos);
    end_dialog(ui);
    if (chosen)
        go_to(c, *chosen);
    if (chosen || outside)
        c.state.go_to_open = false;
}

} // namespace wangge::ui

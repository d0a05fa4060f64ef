#include "ui/tools/view_list.h"

namespace wangge::ui {

std::optional<app::NamedView> ViewList::show(Context& c, const MapFrame& frame, const Rect& beside) {
    if (!c.state.views_open)
        return std::nullopt;
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const std::vector<app::NamedView>& views = c.work.named_views();
    constexpr std::size_t most = 8;
    const std::size_t shown = std::min(views.size(), most);
    const float w = ui.px(260), line = ui.px(30),
                height = ui.px(92) + line * static_cast<float>(std::max<std::size_t>(shown, 1));
    const Rect box{beside.x - w - ui.px(8), std::max(frame.rect.y + ui.px(8), beside.bottom() - height), w, height};
    ui.fill(box, t.panel, size::card_radius);
    ui.frame(box, t.border, size::card_radius);
    ui.text_in({box.x + ui.px(12), box.y + ui.px(4), w - ui.px(50), ui.px(32)}, Face::body_bold, t.text,
               ui.say("ui.views.title"));
    if (icon_button(ui, "views.close", {box.right() - ui.px(34), box.y + ui.px(6), ui.px(28), ui.px(28)}, Icon::close,
                    ui.say("ui.close")))
        c.state.views_open = false;
    std::optional<app::NamedView> chosen;
    const MayCut names(ui);
    float y = box.y + ui.px(40);
    for (std::size_t i = 0; i < shown; ++i, y += line) {
        const app::NamedView& view = views[views.size() - shown + i];
        const Rect row{box.x + ui.px(6), y, w - ui.px(12), line};
        const std::string number = std::to_string(i);
        if (icon_button(ui, "views.delete." + number, {row.right() - line, y, line, line}, Icon::minus,
                        ui.say("ui.views.delete", {{"name", view.name}}), !c.work.busy()))
            c.work.run("view.delete", {{"name", view.name}});
        const Hit h = hit(ui, "views.go." + number, {row.x, y, row.w - line, line}, view.name);
        if (h.hovered)
            ui.fill(row, t.panel2, size::radius);
        draw_icon(ui, Icon::bookmark, {row.x + ui.px(16), row.centre().y}, t.text2);
        ui.text_in({row.x + ui.px(32), y, row.w - line - ui.px(34), line}, Face::body, t.text, view.name);
        if (h.clicked)
            chosen = view;
    }
    if (shown == 0)
        ui.text_in({box.x + ui.px(12), y, w - ui.px(24), line}, Face::body, t.text2, ui.say("ui.views.none"));
    const std::string save = ui.say("ui.views.save");
    const float save_width = ui.width_of(Face::body, save) + ui.px(24);
    const Rect foot{box.x + ui.px(10), box.bottom() - ui.px(42), w - ui.px(20), ui.px(32)};
    bool submitted = false;
    input(ui, "views.name", {foot.x, foot.y, foot.w - save_width - ui.px(8), foot.h}, ui.say("ui.views.name"), m_name,
          &submitted);
    const bool pressed = button(ui, "views.save", {foot.right() - save_width, foot.y, save_width, foot.h}, save,
                                ButtonLook::plain, !m_name.empty() && !c.work.busy());
    if ((pressed || submitted) && !m_name.empty() && !c.work.busy()) {
        c.work.run("view.save", {{"name", m_name},
                                 {"x", frame.view.centre.x},
                                 {"y", frame.view.centre.y},
                                 {"metres-per-pixel", frame.view.per_logical_pixel().value}});
        m_name.clear();
    }
    return chosen;
}

} // namespace wangge::ui

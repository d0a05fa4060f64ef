#include "ui/layout.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

float chosen(double wanted, float usual) {
    return wanted > 0 ? static_cast<float>(wanted) : usual;
}

} // namespace

Layout lay_out(const Ui& ui, ImVec2 framebuffer, const app::Settings& settings, bool drawer_open) {
    const float width = framebuffer.x, height = framebuffer.y;
    const bool narrow = width < ui.px(1360);
    const float top = ui.px(size::top_bar), status = ui.px(size::status_bar);
    float left = ui.px(std::clamp(chosen(settings.left_width, narrow ? 264 : size::left), 200.f, 420.f));
    float right = ui.px(std::clamp(chosen(settings.right_width, narrow ? 348 : size::right), 320.f, 480.f));
    const float spare = width - ui.px(360);
    if (left + right > spare) {
        const float factor = spare / (left + right);
        left *= factor;
        right *= factor;
    }
    const float body = height - top - status;
    float drawer = ui.px(size::drawer_tabs);
    if (drawer_open)
        drawer = std::clamp(ui.px(chosen(settings.drawer_height, height < ui.px(800) ? 196 : size::drawer)), ui.px(120),
                            std::max(ui.px(120), body - ui.px(220)));
    left = std::round(left);
    right = std::round(right);
    drawer = std::round(drawer);
    Layout l;
    l.top = {0, 0, width, top};
    l.left = {0, top, left, body};
    l.right = {width - right, top, right, body};
    l.map = {left, top, width - left - right, body - drawer};
    l.drawer = {left, top + body - drawer, l.map.w, drawer};
    l.status = {0, height - status, width, status};
    return l;
}

void splitters(Context& context, const Layout& layout, bool drawer_open) {
    Ui& ui = context.ui;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const float reach = ui.px(6);
    const auto split = [&](const char* id, Rect grip, ImGuiMouseCursor cursor) {
        begin_overlay(ui, id, grip, 0);
        const Hit h = hit(ui, id, grip, ui.say("ui.resize"));
        if (h.hovered || h.held) {
            ImGui::SetMouseCursor(cursor);
            const Rect mark = grip.w < grip.h ? Rect{grip.centre().x - ui.px(1), grip.y, ui.px(2), grip.h}
                                              : Rect{grip.x, grip.centre().y - ui.px(1), grip.w, ui.px(2)};
            ui.fill(mark, ui.theme->accent);
        }
        end_area();
        return h.held;
    };
    app::Settings& settings = context.work.settings;
    if (split("splitter.left", {layout.left.right() - reach / 2, layout.left.y, reach, layout.left.h},
              ImGuiMouseCursor_ResizeEW))
        settings.left_width = std::clamp(mouse.x / ui.scale, 200.f, 420.f);
    if (split("splitter.right", {layout.right.x - reach / 2, layout.right.y, reach, layout.right.h},
              ImGuiMouseCursor_ResizeEW))
        settings.right_width = std::clamp((layout.right.right() - mouse.x) / ui.scale, 320.f, 480.f);
    if (drawer_open && split("splitter.drawer",
                             {layout.drawer.x + reach, layout.drawer.y - reach / 2, layout.drawer.w - 2 * reach, reach},
                             ImGuiMouseCursor_ResizeNS))
        settings.drawer_height = std::max(120.f, (layout.drawer.bottom() - mouse.y) / ui.scale);
}

} // namespace wangge::ui

#include "ui/widgets.h"

#include <algorithm>
#include <cmath>
#include <imgui_internal.h>

namespace wangge::ui {
namespace {

constexpr int scrollbar_colours = 5;

void push_scrollbar(Ui& ui) {
    ImGui::PushStyleColor(ImGuiCol_ScrollbarBg, 0u);
    ImGui::PushStyleColor(ImGuiCol_ScrollbarGrab, ui.theme->border);
    ImGui::PushStyleColor(ImGuiCol_ScrollbarGrabHovered, ui.theme->text3);
    ImGui::PushStyleColor(ImGuiCol_ScrollbarGrabActive, ui.theme->text2);
    ImGui::PushStyleColor(ImGuiCol_ChildBg, 0u);
}

} // namespace

namespace {

void begin_child_of_shell(Ui& ui, const char* id, const Rect& rect, ImU32 ground, ImGuiWindowFlags more) {
    ImGui::SetNextWindowPos(rect.min());
    ImGui::SetNextWindowSize({rect.w, rect.h});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
    ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, ui.px(scrollbar));
    ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarRounding, ui.px(4));
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ground);
    push_scrollbar(ui);
    ImGui::Begin(id, nullptr,
                 ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoCollapse |
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav | more);
}

constexpr ImGuiWindowFlags no_scrolling = ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;

} // namespace

void begin_area(Ui& ui, const char* id, const Rect& rect, ImU32 ground, bool scrolls) {
    begin_child_of_shell(ui, id, rect, ground, ImGuiWindowFlags_NoBringToFrontOnFocus | (scrolls ? 0 : no_scrolling));
}

void begin_overlay(Ui& ui, const char* id, const Rect& rect, ImU32 ground) {
    begin_child_of_shell(ui, id, rect, ground, no_scrolling);
}

void end_area() {
    ImGui::End();
    ImGui::PopStyleColor(1 + scrollbar_colours);
    ImGui::PopStyleVar(6);
}

void begin_dialog(Ui& ui, const char* id, const Rect& window, const Rect& box) {
    ImGui::SetNextWindowPos(window.min());
    ImGui::SetNextWindowSize({window.w, window.h});
    // A list that opened over the dialog would be closed by taking the focus back.
    if (!ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel))
        ImGui::SetNextWindowFocus();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, ui.px(scrollbar));
    ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarRounding, ui.px(4));
    push_scrollbar(ui);
    ImGui::PushStyleColor(ImGuiCol_WindowBg,
                          faded(ui.theme->dark ? IM_COL32(0, 0, 0, 255) : IM_COL32(27, 37, 48, 255), .42f));
    ImGui::Begin(id, nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoNav);
    ui.registry.cover_texts();
    ui.fill(box, ui.theme->panel, size::dialog_radius);
    ui.frame(box, ui.theme->border, size::dialog_radius);
    ui.focus.order.clear();
}

namespace {

// Tab does not stop at every row of a table, at the edges between panels, or at the map, which has keys of its own.
bool takes_focus(std::string_view id) {
    return id != "map" && !id.starts_with("splitter.") && !id.starts_with("chart.") &&
           id.find(".row.") == std::string_view::npos;
}

void mark_focus(Ui& ui, const Rect& rect) {
    const float out = ui.px(2);
    ImGui::GetForegroundDrawList()->AddRect({rect.x - out, rect.y - out}, {rect.right() + out, rect.bottom() + out},
                                            ui.theme->selection, ui.px(5), 0, ui.px(2));
}

} // namespace

void end_dialog(Ui&) {
    ImGui::End();
    ImGui::PopStyleColor(1 + scrollbar_colours);
    ImGui::PopStyleVar(5);
}

Hit hit(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, std::string_view value, bool enabled) {
    Hit result;
    if (rect.w <= 0 || rect.h <= 0)
        return result;
    ui.registry.add(id, {rect, std::string(label), std::string(value), enabled});
    ImGui::SetCursorScreenPos(rect.min());
    ImGui::PushID(id.data(), id.data() + id.size());
    const bool clicked = ImGui::InvisibleButton("###hit", {rect.w, rect.h});
    ImGui::PopID();
    result.hovered = ImGui::IsItemHovered();
    result.clicked = clicked && enabled;
    result.held = ImGui::IsItemActive() && enabled;
    result.double_clicked = enabled && result.hovered && ImGui::IsMouseDoubleClicked(0);
    if (enabled && takes_focus(id)) {
        ui.focus.order.emplace_back(id);
        if (ui.focus.id == id) {
            mark_focus(ui, rect);
            result.clicked = result.clicked || ui.focus.press;
            if (ui.focus.entered)
                ImGui::SetScrollHereY(0.5f);
        }
    }
    return result;
}

void tooltip(Ui& ui, const Hit& last, std::string_view text) {
    if (!last.hovered || last.held || text.empty())
        return;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(8), ui.px(5)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.px(size::radius));
    ImGui::PushStyleColor(ImGuiCol_PopupBg, ui.theme->text);
    ImGui::PushStyleColor(ImGuiCol_Text, ui.theme->panel);
    ImGui::PushFont(ui.font(Face::small));
    ImGui::BeginTooltip();
    const std::string shown(ui.glyphs.shown(text));
    ImGui::TextUnformatted(shown.c_str());
    ImGui::EndTooltip();
    ImGui::PopFont();
    ImGui::PopStyleColor(2);
    ImGui::PopStyleVar(2);
}

float button_width(Ui& ui, std::string_view label, Icon icon) {
    return ui.width_of(Face::body_bold, label) + ui.px(24) + (icon == Icon::none ? 0 : ui.px(20));
}

bool button(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, ButtonLook look, bool enabled,
            Icon icon) {
    const Hit h = hit(ui, id, rect, label, {}, enabled);
    const Theme& t = *ui.theme;
    ImU32 ground = look == ButtonLook::primary ? t.accent : look == ButtonLook::plain ? t.panel : 0;
    ImU32 ink = look == ButtonLook::primary ? t.on_accent : look == ButtonLook::plain ? t.text : t.accent;
    if (!enabled) {
        ground = look == ButtonLook::primary ? t.track : faded(ground, .5f);
        ink = t.text3;
    } else if (h.held)
        ground = look == ButtonLook::primary ? mixed(t.accent, t.text, .25f) : t.track;
    else if (h.hovered)
        ground = look == ButtonLook::primary ? mixed(t.accent, t.text, .12f) : t.panel2;
    if (ground & IM_COL32_A_MASK)
        ui.fill(rect, ground, size::radius);
    if (look == ButtonLook::plain)
        ui.frame(rect, t.border, size::radius);
    const Face face = look == ButtonLook::primary ? Face::body_bold : Face::body;
    Rect inner = rect.inset(ui.px(8), 0);
    if (icon != Icon::none) {
        const float w = ui.width_of(face, label) + ui.px(20);
        const float x = rect.x + std::max(ui.px(6), (rect.w - w) / 2);
        draw_icon(ui, icon, {x + ui.px(8), rect.centre().y}, ink);
        inner = {x + ui.px(20), rect.y, rect.right() - x - ui.px(22), rect.h};
        ui.text_in(inner, face, ink, label);
    } else
        ui.text_in(inner, face, ink, label, Align::centre);
    return h.clicked;
}

bool icon_button(Ui& ui, std::string_view id, const Rect& rect, Icon icon, std::string_view label, bool enabled,
                 bool chosen) {
    const Hit h = hit(ui, id, rect, label, chosen ? "on" : "", enabled);
    const Theme& t = *ui.theme;
    if (chosen)
        ui.fill(rect, t.accent, size::radius);
    else if (h.hovered && enabled)
        ui.fill(rect, t.track, size::radius);
    draw_icon(ui, icon, rect.centre(), !enabled ? faded(t.text2, .35f) : chosen ? t.on_accent : t.text2);
    tooltip(ui, h, label);
    return h.clicked;
}

bool chip(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, bool chosen) {
    const Hit h = hit(ui, id, rect, label, chosen ? "on" : "");
    const Theme& t = *ui.theme;
    ui.fill(rect, chosen ? t.accent_soft : h.hovered ? t.panel2 : t.panel, size::radius);
    ui.frame(rect, chosen ? t.accent : t.border, size::radius, chosen ? 1.5f : 1);
    ui.text_in(rect.inset(ui.px(6), 0), chosen ? Face::body_bold : Face::body, t.text, label, Align::centre);
    return h.clicked;
}

int segments(Ui& ui, std::string_view id, const Rect& rect, std::span<const std::string> labels, int chosen) {
    const Theme& t = *ui.theme;
    ui.fill(rect, t.panel2, size::radius);
    const float w = rect.w / static_cast<float>(labels.size());
    int result = chosen;
    for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
        const Rect part{rect.x + w * static_cast<float>(i), rect.y, w, rect.h};
        const Hit h = hit(ui, std::string(id) + "." + std::to_string(i), part, labels[i], i == chosen ? "on" : "");
        if (i == chosen)
            ui.fill(part, t.accent_soft, size::radius);
        else if (h.hovered)
            ui.fill(part, t.track, size::radius);
        ui.text_in(part, i == chosen ? Face::body_bold : Face::body, i == chosen ? t.text : t.text2, labels[i],
                   Align::centre);
        if (h.clicked)
            result = i;
    }
    ui.frame(rect, t.border, size::radius);
    return result;
}

bool checkbox(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, bool& on) {
    const Hit h = hit(ui, id, rect, label, on ? "on" : "off");
    const Theme& t = *ui.theme;
    const float side = ui.px(15);
    const Rect box{rect.x, std::round(rect.y + (rect.h - side) / 2), side, side};
    if (on) {
        ui.fill(box, t.accent, 3);
        draw_icon(ui, Icon::check, {box.centre().x, box.centre().y}, t.on_accent);
    } else
        ui.frame(box, h.hovered ? t.text2 : t.text3, 3, 1.3f);
    ui.text_in({box.right() + ui.px(7), rect.y, rect.right() - box.right() - ui.px(7), rect.h}, Face::body, t.text,
               label);
    if (h.clicked)
        on = !on;
    return h.clicked;
}

bool slider(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, double& value, double low,
            double high, double step) {
    char number[32];
    std::snprintf(number, sizeof number, "%g", value);
    const Hit h = hit(ui, id, rect, label, number);
    const Theme& t = *ui.theme;
    const float knob = ui.px(7), left = rect.x + knob, width = rect.w - 2 * knob;
    bool changed = false;
    if (h.held) {
        const double share = std::clamp((ImGui::GetIO().MousePos.x - left) / width, 0.f, 1.f);
        const double wanted = low + std::round(share * (high - low) / step) * step;
        changed = wanted != value;
        value = wanted;
    }
    if (ui.focus.id == id) {
        const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key)); };
        const int steps = pressed(ImGuiKey_RightArrow) - pressed(ImGuiKey_LeftArrow);
        value = std::clamp(value + steps * step, low, high);
        changed = changed || steps != 0;
    }
    const float at = left + width * static_cast<float>(std::clamp((value - low) / (high - low), 0.0, 1.0));
    const float y = std::round(rect.centre().y), thick = ui.px(4);
    ui.fill({left, y - thick / 2, width, thick}, t.track, 2);
    ui.fill({left, y - thick / 2, at - left, thick}, t.accent, 2);
    ui.draw().AddCircleFilled({at, y}, knob, t.panel, 24);
    ui.draw().AddCircle({at, y}, knob, t.accent, 24, ui.px(h.hovered || h.held ? 2.6f : 2));
    return changed;
}

bool choice(Ui& ui, std::string_view id, const Rect& rect, std::string_view caption,
            std::span<const std::string> labels, int& chosen, bool enabled) {
    const Theme& t = *ui.theme;
    const std::string& shown = labels.empty() ? std::string() : labels[static_cast<std::size_t>(chosen)];
    const Hit h = hit(ui, id, rect, caption, shown, enabled);
    ui.fill(rect, h.hovered ? t.track : t.panel2, size::radius);
    ui.frame(rect, t.border, size::radius);
    float x = rect.x + ui.px(9);
    if (!caption.empty()) {
        const float w = ui.width_of(Face::body, caption);
        ui.text_in({x, rect.y, w + 1, rect.h}, Face::body, t.text2, caption);
        x += w + ui.px(6);
    }
    ui.text_in({x, rect.y, rect.right() - ui.px(24) - x, rect.h}, Face::body, enabled ? t.text : t.text3, shown);
    draw_icon(ui, Icon::chevron_down, {rect.right() - ui.px(14), rect.centre().y}, t.text2);
    const std::string popup = std::string(id) + ".list";
    if (h.clicked)
        ImGui::OpenPopup(popup.c_str());
    bool changed = false;
    const float row = ui.px(28);
    ImGui::SetNextWindowPos({rect.x, rect.bottom() + ui.px(2)});
    const float height = std::min(row * static_cast<float>(labels.size()), ui.px(320)) + ui.px(8);
    float width = rect.w; // wider than the box when a label needs it
    if (ImGui::IsPopupOpen(popup.c_str()))
        for (const std::string& label : labels)
            width = std::max(width, std::min(ui.width_of(Face::body, label) + ui.px(36), ui.px(460)));
    ImGui::SetNextWindowSize({width, height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_PopupRounding, ui.px(size::card_radius));
    ImGui::PushStyleColor(ImGuiCol_PopupBg, t.panel);
    ImGui::PushStyleColor(ImGuiCol_Border, t.border);
    if (ImGui::BeginPopup(popup.c_str(), ImGuiWindowFlags_NoNav)) {
        const ImVec2 origin = ImGui::GetCursorScreenPos();
        for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
            const Rect line{origin.x + ui.px(4), origin.y + ui.px(4) + row * static_cast<float>(i), width - ui.px(8),
                            row};
            const Hit item =
                hit(ui, std::string(id) + "." + std::to_string(i), line, labels[static_cast<std::size_t>(i)]);
            if (item.hovered || i == chosen)
                ui.fill(line, i == chosen ? t.accent_soft : t.panel2, size::radius);
            ui.text_in(line.inset(ui.px(8), 0), Face::body, t.text, labels[static_cast<std::size_t>(i)]);
            if (item.clicked) {
                changed = i != chosen;
                chosen = i;
                ImGui::CloseCurrentPopup();
            }
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleColor(2);
    ImGui::PopStyleVar(2);
    return changed;
}

bool stepper(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, int& value, int low, int high,
             int step, std::string_view unit) {
    const Theme& t = *ui.theme;
    const int before = value;
    const float side = rect.h;
    ui.registry.add(id, {rect, std::string(label), std::to_string(value), true});
    ui.fill(rect, t.panel2, size::radius);
    ui.frame(rect, t.border, size::radius);
    const Rect less{rect.x, rect.y, side, side}, more{rect.right() - side, rect.y, side, side};
    if (icon_button(ui, std::string(id) + ".less", less, Icon::minus, ui.say("ui.less"), value > low))
        value = std::max(low, value - step);
    if (icon_button(ui, std::string(id) + ".more", more, Icon::plus, ui.say("ui.more"), value < high))
        value = std::min(high, value + step);
    ui.text_in({less.right(), rect.y, more.x - less.right(), rect.h}, Face::body_bold, t.text,
               std::to_string(value) + (unit.empty() ? "" : " " + std::string(unit)), Align::centre);
    return value != before;
}

void bar(Ui& ui, const Rect& rect, std::span<const BarPart> parts) {
    ui.fill(rect, ui.theme->track, 2);
    float x = rect.x;
    for (const BarPart& part : parts) {
        const Rect piece{x, rect.y, std::min(rect.right() - x, rect.w * static_cast<float>(part.share)), rect.h};
        if (piece.w < 0.5f)
            continue;
        if (part.hatched || part.dotted)
            draw_pattern(ui, piece, part.hatched ? Pattern::diagonal : Pattern::sparse_dots, part.colour, false);
        else
            ui.draw().AddRectFilled(piece.min(), piece.max(), part.colour, 0);
        x = piece.right();
    }
}

} // namespace wangge::ui

// The controls that one types into.
#include "ui/widgets.h"

#include <imgui_stdlib.h>

namespace wangge::ui {
namespace {

struct LineLook {
    Face face = Face::body;
    ImU32 ground, border, ink;
};
struct LineEvents {
    bool changed = false, entered = false, left = false;
};

LineEvents edit_line(Ui& ui, std::string_view id, const Rect& rect, std::string_view hint, std::string& text,
                     const LineLook& look, bool take_focus, ImGuiInputTextFlags flags) {
    const Theme& t = *ui.theme;
    ImGui::SetCursorScreenPos(rect.min());
    ImGui::PushID(id.data(), id.data() + id.size());
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(8), (rect.h - ui.height_of(look.face)) / 2});
    ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, ui.px(size::radius));
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, ui.px(1));
    ImGui::PushStyleColor(ImGuiCol_FrameBg, look.ground);
    ImGui::PushStyleColor(ImGuiCol_Border, look.border);
    ImGui::PushStyleColor(ImGuiCol_Text, look.ink);
    ImGui::PushStyleColor(ImGuiCol_TextDisabled, t.text3);
    ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, faded(t.accent, .35f));
    ImGui::PushFont(ui.font(look.face));
    ImGui::SetNextItemWidth(rect.w);
    ui.focus.order.emplace_back(id);
    const bool by_tab = ui.focus.id == id && ui.focus.entered;
    if (take_focus || by_tab)
        ImGui::SetKeyboardFocusHere();
    std::string shown(ui.glyphs.shown(text));
    const std::string shown_hint(ui.glyphs.shown(hint));
    LineEvents events;
    events.entered =
        ImGui::InputTextWithHint("###input", shown_hint.c_str(), &shown, ImGuiInputTextFlags_EnterReturnsTrue | flags);
    events.left = ImGui::IsItemDeactivatedAfterEdit();
    if (ImGui::IsItemActivated())
        ui.focus.id = id;
    if (ImGui::IsItemActive())
        ui.frame(rect, t.accent, size::radius, 1.5f);
    ImGui::PopFont();
    ImGui::PopStyleColor(5);
    ImGui::PopStyleVar(3);
    ImGui::PopID();
    const std::string meant = ui.glyphs.meant(shown);
    events.changed = meant != text;
    text = meant;
    return events;
}

} // namespace

bool input(Ui& ui, std::string_view id, const Rect& rect, std::string_view hint, std::string& text, bool* submitted,
           bool take_focus) {
    const Theme& t = *ui.theme;
    ui.registry.add(id, {rect, std::string(hint), text, true});
    const LineEvents events =
        edit_line(ui, id, rect, hint, text, {Face::body, t.panel2, t.border, t.text}, take_focus, 0);
    if (submitted)
        *submitted = events.entered;
    return events.changed;
}

bool number_input(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, std::string& text,
                  bool changed_here, bool wrong) {
    const Theme& t = *ui.theme;
    ui.registry.add(id, {rect, std::string(label), text, true});
    const LineLook look{changed_here ? Face::body_bold : Face::body, changed_here ? t.accent_soft : t.panel2,
                        wrong          ? t.danger
                        : changed_here ? t.accent
                                       : t.border,
                        wrong ? t.danger : t.text};
    const LineEvents events = edit_line(ui, id, rect, "", text, look, false, ImGuiInputTextFlags_AutoSelectAll);
    return events.entered || events.left;
}

} // namespace wangge::ui

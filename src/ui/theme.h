// Colours by role and sizes of the window; every drawn thing takes them from here.
#pragma once
#include <imgui.h>

namespace wangge::ui {

struct Theme {
    bool dark = false;
    ImU32 surface, panel, panel2, border, track, text, text2, text3;
    ImU32 accent, on_accent, accent_soft, success, warning, danger, selection, selected_row;
    ImU32 ramp[4]; // coverage, near to far
    ImU32 out_of_reach, over_capacity;
    ImU32 blind[5]; // in the order of model::BlindSpotKind
};

const Theme& light_theme();
const Theme& dark_theme();

// The same colour with that share of its opacity.
ImU32 faded(ImU32 colour, float share);
ImU32 mixed(ImU32 a, ImU32 b, float share);

// Sizes in logical pixels; multiplied by the content scale.
namespace size {
inline constexpr float top_bar = 48, status_bar = 26, left = 300, right = 360, drawer = 236, drawer_tabs = 30;
inline constexpr float pad_x = 14, pad_y = 10, button = 30, small_button = 26, input = 28;
inline constexpr float layer_row = 27, group_row = 26, class_row = 22, head_row = 25, table_row = 23, list_item = 44;
inline constexpr float radius = 4, card_radius = 5, dialog_radius = 6, tag_radius = 3;
} // namespace size

} // namespace wangge::ui

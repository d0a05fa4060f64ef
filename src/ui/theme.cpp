#include "ui/theme.h"

namespace wangge::ui {
namespace {

constexpr ImU32 hex(unsigned rgb) {
    return IM_COL32((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255, 255);
}

} // namespace

const Theme& light_theme() {
    static const Theme theme = {.dark = false,
                                .surface = hex(0xEEF0F3),
                                .panel = hex(0xFFFFFF),
                                .panel2 = hex(0xF6F7F9),
                                .border = hex(0xD3D9E0),
                                .track = hex(0xE3E7EC),
                                .text = hex(0x1B2530),
                                .text2 = hex(0x566270),
                                .text3 = hex(0x7D8895),
                                .accent = hex(0x0B6E8A),
                                .on_accent = hex(0xFFFFFF),
                                .accent_soft = hex(0xDFF0F4),
                                .success = hex(0x1E7B4F),
                                .warning = hex(0x9A5B00),
                                .danger = hex(0xB3261E),
                                .selection = hex(0xFFB000),
                                .selected_row = hex(0xFFF2CC),
                                .ramp = {hex(0x0A5566), hex(0x2F8A97), hex(0x7FBDC1), hex(0xC9E4E2)},
                                .out_of_reach = hex(0xC0410B),
                                .over_capacity = hex(0x8A6100),
                                .blind = {hex(0x9D560F), hex(0x876CCA), hex(0x721022), hex(0xCF9630), hex(0x0D3C5E)}};
    return theme;
}

const Theme& dark_theme() {
    static const Theme theme = {.dark = true,
                                .surface = hex(0x12161A),
                                .panel = hex(0x1B2127),
                                .panel2 = hex(0x232A31),
                                .border = hex(0x37414B),
                                .track = hex(0x313A43),
                                .text = hex(0xE9EDF1),
                                .text2 = hex(0xAEB8C3),
                                .text3 = hex(0x85919D),
                                .accent = hex(0x56B8D4),
                                .on_accent = hex(0x0D1B21),
                                .accent_soft = hex(0x173842),
                                .success = hex(0x5CC48E),
                                .warning = hex(0xF0B45A),
                                .danger = hex(0xF28B82),
                                .selection = hex(0xFFD54A),
                                .selected_row = hex(0x3B3417),
                                .ramp = {hex(0xBFEAEA), hex(0x6BB9C0), hex(0x2F8290), hex(0x1B4E5A)},
                                .out_of_reach = hex(0xE8743B),
                                .over_capacity = hex(0xD9A93A),
                                .blind = {hex(0xD98843), hex(0x917AC2), hex(0xC0676F), hex(0xFFDF96), hex(0xB2D7E8)}};
    return theme;
}

ImU32 faded(ImU32 colour, float share) {
    const auto alpha = static_cast<unsigned>(static_cast<float>(colour >> IM_COL32_A_SHIFT) * share);
    return (colour & ~IM_COL32_A_MASK) | (alpha << IM_COL32_A_SHIFT);
}

ImU32 mixed(ImU32 a, ImU32 b, float share) {
    const ImVec4 x = ImGui::ColorConvertU32ToFloat4(a), y = ImGui::ColorConvertU32ToFloat4(b);
    const float rest = 1 - share;
    return ImGui::ColorConvertFloat4ToU32(
        {x.x * rest + y.x * share, x.y * rest + y.y * share, x.z * rest + y.z * share, x.w * rest + y.w * share});
}

} // namespace wangge::ui

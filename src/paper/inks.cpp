#include "paper/inks.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wangge::paper {
namespace {

using style::HatchKind;

constexpr style::Colour ink{40, 40, 40, 255};

style::Hatch pattern(HatchKind kind, double pitch, double width, std::uint8_t ground) {
    return {kind, ink, {pitch}, {width}, {ground, ground, ground, 255}, {}};
}

// Neighbours in the list differ in kind, so that groups with numbers near each other look different. No ground is
// darker than what black letters are read on.
const std::array<style::Hatch, 12>& patterns() {
    static const std::array<style::Hatch, 12> list{
        pattern(HatchKind::diagonal, 7, 0.8, 255),     pattern(HatchKind::dots, 8, 1.2, 255),
        pattern(HatchKind::antidiagonal, 4, 0.7, 255), pattern(HatchKind::horizontal, 5, 0.8, 236),
        pattern(HatchKind::cross, 9, 0.6, 255),        pattern(HatchKind::dots, 4.5, 0.8, 255),
        pattern(HatchKind::diagonal, 3.4, 0.7, 255),   pattern(HatchKind::antidiagonal, 9, 1.6, 255),
        pattern(HatchKind::horizontal, 9, 1.2, 255),   pattern(HatchKind::cross, 5, 0.5, 236),
        pattern(HatchKind::dots, 11, 2.2, 244),        pattern(HatchKind::diagonal, 11, 2.2, 240)};
    return list;
}

} // namespace

std::size_t Inks::pattern_count() {
    return patterns().size();
}

style::Colour Inks::print(style::Colour c) const {
    if (!grey())
        return c;
    // Luma of Rec. 709 on the coded values: what a grey printer driver does, so that nothing surprises.
    const auto y = static_cast<std::uint8_t>(std::lround(0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b));
    return {y, y, y, c.a};
}

const style::Hatch* Inks::pattern_of(style::Colour fill) const {
    if (!grey())
        return nullptr;
    const auto same = [&](style::Colour c) { return c.r == fill.r && c.g == fill.g && c.b == fill.b; };
    const auto at = std::find_if(m_fills.begin(), m_fills.end(), same);
    if (at == m_fills.end())
        return nullptr;
    return &patterns()[static_cast<std::size_t>(at - m_fills.begin()) % patterns().size()];
}

} // namespace wangge::paper

// What can be changed about how a layer is drawn, as rows of a small form.
#pragma once
#include "app/look.h"

#include <string>
#include <string_view>
#include <vector>

namespace wangge::app {

enum class StyleFieldKind : std::uint8_t { colour, number, scale };

struct StyleField {
    std::string name;  // of style::with_change(), e.g. "roads.primary.line.width"
    std::string label; // text id
    StyleFieldKind kind = StyleFieldKind::number;
    std::string text; // a colour as #RRGGBB
    // A number in pixels; a scale as its denominator at 96 pixels an inch, 0 = shown at every scale.
    double value = 0, low = 0, high = 0, step = 0;
};

// The style's rules behind a layer of the legend: layer and class, the chief one first; empty for those without any.
std::vector<std::pair<std::string, std::string>> style_rules_of(std::string_view legend_layer);

std::vector<StyleField> style_fields(const Look& look, std::string_view theme, const std::string& layer,
                                     const std::string& kind);
// With one field changed: a colour in this theme, sizes in both. Throws Error(bad_input) "style.*" when the text is no
// colour.
Look with_style(Look look, std::string_view theme, const StyleField& field, const std::string& value);
// As the style comes, in both themes.
Look without_style(Look look, const std::string& layer, const std::string& kind);

} // namespace wangge::app

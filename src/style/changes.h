// What a document changes in a style, merged into the style's own JSON.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace wangge::style {

// Throws Error(bad_input) "style.bad_json" for text that is no JSON object, "style.unknown_key" for members that no
// style has, "style.missing_key" for a rule without a layer.
void apply_changes(nlohmann::json& style, std::string_view changes);

} // namespace wangge::style

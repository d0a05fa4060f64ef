// Where the next informants should be: the section of the blind spots panel with the number, the answer and its proof.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

// Of the section before anything is found, in pixels at scale 1.
inline constexpr float siting_height = 282;

void siting_section(Context& context, Flow& flow);

} // namespace wangge::ui

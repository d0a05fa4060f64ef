// Straight, by road or over terrain, and by what: the switch that every stage which asks how far it is has.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

// Widgets "<panel>.travel" and, unless one goes straight, "<panel>.mode". True when something was chosen.
bool travel_choice(Context& context, Flow& flow, std::string_view panel, reach::Travel& travel, reach::Mode& mode);

} // namespace wangge::ui

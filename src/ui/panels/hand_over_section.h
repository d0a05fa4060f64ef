// Painting cells over to an inspector by hand, with the hours of everybody concerned following.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

void hand_over_section(Context& context, Flow& flow);

} // namespace wangge::ui

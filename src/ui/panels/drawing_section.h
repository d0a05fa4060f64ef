// The part of the Grids panel for drawing: tools, what lines follow, the brush, live totals, merge and broken rules.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

void drawing_section(Context& context, Flow& flow);
// Rules that the present plan breaks; a click flies there.
void rules_section(Context& context, Flow& flow);
// The present plan against another one: numbers, people, and the cells that differ.
void compare_section(Context& context, Flow& flow);

} // namespace wangge::ui

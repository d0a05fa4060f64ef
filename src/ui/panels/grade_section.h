// Risk grades by score: a trial, and storing it.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

void grade_section(Context& context, Flow& flow);

} // namespace wangge::ui

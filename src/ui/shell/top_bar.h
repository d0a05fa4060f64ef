// The top bar: project and saved state, the six stages, search, undo and redo, language and theme.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

void top_bar(Context& context, const Rect& rect);

} // namespace wangge::ui

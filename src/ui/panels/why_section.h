// Why the selected cell has its inspector and not another, in numbers, and handing it to somebody else.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

// Nothing unless one cell or more is selected.
void why_section(Context& context, Flow& flow);

} // namespace wangge::ui

// Accessibility in the coverage stage: how much supply the residents really have, and who has somebody to fall back on.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

void access_section(Context& context, Flow& flow);

} // namespace wangge::ui

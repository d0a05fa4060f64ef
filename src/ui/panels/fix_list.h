// What would close a blind spot: ways with what they bring and cost, and a button for what the window can do at once.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

void fix_list(Context& context, Flow& flow, model::Row spot);

} // namespace wangge::ui

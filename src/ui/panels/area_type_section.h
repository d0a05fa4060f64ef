// Area types in the coverage stage: which method decides, how far the methods differ, and the map of them.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

void area_type_section(Context& context, Flow& flow);

} // namespace wangge::ui

// What must stay as it is: cells, people and pairs that the planner locks and unlocks by what is selected.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

// `with_people`: the inspector and the pair of a selected cell can be locked too.
void locks_section(Context& context, Flow& flow, bool with_people);

} // namespace wangge::ui

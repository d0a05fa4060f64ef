// Area types in the coverage stage: which method decides, how far the methods differ, and the map of them.
#pragma once
#include "ui/dialogs/rule_desk.h"

namespace wangge::ui {

// `thresholds` is opened by a button of the section.
void area_type_section(Context& context, Flow& flow, RuleDesk& thresholds);

} // namespace wangge::ui

// The table of the stage panels: one class a stage, one file each.
#pragma once
#include "ui/context.h"

#include <memory>

namespace wangge::ui {

class PagePreview;

std::unique_ptr<StagePanel> make_data_panel();
std::unique_ptr<StagePanel> make_grids_panel();
std::unique_ptr<StagePanel> make_coverage_panel();
std::unique_ptr<StagePanel> make_blind_panel();
std::unique_ptr<StagePanel> make_assignment_panel();
std::unique_ptr<StagePanel> make_output_panel(PagePreview& preview);

// The card of what is selected, on top of a stage's results; nothing when nothing is.
void selected_card(Context& context, Flow& flow);
// The error of an Action, where it was started.
void action_error(Context& context, Flow& flow, std::string_view action);
// Buttons of an Action that is tried first and stored by `apply`: "<id>.try", and "<id>.store" when `may_store`; their
// words are "ui.<id>.try" and "ui.<id>.store". With the Action's error below.
void try_and_store(Context& context, Flow& flow, const std::string& id, const char* action, bool may_store);

} // namespace wangge::ui

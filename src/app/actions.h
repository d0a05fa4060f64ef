// The tables of Actions, one function a file of src/app/actions/; all_actions() joins them in the order of help.
#pragma once
#include "app/action.h"

namespace wangge::app {

std::vector<Action> document_actions(); // new, info, check, undo, redo, history
std::vector<Action> place_actions();    // find, named views
std::vector<Action> demo_actions();
std::vector<Action> import_actions(); // import, preview, and mend_actions()
std::vector<Action> mend_actions();
std::vector<Action> register_actions(); // set, conflicts
std::vector<Action> grid_actions();
std::vector<Action> edit_actions();     // split, merge, reshape, move-corner, draw-cell, paint
std::vector<Action> coverage_actions(); // coverage, blindspots, and norm_actions()
std::vector<Action> reach_actions();    // reach
std::vector<Action> rule_actions();     // travel, set-travel, thresholds, set-thresholds
std::vector<Action> delay_actions();    // delays, set-delays
std::vector<Action> access_actions();
std::vector<Action> norm_actions();      // norms, set-norms
std::vector<Action> area_type_actions(); // areatypes
std::vector<Action> workload_actions();  // workload, set-workload
std::vector<Action> grade_actions();     // grade, regrades
std::vector<Action> assign_actions();
std::vector<Action> schedule_actions();
std::vector<Action> draw_actions();
std::vector<Action> cross_actions();
std::vector<Action> ledger_actions();  // ledger, ledger-open, ledger-move, ledger-review
std::vector<Action> site_actions();    // site, and accepting its places
std::vector<Action> contact_actions(); // contact, contacts
std::vector<Action> solve_actions();
std::vector<Action> export_actions();
std::vector<Action> book_actions();
std::vector<Action> letter_actions();
std::vector<Action> map_actions();
std::vector<Action> page_layout_actions(); // layout, set-layout
std::vector<Action> look_actions();        // layers, style, basemaps
std::vector<Action> plan_actions();        // plans, plan, plan-move, diff
std::vector<Action> plan_care_actions();   // levels, mend-plan, lock
std::vector<Action> year_actions();        // roll-over
std::vector<Action> script_actions();      // run
std::vector<Action> atlas_actions();
std::vector<Action> summary_actions();

} // namespace wangge::app

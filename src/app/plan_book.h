// The way of a plan from draft to approval (送审、批准): which states it passes and who may move it, as data.
#pragma once
#include "base/catalog.h"
#include "base/date.h"
#include "coverage/ledger.h"
#include "store/document.h"

#include <string>

namespace wangge::app {

class Project;

// In the form of the ledger's rules: a state that is not open seals the plan, "by" and "note" are all that a move can
// need, and `not_by_responsible` means not by whoever took the move before. The project's own (setting "plan_states"),
// else data/plans/states.json. Throws Error(bad_input) "ledger.rules_*".
coverage::LedgerRules plan_rules_of(const model::Snapshot& snapshot);

// A plan that nobody moved is in the first state.
store::PlanStanding standing_of(const store::Document& document, const std::string& plan,
                                const coverage::LedgerRules& rules);

struct PlanMove {
    std::string to, by, note;
    base::Date date;
};
// The standing after the move. Throws Error(bad_input): "plan.unknown_state", "plan.no_such_move" (with those that are
// allowed), "plan.needs", "ledger.unknown_person", "ledger.wrong_role", "plan.own_work".
store::PlanStanding moved(store::PlanStanding standing, const PlanMove& move, const coverage::LedgerRules& rules,
                          const model::PersonTable& people);

// A state without a text of its own is shown by its key.
std::string plan_state_text(const std::string& state, const base::Catalog& catalog);

// Throws Error(bad_input) "store.plan_sealed" when the plan is read-only: before long work whose end could not be kept.
void require_open(Project& project, const std::string& plan);
void require_current_open(Project& project, const model::Snapshot& snapshot);

} // namespace wangge::app

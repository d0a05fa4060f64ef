// The rows of a project's own table: read, changed one by one, checked and written.
#pragma once
#include "app/rules/rule_form.h"
#include "model/snapshot.h"

namespace wangge::app {

// The project's own rows as they are kept; "" = none.
std::string own_rules(const RuleForm& form, const model::Snapshot& snapshot);

// The rows of a JSON text that has passed form.check(); none of an empty one.
std::vector<RuleRow> rule_rows(const RuleForm& form, std::string_view json);
// As form.check() reads it; "" when there is no row.
std::string rules_text(const RuleForm& form, const std::vector<RuleRow>& rows);

// Every row of the project's own, then those that ship and decide on `day`: what read_rules() takes back.
std::vector<RuleRow> whole_table(const RuleForm& form, std::string_view own, base::Date day);
// Without those that say what ships while no other row speaks of the same: what is left is what the project changes.
std::vector<RuleRow> without_shipped(const RuleForm& form, std::vector<RuleRow> rows);

// A new value for what an id speaks of; no value = what ships.
struct RuleChange {
    RuleRow of;
    std::optional<double> value;
};
// "road_speed/car/primary=60", "ferry_wait=default"; members that are left out are "any". Throws Error(bad_input)
// "rules.bad_change", "rules.not_a_number", those of why_not(), and what form.check() throws.
RuleChange rule_change(const RuleForm& form, std::string_view text);
// `own` with the changes laid over it: a changed row holds from `day` on, and what the project said before ends on it,
// so that earlier days keep their answers. `source` is what the new rows give as theirs.
std::string with_changes(const RuleForm& form, std::string_view own, const std::vector<RuleChange>& changes,
                         base::Date day, const std::string& source);

// Throws Error(bad_input) "rules.contradiction" at `where` when on some day `after` puts a rule above another that
// RuleForm::orders has over it, and `before` did not.
void refuse_contradictions(const RuleForm& form, std::string_view before, std::string_view after,
                           const std::string& where);

// Throws what form.check() throws of a single row, at `where`.
void check_rule(const RuleForm& form, const RuleRow& row, const std::string& where);
// The number that a person typed; only what why_not() takes. Throws Error(bad_input) "rules.not_a_number" and those.
double sensible_number(const RuleForm& form, const RuleRow& row, std::string_view text, const std::string& where);

} // namespace wangge::app

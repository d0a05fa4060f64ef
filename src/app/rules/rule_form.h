// Tables of numbers that a county may change: how their rows are named, said, checked and found. Travel rules and the
// thresholds of the Degree of Urbanisation have one form each; commands, spreadsheets and the window go by it.
#pragma once
#include "base/catalog.h"
#include "base/date.h"
#include "model/dated_rows.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::app {

struct RuleRow {
    std::string rule;
    std::vector<std::string> of; // by RuleForm::members, e.g. {"car", "primary"}; "any" = all
    double value = 0;
    std::string unit;
    base::Date valid_from, valid_to; // no date = open
    std::string source, note;

    bool speaks_of_the_same(const RuleRow& other) const { return rule == other.rule && of == other.of; }
};

// A key of a member ("rule", "unit", or one of RuleForm::members) and the text id of the word for it.
struct RuleWord {
    std::string_view member;
    std::string key, text;
};

// The row that decides on a day for what `like` speaks of; nothing when none holds.
using RuleFinder = std::function<std::optional<RuleRow>(const RuleRow& like, base::Date day)>;

struct RuleForm {
    std::string name;                      // of the setting, of the list in JSON, and of the table
    std::vector<std::string_view> members; // that say what a row speaks of, besides "rule"
    std::vector<RuleWord> words;
    // Throws Error(bad_input) whose `where` begins with `file` unless the text could be used later.
    void (*check)(std::string_view json, const std::string& file);
    // The rows that ship, in their order.
    std::vector<RuleRow> (*shipped)();
    // Finds among the rows that ship and those of `own` (JSON, "" = none), which win.
    RuleFinder (*finder)(std::string_view own);
    // The rows that decide something on a day, of those that ship and of `own`.
    std::vector<RuleRow> (*in_force)(std::string_view own, base::Date day);
    // What the value may sensibly be; the row has passed check().
    model::ValueRange (*sensible)(const RuleRow& row);
    // The unit of a rule; "" when there is no such rule.
    std::string_view (*unit_of)(std::string_view rule);
    // Rules of one unit of which the first may not be above the second.
    std::vector<std::pair<std::string_view, std::string_view>> orders = {};

    // The word for a key; the key itself when it has none.
    std::string word(const base::Catalog& catalog, std::string_view member, std::string_view key) const;
    // The key that a word means in either language, or that it is; as it stands when it is neither.
    std::string key_of(std::string_view member, std::string_view word) const;
    // "road_speed/car/primary": how commands name what a row speaks of.
    std::string id_of(const RuleRow& row) const;
};

const RuleForm& travel_form();
const RuleForm& threshold_form();

// Why the value cannot be taken; nothing when it can.
std::optional<base::Message> why_not(const model::ValueRange& range, double value);

} // namespace wangge::app

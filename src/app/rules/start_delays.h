// Minutes that people need before they set out, as the project keeps them: their service areas start that much later.
// What is judged by the way alone (coverage, blind spots, siting, assignment) does not count them.
#pragma once
#include "app/layer_tables.h"
#include "app/rules/rule_board.h"
#include "base/units.h"

#include <filesystem>
#include <map>
#include <string>

namespace wangge::app {

using StartDelays = std::map<std::string, base::Minutes>; // by key of the person; nobody who needs none

// Minutes that can be meant: a working day; more is a slip of the pen.
inline constexpr model::ValueRange sensible_delay{0, 480};

inline constexpr const char* start_delays_setting = "start_delays";
// The project's own, also of people who are no longer in its register.
StartDelays start_delays(const model::Snapshot& snapshot);
// As the document and JSON files keep them; "" when there are none.
std::string delays_text(const StartDelays& delays);

// "A001=10" or "A001=10,A002=5" for one run, whoever they are; 0 stays as an answer. Throws Error(bad_input)
// "app.bad_value" and those of why_not(), at `option`.
StartDelays delays_in(std::string_view pairs, const std::string& option);
// The same laid over `delays`; 0 and "default" take one away. Throws "delays.unknown_person", too.
void set_delays(std::string_view pairs, const model::Snapshot& snapshot, StartDelays& delays);

// Everybody in the register, with their minutes.
model::Table delay_table(const TableInput& input);
// Writes the table by the file's extension. Throws Error(bad_input) "rules.unknown_format".
void write_delays(const std::filesystem::path& file, const TableInput& input);
// The delays of a CSV, XLSX or JSON file, in place of all; a blank cell is none. Throws Error(bad_input) "delays.*",
// "rules.missing_columns", "rules.not_a_number" and those of why_not(), with the file and the row.
StartDelays read_delays(const std::filesystem::path& file, const model::Snapshot& snapshot,
                        const base::Catalog& catalog);

// A page a role, a line a person.
RuleBoard delay_board(const model::Snapshot& snapshot, const base::Catalog& catalog);

} // namespace wangge::app

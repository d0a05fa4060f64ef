// A table of rules as a file that a person edits: CSV and XLSX with headings and words of the user's language, or JSON.
#pragma once
#include "app/layer_tables.h"
#include "app/rules/rule_form.h"

namespace wangge::app {

// A row a rule, with words in place of keys.
model::Table rule_table(const RuleForm& form, const std::vector<RuleRow>& rows, const TableInput& input);

// Writes the table by the file's extension. Throws Error(bad_input) "rules.unknown_format", Error(environment)
// "base.cannot_write".
void write_rules(const RuleForm& form, const std::vector<RuleRow>& rows, const std::filesystem::path& file,
                 const TableInput& input);

// The project's own rows that a file asks for, as the document keeps them. Of a CSV file or a spreadsheet those that
// ship anyway are left out; JSON stays as it is. Words may be of either language, or keys. Throws Error(bad_input)
// "rules.*" and what form.check() throws, with the file and the row.
std::string read_rules(const RuleForm& form, const std::filesystem::path& file, const base::Catalog& catalog);

} // namespace wangge::app

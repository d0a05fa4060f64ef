#include "app/rules/rule_sheet.h"

#include "app/language.h"
#include "app/rules/rule_rows.h"
#include "app/rules/sheet_headings.h"
#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "export/export.h"

#include <cmath>
#include <fmt/format.h>
#include <map>

namespace wangge::app {
namespace {

constexpr const char *yes_unit = "yes", *value_column = "value";

// Without the members a row would speak of more than was meant; without the value, of nothing.
std::vector<SheetColumn> columns_of(const RuleForm& form) {
    std::vector<SheetColumn> columns;
    const auto add = [&](std::string_view name, bool required) {
        columns.push_back({std::string(name), "rules.field." + std::string(name), required});
    };
    add("rule", true);
    for (const std::string_view member : form.members)
        add(member, true);
    add(value_column, true);
    for (const char* name : {"unit", "valid_from", "valid_to", "source", "note"})
        add(name, false);
    return columns;
}

base::Date day_in(const SheetLine& line, const char* column) {
    const std::string_view written = line.text(column);
    const auto day = base::parse_date(written);
    if (!day && !written.empty())
        base::fail_input("rules.bad_date", {{"found", std::string(written)}}, line.where);
    return day.value_or(base::Date{});
}

// "yes" and "no" in either language are 1 and 0.
std::string value_in(const SheetLine& line, const std::string& unit) {
    const std::string written(line.text(value_column));
    if (unit == yes_unit)
        for (const std::string_view language : languages()) {
            if (folded(written) == folded(catalog_of(language).say("rules.yes")))
                return "1";
            if (folded(written) == folded(catalog_of(language).say("rules.no")))
                return "0";
        }
    return written;
}

RuleRow rule_in(const RuleForm& form, const SheetLine& line) {
    RuleRow rule;
    rule.rule = form.key_of("rule", line.text("rule"));
    for (const std::string_view member : form.members) {
        if (line.text(member).empty()) // a cell that was cleared by mistake would speak of everything
            base::fail_input("rules.blank", {{"column", "@rules.field." + std::string(member)}}, line.where);
        rule.of.push_back(form.key_of(member, line.text(member)));
    }
    const std::string_view unit = line.text("unit");
    rule.unit = unit.empty() ? std::string(form.unit_of(rule.rule)) : form.key_of("unit", unit);
    rule.valid_from = day_in(line, "valid_from");
    rule.valid_to = day_in(line, "valid_to");
    rule.source = line.text("source");
    rule.note = line.text("note");
    check_rule(form, rule, line.where);
    rule.value = sensible_number(form, rule, value_in(line, rule.unit), line.where);
    return rule;
}

std::vector<RuleRow> sheet_rules(const RuleForm& form, const std::filesystem::path& file,
                                 const base::Catalog& catalog) {
    std::vector<RuleRow> rules;
    std::map<std::string, std::int64_t> seen;
    for (const SheetLine& line : sheet_lines(file, columns_of(form), catalog)) {
        rules.push_back(rule_in(form, line));
        const std::string what = form.id_of(rules.back()) + " " + base::to_text(rules.back().valid_from);
        if (const auto [first, fresh] = seen.emplace(what, line.number); !fresh)
            base::fail_input("rules.said_twice", {{"row", std::to_string(first->second)}}, line.where);
    }
    return rules;
}

// Digits behind the point that the values need.
int decimals_of(const std::vector<RuleRow>& rows) {
    constexpr int most = 6;
    int decimals = 0;
    double scale = 1;
    for (const RuleRow& row : rows)
        for (; decimals < most && std::abs(row.value * scale - std::round(row.value * scale)) > 1e-6; scale *= 10)
            ++decimals;
    return decimals;
}

} // namespace

model::Table rule_table(const RuleForm& form, const std::vector<RuleRow>& rows, const TableInput& input) {
    model::Table table;
    table.id = form.name;
    table.title = input.catalog.say("rules.table." + form.name);
    const int decimals = decimals_of(rows);
    for (const SheetColumn& column : columns_of(form)) {
        const auto type = column.name == value_column         ? model::ColumnType::real
                          : column.name.starts_with("valid_") ? model::ColumnType::date
                                                              : model::ColumnType::text;
        table.columns.push_back({column.name, input.catalog.say(column.heading), type, false, decimals});
    }
    const auto text = [](std::string_view said) {
        return said.empty() ? model::Value() : model::Value(std::string(said));
    };
    for (const RuleRow& row : rows) {
        std::vector<model::Value> cells = {text(form.word(input.catalog, "rule", row.rule))};
        for (std::size_t i = 0; i < form.members.size(); ++i)
            cells.push_back(text(form.word(input.catalog, form.members[i], row.of[i])));
        if (row.unit == yes_unit)
            cells.push_back(text(input.catalog.say(row.value != 0 ? "rules.yes" : "rules.no")));
        else if (row.value == std::floor(row.value))
            cells.emplace_back(static_cast<std::int64_t>(row.value));
        else
            cells.emplace_back(row.value);
        cells.push_back(text(form.word(input.catalog, "unit", row.unit)));
        cells.push_back(text(base::to_text(row.valid_from)));
        cells.push_back(text(base::to_text(row.valid_to)));
        cells.push_back(text(row.source));
        cells.push_back(text(row.note));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

void write_rules(const RuleForm& form, const std::vector<RuleRow>& rows, const std::filesystem::path& file,
                 const TableInput& input) {
    const std::string extension = base::lower_ascii(file.extension().string());
    if (extension == ".json")
        base::write_file(file, rules_text(form, rows) + "\n");
    else if (extension == ".csv" || extension == ".xlsx")
        exporter::write(std::vector{rule_table(form, rows, input)}, file, {}, input.feedback);
    else
        base::fail_input("rules.unknown_format", {}, file.filename().string());
}

std::string read_rules(const RuleForm& form, const std::filesystem::path& file, const base::Catalog& catalog) {
    const std::string name = file.filename().string();
    if (base::lower_ascii(file.extension().string()) != ".json")
        return rules_text(form, without_shipped(form, sheet_rules(form, file, catalog)));
    std::string text = base::read_file(file);
    form.check(text, name);
    const std::vector<RuleRow> rows = rule_rows(form, text);
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (const auto problem = why_not(form.sensible(rows[i]), rows[i].value))
            throw base::Error(base::ErrorKind::bad_input, *problem,
                              fmt::format("{}: {}[{}].value", name, form.name, i));
    return text;
}

} // namespace wangge::app

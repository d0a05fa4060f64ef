// The summary of a workbook: counts and sums by group, as formulas with their values beside them.
#include "base/text.h"
#include "export/xlsx_parts.h"

#include <cmath>
#include <set>

namespace wangge::exporter {
namespace {

std::size_t column_of(const model::Table& table, std::string_view id) {
    std::size_t column = 0;
    while (column < table.columns.size() && table.columns[column].id != id)
        ++column;
    return column; // that it is there was checked before
}

std::string text_of(const model::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return std::to_string(*whole);
    return {};
}

double number_of(const model::Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole);
    const auto* real = std::get_if<double>(&value);
    return real && std::isfinite(*real) ? *real : 0;
}

// A text in a formula: in quotes, and quotes doubled.
std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text)
        result += c == '"' ? std::string("\"\"") : std::string(1, c);
    return result + "\"";
}

// What a cell of the column is compared with: a number cell never equals a text.
std::string literal(const model::Column& column, std::string_view text) {
    return column.type == model::ColumnType::integer && !text.empty() ? std::string(text) : quoted(text);
}

class Ranges {
public:
    Ranges(const model::Table& table, const std::string& of) : m_table(table), m_of(of) {}
    // All rows of a column: 'Sheet'!$B$2:$B$90. Sheet names have no apostrophe.
    std::string operator()(std::string_view id) const {
        char name[8];
        lxw_col_to_name(name, static_cast<lxw_col_t>(column_of(m_table, id)), 1);
        return fmt::format("'{0}'!{1}$2:{1}${2}", m_of, name, std::max<std::size_t>(m_table.rows.size(), 1) + 1);
    }

private:
    const model::Table& m_table;
    const std::string& m_of;
};

} // namespace

void write_summary(lxw_worksheet* sheet, const Summary& summary, const model::Table& table, const std::string& of,
                   Formats& formats) {
    const std::size_t by = column_of(table, summary.by);
    std::vector<std::string> groups;
    std::set<std::string> seen;
    for (const auto& row : table.rows)
        if (std::string group = text_of(row[by]); seen.insert(group).second)
            groups.push_back(std::move(group));
    const Ranges range(table, of);
    int widest = std::max(base::display_width(table.columns[by].title), base::display_width(summary.total));
    worksheet_write_string(sheet, 0, 0, table.columns[by].title.c_str(), formats.header);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const std::string& shown = groups[g].empty() ? summary.blank : groups[g];
        widest = std::max(widest, base::display_width(shown));
        worksheet_write_string(sheet, static_cast<lxw_row_t>(g + 1), 0, shown.c_str(), nullptr);
    }
    const auto last = static_cast<lxw_row_t>(groups.size() + 1);
    worksheet_write_string(sheet, last, 0, summary.total.c_str(), formats.total);
    worksheet_set_column(sheet, 0, 0, std::min(widest + 4, 52), nullptr);
    for (std::size_t m = 0; m < summary.measures.size(); ++m) {
        const Measure& measure = summary.measures[m];
        const auto column = static_cast<lxw_col_t>(m + 1);
        worksheet_write_string(sheet, 0, column, measure.title.c_str(), formats.header);
        worksheet_set_column(sheet, column, column, std::clamp(base::display_width(measure.title) + 3, 9, 24), nullptr);
        const bool sums = !measure.sum.empty();
        const std::size_t summed = sums ? column_of(table, measure.sum) : 0;
        const bool whole = !sums || table.columns[summed].type == model::ColumnType::integer;
        double total = 0;
        for (std::size_t g = 0; g < groups.size(); ++g) {
            double value = 0;
            for (const auto& row : table.rows) {
                bool counts = text_of(row[by]) == groups[g];
                for (const Condition& c : measure.where)
                    counts = counts &&
                             base::lower_ascii(text_of(row[column_of(table, c.column)])) == base::lower_ascii(c.equals);
                value += !counts ? 0 : sums ? number_of(row[summed]) : 1;
            }
            total += value;
            // SUMPRODUCT compares texts as they are; COUNTIFS would take a "*" or ">" in a name for a pattern.
            std::string formula =
                fmt::format("=SUMPRODUCT(({}={})", range(summary.by), literal(table.columns[by], groups[g]));
            for (const Condition& c : measure.where)
                formula += fmt::format("*({}={})", range(c.column),
                                       literal(table.columns[column_of(table, c.column)], c.equals));
            // "*1" makes numbers of true and false, which SUMPRODUCT would take for nothing.
            formula += sums ? "*1," + range(measure.sum) + ")" : "*1)";
            worksheet_write_formula_num(sheet, static_cast<lxw_row_t>(g + 1), column, formula.c_str(),
                                        whole ? formats.whole : formats.real(1), value);
        }
        char name[8];
        lxw_col_to_name(name, column, 0);
        const std::string formula =
            groups.empty() ? std::string("=0") : fmt::format("=SUM({0}2:{0}{1})", name, groups.size() + 1);
        worksheet_write_formula_num(sheet, last, column, formula.c_str(), whole ? formats.total : formats.total_real,
                                    total);
    }
}

} // namespace wangge::exporter

// Rows of numbers that change by decree (norms, travel rules): read from JSON with the file and the path of whatever is
// wrong, and judged by the day.
#pragma once
#include "base/date.h"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::model {

// What a rule's number may sensibly be, in its unit. `only_ends`: one of the two and nothing between (no or yes).
struct ValueRange {
    double low = 0, high = 0;
    bool only_ends = false;
    bool holds(double value) const { return only_ends ? value == low || value == high : value >= low && value <= high; }
};

// Whose complaints: texts "<folder><noun>_<what>", of a whole file "<folder><noun>s_<what>".
struct RowTexts {
    std::string folder, noun; // "reach.", "rule"
};

// One row. All complaints are Error(bad_input) with what was found and expected, at the row's path.
class DatedRow {
public:
    DatedRow(const nlohmann::json& row, std::string path, RowTexts texts)
        : m_row(row), m_path(std::move(path)), m_texts(std::move(texts)) {}

    // "not_an_object", "unknown_member": a misspelt member would silently do nothing.
    void check_members(std::span<const std::string_view> members) const;
    // "missing_member" when it must be there, "not_a_text".
    std::string text(const char* member, bool required) const;
    // No date when it is absent or empty; "bad_date".
    base::Date date(const char* member) const;
    // "missing_member"; "bad_value" unless it is a number from 0 to `most`, or, where `truth` is asked for, true or
    // false (1 or 0).
    double value(const char* member, double most, bool truth = false) const;
    // An empty member: the row itself.
    [[noreturn]] void fail(std::string_view what, std::string_view member, std::string_view found,
                           std::string_view expected = {}) const;

private:
    const nlohmann::json& m_row;
    std::string m_path;
    RowTexts m_texts;
};

// Calls read(row) for each of {"<list>": [...]}. Complaints as DatedRow's, and of the file "not_json", "no_list".
void each_dated_row(std::string_view json, const std::string& file, std::string_view list, const RowTexts& texts,
                    const std::function<void(const DatedRow&)>& read);

// Of rows that hold at once the one that began last is asked first; the order of the file decides between equals.
template <class Row> void latest_first(std::vector<Row>& rows) {
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.valid_from > b.valid_from; });
}

template <class Row> bool holds_on(const Row& row, base::Date day) {
    return !(row.valid_from && day < row.valid_from) && !(row.valid_to && day > row.valid_to);
}

} // namespace wangge::model

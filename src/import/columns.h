// Which column of a file is which field: headings as real ledgers have them, from data/columns.
#pragma once
#include "import/import.h"
#include "import/rows.h"

#include <unordered_map>

namespace wangge::import {

// The text without blanks, brackets with what is in them, and signs; widths and letter case folded; 臺 as 台.
std::string folded(std::string_view text);

// The synonyms of one kind of thing: headings of fields, and words for values of fields with a closed vocabulary.
class ColumnTable {
public:
    // Reads data/columns/common.json and data/columns/<kind>.json.
    static ColumnTable load(Kind kind);

    // In order of preference; folded. Every field's own name is among its synonyms.
    const std::vector<std::string>& headings(const std::string& field) const { return m_headings.at(field); }
    const std::vector<std::string>& fields() const { return m_fields; }
    bool has(const std::string& field) const { return m_headings.contains(field); }
    // Of each group at least one field must be there.
    const std::vector<std::vector<std::string>>& needs() const { return m_needs; }
    // How many of the cells are headings that we know.
    int known(const RowBlock& block, std::size_t row) const;
    // The value whose word is `text`, else the first whose word occurs in it ("contained" words only), else "".
    std::string_view value(const std::string& field, std::string_view text) const;

private:
    std::vector<std::string> m_fields;
    std::map<std::string, std::vector<std::string>> m_headings;
    std::unordered_map<std::string, int> m_known;
    std::vector<std::vector<std::string>> m_needs;
    struct Words {
        std::unordered_map<std::string, std::string> exact;
        std::vector<std::pair<std::string, std::string>> contained; // word, value; longest word first
    };
    std::map<std::string, Words> m_values;
    friend class ColumnTableLoader;
};

// Where a field's text comes from: a column, the same text for every row, or nowhere.
struct Source {
    int column = -1;
    std::string constant;
    bool given() const { return column >= 0 || !constant.empty(); }
};

class Mapping {
public:
    // Throws Error(bad_input) "import.unknown_field", "import.no_such_column" (from the options) and
    // "import.missing_columns", which names the columns found and what is needed. `shapes`: the file has positions of
    // its own. `partial`: the document has rows already that the file may only bring up to date.
    static Mapping make(const ColumnTable& table, const std::vector<std::string>& columns, const Options& options,
                        bool shapes, bool partial);

    const Source& operator[](const std::string& field) const;
    const std::vector<std::string>& columns() const { return m_columns; }
    std::map<std::string, std::string> used() const;
    // The datum that a heading of a coordinate column names (高德, BD09 ...).
    std::optional<geo::Datum> datum_hint() const;

private:
    std::vector<std::string> m_columns;
    std::map<std::string, Source> m_sources;
};

// The headings among the first rows: the row of which most cells are known. `first_data` is the row behind it. Two rows
// of headings (a merged group above its parts) become one, "group part". Throws Error(bad_input)
// "import.missing_columns" when no row has a known heading.
std::vector<std::string> find_headings(const RowBlock& block, const ColumnTable& table, const Options& options,
                                       std::size_t& first_data);

} // namespace wangge::import

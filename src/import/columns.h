// Which column of a file is which field: headings as real ledgers have them, from data/columns.
#pragma once
#include "import/import.h"
#include "import/rows.h"

#include <set>
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
    // A field that every kind has: coordinates, township.
    bool is_common(const std::string& field) const { return m_common.contains(field); }
    // Of each group at least one field must be there.
    const std::vector<std::vector<std::string>>& needs() const { return m_needs; }
    // Words in a file's name that speak for this kind.
    const std::vector<std::string>& file_words() const { return m_file_words; }
    // How many of the cells are headings that we know.
    int known(const RowBlock& block, std::size_t row) const;
    // The value whose word is `text`, else the first whose word occurs in it ("contained" words only), else "".
    std::string_view value(const std::string& field, std::string_view text) const;

private:
    std::vector<std::string> m_fields;
    std::map<std::string, std::vector<std::string>> m_headings;
    std::unordered_map<std::string, int> m_known;
    std::vector<std::vector<std::string>> m_needs;
    std::vector<std::string> m_file_words;
    std::set<std::string> m_common;
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

// A name for every column: its heading, with "#3" (its place) behind it when it is blank or stood before.
std::vector<std::string> unique_names(const std::vector<std::string>& headings);

class Mapping {
public:
    // What the options say, and for the other fields the first column with a heading that is known. An option names a
    // column by its heading or its unique name; an empty heading leaves the field out. Throws Error(bad_input)
    // "import.unknown_field", "import.no_such_column".
    static Mapping guess(const ColumnTable& table, const std::vector<std::string>& columns, const Options& options);

    const Source& operator[](const std::string& field) const;
    const std::vector<std::string>& columns() const { return m_columns; }
    // Field -> unique name of its column, or "=value".
    std::map<std::string, std::string> used() const;
    // Groups of the table's needs of which no field is given. `shapes`: the file has positions of its own. `partial`:
    // the document has rows already that the file may only bring up to date.
    std::vector<std::vector<std::string>> missing(const ColumnTable& table, bool shapes, bool partial) const;
    // Throws Error(bad_input) "import.missing_columns" with the first group that is missing and the columns found.
    void need_all(const ColumnTable& table, bool shapes, bool partial) const;
    // The datum that a heading of a coordinate column names (高德, BD09 ...).
    std::optional<geo::Datum> datum_hint() const;

private:
    std::vector<std::string> m_columns;
    std::map<std::string, Source> m_sources;
};

// The headings among the first rows, and where they stand in the block.
struct Headings {
    std::vector<std::string> columns;
    std::size_t row = 0, rows = 1; // of the block; two rows: a merged group above its parts, joined
    bool known = false;            // one of them is known, or the options name the row
};

// The row that the options name, else the one among the first rows of which most cells are known. Throws
// Error(bad_input) "import.no_such_row" when the row asked for is not among the first rows.
Headings find_headings(const RowBlock& block, const ColumnTable& table, const Options& options);

} // namespace wangge::import

// Letters of responsibility (责任书) by template: what each paragraph says and where tables and signatures stand, as
// data in data/letters.
#pragma once
#include "base/catalog.h"
#include "export/letter.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::app {

// The names of data/letters/*.json, in order.
std::vector<std::string> letter_names();

// Whom a letter is for: people of a role, or cells.
enum class LetterFor : std::uint8_t { inspector, coordinator, informant, cell };

class LetterTemplate {
public:
    // data/letters/<name>.json, or a JSON file of the user's own, in the reader's language. A text may have
    // placeholders of known_fields() in braces. Throws Error(bad_input) "letters.unknown" with the names there are,
    // "letters.unknown_field", "style.bad_json", "style.unknown_key", "style.missing_key", "style.bad_value" with
    // "<file>: <JSON path>" as `where`; Error(environment) when the file cannot be read.
    static LetterTemplate load(const std::string& name_or_path, const base::Catalog& catalog);

    LetterFor whom() const { return m_for; }
    const std::string& title() const { return m_title; }

    struct Table {
        std::vector<std::string> headings;
        std::vector<double> widths;
        std::vector<std::vector<std::string>> rows;
    };
    // `field` gives the text of a placeholder, `table` one of known_tables(); a table without rows is left out with the
    // heading right before it.
    exporter::Letter fill(const std::function<std::string(std::string_view field)>& field,
                          const std::function<Table(std::string_view table)>& table) const;

    static const std::vector<std::string_view>& known_fields();
    static const std::vector<std::string_view>& known_tables();

private:
    LetterFor m_for = LetterFor::inspector;
    std::string m_title;
    struct Block {
        exporter::LetterBlock block;
        std::string table; // which; empty = none
    };
    std::vector<Block> m_blocks;
};

} // namespace wangge::app

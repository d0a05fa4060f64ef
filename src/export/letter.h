// Letters as office documents (DOCX, ECMA-376): headings, paragraphs, lists, tables and lines to sign on.
#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace wangge::exporter {

struct LetterBlock {
    enum class Kind { title, heading, line, paragraph, item, table, signatures };
    Kind kind = Kind::paragraph;
    std::string text;   // of an item with its number
    bool right = false; // a line at the right margin
    // Of tables the columns' headings and rows with relative widths; of signatures one row, side by side.
    std::vector<std::string> headings;
    std::vector<double> widths;
    std::vector<std::vector<std::string>> rows;
};

using Letter = std::vector<LetterBlock>;

// Writes the letters one after another, each on a new A4 page; an existing file is replaced, and only when the new one
// is whole. The same letters give the same bytes. `title` is what the file says of itself. Throws Error(environment)
// "base.cannot_write".
void write_letters(std::span<const Letter> letters, const std::string& title, const std::filesystem::path& file);

} // namespace wangge::exporter

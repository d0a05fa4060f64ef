// Rows of a file as they came: text cells side by side in one block of memory, and shapes in the file's coordinates.
#pragma once
#include "geo/polygon.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace wangge::import {

// Coordinates are those of the file until a Placement has put them on the document's plane.
using Shape = std::variant<std::monostate, geo::MapPoint, std::vector<geo::Polyline>, geo::MultiPolygon>;

class RowBlock {
public:
    std::size_t size() const { return m_number.size(); }
    // A cell beyond the row's end is empty.
    std::string_view cell(std::size_t row, std::size_t column) const {
        const std::size_t first = m_first[row], count = m_first[row + 1] - first;
        if (column >= count)
            return {};
        const std::size_t begin = first + column == 0 ? 0 : m_ends[first + column - 1];
        return std::string_view(m_bytes).substr(begin, m_ends[first + column] - begin);
    }
    std::size_t cells(std::size_t row) const { return m_first[row + 1] - m_first[row]; }
    // All cells of the row, one behind the other.
    std::string_view row_text(std::size_t row) const {
        const std::size_t begin = m_first[row] == 0 ? 0 : m_ends[m_first[row] - 1];
        const std::size_t end = m_first[row + 1] == 0 ? 0 : m_ends[m_first[row + 1] - 1];
        return std::string_view(m_bytes).substr(begin, end - begin);
    }
    // As a person counts in the file.
    std::int64_t number(std::size_t row) const { return m_number[row]; }
    // Empty, or one a row.
    std::vector<Shape> shapes;

    void clear() {
        m_bytes.clear();
        m_ends.clear();
        m_first.assign(1, 0);
        m_number.clear();
        shapes.clear();
    }
    void add_text(std::string_view text) { m_bytes += text; }
    void add_text(char c) { m_bytes += c; }
    void end_cell() { m_ends.push_back(m_bytes.size()); }
    void add_cell(std::string_view text) {
        add_text(text);
        end_cell();
    }
    void end_row(std::int64_t number) {
        m_first.push_back(m_ends.size());
        m_number.push_back(number);
    }
    // Forgets the cells since the last end_row().
    void drop_row() {
        m_ends.resize(m_first.back());
        m_bytes.resize(m_ends.empty() ? 0 : m_ends.back());
    }
    // True when no cell since the last end_row() has text.
    bool row_is_blank() const {
        const std::size_t begin = m_first.back() == 0 ? 0 : m_ends[m_first.back() - 1];
        return m_bytes.find_first_not_of(" \t\r", begin) == std::string::npos;
    }

private:
    std::string m_bytes;
    std::vector<std::size_t> m_ends;        // of each cell in m_bytes
    std::vector<std::size_t> m_first = {0}; // of each row in m_ends, and one more
    std::vector<std::int64_t> m_number;
};

} // namespace wangge::import

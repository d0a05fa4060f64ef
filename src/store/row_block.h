// Whole table rows as compact bytes: how undo keeps rows that are out of their table.
#pragma once
#include "store/connection.h"

#include <string>
#include <string_view>
#include <vector>

namespace wangge::store {

// Collects rows of one SELECT; columns are named once a block, so that a later schema may add some.
class RowBlock {
public:
    explicit RowBlock(const Statement& select);
    void add(const Statement& row);
    std::size_t size() const { return m_bytes.size(); }
    bool empty() const { return m_bytes.size() == m_head; }
    // The block, compressed; starts a new one.
    std::string take();

private:
    std::string m_bytes;
    std::size_t m_head = 0;
    int m_columns = 0;
};

// Reads what RowBlock wrote. Throws Error(bad_input) "store.damaged_block".
class RowBlockReader {
public:
    explicit RowBlockReader(std::string_view block);
    const std::vector<std::string>& columns() const { return m_columns; }
    // Binds the next row to parameters 1, 2, ...; false at the end. The texts live as long as this reader.
    bool next(Statement& insert);
    // Skips the next row and gives its first column, the id; false at the end.
    bool next_id(std::int64_t& id);

private:
    std::string_view bytes(std::size_t count);
    std::uint64_t varint();
    template <class Visitor> void value(Visitor&& visitor);
    std::string m_block;
    std::size_t m_at = 0;
    std::vector<std::string> m_columns;
};

} // namespace wangge::store

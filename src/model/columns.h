// Columns of a table that take no memory for what a ledger leaves out: rows before the first that is not blank are only
// counted, and most ledgers lack most columns.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::model {

template <class Value, auto blank> class ValueColumn {
public:
    std::size_t size() const { return m_blank + m_values.size(); }
    Value operator[](std::size_t i) const { return i < m_blank ? Value{blank} : m_values[i - m_blank]; }
    void push_back(Value value) {
        if (m_values.empty() && value == Value{blank})
            ++m_blank;
        else
            m_values.push_back(value);
    }
    void set(std::size_t i, Value value) {
        if (i < m_blank) {
            m_values.insert(m_values.begin(), m_blank, Value{blank});
            m_blank = 0;
        }
        m_values[i - m_blank] = value;
    }
    void append(const ValueColumn& more) {
        for (std::size_t i = 0; i < more.size(); ++i)
            push_back(more[i]);
    }

private:
    std::size_t m_blank = 0;
    std::vector<Value> m_values; // of the rows from there on
};

// Many short texts in one block of memory, of less than 4 GiB.
class TextColumn {
public:
    std::size_t size() const { return m_blank + m_ends.size(); }
    std::string_view operator[](std::size_t i) const {
        if (i < m_blank)
            return {};
        const std::size_t text = i - m_blank, begin = text == 0 ? 0 : m_ends[text - 1];
        return std::string_view(m_bytes).substr(begin, m_ends[text] - begin);
    }
    void push_back(std::string_view text);
    void append(const TextColumn& more);

private:
    std::string m_bytes;
    std::size_t m_blank = 0;
    std::vector<std::uint32_t> m_ends; // of the rows from there on
};

} // namespace wangge::model

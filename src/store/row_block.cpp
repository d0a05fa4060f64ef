#include "store/row_block.h"

#include "base/error.h"
#include "store/compress.h"

#include <cstring>
#include <sqlite3.h>
#include <variant>

namespace wangge::store {
namespace {

constexpr char null_tag = 0, integer_tag = 1, real_tag = 2, text_tag = 3, blob_tag = 4;

void append_varint(std::string& bytes, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7)
        bytes += static_cast<char>(value | 0x80);
    bytes += static_cast<char>(value);
}

// Small magnitudes of either sign become small numbers.
std::uint64_t zigzag(std::int64_t value) {
    return static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
}

std::int64_t from_zigzag(std::uint64_t value) {
    return static_cast<std::int64_t>(value >> 1 ^ (~(value & 1) + 1));
}

void append_bytes(std::string& bytes, char tag, std::string_view content) {
    bytes += tag;
    append_varint(bytes, content.size());
    bytes += content;
}

} // namespace

RowBlock::RowBlock(const Statement& select) : m_columns(select.columns()) {
    append_varint(m_bytes, static_cast<std::uint64_t>(m_columns));
    for (int i = 0; i < m_columns; ++i)
        append_bytes(m_bytes, text_tag, select.column_name(i));
    m_head = m_bytes.size();
}

void RowBlock::add(const Statement& row) {
    for (int i = 0; i < m_columns; ++i) {
        switch (row.type(i)) {
        case SQLITE_INTEGER:
            m_bytes += integer_tag;
            append_varint(m_bytes, zigzag(row.integer(i)));
            break;
        case SQLITE_FLOAT: {
            char raw[sizeof(double)];
            const double value = row.real(i);
            std::memcpy(raw, &value, sizeof raw);
            m_bytes += real_tag;
            m_bytes.append(raw, sizeof raw);
            break;
        }
        case SQLITE_TEXT:
            append_bytes(m_bytes, text_tag, row.text(i));
            break;
        case SQLITE_BLOB:
            append_bytes(m_bytes, blob_tag, row.blob(i));
            break;
        default:
            m_bytes += null_tag;
        }
    }
}

std::string RowBlock::take() {
    std::string block = compressed(m_bytes);
    m_bytes.resize(m_head);
    return block;
}

RowBlockReader::RowBlockReader(std::string_view block) : m_block(expanded(block)) {
    const std::uint64_t count = varint();
    if (count == 0 || count > 1000)
        base::fail_input("store.damaged_block");
    for (std::uint64_t i = 0; i < count; ++i) {
        if (bytes(1)[0] != text_tag)
            base::fail_input("store.damaged_block");
        m_columns.emplace_back(bytes(varint()));
    }
}

std::string_view RowBlockReader::bytes(std::size_t count) {
    if (count > m_block.size() - m_at)
        base::fail_input("store.damaged_block");
    const std::string_view found = std::string_view(m_block).substr(m_at, count);
    m_at += count;
    return found;
}

std::uint64_t RowBlockReader::varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes(1)[0]);
        value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if (byte < 0x80)
            return value;
    }
    base::fail_input("store.damaged_block");
}

// Reads one value and calls the visitor with (tag, integer, real, bytes).
template <class Visitor> void RowBlockReader::value(Visitor&& visitor) {
    const char tag = bytes(1)[0];
    std::int64_t integer = 0;
    double real = 0;
    std::string_view content;
    if (tag == integer_tag)
        integer = from_zigzag(varint());
    else if (tag == real_tag)
        std::memcpy(&real, bytes(sizeof real).data(), sizeof real);
    else if (tag == text_tag || tag == blob_tag)
        content = bytes(varint());
    else if (tag != null_tag)
        base::fail_input("store.damaged_block");
    visitor(tag, integer, real, content);
}

bool RowBlockReader::next(Statement& insert) {
    if (m_at == m_block.size())
        return false;
    for (int i = 1; i <= static_cast<int>(m_columns.size()); ++i)
        value([&](char tag, std::int64_t integer, double real, std::string_view content) {
            if (tag == integer_tag)
                insert.bind(i, integer);
            else if (tag == real_tag)
                insert.bind(i, real);
            else if (tag == text_tag)
                insert.bind(i, content);
            else if (tag == blob_tag)
                insert.bind_blob(i, content);
            else
                insert.bind_null(i);
        });
    return true;
}

bool RowBlockReader::next_id(std::int64_t& id) {
    if (m_at == m_block.size())
        return false;
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        value([&](char, std::int64_t integer, double, std::string_view) {
            if (i == 0)
                id = integer;
        });
    return true;
}

} // namespace wangge::store

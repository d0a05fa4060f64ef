#include "model/columns.h"

#include "base/error.h"

#include <limits>

namespace wangge::model {
namespace {

void check_size(const std::string& bytes) {
    base::ensure(bytes.size() <= std::numeric_limits<std::uint32_t>::max(), "a column of texts below 4 GiB");
}

} // namespace

void TextColumn::push_back(std::string_view text) {
    if (text.empty() && m_ends.empty()) {
        ++m_blank;
        return;
    }
    m_bytes += text;
    check_size(m_bytes);
    m_ends.push_back(static_cast<std::uint32_t>(m_bytes.size()));
}

void TextColumn::append(const TextColumn& more) {
    if (m_ends.empty())
        m_blank += more.m_blank;
    else
        m_ends.insert(m_ends.end(), more.m_blank, m_ends.back());
    // Where a big part comes, more will follow. Room for them is no memory until it is written to, while a text that
    // outgrows its room lies in memory twice for a moment.
    constexpr std::size_t big = 1 << 16, parts_to_come = 160;
    if (m_bytes.empty() && more.m_bytes.size() > big) {
        m_bytes.reserve(parts_to_come * more.m_bytes.size());
        m_ends.reserve(parts_to_come * more.m_ends.size());
    }
    const std::size_t before = m_bytes.size();
    m_bytes += more.m_bytes;
    check_size(m_bytes);
    for (const std::uint32_t end : more.m_ends)
        m_ends.push_back(static_cast<std::uint32_t>(before + end));
}

} // namespace wangge::model

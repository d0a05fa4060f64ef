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
    for (std::size_t i = 0; i < more.m_blank; ++i)
        push_back({});
    const std::size_t before = m_bytes.size();
    m_bytes += more.m_bytes;
    check_size(m_bytes);
    m_ends.reserve(m_ends.size() + more.m_ends.size());
    for (const std::uint32_t end : more.m_ends)
        m_ends.push_back(static_cast<std::uint32_t>(before + end));
}

} // namespace wangge::model

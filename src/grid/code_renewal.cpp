#include "grid/code_renewal.h"

namespace wangge::grid {
namespace {

std::string_view trimmed(std::string_view code) {
    if (code.size() == 12 && code.ends_with("000000"))
        return code.substr(0, 6);
    if (code.size() == 12 && code.ends_with("000"))
        return code.substr(0, 9);
    return code;
}

} // namespace

CodeRenewal::CodeRenewal(std::span<const model::CodeChange> table) {
    for (const model::CodeChange& row : table) {
        const std::string from(trimmed(row.from)), to(trimmed(row.to));
        m_rows[from].insert(to);
        m_complete = m_complete || from == to;
        if (!row.name.empty())
            m_names[to] = row.name;
    }
}

std::string CodeRenewal::of(std::string_view code) const {
    const std::string_view key = trimmed(code);
    const auto filled = [&](std::string to) {
        to.resize(std::max(to.size(), key.size() < code.size() ? code.size() : 0), '0');
        return to;
    };
    if (const auto row = m_rows.find(key); row != m_rows.end())
        return row->second.size() == 1 ? filled(*row->second.begin()) : std::string(code);
    // Its township or county: the longest code of the table that it begins with.
    for (std::size_t length = key.size() - std::min<std::size_t>(1, key.size()); length >= 6; --length)
        if (const auto row = m_rows.find(key.substr(0, length)); row != m_rows.end() && row->second.size() == 1)
            return filled(*row->second.begin() + std::string(key.substr(length)));
    return std::string(code);
}

bool CodeRenewal::is_split(std::string_view code) const {
    const auto row = m_rows.find(trimmed(code));
    return row != m_rows.end() && row->second.size() > 1;
}

std::string CodeRenewal::heirs(std::string_view code) const {
    std::string all;
    if (const auto row = m_rows.find(trimmed(code)); row != m_rows.end())
        for (const std::string& heir : row->second)
            all += (all.empty() ? "" : ", ") + heir;
    return all;
}

bool CodeRenewal::knows(std::string_view code) const {
    return m_rows.contains(trimmed(code));
}

std::string CodeRenewal::name_of(std::string_view new_code) const {
    const auto name = m_names.find(trimmed(new_code));
    return name == m_names.end() ? "" : name->second;
}

} // namespace wangge::grid

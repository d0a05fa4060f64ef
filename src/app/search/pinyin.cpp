#include "app/search/pinyin.h"

#include "base/files.h"
#include "base/text.h"

#include <algorithm>

namespace wangge::app {
namespace {

constexpr char32_t first_han = 0x3007, last_han = 0x323B0; // 〇 to the last of Extension H

} // namespace

const Pinyin& Pinyin::table() {
    static const Pinyin pinyin(base::read_file(base::data_folder() / "pinyin" / "syllables.txt"));
    return pinyin;
}

Pinyin::Pinyin(std::string_view table) {
    std::vector<std::pair<char32_t, std::uint16_t>> pairs;
    for (const std::string_view line : base::split(table, '\n')) {
        const std::size_t space = line.find(' ');
        if (line.starts_with('#') || space == std::string_view::npos)
            continue;
        const auto row = static_cast<std::uint16_t>(m_syllables.size());
        m_syllables.emplace_back(line.substr(0, space));
        for (const char32_t character : base::code_points(line.substr(space + 1)))
            if (character >= first_han && character <= last_han)
                pairs.emplace_back(character, row);
    }
    std::sort(pairs.begin(), pairs.end());
    m_begin.assign(last_han - first_han + 2, 0);
    for (const auto& [character, row] : pairs) {
        ++m_begin[character - first_han + 1];
        m_readings.push_back(row);
    }
    for (std::size_t i = 1; i < m_begin.size(); ++i)
        m_begin[i] += m_begin[i - 1];
}

std::span<const std::uint16_t> Pinyin::readings(char32_t character) const {
    if (character < first_han || character > last_han)
        return {};
    const std::size_t at = character - first_han;
    return std::span(m_readings).subspan(m_begin[at], m_begin[at + 1] - m_begin[at]);
}

std::uint32_t Pinyin::initials(char32_t character) const {
    std::uint32_t mask = 0;
    for (const std::uint16_t row : readings(character))
        mask |= 1u << (m_syllables[row][0] - 'a');
    return mask;
}

} // namespace wangge::app

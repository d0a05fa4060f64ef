// Chinese characters as they are typed without an input method: every toneless reading that a dictionary gives.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::app {

class Pinyin {
public:
    // The table in data/pinyin/syllables.txt, read at the first call. Throws Error(environment).
    static const Pinyin& table();

    // Rows of syllables, e.g. those of "chang" and "zhang" for 长; none for what is not a Chinese character.
    std::span<const std::uint16_t> readings(char32_t character) const;
    std::string_view syllable(std::uint16_t row) const { return m_syllables[row]; }
    // Bit 0 = some reading begins with 'a', bit 25 = with 'z'.
    std::uint32_t initials(char32_t character) const;

private:
    explicit Pinyin(std::string_view table);

    std::vector<std::string> m_syllables;
    std::vector<std::uint32_t> m_begin; // by code point: where its readings begin
    std::vector<std::uint16_t> m_readings;
};

} // namespace wangge::app

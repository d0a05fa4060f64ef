#include "ui/glyphs.h"

#include "base/text.h"

namespace wangge::ui {
namespace {

constexpr char32_t first_slot = 0xAC00, last_slot = 0xD7A3;

bool needs_slot(char32_t c) {
    return c > 0xFFFF || (c >= first_slot && c <= last_slot);
}
bool is_ascii(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80)
            return false;
    return true;
}

} // namespace

Glyphs::Glyphs() {
    for (unsigned c = 0x20; c < 0x7F; ++c)
        m_met.set(c);
    for (unsigned c = 0xA0; c < 0x100; ++c)
        m_met.set(c);
    note("…—–·•→←↑↓▲▼▸▾▴×÷≥≤±°′″‘’“”、。，；：！？（）《》【】￥％～　");
}

char32_t Glyphs::slot_of(char32_t c) {
    const auto found = m_slot.find(c);
    if (found != m_slot.end())
        return found->second;
    if (first_slot + m_character.size() > last_slot)
        return 0xFFFD;
    const auto slot = static_cast<std::uint16_t>(first_slot + m_character.size());
    m_character.push_back(c);
    m_slot.emplace(c, slot);
    ++m_revision;
    return slot;
}

std::string_view Glyphs::shown(std::string_view utf8) {
    if (is_ascii(utf8))
        return utf8;
    const std::vector<char32_t> points = base::code_points(utf8);
    bool changed = false;
    for (const char32_t c : points) {
        if (needs_slot(c) || c == 0xFFFD)
            changed = true;
        else if (!m_met.test(c)) {
            m_met.set(c);
            ++m_revision;
        }
    }
    if (!changed)
        return utf8;
    m_buffer.clear();
    for (const char32_t c : points)
        base::append_utf8(m_buffer, needs_slot(c) ? slot_of(c) : c);
    return m_buffer;
}

std::string Glyphs::meant(std::string_view shown_text) const {
    std::string text;
    for (const char32_t c : base::code_points(shown_text)) {
        const std::size_t slot = c - first_slot;
        base::append_utf8(text, c >= first_slot && slot < m_character.size() ? m_character[slot] : c);
    }
    return text;
}

void Glyphs::note(std::string_view utf8) {
    // Names by the million are noted when a county is opened: three-byte characters that are known already, which is
    // nearly all of Chinese, are passed over without decoding the text.
    for (std::size_t i = 0; i < utf8.size();) {
        const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(utf8[i + k]); };
        if (byte(0) < 0x80) {
            ++i;
            continue;
        }
        const char32_t c = (byte(0) & 0xF0) == 0xE0 && i + 2 < utf8.size()
                               ? (byte(0) & 15u) << 12 | (byte(1) & 63u) << 6 | (byte(2) & 63u)
                               : 0;
        if (c == 0 || needs_slot(c) || !m_met.test(c)) {
            shown(utf8.substr(i));
            return;
        }
        i += 3;
    }
}

std::vector<std::uint16_t> Glyphs::ranges() const {
    std::vector<std::uint16_t> pairs;
    for (std::uint32_t c = 0x20; c < 0x10000; ++c) {
        if (!m_met.test(c))
            continue;
        const auto character = static_cast<std::uint16_t>(c);
        if (!pairs.empty() && pairs.back() + 1u == c)
            pairs.back() = character;
        else
            pairs.insert(pairs.end(), {character, character});
    }
    pairs.push_back(0);
    return pairs;
}

} // namespace wangge::ui

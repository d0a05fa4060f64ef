// Which characters the window has shown, and how those that a 16-bit ImWchar cannot hold are shown all the same.
#pragma once
#include <bitset>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::ui {

// Characters beyond U+FFFF get a slot among the Hangul syllables (U+AC00 on), because input fields drop the private-use
// area and the decoder rejects surrogates; real Hangul goes through the same table so that nothing is ambiguous.
// The set of characters met so far grows as text is shown; fonts are built again when it has outgrown them.
class Glyphs {
public:
    Glyphs();

    // The text as ImGui must get it. Notes every character. The view is valid until the next call.
    std::string_view shown(std::string_view utf8);
    // The text as people mean it: slots back to their characters.
    std::string meant(std::string_view shown_text) const;
    // Notes the characters of a text that will be shown later.
    void note(std::string_view utf8);

    // Grows with every character met for the first time.
    std::uint64_t revision() const { return m_revision; }
    // BMP characters to put in the fonts, as ImGui's ranges: pairs of first and last, then 0.
    std::vector<std::uint16_t> ranges() const;
    // Slot and the character that it stands for.
    const std::map<char32_t, std::uint16_t>& slots() const { return m_slot; }

private:
    char32_t slot_of(char32_t c);

    std::bitset<65536> m_met;
    std::map<char32_t, std::uint16_t> m_slot;
    std::vector<char32_t> m_character; // by slot - first_slot
    std::uint64_t m_revision = 1;
    std::string m_buffer;
};

} // namespace wangge::ui

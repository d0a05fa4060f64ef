// Search over places, people, sites and cells by name, code, and pinyin in full or by initials; built once a snapshot.
#pragma once
#include "app/selection.h"

#include "base/feedback.h"

#include <string_view>
#include <unordered_map>
#include <vector>

namespace wangge::app {

class SearchIndex {
public:
    SearchIndex(const model::Snapshot& snapshot, base::Feedback& feedback);

    // Up to `most`, best first: whole names and codes, then beginnings, then names that hold the words, then names that
    // read so in pinyin ("cgjd", "chengguan", "chengg jd" all find 城关街道; any reading of a character counts), then
    // codes that hold them; among equals townships, villages, cells, people, sites, shorter names first. Several words
    // must all be met. Case and full-width letters do not matter.
    std::vector<Picked> find(std::string_view words, std::size_t most) const;

private:
    // Characters as small numbers; 0 ends nothing and matches nothing.
    using Glyph = std::uint16_t;
    struct Entry {
        std::uint32_t end = 0; // in m_text; begins where the one before ends
        model::Row row = 0;
        PickedKind kind = PickedKind::nothing;
        bool code = false;
    };
    struct Word {
        std::vector<char32_t> characters;
        std::vector<Glyph> glyphs; // of the characters; 0 = not in any name
        bool latin = false;        // could be pinyin
    };

    void add(PickedKind kind, model::Row row, std::string_view text, bool code);
    Glyph glyph_of(char32_t character);
    // How well an entry meets the word: 0 is best, -1 not at all.
    int rank_of(const Word& word, const Glyph* begin, const Glyph* end, bool code) const;
    bool reads_as(const Word& word, std::size_t at, const Glyph* glyph, const Glyph* end, bool& whole) const;

    std::vector<Entry> m_entries;
    std::vector<Glyph> m_text;
    std::unordered_map<char32_t, Glyph> m_glyph;
    std::vector<char32_t> m_character{0};     // of a glyph
    std::vector<std::uint32_t> m_initials{0}; // of a glyph, letters and digits of Latin names as themselves
};

} // namespace wangge::app

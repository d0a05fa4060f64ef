#include "app/search/search_index.h"

#include "app/search/pinyin.h"
#include "base/text.h"

#include <algorithm>
#include <limits>

namespace wangge::app {
namespace {

bool is_letter(char32_t c) {
    return c >= U'a' && c <= U'z';
}

// Of equally good answers: large places first.
int order_of(PickedKind kind) {
    switch (kind) {
    case PickedKind::township:
        return 0;
    case PickedKind::village:
        return 1;
    case PickedKind::cell:
        return 2;
    case PickedKind::person:
        return 3;
    default:
        return 4;
    }
}

enum Rank { whole, begins, holds, reads_whole, reads_beginning, reads_inside, holds_in_code };

} // namespace

SearchIndex::Glyph SearchIndex::glyph_of(char32_t character) {
    const auto known = m_glyph.find(character);
    if (known != m_glyph.end())
        return known->second;
    if (m_character.size() > std::numeric_limits<Glyph>::max())
        return 0;
    const auto glyph = static_cast<Glyph>(m_character.size());
    m_glyph.emplace(character, glyph);
    m_character.push_back(character);
    m_initials.push_back(Pinyin::table().initials(character));
    return glyph;
}

void SearchIndex::add(PickedKind kind, model::Row row, std::string_view text, bool code) {
    if (text.empty())
        return;
    const std::string plain = base::lower_ascii(base::half_width(text));
    for (const char32_t character : base::code_points(plain))
        m_text.push_back(glyph_of(character));
    m_entries.push_back({static_cast<std::uint32_t>(m_text.size()), row, kind, code});
}

SearchIndex::SearchIndex(const model::Snapshot& s, base::Feedback& feedback) {
    const auto row = [](std::size_t i) { return static_cast<model::Row>(i); };
    for (std::size_t i = 0; i < s.townships.size(); ++i) {
        const model::Boundary& township = s.boundaries[static_cast<std::size_t>(s.townships[i])];
        add(PickedKind::township, row(i), township.name, false);
        add(PickedKind::township, row(i), township.code, true);
    }
    for (std::size_t i = 0; i < s.villages.size(); ++i) {
        add(PickedKind::village, row(i), s.villages.name[i], false);
        add(PickedKind::village, row(i), s.villages.code[i], true);
    }
    for (std::size_t i = 0; i < s.cells.size(); ++i)
        add(PickedKind::cell, row(i), s.cells[i].code, true);
    for (std::size_t i = 0; i < s.people.size(); ++i) {
        add(PickedKind::person, row(i), s.people.name[i], false);
        if (s.people.key[i] != s.people.name[i])
            add(PickedKind::person, row(i), s.people.key[i], true);
    }
    for (std::size_t i = 0; i < s.sites.size(); ++i) {
        if (i % 4096 == 0)
            feedback.check();
        add(PickedKind::site, row(i), s.sites.name[i], false);
        add(PickedKind::site, row(i), s.sites.licence_number[i], true);
    }
}

// Whether the word from `at` on can be read off the glyphs: a character stands for itself, its initial, zh/ch/sh of it,
// or a whole syllable; the last syllable may be unfinished.
bool SearchIndex::reads_as(const Word& word, std::size_t at, const Glyph* glyph, const Glyph* end,
                           bool& to_the_end) const {
    if (at == word.characters.size()) {
        to_the_end = glyph == end;
        return true;
    }
    if (glyph == end)
        return false;
    const char32_t wanted = word.characters[at];
    if (m_character[*glyph] == wanted && reads_as(word, at + 1, glyph + 1, end, to_the_end))
        return true;
    if (!is_letter(wanted) || !(m_initials[*glyph] >> (wanted - U'a') & 1u))
        return false;
    const std::size_t left = word.characters.size() - at;
    for (const std::uint16_t reading : Pinyin::table().readings(m_character[*glyph])) {
        const std::string_view syllable = Pinyin::table().syllable(reading);
        std::size_t same = 0;
        while (same < left && same < syllable.size() &&
               (word.characters[at + same] == static_cast<unsigned char>(syllable[same]) ||
                (syllable[same] == 'v' && word.characters[at + same] == U'u')))
            ++same;
        for (std::size_t take = same; take > 0; --take) {
            const bool sound =
                take == 1 || take == syllable.size() || (take == 2 && syllable[1] == 'h') || take == left;
            if (sound && reads_as(word, at + take, glyph + 1, end, to_the_end))
                return true;
        }
    }
    return false;
}

int SearchIndex::rank_of(const Word& word, const Glyph* begin, const Glyph* end, bool code) const {
    const auto length = static_cast<std::ptrdiff_t>(word.glyphs.size());
    const bool known = std::find(word.glyphs.begin(), word.glyphs.end(), Glyph{0}) == word.glyphs.end();
    if (known && end - begin >= length) {
        const Glyph* at = std::search(begin, end, word.glyphs.begin(), word.glyphs.end());
        if (at == begin)
            return end - begin == length ? Rank::whole : Rank::begins;
        if (at != end)
            return code ? Rank::holds_in_code : Rank::holds;
    }
    if (code || !word.latin)
        return -1;
    const std::uint32_t first = is_letter(word.characters[0]) ? 1u << (word.characters[0] - U'a') : 0;
    int best = -1;
    for (const Glyph* glyph = begin; glyph != end; ++glyph) {
        if (!(m_initials[*glyph] & first) && m_character[*glyph] != word.characters[0])
            continue;
        bool to_the_end = false;
        if (reads_as(word, 0, glyph, end, to_the_end)) {
            best = glyph != begin ? Rank::reads_inside : to_the_end ? Rank::reads_whole : Rank::reads_beginning;
            break;
        }
    }
    return best;
}

std::vector<Picked> SearchIndex::find(std::string_view text, std::size_t most) const {
    const std::string plain = base::lower_ascii(base::half_width(text));
    std::vector<Word> words;
    for (const std::string_view part : base::split(plain, ' ')) {
        Word word;
        word.characters = base::code_points(part);
        for (const char32_t c : word.characters) {
            const auto at = m_glyph.find(c);
            word.glyphs.push_back(at == m_glyph.end() ? 0 : at->second);
            word.latin = word.latin || is_letter(c);
        }
        if (!word.characters.empty())
            words.push_back(std::move(word));
    }
    if (words.empty() || most == 0)
        return {};
    // Best first as one number: rank, kind, length of the text, entry.
    std::vector<std::pair<std::uint64_t, std::uint32_t>> found;
    std::uint32_t begin = 0;
    for (std::uint32_t i = 0; i < m_entries.size(); ++i) {
        const Entry& entry = m_entries[i];
        int rank = 0;
        for (const Word& word : words) {
            const int one = rank_of(word, m_text.data() + begin, m_text.data() + entry.end, entry.code);
            rank = one < 0 ? -1 : std::max(rank, one);
            if (rank < 0)
                break;
        }
        if (rank >= 0)
            found.emplace_back(static_cast<std::uint64_t>(rank) << 48 |
                                   static_cast<std::uint64_t>(order_of(entry.kind)) << 40 |
                                   std::min<std::uint64_t>(entry.end - begin, 0xFFFF),
                               i);
        begin = entry.end;
    }
    // Room for things that were found by name and by code.
    const std::size_t keep = std::min(found.size(), most * 2);
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(keep), found.end());
    std::vector<Picked> result;
    for (std::size_t i = 0; i < keep && result.size() < most; ++i) {
        const Entry& entry = m_entries[found[i].second];
        const Picked picked{entry.kind, entry.row};
        if (std::find(result.begin(), result.end(), picked) == result.end())
            result.push_back(picked);
    }
    return result;
}

} // namespace wangge::app

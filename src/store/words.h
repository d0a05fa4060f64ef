// Closed vocabularies as the words that stand in the file.
#pragma once
#include "model/kinds.h"

#include <string>
#include <string_view>

namespace wangge::store {

// Site::flags as their keys, separated by ';'.
std::string flag_words(std::uint32_t flags);
// The bits of known words; others are passed over.
std::uint32_t flags_from(std::string_view words);

// The value of a word; `fallback` for one that this version does not know.
template <class Kind> Kind word_or(std::string_view word, Kind fallback) {
    return model::from_key<Kind>(word).value_or(fallback);
}

} // namespace wangge::store

#include "store/words.h"

#include "base/text.h"

#include <algorithm>

namespace wangge::store {

std::string flag_words(std::uint32_t flags) {
    std::string words;
    for (std::size_t bit = 0; flags != 0 && bit < model::site_flag_keys().size(); ++bit, flags >>= 1) {
        if ((flags & 1) == 0)
            continue;
        if (!words.empty())
            words += ';';
        words += model::site_flag_keys()[bit];
    }
    return words;
}

std::uint32_t flags_from(std::string_view words) {
    std::uint32_t flags = 0;
    if (words.empty())
        return flags;
    const auto keys = model::site_flag_keys();
    for (const std::string_view word : base::split(words, ';'))
        if (const auto found = std::find(keys.begin(), keys.end(), base::trimmed(word)); found != keys.end())
            flags |= 1u << (found - keys.begin());
    return flags;
}

} // namespace wangge::store

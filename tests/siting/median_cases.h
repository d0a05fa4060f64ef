// Tiny random p-median and capacitated p-median problems, and their values by trying everything.
#pragma once
#include "base/random.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace wangge::test {

// Calls `take` with each way to choose `count` of `places`, as flags.
inline void for_each_choice(int places, int count, const std::function<void(const std::vector<bool>&)>& take) {
    for (std::uint32_t bits = 0; bits < (1u << places); ++bits) {
        if (__builtin_popcount(bits) != count)
            continue;
        std::vector<bool> open(places);
        for (int j = 0; j < places; ++j)
            open[j] = bits >> j & 1;
        take(open);
    }
}

} // namespace wangge::test

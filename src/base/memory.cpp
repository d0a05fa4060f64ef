#include "base/memory.h"

#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

namespace wangge::base {

void give_back_large_blocks() {
#ifdef M_MMAP_THRESHOLD
    constexpr int large = 1 << 20;
    mallopt(M_MMAP_THRESHOLD, large);
    mallopt(M_ARENA_MAX, 2); // threads that mostly sleep need no heaps of their own, each with its gaps
#endif
}

void give_back_small_blocks() {
#ifdef M_MMAP_THRESHOLD
    malloc_trim(0);
#endif
}

} // namespace wangge::base

// Work split over threads so that the result does not depend on how many there are.
#pragma once
#include <cstddef>
#include <functional>

namespace wangge::base {

// Threads that parallel work uses: the processors, or what set_thread_count() (the --threads option) asked for.
int thread_count();
void set_thread_count(int count); // 0 = as many as processors

// Calls body(begin, end) for consecutive blocks of at most `block` items that cover [0, count). Blocks run on several
// threads in any order, so a body writes only to its own items or to a slot of its own (begin / block). Block edges
// depend on `count` and `block` alone. The first exception (lowest block) is rethrown when all blocks have ended.
void parallel_blocks(std::size_t count, std::size_t block, const std::function<void(std::size_t, std::size_t)>& body);

} // namespace wangge::base

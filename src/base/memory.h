// Memory that was used once and is free again goes back to the system, where the C library would keep it.
#pragma once

namespace wangge::base {

// From now on large blocks go back at once. Columns of a million rows come and go; left alone, the library keeps large
// blocks once it has seen one freed.
void give_back_large_blocks();
// What lies between blocks that are in use goes back now. A few milliseconds.
void give_back_small_blocks();

} // namespace wangge::base

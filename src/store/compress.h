// Bytes made small (zstd) and back.
#pragma once
#include <string>
#include <string_view>

namespace wangge::store {

std::string compressed(std::string_view bytes);
// Throws Error(bad_input) "store.damaged_block" when the bytes are not what compressed() made, or claim more than 1 GB.
std::string expanded(std::string_view bytes);

} // namespace wangge::store

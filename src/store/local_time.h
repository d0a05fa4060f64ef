// The clock on the wall, as the history writes it down.
#pragma once
#include <string>

namespace wangge::store {

// Local date and time, ISO 8601 without a zone: "2026-11-22T08:30:00".
std::string local_time();

} // namespace wangge::store

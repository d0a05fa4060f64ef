// Notes for the maintainer on standard error; nothing that a user must read.
#pragma once
#include <string_view>

namespace wangge::base {

enum class LogLevel { debug, info, warning };

// Lines below `level` are dropped. The default is `warning`; WANGGE_LOG=debug|info|warning sets it at start.
void set_log_level(LogLevel level);
void log(LogLevel level, std::string_view line);

} // namespace wangge::base

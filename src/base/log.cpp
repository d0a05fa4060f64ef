#include "base/log.h"

#include <atomic>
#include <cstdlib>
#include <fmt/format.h>

namespace wangge::base {
namespace {

LogLevel level_from_environment() {
    const char* value = std::getenv("WANGGE_LOG");
    const std::string_view text = value ? value : "";
    return text == "debug" ? LogLevel::debug : text == "info" ? LogLevel::info : LogLevel::warning;
}

std::atomic<LogLevel>& threshold() {
    static std::atomic<LogLevel> level = level_from_environment();
    return level;
}

} // namespace

void set_log_level(LogLevel level) {
    threshold() = level;
}

void log(LogLevel level, std::string_view line) {
    if (level >= threshold())
        fmt::print(stderr, "wangge: {}\n", line);
}

} // namespace wangge::base

#include "store/local_time.h"

#include <ctime>

namespace wangge::store {

std::string local_time() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    char text[32];
    const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &local);
    return {text, size};
}

} // namespace wangge::store

#include "store/compress.h"

#include "base/error.h"

#include <zstd.h>

namespace wangge::store {
namespace {

constexpr int level = 1; // undo records are written with every edit: speed first
constexpr unsigned long long most_bytes = 1ull << 30;

} // namespace

std::string compressed(std::string_view bytes) {
    std::string result(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size = ZSTD_compress(result.data(), result.size(), bytes.data(), bytes.size(), level);
    base::ensure(ZSTD_isError(size) == 0, "zstd did not compress");
    result.resize(size);
    return result;
}

std::string expanded(std::string_view bytes) {
    const unsigned long long claimed = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (claimed == ZSTD_CONTENTSIZE_ERROR || claimed == ZSTD_CONTENTSIZE_UNKNOWN || claimed > most_bytes)
        base::fail_input("store.damaged_block");
    std::string result(static_cast<std::size_t>(claimed), '\0');
    const std::size_t size = ZSTD_decompress(result.data(), result.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(size) != 0 || size != result.size())
        base::fail_input("store.damaged_block");
    return result;
}

} // namespace wangge::store

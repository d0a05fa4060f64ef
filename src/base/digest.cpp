#include "base/digest.h"

#include "base/error.h"

#include <array>
#include <fmt/format.h>
#include <openssl/evp.h>

namespace wangge::base {

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, 32> digest{};
    unsigned size = 0;
    ensure(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) == 1 &&
               size == digest.size(),
           "SHA-256 gives 32 bytes");
    return fmt::format("{:02x}", fmt::join(digest, ""));
}

} // namespace wangge::base

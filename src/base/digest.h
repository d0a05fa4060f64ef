// The fingerprint of a text, for lists and histories that a third party may check.
#pragma once
#include <string>
#include <string_view>

namespace wangge::base {

// SHA-256 (FIPS 180-4) of the bytes as 64 lower-case hexadecimal digits: what `sha256sum` prints.
std::string sha256(std::string_view bytes);

} // namespace wangge::base

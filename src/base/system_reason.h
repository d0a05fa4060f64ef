// Why the system refused a file, in the user's language.
#pragma once
#include <string>
#include <system_error>

namespace wangge::base {

// For a placeholder of a message: "@" and the id of a text for the reasons that people meet (a full disk, no right to
// write ...), else what the system itself says. `code` is an errno.
std::string system_reason(int code);
inline std::string system_reason(const std::error_code& code) {
    return system_reason(code.value());
}

} // namespace wangge::base

#include "base/error.h"

#include <fmt/format.h>

namespace wangge::base {

Error::Error(ErrorKind kind, Message message, std::string where)
    : m_kind(kind), m_message(std::move(message)), m_where(std::move(where)), m_what(m_message.id) {
    for (const auto& [name, value] : m_message.args)
        m_what += fmt::format(" {}={}", name, value);
    if (!m_where.empty())
        m_what += fmt::format(" ({})", m_where);
}

void fail_input(std::string text_id, Args args, std::string where) {
    throw Error(ErrorKind::bad_input, {std::move(text_id), std::move(args)}, std::move(where));
}

void fail_environment(std::string text_id, Args args, std::string where) {
    throw Error(ErrorKind::environment, {std::move(text_id), std::move(args)}, std::move(where));
}

void ensure(bool holds, const char* what, const char* file, int line) {
    if (!holds)
        throw Error(ErrorKind::bug, {"base.bug", {{"what", what}}}, fmt::format("{}:{}", file, line));
}

} // namespace wangge::base

// The one exception type of the project: what kind of failure, which sentence, and where.
#pragma once
#include "base/message.h"

#include <exception>

namespace wangge::base {

// The value is the exit code of the command line.
enum class ErrorKind { bug = 1, bad_input = 2, environment = 3, cancelled = 130 };

class Error : public std::exception {
public:
    // `where` names the file, row, option or JSON path that is at fault; empty when the message says it all.
    Error(ErrorKind kind, Message message, std::string where = {});

    ErrorKind kind() const { return m_kind; }
    const Message& message() const { return m_message; }
    const std::string& where() const { return m_where; }
    // English and for logs only: the text id with its arguments. People see Catalog::say(message()).
    const char* what() const noexcept override { return m_what.c_str(); }

private:
    ErrorKind m_kind;
    Message m_message;
    std::string m_where;
    std::string m_what;
};

using Args = std::vector<std::pair<std::string, std::string>>;

// The user gave something that cannot be used: exit code 2.
[[noreturn]] void fail_input(std::string text_id, Args args = {}, std::string where = {});
// The machine did not give what was needed (missing file, no permission, disk full): exit code 3.
[[noreturn]] void fail_environment(std::string text_id, Args args = {}, std::string where = {});

// Throws a bug (exit code 1) when `holds` is false. Stays on in release builds.
void ensure(bool holds, const char* what, const char* file = __builtin_FILE(), int line = __builtin_LINE());

} // namespace wangge::base

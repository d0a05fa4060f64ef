#include "app/solve/number_file.h"

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"

#include <cmath>
#include <fmt/format.h>

namespace wangge::app {

NumberFile::NumberFile(const std::filesystem::path& path)
    : m_name(path.filename().string()), m_text(base::read_file(path)) {}

std::string NumberFile::where() const {
    return fmt::format("{}:{}", m_name, m_line);
}

bool NumberFile::at_end() {
    for (; m_next < m_text.size() && static_cast<unsigned char>(m_text[m_next]) <= ' '; ++m_next)
        m_line += m_text[m_next] == '\n' ? 1 : 0;
    return m_next == m_text.size();
}

std::string NumberFile::word() {
    if (at_end())
        base::fail_input("solve.ends_early", {{"file", m_name}}, where());
    const std::size_t begin = m_next;
    while (m_next < m_text.size() && static_cast<unsigned char>(m_text[m_next]) > ' ')
        ++m_next;
    return m_text.substr(begin, m_next - begin);
}

double NumberFile::number() {
    const std::string text = word();
    double value = 0;
    if (!base::parse_number(text, value) || !std::isfinite(value))
        base::fail_input("solve.bad_number", {{"text", text.substr(0, 40)}}, where());
    return value;
}

std::int64_t NumberFile::integer(std::int64_t low, std::int64_t high) {
    const double value = number();
    if (value != std::floor(value) || value < static_cast<double>(low) || value > static_cast<double>(high))
        base::fail_input(
            "solve.out_of_range",
            {{"value", fmt::format("{}", value)}, {"low", std::to_string(low)}, {"high", std::to_string(high)}},
            where());
    return static_cast<std::int64_t>(value);
}

bool NumberFile::line(std::string& text) {
    if (m_next >= m_text.size())
        return false;
    const std::size_t end = std::min(m_text.find('\n', m_next), m_text.size());
    text = m_text.substr(m_next, end - m_next);
    if (!text.empty() && text.back() == '\r')
        text.pop_back();
    m_next = std::min(end + 1, m_text.size());
    ++m_line;
    return true;
}

} // namespace wangge::app

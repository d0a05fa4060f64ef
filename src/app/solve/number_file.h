// Numbers separated by white space, as the public optimisation instances are written.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

namespace wangge::app {

class NumberFile {
public:
    // Reads the whole file. Throws Error(environment) "base.cannot_read".
    explicit NumberFile(const std::filesystem::path& path);

    // The next number. Throws Error(bad_input) "solve.bad_number" with the line, "solve.ends_early".
    double number();
    // The same, a whole number in low..high. Throws Error(bad_input) "solve.out_of_range" too.
    std::int64_t integer(std::int64_t low, std::int64_t high);
    // The next line as it is, without its end; for headers. False at the end of the file.
    bool line(std::string& text);
    bool at_end();

private:
    std::string word();
    std::string where() const;
    std::string m_name, m_text;
    std::size_t m_next = 0;
    int m_line = 1;
};

} // namespace wangge::app

// Text as people type it: UTF-8 checked, GB18030 decoded, widths folded.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::base {

// True when `bytes` is well-formed UTF-8 (no overlong forms, no surrogates).
bool is_utf8(std::string_view bytes);

// GB18030 (thus also GBK and GB2312) to UTF-8. A byte that cannot be decoded becomes U+FFFD; `bad` counts them.
std::string gb18030_to_utf8(std::string_view bytes, std::size_t* bad = nullptr);
// UTF-8 to GB18030; every character of Unicode but private-use ones has a code there. What
// cannot be written becomes '?'.
std::string utf8_to_gb18030(std::string_view text);

enum class Encoding { utf8, utf8_bom, gb18030 };
// Decides by evidence: a BOM, well-formed UTF-8, else GB18030. A sequence cut off at the end of `bytes` is forgiven,
// so that a file's first block can be judged.
Encoding detect_encoding(std::string_view bytes);
// "utf-8" or "gb18030".
const char* name_of(Encoding encoding);

// Code points of well-formed UTF-8; broken bytes become U+FFFD.
std::vector<char32_t> code_points(std::string_view text);
void append_utf8(std::string& text, char32_t code_point);

// Without spaces, tabs, line breaks, full-width spaces (U+3000), no-break spaces and BOMs at both ends.
std::string_view trimmed(std::string_view text);
// Full-width ASCII (！ to ～) and U+3000 to their ASCII forms: "１２３号" becomes "123号".
std::string half_width(std::string_view text);
// ASCII letters to lower case; others stay.
std::string lower_ascii(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
// Empty when `text` is not wholly a number in the C locale.
bool parse_number(std::string_view text, double& value);
bool parse_integer(std::string_view text, std::int64_t& value);

// Columns on a terminal: 2 for a Chinese character, 1 for a Latin letter, 0 for a combining mark.
int display_width(std::string_view text);

} // namespace wangge::base

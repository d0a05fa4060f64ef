#include "base/text.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <iconv.h>

namespace wangge::base {
namespace {

// Length of the well-formed UTF-8 sequence at `at`, 0 when broken, and -1 when the text ends inside a so far good one.
int sequence_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80)
        return 1;
    const int length = lead >= 0xC2 && lead <= 0xDF   ? 2
                       : (lead & 0xF0) == 0xE0        ? 3
                       : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                      : 0;
    if (length == 0)
        return 0;
    for (int i = 1; i < length; ++i) {
        if (at + i >= text.size())
            return -1;
        unsigned char low = 0x80, high = 0xBF;
        if (i == 1) {
            if (lead == 0xE0)
                low = 0xA0; // overlong
            else if (lead == 0xED)
                high = 0x9F; // surrogates
            else if (lead == 0xF0)
                low = 0x90; // overlong
            else if (lead == 0xF4)
                high = 0x8F; // beyond U+10FFFF
        }
        if (byte(at + i) < low || byte(at + i) > high)
            return 0;
    }
    return length;
}

std::string convert(const char* to, const char* from, std::string_view bytes, const char* replacement,
                    std::size_t* bad) {
    iconv_t handle = iconv_open(to, from);
    std::string result;
    std::size_t failures = 0;
    char* in = const_cast<char*>(bytes.data());
    std::size_t in_left = bytes.size();
    std::array<char, 4096> buffer;
    while (in_left > 0) {
        char* out = buffer.data();
        std::size_t out_left = buffer.size();
        const std::size_t status = iconv(handle, &in, &in_left, &out, &out_left);
        const int reason = errno;
        result.append(buffer.data(), buffer.size() - out_left);
        if (status == static_cast<std::size_t>(-1) && reason != E2BIG) {
            result += replacement;
            ++failures;
            ++in;
            --in_left;
            iconv(handle, nullptr, nullptr, nullptr, nullptr);
        }
    }
    iconv_close(handle);
    if (bad)
        *bad = failures;
    return result;
}

} // namespace

bool is_utf8(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        const int length = sequence_length(bytes, i);
        if (length <= 0)
            return false;
        i += length;
    }
    return true;
}

std::string gb18030_to_utf8(std::string_view bytes, std::size_t* bad) {
    return convert("UTF-8", "GB18030", bytes, "\xEF\xBF\xBD", bad);
}

std::string utf8_to_gb18030(std::string_view text) {
    return convert("GB18030", "UTF-8", text, "?", nullptr);
}

Encoding detect_encoding(std::string_view bytes) {
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF")
        return Encoding::utf8_bom;
    for (std::size_t i = 0; i < bytes.size();) {
        const int length = sequence_length(bytes, i);
        if (length == -1)
            return Encoding::utf8;
        if (length == 0)
            return Encoding::gb18030;
        i += length;
    }
    return Encoding::utf8;
}

const char* name_of(Encoding encoding) {
    return encoding == Encoding::gb18030 ? "gb18030" : "utf-8";
}

std::vector<char32_t> code_points(std::string_view text) {
    std::vector<char32_t> points;
    points.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size();) {
        const int length = sequence_length(text, i);
        if (length <= 0) {
            points.push_back(0xFFFD);
            ++i;
            continue;
        }
        const auto byte = [&](int k) { return static_cast<char32_t>(static_cast<unsigned char>(text[i + k])); };
        char32_t point = length == 1 ? byte(0) : byte(0) & (0x7F >> length);
        for (int k = 1; k < length; ++k)
            point = (point << 6) | (byte(k) & 0x3F);
        points.push_back(point);
        i += length;
    }
    return points;
}

void append_utf8(std::string& text, char32_t c) {
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xC0 | (c >> 6));
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        text += static_cast<char>(0xE0 | (c >> 12));
        text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        text += static_cast<char>(0xF0 | (c >> 18));
        text += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    }
}

std::string_view trimmed(std::string_view text) {
    static constexpr std::array<std::string_view, 10> blanks = {
        " ", "\t", "\r", "\n", "\v", "\f", std::string_view("\0", 1), "\xE3\x80\x80", "\xC2\xA0", "\xEF\xBB\xBF"};
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view blank : blanks) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                again = true;
            }
            if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                again = true;
            }
        }
    }
    return text;
}

std::string half_width(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        // U+FF01..U+FF5E are EF BC 81..BF and EF BD 80..9E; U+3000 is E3 80 80.
        if (i + 2 < text.size() && text[i] == '\xEF' && (text[i + 1] == '\xBC' || text[i + 1] == '\xBD')) {
            const auto low = static_cast<unsigned char>(text[i + 2]);
            const int code = (text[i + 1] == '\xBC' ? 0 : 0x40) + (low & 0x3F) + 0x20;
            if (code >= 0x21 && code <= 0x7E) {
                result += static_cast<char>(code);
                i += 3;
                continue;
            }
        }
        if (text.substr(i, 3) == "\xE3\x80\x80") {
            result += ' ';
            i += 3;
            continue;
        }
        result += text[i++];
    }
    return result;
}

std::string lower_ascii(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

bool parse_number(std::string_view text, double& value) {
    if (text.starts_with('+'))
        text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

bool parse_integer(std::string_view text, std::int64_t& value) {
    if (text.starts_with('+'))
        text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

int display_width(std::string_view text) {
    int width = 0;
    for (const char32_t c : code_points(text)) {
        const bool combining = (c >= 0x300 && c <= 0x36F) || c == 0x200B || c == 0xFE0F;
        const bool wide =
            (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
            (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
            (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
        width += combining ? 0 : wide ? 2 : 1;
    }
    return width;
}

} // namespace wangge::base

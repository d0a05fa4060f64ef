#include "import/cells.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <vector>

namespace wangge::import {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// All unsigned decimal numbers of a text, in order.
std::vector<double> numbers_in(std::string_view text) {
    std::vector<double> numbers;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_digit(text[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && (is_digit(text[end]) || text[end] == '.'))
            ++end;
        double value = 0;
        if (!base::parse_number(text.substr(i, end - i), value))
            return {};
        numbers.push_back(value);
        i = end;
    }
    return numbers;
}

std::string plain(std::string_view text) {
    text = base::trimmed(text);
    return base::half_width(text);
}

} // namespace

std::optional<double> number_in(std::string_view text) {
    double value = 0;
    text = base::trimmed(text);
    if (base::parse_number(text, value))
        return std::isfinite(value) ? std::optional(value) : std::nullopt;
    std::string digits = plain(text);
    digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
    digits = base::trimmed(digits);
    // A unit behind the number is taken off; anything else is not a number.
    for (const std::string_view unit : {"人", "户", "戶", "米", "m", "小时", "h", "个", "家", "处", "岁"})
        if (digits.ends_with(unit)) {
            digits.resize(digits.size() - unit.size());
            break;
        }
    digits = base::trimmed(digits);
    return base::parse_number(digits, value) && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<double> coordinate_in(std::string_view text) {
    double value = 0;
    text = base::trimmed(text);
    if (base::parse_number(text, value))
        return std::isfinite(value) ? std::optional(value) : std::nullopt;
    std::string half = plain(text);
    if (half.empty() || half.size() > 60)
        return std::nullopt;
    // The only signs that may stand beside the digits.
    std::string rest = half;
    bool negative = half[0] == '-';
    for (const std::string_view sign :
         {"°", "º", "度", "′", "'", "’", "分", "″", "\"", "”", "秒", "东经", "北纬", "E", "N", "e", "n"})
        for (std::size_t at; (at = rest.find(sign)) != std::string::npos;)
            rest.replace(at, sign.size(), " ");
    for (const std::string_view sign : {"西经", "南纬", "W", "S", "w", "s"})
        for (std::size_t at; (at = rest.find(sign)) != std::string::npos;) {
            rest.replace(at, sign.size(), " ");
            negative = true;
        }
    if (rest.find_first_not_of("0123456789. -+") != std::string::npos || rest.find('-', 1) != std::string::npos)
        return std::nullopt;
    const std::vector<double> parts = numbers_in(rest);
    if (parts.empty() || parts.size() > 3 ||
        (parts.size() > 1 && (parts[1] >= 60 || (parts.size() > 2 && parts[2] >= 60))))
        return std::nullopt;
    value = parts[0] + (parts.size() > 1 ? parts[1] / 60 : 0) + (parts.size() > 2 ? parts[2] / 3600 : 0);
    return negative ? -value : value;
}

std::optional<geo::MapPoint> coordinate_pair_in(std::string_view text) {
    std::string half = plain(text);
    if (half.starts_with("POINT") || half.starts_with("Point"))
        half.erase(0, 5);
    for (const std::string_view sign : {"、", "，", "；"})
        for (std::size_t at; (at = half.find(sign)) != std::string::npos;)
            half.replace(at, sign.size(), ",");
    const std::string_view inner = base::trimmed(half);
    std::string bare;
    for (const char c : inner)
        if (c != '(' && c != ')' && c != '[' && c != ']')
            bare += c == ';' || c == '/' || c == '|' ? ',' : c;
    std::size_t split = bare.find(',');
    if (split == std::string::npos)
        split = bare.find(' ', bare.find_first_not_of(' '));
    if (split == std::string::npos)
        return std::nullopt;
    const auto first = coordinate_in(std::string_view(bare).substr(0, split));
    const auto second = coordinate_in(std::string_view(bare).substr(split + 1));
    return first && second ? std::optional(geo::MapPoint{*first, *second}) : std::nullopt;
}

std::optional<bool> yes_or_no(std::string_view text) {
    const std::string word = base::lower_ascii(plain(text));
    for (const std::string_view yes :
         {"是", "有", "yes", "true", "1", "y", "t", "√", "✓", "合格", "通过", "designated", "-1"})
        if (word == yes)
            return true;
    for (const std::string_view no :
         {"否", "无", "無", "没有", "no", "false", "0", "n", "f", "×", "✗", "x", "不合格", "未通过"})
        if (word == no)
            return false;
    return std::nullopt;
}

std::string code_in(std::string_view text) {
    std::string code = plain(text);
    code.erase(std::remove_if(code.begin(), code.end(), [](char c) { return c == ' ' || c == '\t'; }), code.end());
    double value = 0;
    if (code.find('.') != std::string::npos && is_digit(code[0]) && base::parse_number(code, value) && value < 9e15 &&
        value == std::floor(value))
        return fmt::format("{:.0f}", value);
    // Excel keeps a leading apostrophe when text was forced.
    if (code.starts_with('\''))
        code.erase(0, 1);
    return code;
}

bool credit_code_holds(std::string_view code) {
    static constexpr std::string_view letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    if (code.size() != 18)
        return false;
    std::size_t sum = 0, weight = 1;
    for (std::size_t i = 0; i < 17; ++i) {
        const std::size_t value = letters.find(code[i]);
        if (value == std::string_view::npos)
            return false;
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    return letters[(31 - sum % 31) % 31] == code[17];
}

bool is_division_code(std::string_view code) {
    // GB/T 2260: the first digit is a region, the second a province in it.
    static constexpr std::array<int, 34> provinces{11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42,
                                                   43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82};
    if (code.size() != 12 || !std::all_of(code.begin(), code.end(), is_digit))
        return false;
    const auto part = [&](std::size_t at, std::size_t length) {
        int value = 0;
        for (const char c : code.substr(at, length))
            value = value * 10 + (c - '0');
        return value;
    };
    const int township = part(6, 3), village = part(9, 3);
    return std::binary_search(provinces.begin(), provinces.end(), part(0, 2)) && part(2, 4) != 0 &&
           (township == 0 ? village == 0 : township < 600) && village < 600;
}

} // namespace wangge::import

#include "demo/codes.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace wangge::demo {
namespace {

constexpr std::string_view credit_digits = "0123456789ABCDEFGHJKLMNPQRTUWXY";

int value_in(std::string_view digits, char c) {
    return static_cast<int>(digits.find(c));
}

char organisation_check(std::string_view first_eight) {
    constexpr std::array<int, 8> weights{3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 8; ++i)
        sum += weights[i] * value_in("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", first_eight[i]);
    const int check = 11 - sum % 11;
    return check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
}

} // namespace

std::string credit_code(const std::string& county_code, std::uint64_t serial, bool individual) {
    std::string organisation = "MA";
    std::uint64_t rest = serial;
    std::string tail(6, '0');
    for (std::size_t i = tail.size(); i-- > 0; rest /= credit_digits.size())
        tail[i] = credit_digits[rest % credit_digits.size()];
    organisation += tail;
    organisation += organisation_check(organisation);
    std::string code = (individual ? "92" : "91") + county_code + organisation;
    int sum = 0, weight = 1;
    for (const char c : code) {
        sum += weight * value_in(credit_digits, c);
        weight = weight * 3 % 31;
    }
    code += credit_digits[static_cast<std::size_t>((31 - sum % 31) % 31)];
    return code;
}

std::string identity_number(const std::string& county_code, int year, int month, int day, int serial) {
    std::string number = fmt::format("{}{:04}{:02}{:02}{:03}", county_code, year, month, day, serial % 1000);
    constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i)
        sum += weights[i] * (number[i] - '0');
    number += "10X98765432"[sum % 11];
    return number;
}

std::string phone_number(std::uint64_t serial) {
    return fmt::format("129{:08}", serial % 100000000);
}

} // namespace wangge::demo

#include "app/view/numbers.h"

#include "base/text.h"

#include <cmath>
#include <cstdlib>
#include <fmt/format.h>

namespace wangge::app {
namespace {

std::string with_thousands(std::string digits) {
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    std::size_t at = std::min(digits.find('.'), digits.size());
    while (at > first + 3) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

} // namespace

std::string count_text(std::int64_t count) {
    return with_thousands(fmt::format("{}", count));
}

std::string number_text(double number, int decimals) {
    return std::isfinite(number) ? with_thousands(fmt::format("{:.{}f}", number, decimals)) : "—";
}

std::string number_text(double number) {
    const double size = std::abs(number);
    return number_text(number, size >= 1000 || number == std::round(number) ? 0 : size >= 10 ? 1 : 2);
}

std::string percent_text(double share, int decimals) {
    return std::isfinite(share) ? fmt::format("{:.{}f}%", share * 100, decimals) : "—";
}

std::string length_text(base::Metres length, const base::Catalog& catalog) {
    if (!std::isfinite(length.value))
        return "—";
    return length.value >= 1000 ? catalog.say({"ui.unit.km_of", {{"number", number_text(length.value / 1000, 1)}}})
                                : catalog.say({"ui.unit.m_of", {{"number", number_text(length.value, 0)}}});
}

std::string area_text(base::SquareMetres area, const base::Catalog& catalog) {
    const double km2 = area.value / 1e6;
    return catalog.say({"ui.unit.km2_of", {{"number", number_text(km2, km2 >= 100 ? 0 : 1)}}});
}

std::string measured_length(base::Metres length, const base::Catalog& catalog) {
    return length.value >= 1000
               ? catalog.say(
                     {"ui.unit.km_of", {{"number", number_text(length.value / 1000, length.value < 1e5 ? 2 : 1)}}})
               : catalog.say({"ui.unit.m_of", {{"number", number_text(length.value, 0)}}});
}

std::string measured_area(base::SquareMetres area, const base::Catalog& catalog) {
    const double m2 = area.value;
    const std::string main =
        m2 >= 1e6   ? catalog.say({"ui.unit.km2_of", {{"number", number_text(m2 / 1e6, m2 < 1e8 ? 2 : 1)}}})
        : m2 >= 1e4 ? catalog.say({"ui.unit.hectares_of", {{"number", number_text(m2 / 1e4, 1)}}})
                    : catalog.say({"ui.unit.m2_of", {{"number", number_text(m2, 0)}}});
    // A Chinese reader thinks of land in 亩 (1/15 hectare); the text of the other language has no place for it.
    return catalog.say(
        {"ui.unit.measured_area", {{"area", main}, {"mu", number_text(m2 * 15 / 1e4, m2 < 1e5 ? 1 : 0)}}});
}

HeadCount head_count(double people, const base::Catalog& catalog) {
    // Chinese counts in ten thousands, English in thousands: the size of a unit is a text of the language.
    const double unit = std::strtod(catalog.say("ui.unit.many_people_size").c_str(), nullptr);
    if (people >= unit && unit > 0)
        return {number_text(people / unit, people < 100 * unit ? 1 : 0), catalog.say("ui.unit.many_people")};
    return {number_text(people, 0), catalog.say("ui.unit.people")};
}

bool read_number(std::string_view text, double& number) {
    std::string plain = base::half_width(base::trimmed(text));
    std::erase(plain, ',');
    return base::parse_number(plain, number);
}

std::string value_text(const model::Value& value, const model::Column& column) {
    if (const auto* text = std::get_if<std::string>(&value))
        return text->empty() ? "—" : *text;
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return count_text(*whole);
    if (const auto* real = std::get_if<double>(&value))
        return number_text(*real, column.decimals);
    return "—";
}

} // namespace wangge::app

#include "style/reader.h"

#include "base/error.h"
#include "base/files.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace wangge::style {

using nlohmann::json;

json read_json(const std::filesystem::path& file) {
    try {
        return json::parse(base::read_file(file));
    } catch (const json::parse_error& error) {
        base::fail_input("style.bad_json", {{"file", file.filename().string()}, {"byte", std::to_string(error.byte)}},
                         file.filename().string());
    }
}

Reader::Reader(const json& value, std::string where) : m_value(&value), m_where(std::move(where)) {
    if (!value.is_object())
        base::fail_input("style.bad_value", {{"key", ""}, {"wanted", "{...}"}}, m_where);
}

std::string Reader::path_of(std::string_view key) const {
    return fmt::format("{}/{}", m_where, key);
}

void Reader::bad(std::string_view key, std::string_view wanted) const {
    base::fail_input("style.bad_value", {{"key", std::string(key)}, {"wanted", std::string(wanted)}}, path_of(key));
}

bool Reader::has(std::string_view key) const {
    return m_value->contains(std::string(key));
}

const json& Reader::take(std::string_view key) {
    m_asked.emplace(key);
    const auto it = m_value->find(std::string(key));
    if (it == m_value->end())
        base::fail_input("style.missing_key", {{"key", std::string(key)}}, path_of(key));
    return *it;
}

std::string Reader::text(std::string_view key) {
    const json& value = take(key);
    if (!value.is_string() || value.get_ref<const std::string&>().empty())
        bad(key, "\"...\"");
    return value.get<std::string>();
}

double Reader::number(std::string_view key, double low, double high) {
    const json& value = take(key);
    const double number = value.is_number() ? value.get<double>() : std::nan("");
    if (!(number >= low && number <= high))
        bad(key, fmt::format("{:g} ... {:g}", low, high));
    return number;
}

double Reader::number(std::string_view key, double low, double high, double otherwise) {
    return has(key) ? number(key, low, high) : otherwise;
}

bool Reader::flag(std::string_view key, bool otherwise) {
    if (!has(key))
        return otherwise;
    const json& value = take(key);
    if (!value.is_boolean())
        bad(key, "true | false");
    return value.get<bool>();
}

Colour Reader::colour(std::string_view key) {
    const json& value = take(key);
    Colour result;
    if (!value.is_string() || !parse_colour(value.get_ref<const std::string&>(), result))
        bad(key, "\"#RRGGBB[AA]\"");
    return result;
}

Colour Reader::colour(std::string_view key, Colour otherwise) {
    return has(key) ? colour(key) : otherwise;
}

std::size_t Reader::choice(std::string_view key, std::span<const std::string_view> choices) {
    const json& value = take(key);
    if (value.is_string()) {
        const auto it = std::find(choices.begin(), choices.end(), value.get_ref<const std::string&>());
        if (it != choices.end())
            return static_cast<std::size_t>(it - choices.begin());
    }
    bad(key, fmt::format("{}", fmt::join(choices, " | ")));
}

std::vector<double> Reader::numbers(std::string_view key, double low, double high) {
    const json& value = take(key);
    std::vector<double> result;
    if (!value.is_array())
        bad(key, "[...]");
    for (std::size_t i = 0; i < value.size(); ++i) {
        const double number = value[i].is_number() ? value[i].get<double>() : std::nan("");
        if (!(number >= low && number <= high))
            bad(fmt::format("{}/{}", key, i), fmt::format("{:g} ... {:g}", low, high));
        result.push_back(number);
    }
    return result;
}

std::vector<Colour> Reader::colours(std::string_view key) {
    const json& value = take(key);
    std::vector<Colour> result;
    if (!value.is_array() || value.empty())
        bad(key, "[\"#RRGGBB\", ...]");
    for (std::size_t i = 0; i < value.size(); ++i) {
        Colour colour;
        if (!value[i].is_string() || !parse_colour(value[i].get_ref<const std::string&>(), colour))
            bad(fmt::format("{}/{}", key, i), "\"#RRGGBB[AA]\"");
        result.push_back(colour);
    }
    return result;
}

Reader Reader::object(std::string_view key) {
    return {take(key), path_of(key)};
}

std::vector<Reader> Reader::objects(std::string_view key) {
    const json& value = take(key);
    if (!value.is_array())
        bad(key, "[...]");
    std::vector<Reader> result;
    for (std::size_t i = 0; i < value.size(); ++i)
        result.emplace_back(value[i], fmt::format("{}/{}", path_of(key), i));
    return result;
}

void Reader::each(const std::function<void(const std::string&, Reader&)>& body) {
    for (const auto& [key, value] : m_value->items())
        body(key, *this);
}

void Reader::finish() const {
    for (const auto& [key, value] : m_value->items())
        if (!m_asked.contains(key))
            base::fail_input("style.unknown_key", {{"key", key}}, path_of(key));
}

} // namespace wangge::style

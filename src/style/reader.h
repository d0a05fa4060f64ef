// Reads JSON objects key by key, knows the path of each value, and calls an unread key a mistake.
#pragma once
#include "style/colour.h"

#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace wangge::style {

// Parses a file. Throws Error(bad_input) "style.bad_json".
nlohmann::json read_json(const std::filesystem::path& file);

// One JSON object being read. finish() must be called when all known keys were asked for.
class Reader {
public:
    Reader(const nlohmann::json& value, std::string where);

    bool has(std::string_view key) const;
    std::string text(std::string_view key);
    double number(std::string_view key, double low, double high);
    double number(std::string_view key, double low, double high, double otherwise);
    bool flag(std::string_view key, bool otherwise);
    Colour colour(std::string_view key);
    Colour colour(std::string_view key, Colour otherwise);
    // The position of the text in `choices`.
    std::size_t choice(std::string_view key, std::span<const std::string_view> choices);
    std::vector<double> numbers(std::string_view key, double low, double high);
    std::vector<Colour> colours(std::string_view key);
    Reader object(std::string_view key);
    std::vector<Reader> objects(std::string_view key);
    // All members of this object with their keys.
    void each(const std::function<void(const std::string& key, Reader& self)>& body);

    // Throws Error(bad_input) "style.unknown_key" when a key was never asked for.
    void finish() const;
    const std::string& where() const { return m_where; }

private:
    const nlohmann::json& take(std::string_view key);
    [[noreturn]] void bad(std::string_view key, std::string_view wanted) const;
    std::string path_of(std::string_view key) const;

    const nlohmann::json* m_value;
    std::string m_where;
    std::set<std::string, std::less<>> m_asked;
};

} // namespace wangge::style

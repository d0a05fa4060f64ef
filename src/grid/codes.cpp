#include "grid/codes.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

namespace wangge::grid {
namespace {

constexpr std::pair<const char*, CodePart> part_names[] = {{"object", CodePart::object},
                                                           {"county", CodePart::county},
                                                           {"township", CodePart::township},
                                                           {"village", CodePart::village},
                                                           {"sequence", CodePart::sequence}};

CodeTemplate read_template(const nlohmann::json& row) {
    CodeTemplate result{row.at("id"), row.at("title"), row.at("source"), {}};
    for (const nlohmann::json& segment : row.at("segments")) {
        const std::string name = segment.at("part");
        const auto part = std::find_if(std::begin(part_names), std::end(part_names),
                                       [&](const auto& known) { return known.first == name; });
        const int digits = segment.at("digits");
        if (part == std::end(part_names) || digits < 1 || digits > 12)
            base::fail_input("grid.bad_template", {{"reason", segment.dump()}}, result.id);
        result.segments.push_back({part->second, digits});
    }
    if (result.segments.empty() || result.segments.back().part != CodePart::sequence)
        base::fail_input("grid.bad_template", {{"reason", "sequence"}}, result.id);
    return result;
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A piece of the area code, on the left cut and on the right filled with zeros to so many digits.
std::string piece(std::string_view code, std::size_t from, std::size_t length, int digits) {
    std::string text(from < code.size() ? code.substr(from, length) : "");
    if (static_cast<int>(text.size()) > digits)
        text = text.substr(text.size() - digits);
    return text + std::string(digits - text.size(), '0');
}

// A code of the national scheme: county 6, township 9, village 12 digits, or nothing known.
bool is_national(std::string_view area) {
    return all_digits(area) && (area.empty() || area.size() == 6 || area.size() == 9 || area.size() == 12);
}

// `other_length`: of the area codes of another scheme, so that a township's cells and a village's line up.
std::string prefix_of(std::string_view area, const CodeTemplate& layout, std::string_view object,
                      std::size_t other_length) {
    const bool national = is_national(area);
    std::string result;
    bool given = false;
    for (const CodeSegment& segment : layout.segments) {
        if (segment.part == CodePart::object)
            result += piece(object, 0, object.size(), segment.digits);
        else if (segment.part != CodePart::sequence && national)
            result += segment.part == CodePart::county     ? piece(area, 0, 6, segment.digits)
                      : segment.part == CodePart::township ? piece(area, 6, 3, segment.digits)
                                                           : piece(area, 9, 3, segment.digits);
        else if (segment.part != CodePart::sequence && !given) {
            result += area;
            result.append(other_length - area.size(), '0');
            given = true;
        }
    }
    return result;
}

std::string with_sequence(const std::string& prefix, std::int64_t number, int digits) {
    return fmt::format("{}{:0{}}", prefix, number, digits);
}

// Row numbers by prefix in the order in which they are numbered.
std::map<std::string, std::vector<std::size_t>>
grouped(const std::vector<CodePlace>& places, const CodeTemplate& layout, double row_height, std::string_view object) {
    std::map<std::string, std::vector<std::size_t>> groups;
    std::size_t other_length = 0;
    for (const CodePlace& place : places)
        if (!is_national(place.area_code))
            other_length = std::max(other_length, place.area_code.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        groups[prefix_of(places[i].area_code, layout, object, other_length)].push_back(i);
    for (auto& [prefix, members] : groups) {
        double top = -std::numeric_limits<double>::infinity();
        for (const std::size_t i : members)
            top = std::max(top, places[i].centre.y);
        const auto key = [&](std::size_t i) {
            const double row = row_height > 0 ? std::floor((top - places[i].centre.y) / row_height + 0.5) : 0;
            return std::tuple(row, places[i].centre.x, -places[i].centre.y, i);
        };
        std::sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    }
    return groups;
}

} // namespace

int CodeTemplate::length() const {
    int sum = 0;
    for (const CodeSegment& segment : segments)
        sum += segment.digits;
    return sum;
}

int CodeTemplate::sequence_digits() const {
    return segments.empty() ? 0 : segments.back().digits;
}

std::vector<CodeTemplate> read_templates(std::string_view text) {
    std::vector<CodeTemplate> result;
    try {
        const nlohmann::json file = nlohmann::json::parse(text);
        for (const nlohmann::json& row : file.at("templates"))
            result.push_back(read_template(row));
    } catch (const nlohmann::json::exception& error) {
        base::fail_input("grid.bad_template", {{"reason", error.what()}});
    }
    return result;
}

Codes number_cells(const std::vector<CodePlace>& places, const CodeTemplate& layout, base::Metres row_height,
                   const std::set<std::string, std::less<>>& taken, std::string_view object) {
    const auto groups = grouped(places, layout, row_height.value, object);
    for (int digits = layout.sequence_digits();; ++digits) {
        Codes result{std::vector<std::string>(places.size()), digits, digits > layout.sequence_digits()};
        const auto most = static_cast<std::int64_t>(std::pow(10.0, digits)) - 1;
        bool fits = true;
        for (const auto& [prefix, members] : groups) {
            std::set<std::string, std::less<>> kept;
            for (const std::size_t i : members) {
                const std::string& code = places[i].kept;
                const bool same_form = code.size() == prefix.size() + digits && code.starts_with(prefix) &&
                                       all_digits(std::string_view(code).substr(prefix.size()));
                if (same_form && kept.insert(code).second)
                    result.codes[i] = code;
            }
            std::int64_t number = 0;
            for (const std::size_t i : members)
                while (result.codes[i].empty()) {
                    std::string code = with_sequence(prefix, ++number, digits);
                    if (!taken.contains(code) && !kept.contains(code))
                        result.codes[i] = std::move(code);
                }
            fits = fits && number <= most;
        }
        if (fits)
            return result;
    }
}

} // namespace wangge::grid

#include "workload/rule_changes.h"

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace wangge::workload {
namespace {

using nlohmann::json;

[[noreturn]] void refuse(std::string_view text, const char* wanted) {
    base::fail_input("workload.bad_change", {{"text", std::string(text)}, {"wanted", wanted}}, std::string(text));
}

template <class Number> Number number_of(std::string_view text, std::string_view whole, const char* wanted) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        refuse(whole, wanted);
    return value;
}

std::pair<std::string_view, std::string_view> halves(std::string_view text, char at, std::string_view whole,
                                                     const char* wanted) {
    const std::size_t place = text.find(at);
    if (place == std::string_view::npos || place == 0)
        refuse(whole, wanted);
    return {text.substr(0, place), text.substr(place + 1)};
}

bool in_force(const json& row, base::Date as_of) {
    const auto day = [&](const char* key) { return base::parse_date(row.value(key, "")).value_or(base::Date{}); };
    return !(row.contains("from") && day("from") > as_of) && !(row.contains("until") && day("until") <= as_of);
}

// The sections that a change may be of.
std::vector<const char*> sections_of(const RuleChange& change) {
    if (change.visits)
        return {"visits", "more_visits"};
    return {change.hours ? "on_site" : change.points ? "points" : change.up_to ? "grade_limits" : "numbers"};
}

// The row of that id in force, of the document's own or else of the files; null = none. `known` gets all ids.
const json* find_row(const std::vector<json>& books, const char* section, const std::string& id, base::Date as_of,
                     std::vector<std::string>& known) {
    const json* found = nullptr;
    for (const json& book : books)
        if (const auto rows = book.find(section); rows != book.end())
            for (const json& row : *rows)
                if (in_force(row, as_of) && !row.value("off", false)) {
                    known.push_back(row.value("id", ""));
                    if (known.back() == id && !found)
                        found = &row;
                }
    return found;
}

json changed(json row, const RuleChange& change, base::Date as_of, std::string_view note) {
    if (change.visits)
        row["visits"] = *change.visits;
    if (change.months)
        row["months"] = *change.months;
    if (change.hours)
        row["hours"] = *change.hours;
    if (change.value)
        row["value"] = *change.value;
    if (change.points)
        row["points"] = *change.points;
    if (change.up_to)
        row["up_to"] = *change.up_to;
    row["from"] = base::to_text(as_of);
    row.erase("until");
    std::string source = row.value("source", "");
    if (!source.starts_with(note))
        source = std::string(note) + source;
    row["source"] = source;
    return row;
}

// In the document's own rows: what was in force ends, the new row begins.
void lay_over(json& own, const char* section, json row, base::Date as_of) {
    json rows = json::array();
    for (json& old : own[section]) {
        if (old["id"] == row["id"] && in_force(old, as_of)) {
            if (old.value("from", "") == row["from"])
                continue;
            old["until"] = row["from"];
        }
        rows.push_back(std::move(old));
    }
    rows.push_back(std::move(row));
    own[section] = std::move(rows);
}

} // namespace

RuleChange visits_change(std::string_view text) {
    constexpr const char* wanted = "ID=VISITS/MONTHS";
    const auto [id, figures] = halves(text, '=', text, wanted);
    const auto [visits, months] = halves(figures, '/', text, wanted);
    return {.id = std::string(id),
            .visits = number_of<int>(visits, text, wanted),
            .months = number_of<int>(months, text, wanted)};
}

RuleChange hours_change(std::string_view text) {
    const auto [id, hours] = halves(text, '=', text, "ID=HOURS");
    return {.id = std::string(id), .hours = number_of<double>(hours, text, "ID=HOURS")};
}

RuleChange number_change(std::string_view text) {
    const auto [id, value] = halves(text, '=', text, "ID=NUMBER");
    return {.id = std::string(id), .value = number_of<double>(value, text, "ID=NUMBER")};
}

RuleChange points_change(std::string_view text) {
    const auto [id, points] = halves(text, '=', text, "ID=POINTS");
    return {.id = std::string(id), .points = number_of<double>(points, text, "ID=POINTS")};
}

RuleChange limit_change(std::string_view text) {
    const auto [id, points] = halves(text, '=', text, "ID=POINTS");
    return {.id = std::string(id), .up_to = number_of<double>(points, text, "ID=POINTS")};
}

std::string with_changes(const std::filesystem::path& folder, std::string_view document_changes,
                         const std::vector<RuleChange>& changes, base::Date as_of, std::string_view note) {
    load(folder, document_changes, as_of); // refuses what cannot be read
    std::vector<json> books{base::trimmed(document_changes).empty() ? json::object() : json::parse(document_changes)};
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".json")
            books.push_back(json::parse(base::read_file(entry.path())));
    for (const RuleChange& change : changes) {
        std::vector<std::string> known;
        const json* row = nullptr;
        const char* section = nullptr;
        for (const char* each : sections_of(change))
            if (const json* found = find_row(books, each, change.id, as_of, known); found && !row) {
                row = found;
                section = each;
            }
        if (!row) {
            std::ranges::sort(known);
            known.erase(std::ranges::unique(known).begin(), known.end());
            base::fail_input("workload.unknown_rule",
                             {{"id", change.id}, {"known", fmt::format("{}", fmt::join(known, ", "))}}, change.id);
        }
        // Numbers that count are whole ones.
        json next = changed(*row, change, as_of, note);
        if (change.value && (*row)["value"].is_number_integer() && *change.value == static_cast<int>(*change.value))
            next["value"] = static_cast<int>(*change.value);
        lay_over(books.front(), section, std::move(next), as_of);
    }
    const std::string text = books.front().dump();
    load(folder, text, as_of);
    return text;
}

} // namespace wangge::workload

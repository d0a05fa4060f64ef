#include "workload/rules.h"

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace wangge::workload {
namespace {

using nlohmann::json;

// A JSON value and the way to it, so that every complaint names its place.
struct Place {
    const json& value;
    std::string path; // "defaults.json: /visits/3/flags"

    Place at(const std::string& key) const { return {value.at(key), path + "/" + key}; }
    Place at(std::size_t i) const { return {value.at(i), fmt::format("{}/{}", path, i)}; }
    bool has(const char* key) const { return value.contains(key); }
    [[noreturn]] void refuse(const std::string& wanted) const {
        base::fail_input("workload.bad_value", {{"value", value.dump()}, {"wanted", wanted}}, path);
    }
    void need(const char* key) const {
        if (!has(key))
            base::fail_input("workload.missing_key", {{"key", key}}, path);
    }
    void allow(const std::set<std::string>& keys) const {
        if (!value.is_object())
            refuse("{...}");
        for (const auto& [key, ignored] : value.items())
            if (!keys.contains(key))
                base::fail_input("workload.unknown_key",
                                 {{"key", key}, {"known", fmt::format("{}", fmt::join(keys, ", "))}}, path + "/" + key);
    }
    std::string text() const {
        if (!value.is_string())
            refuse("\"...\"");
        return value.get<std::string>();
    }
    double number(double low, double high) const {
        if (!value.is_number() || !(value.get<double>() >= low && value.get<double>() <= high))
            refuse(fmt::format("{} .. {}", low, high));
        return value.get<double>();
    }
    int integer(int low, int high) const {
        if (!value.is_number_integer() || value.get<std::int64_t>() < low || value.get<std::int64_t>() > high)
            refuse(fmt::format("{} .. {}", low, high));
        return value.get<int>();
    }
    base::Date date() const {
        const auto date = base::parse_date(text());
        if (!date)
            refuse("YYYY-MM-DD");
        return *date;
    }
    std::vector<std::string> texts() const {
        if (!value.is_array() || value.empty())
            refuse("[\"...\"]");
        std::vector<std::string> all;
        for (std::size_t i = 0; i < value.size(); ++i)
            all.push_back(at(i).text());
        return all;
    }
    std::uint32_t bits(std::span<const std::string_view> known) const {
        std::uint32_t mask = 0;
        const auto given = texts();
        for (std::size_t i = 0; i < given.size(); ++i) {
            const auto found = std::find(known.begin(), known.end(), given[i]);
            if (found == known.end())
                at(i).refuse(fmt::format("{}", fmt::join(known, " | ")));
            mask |= 1u << (found - known.begin());
        }
        return mask;
    }
};

const std::set<std::string> row_keys{"id", "source", "from", "until", "off"};
const std::set<std::string> filter_keys{"kinds", "flags", "grades", "area_types", "tags", "scopes"};
const std::map<std::string, std::set<std::string>> section_keys{{"visits", {"visits", "months"}},
                                                                {"more_visits", {"visits", "months"}},
                                                                {"on_site", {"hours"}},
                                                                {"skills", {"names"}},
                                                                {"points", {"points"}},
                                                                {"grade_limits", {"grade", "up_to"}},
                                                                {"numbers", {"value"}}};

// A row as it stands in a file; what it means is read when it is known to be in force.
struct RawRow {
    json value;
    std::string path, id;
    bool off = false;
};
using Sections = std::map<std::string, std::vector<RawRow>>;

Sections read_sections(const std::string& text, const std::string& name, base::Date as_of) {
    const json whole = json::parse(text, nullptr, false);
    if (!whole.is_object())
        base::fail_input("workload.not_json", {{"file", name}}, name);
    std::set<std::string> known;
    for (const auto& [section, keys] : section_keys)
        known.insert(section);
    const Place root{whole, name + ": "};
    root.allow(known);
    Sections sections;
    for (const auto& [section, keys] : section_keys) {
        if (!root.has(section.c_str()))
            continue;
        const Place rows = root.at(section);
        if (!rows.value.is_array())
            rows.refuse("[...]");
        std::set<std::string> allowed = row_keys;
        allowed.insert(keys.begin(), keys.end());
        if (section != "numbers" && section != "grade_limits")
            allowed.insert(filter_keys.begin(), filter_keys.end());
        if (section == "points")
            allowed.insert({"for", "most"});
        for (std::size_t i = 0; i < rows.value.size(); ++i) {
            const Place row = rows.at(i);
            row.allow(allowed);
            row.need("id");
            if (row.has("off") && !row.at("off").value.is_boolean())
                row.at("off").refuse("true | false");
            const bool off = row.has("off") && row.at("off").value.get<bool>();
            if (!off) {
                row.need("source");
                for (const std::string& key : keys)
                    row.need(key.c_str());
            }
            if (row.has("from") && row.at("from").date() > as_of)
                continue;
            if (row.has("until") && row.at("until").date() <= as_of)
                continue;
            std::string id = row.at("id").text();
            for (const RawRow& other : sections[section])
                if (other.id == id)
                    base::fail_input("workload.twice", {{"id", id}, {"date", base::to_text(as_of)}}, row.path);
            sections[section].push_back({row.value, row.path, std::move(id), off});
        }
    }
    return sections;
}

void put_in_place(Sections& base_rows, Sections changes) {
    for (auto& [section, rows] : changes) {
        auto& target = base_rows[section];
        for (RawRow& row : rows) {
            const auto old =
                std::find_if(target.begin(), target.end(), [&](const RawRow& r) { return r.id == row.id; });
            if (old != target.end() && row.off)
                target.erase(old);
            else if (old != target.end())
                *old = std::move(row);
            else if (!row.off)
                target.insert(target.begin(), std::move(row)); // before the catch-all rows of the defaults
        }
    }
}

SiteFilter read_filter(const Place& row) {
    SiteFilter filter;
    if (row.has("kinds"))
        filter.kinds = row.at("kinds").bits(model::keys<model::SiteKind>());
    if (row.has("flags"))
        filter.flags = row.at("flags").bits(model::site_flag_keys());
    if (row.has("grades"))
        filter.grades = row.at("grades").bits(model::keys<model::RiskGrade>());
    if (row.has("area_types"))
        filter.area_types = row.at("area_types").bits(model::keys<model::AreaType>());
    if (row.has("tags"))
        filter.tags = row.at("tags").texts();
    if (row.has("scopes"))
        filter.scopes = row.at("scopes").texts();
    return filter;
}

VisitRule read_visit_rule(const Place& row) {
    return {.id = row.at("id").text(),
            .source = row.at("source").text(),
            .sites = read_filter(row),
            .visits = row.at("visits").integer(0, 366),
            .months = row.at("months").integer(1, 240)};
}

PointRule read_point_rule(const Place& row) {
    constexpr std::string_view words[] = {"site", "hazard", "overdue", "licence_expired"};
    PointRule rule{.id = row.at("id").text(),
                   .source = row.at("source").text(),
                   .sites = read_filter(row),
                   .points = row.at("points").number(-1000, 1000)};
    if (row.has("for")) {
        const auto known = std::ranges::find(words, row.at("for").text());
        if (known == std::end(words))
            row.at("for").refuse(fmt::format("{}", fmt::join(words, " | ")));
        rule.what = static_cast<PointsFor>(known - words);
    }
    if (row.has("most"))
        rule.most = row.at("most").number(0, 1000);
    return rule;
}

GradeLimit read_grade_limit(const Place& row) {
    const auto grade = model::from_key<model::RiskGrade>(row.at("grade").text());
    if (!grade || *grade == model::RiskGrade::ungraded)
        row.at("grade").refuse("A | B | C | D");
    return {row.at("id").text(), row.at("source").text(), *grade, row.at("up_to").number(-1e6, 1e6)};
}

void read_number(const Place& row, Rules& rules) {
    const std::string id = row.at("id").text();
    const Place value = row.at("value");
    if (id == "officers")
        rules.officers = value.integer(1, 10);
    else if (id == "remote_visits")
        rules.remote_visits = value.number(0, 1);
    else if (id == "remote_hours")
        rules.remote_hours = value.number(0, 1);
    else if (id == "speed_km_h")
        rules.speed = {value.number(1, 200)};
    else if (id == "detour")
        rules.detour = value.number(1, 10);
    else if (id == "legs")
        rules.legs = value.integer(0, 2);
    else if (id == "capacity_hours")
        rules.default_capacity = {value.number(1, 8784)};
    else
        row.at("id").refuse("officers | remote_visits | remote_hours | speed_km_h | detour | legs | capacity_hours");
}

} // namespace

Rules load(const std::filesystem::path& folder, std::string_view changes, base::Date as_of) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    if (error || files.empty())
        base::fail_environment("workload.no_rules", {{"folder", folder.string()}}, folder.string());
    std::sort(files.begin(), files.end());
    Sections sections;
    for (const auto& file : files)
        for (auto& [section, rows] : read_sections(base::read_file(file), file.filename().string(), as_of))
            for (RawRow& row : rows) {
                for (const RawRow& other : sections[section])
                    if (other.id == row.id)
                        base::fail_input("workload.twice", {{"id", row.id}, {"date", base::to_text(as_of)}}, row.path);
                sections[section].push_back(std::move(row));
            }
    if (!base::trimmed(changes).empty())
        put_in_place(sections, read_sections(std::string(changes), "workload", as_of));

    Rules rules;
    const auto each = [&](const char* section, const auto& read) {
        for (const RawRow& raw : sections[section])
            if (!raw.off)
                read(Place{raw.value, raw.path});
    };
    each("visits", [&](const Place& row) { rules.visits.push_back(read_visit_rule(row)); });
    each("more_visits", [&](const Place& row) { rules.more_visits.push_back(read_visit_rule(row)); });
    each("on_site", [&](const Place& row) {
        rules.on_site.push_back(
            {row.at("id").text(), row.at("source").text(), read_filter(row), {row.at("hours").number(0, 1000)}});
    });
    each("skills", [&](const Place& row) {
        rules.skills.push_back(
            {row.at("id").text(), row.at("source").text(), read_filter(row), row.at("names").texts()});
    });
    each("points", [&](const Place& row) { rules.points.push_back(read_point_rule(row)); });
    each("grade_limits", [&](const Place& row) { rules.grade_limits.push_back(read_grade_limit(row)); });
    std::ranges::stable_sort(rules.grade_limits, {}, &GradeLimit::up_to);
    each("numbers", [&](const Place& row) { read_number(row, rules); });
    return rules;
}

Rules load_default(std::string_view changes, base::Date as_of) {
    return load(base::data_folder() / "workload", changes, as_of);
}

bool Rules::asks_area_types() const {
    const auto asks = [](const auto& rows) {
        return std::ranges::any_of(rows, [](const auto& row) { return row.sites.area_types != 0; });
    };
    return asks(visits) || asks(more_visits) || asks(on_site) || asks(skills) || asks(points);
}

bool matches(const SiteFilter& filter, const Rules& rules, const model::SiteTable& sites, std::size_t row) {
    if (filter.kinds != 0 && !(filter.kinds >> static_cast<unsigned>(sites.kind[row]) & 1u))
        return false;
    if (filter.flags != 0 && !(filter.flags & sites.flags[row]))
        return false;
    if (filter.grades != 0 && !(filter.grades >> static_cast<unsigned>(sites.grade[row]) & 1u))
        return false;
    if (filter.area_types != 0 &&
        (row >= rules.site_area.size() || !(filter.area_types >> static_cast<unsigned>(rules.site_area[row]) & 1u)))
        return false;
    if (!filter.tags.empty()) {
        const auto given = base::split(sites.tags[row], ';');
        if (std::none_of(given.begin(), given.end(), [&](std::string_view tag) {
                return std::find(filter.tags.begin(), filter.tags.end(), base::trimmed(tag)) != filter.tags.end();
            }))
            return false;
    }
    const std::string_view scope = sites.licence_scope[row];
    return filter.scopes.empty() || std::any_of(filter.scopes.begin(), filter.scopes.end(), [&](const auto& word) {
               return scope.find(word) != std::string_view::npos;
           });
}

} // namespace wangge::workload

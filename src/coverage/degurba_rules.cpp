#include "coverage/degurba_rules.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace wangge::coverage {
namespace {

using Json = nlohmann::json;

// Every rule with its unit and where its value goes.
struct KnownRule {
    std::string_view key, unit;
    void (*set)(DegurbaRules&, double);
};
constexpr std::array<KnownRule, 16> known_rules{{
    {"centre_density", "people/km2", [](DegurbaRules& r, double v) { r.centre_density = {v}; }},
    {"centre_people", "people", [](DegurbaRules& r, double v) { r.centre_people = {v}; }},
    {"hole_area", "km2", [](DegurbaRules& r, double v) { r.hole_area = {v}; }},
    {"cluster_density", "people/km2", [](DegurbaRules& r, double v) { r.cluster_density = {v}; }},
    {"cluster_people", "people", [](DegurbaRules& r, double v) { r.cluster_people = {v}; }},
    {"dense_density", "people/km2", [](DegurbaRules& r, double v) { r.dense_density = {v}; }},
    {"dense_people", "people", [](DegurbaRules& r, double v) { r.dense_people = {v}; }},
    {"rural_density", "people/km2", [](DegurbaRules& r, double v) { r.rural_density = {v}; }},
    {"rural_people", "people", [](DegurbaRules& r, double v) { r.rural_people = {v}; }},
    {"low_density", "people/km2", [](DegurbaRules& r, double v) { r.low_density = {v}; }},
    {"water_land", "share", [](DegurbaRules& r, double v) { r.water_land = v; }},
    {"semi_density", "people/km2", [](DegurbaRules& r, double v) { r.semi_density = {v}; }},
    {"semi_people", "people", [](DegurbaRules& r, double v) { r.semi_people = {v}; }},
    {"semi_neighbours", "cells", [](DegurbaRules& r, double v) { r.semi_neighbours = v < 6 ? 4 : 8; }},
    {"semi_distance", "km", [](DegurbaRules& r, double v) { r.semi_distance = {v}; }},
    {"majority_of_land", "yes", [](DegurbaRules& r, double v) { r.majority_of_land = v != 0; }},
}};

const KnownRule* known(std::string_view key) {
    const auto found =
        std::find_if(known_rules.begin(), known_rules.end(), [&](const KnownRule& rule) { return rule.key == key; });
    return found == known_rules.end() ? nullptr : &*found;
}

[[noreturn]] void fail(const std::string& where, const std::string& found) {
    base::fail_input("coverage.degurba_rule", {{"found", found}}, where);
}

std::string text_of(const Json& row, const char* name, const std::string& path) {
    const auto found = row.find(name);
    if (found == row.end())
        return {};
    if (!found->is_string())
        fail(path + "." + name, found->dump());
    return found->get<std::string>();
}

base::Date date_of(const Json& row, const char* name, const std::string& path) {
    const std::string text = text_of(row, name, path);
    if (text.empty())
        return {};
    const auto day = base::parse_date(text);
    if (!day)
        fail(path + "." + name, text);
    return *day;
}

DegurbaRow row_of(const Json& row, const std::string& path) {
    if (!row.is_object())
        fail(path, row.dump());
    for (const auto& [name, value] : row.items())
        if (name != "edition" && name != "rule" && name != "value" && name != "unit" && name != "valid_from" &&
            name != "valid_to" && name != "source" && name != "note")
            fail(path + "." + name, name);
    DegurbaRow result;
    result.edition = text_of(row, "edition", path);
    if (result.edition.empty())
        result.edition = "any";
    const auto& editions = degurba_editions();
    if (result.edition != "any" && std::find(editions.begin(), editions.end(), result.edition) == editions.end())
        fail(path + ".edition", result.edition);
    result.rule = text_of(row, "rule", path);
    const KnownRule* rule = known(result.rule);
    if (rule == nullptr)
        fail(path + ".rule", result.rule);
    result.unit = text_of(row, "unit", path);
    if (result.unit != rule->unit)
        fail(path + ".unit", result.unit);
    const auto value = row.find("value");
    if (value == row.end() || !value->is_number() || !(value->get<double>() >= 0) || value->get<double>() > 1e9)
        fail(path + ".value", value == row.end() ? "" : value->dump());
    result.value = value->get<double>();
    result.valid_from = date_of(row, "valid_from", path);
    result.valid_to = date_of(row, "valid_to", path);
    result.source = text_of(row, "source", path);
    result.note = text_of(row, "note", path);
    return result;
}

} // namespace

const std::vector<std::string>& degurba_editions() {
    static const std::vector<std::string> editions{"2021", "2024"};
    return editions;
}

DegurbaTable DegurbaTable::parse(std::string_view json, const std::string& file) {
    const Json parsed = Json::parse(json, nullptr, false);
    if (parsed.is_discarded() || !parsed.is_object() || parsed.size() != 1 || !parsed.contains("degurba") ||
        !parsed["degurba"].is_array())
        fail(file, "degurba");
    DegurbaTable table;
    for (std::size_t i = 0; i < parsed["degurba"].size(); ++i)
        table.m_rows.push_back(row_of(parsed["degurba"][i], fmt::format("{}: degurba[{}]", file, i)));
    // The strongest first: the very edition, then what began last.
    std::stable_sort(table.m_rows.begin(), table.m_rows.end(), [](const DegurbaRow& a, const DegurbaRow& b) {
        const bool any_a = a.edition == "any", any_b = b.edition == "any";
        return any_a != any_b ? any_b : a.valid_from > b.valid_from;
    });
    return table;
}

void DegurbaTable::add(const DegurbaTable& more) {
    m_rows.insert(m_rows.begin(), more.m_rows.begin(), more.m_rows.end());
}

DegurbaRules DegurbaTable::rules(std::string_view edition, base::Date day) const {
    DegurbaRules rules;
    for (auto row = m_rows.rbegin(); row != m_rows.rend(); ++row) // the weakest first, so that the strongest stays
        if ((row->edition == "any" || row->edition == edition) && !(row->valid_from && day < row->valid_from) &&
            !(row->valid_to && day > row->valid_to))
            known(row->rule)->set(rules, row->value);
    return rules;
}

} // namespace wangge::coverage

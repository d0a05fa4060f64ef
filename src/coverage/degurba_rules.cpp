#include "coverage/degurba_rules.h"

#include "base/error.h"
#include "base/files.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace wangge::coverage {
namespace {

using Json = nlohmann::json;

constexpr model::ValueRange density{1, 100000}, people{1, 10000000}, yes_or_no{0, 1, true};
constexpr std::array<KnownDegurbaRule, 16> known_rules{{
    {"centre_density", "people/km2", density, [](DegurbaRules& r, double v) { r.centre_density = {v}; }},
    {"centre_people", "people", people, [](DegurbaRules& r, double v) { r.centre_people = {v}; }},
    {"hole_area", "km2", {0, 1000}, [](DegurbaRules& r, double v) { r.hole_area = {v}; }},
    {"cluster_density", "people/km2", density, [](DegurbaRules& r, double v) { r.cluster_density = {v}; }},
    {"cluster_people", "people", people, [](DegurbaRules& r, double v) { r.cluster_people = {v}; }},
    {"dense_density", "people/km2", density, [](DegurbaRules& r, double v) { r.dense_density = {v}; }},
    {"dense_people", "people", people, [](DegurbaRules& r, double v) { r.dense_people = {v}; }},
    {"rural_density", "people/km2", density, [](DegurbaRules& r, double v) { r.rural_density = {v}; }},
    {"rural_people", "people", people, [](DegurbaRules& r, double v) { r.rural_people = {v}; }},
    {"low_density", "people/km2", density, [](DegurbaRules& r, double v) { r.low_density = {v}; }},
    {"water_land", "share", {0, 1}, [](DegurbaRules& r, double v) { r.water_land = v; }},
    {"semi_density", "people/km2", density, [](DegurbaRules& r, double v) { r.semi_density = {v}; }},
    {"semi_people", "people", people, [](DegurbaRules& r, double v) { r.semi_people = {v}; }},
    {"semi_neighbours", "cells", {4, 8, true}, [](DegurbaRules& r, double v) { r.semi_neighbours = v < 6 ? 4 : 8; }},
    {"semi_distance", "km", {0, 100}, [](DegurbaRules& r, double v) { r.semi_distance = {v}; }},
    {"majority_of_land", "yes", yes_or_no, [](DegurbaRules& r, double v) { r.majority_of_land = v != 0; }},
}};

const KnownDegurbaRule* known(std::string_view key) {
    const auto found = std::find_if(known_rules.begin(), known_rules.end(),
                                    [&](const KnownDegurbaRule& rule) { return rule.key == key; });
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
    const KnownDegurbaRule* rule = known(result.rule);
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

std::span<const KnownDegurbaRule> known_degurba_rules() {
    return known_rules;
}

std::vector<std::pair<std::string_view, std::string_view>> degurba_orders() {
    return {{"cluster_density", "centre_density"}, {"cluster_people", "centre_people"},
            {"cluster_density", "dense_density"},  {"semi_density", "dense_density"},
            {"dense_people", "centre_people"},     {"rural_density", "cluster_density"},
            {"rural_people", "cluster_people"},    {"low_density", "rural_density"}};
}

DegurbaTable DegurbaTable::shipped() {
    return parse(base::read_file(base::data_folder() / "area_types" / "degurba.json"), "data/area_types/degurba.json");
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

const DegurbaRow* DegurbaTable::find(std::string_view rule, std::string_view edition, base::Date day) const {
    for (const DegurbaRow& row : m_rows)
        if (row.rule == rule && (row.edition == "any" || row.edition == edition) && model::holds_on(row, day))
            return &row;
    return nullptr;
}

DegurbaRules DegurbaTable::rules(std::string_view edition, base::Date day) const {
    DegurbaRules rules;
    for (const KnownDegurbaRule& known : known_rules)
        if (const DegurbaRow* row = find(known.key, edition, day))
            known.set(rules, row->value);
    return rules;
}

} // namespace wangge::coverage

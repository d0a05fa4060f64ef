#include "app/rules/rule_rows.h"

#include "base/error.h"
#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

namespace wangge::app {
namespace {

using nlohmann::json;

bool covers(const RuleRow& wide, const RuleRow& row) {
    if (wide.rule != row.rule)
        return false;
    for (std::size_t i = 0; i < row.of.size(); ++i)
        if (wide.of[i] != "any" && row.of[i] != "any" && wide.of[i] != row.of[i])
            return false;
    return true;
}

// Whether what `found` says is an answer for `row` itself: one for all is none for every one.
bool answers(const std::optional<RuleRow>& found, const RuleRow& row) {
    return found && (found->speaks_of_the_same(row) || std::find(row.of.begin(), row.of.end(), "any") == row.of.end());
}

// The days on which something may change, of rows and of those that ship.
std::set<base::Date> turning_days(const RuleForm& form, std::string_view own) {
    std::set<base::Date> days;
    for (const std::vector<RuleRow>& rows : {form.shipped(), rule_rows(form, own)})
        for (const RuleRow& row : rows) {
            if (row.valid_from)
                days.insert(row.valid_from);
            if (row.valid_to)
                days.insert(row.valid_to + 1);
        }
    return days;
}

// What rows speak of that speak of one thing alone: the editions of a manual.
std::set<std::vector<std::string>> single_subjects(const RuleForm& form) {
    std::set<std::vector<std::string>> subjects;
    for (const RuleRow& row : form.shipped())
        if (std::find(row.of.begin(), row.of.end(), "any") == row.of.end())
            subjects.insert(row.of);
    return subjects;
}

bool says_the_same(const RuleRow& a, const RuleRow& b) {
    return a.speaks_of_the_same(b) && a.value == b.value && a.valid_from == b.valid_from && a.valid_to == b.valid_to;
}

} // namespace

std::string own_rules(const RuleForm& form, const model::Snapshot& snapshot) {
    const auto own = snapshot.settings.find(form.name);
    return own == snapshot.settings.end() ? std::string() : own->second;
}

std::vector<RuleRow> rule_rows(const RuleForm& form, std::string_view text) {
    std::vector<RuleRow> rows;
    if (text.empty())
        return rows;
    const json parsed = json::parse(text);
    for (const json& row : parsed.at(form.name)) {
        RuleRow one;
        one.rule = row.at("rule");
        for (const std::string_view member : form.members) {
            const std::string key = row.value(std::string(member), "");
            one.of.push_back(key.empty() ? "any" : key);
        }
        const json& value = row.at("value");
        one.value = value.is_boolean() ? static_cast<double>(value.get<bool>()) : value.get<double>();
        one.unit = row.at("unit");
        one.valid_from = base::parse_date(row.value("valid_from", "")).value_or(base::Date{});
        one.valid_to = base::parse_date(row.value("valid_to", "")).value_or(base::Date{});
        one.source = row.value("source", "");
        one.note = row.value("note", "");
        rows.push_back(std::move(one));
    }
    return rows;
}

std::string rules_text(const RuleForm& form, const std::vector<RuleRow>& rows) {
    if (rows.empty())
        return {};
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const RuleRow& row : rows) {
        nlohmann::ordered_json one = {{"rule", row.rule}};
        for (std::size_t i = 0; i < form.members.size(); ++i)
            one[std::string(form.members[i])] = row.of[i];
        one["value"] = row.value;
        one["unit"] = row.unit;
        one["valid_from"] = base::to_text(row.valid_from);
        one["valid_to"] = base::to_text(row.valid_to);
        one["source"] = row.source;
        one["note"] = row.note;
        list.push_back(std::move(one));
    }
    return nlohmann::ordered_json{{form.name, std::move(list)}}.dump(1);
}

std::vector<RuleRow> whole_table(const RuleForm& form, std::string_view own, base::Date day) {
    std::vector<RuleRow> rows = rule_rows(form, own);
    const std::size_t own_rows = rows.size();
    for (RuleRow& row : form.in_force(own, day))
        if (std::none_of(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(own_rows),
                         [&](const RuleRow& mine) { return says_the_same(mine, row); }))
            rows.push_back(std::move(row));
    return rows;
}

std::vector<RuleRow> without_shipped(const RuleForm& form, std::vector<RuleRow> rows) {
    const std::vector<RuleRow> shipped = form.shipped();
    std::vector<RuleRow> changed, kept;
    const auto ships = [&](const RuleRow& row) {
        return std::any_of(shipped.begin(), shipped.end(), [&](const RuleRow& s) { return says_the_same(s, row); });
    };
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(changed),
                 [&](const RuleRow& row) { return !ships(row); });
    for (RuleRow& row : rows)
        if (!ships(row) ||
            std::any_of(changed.begin(), changed.end(), [&](const RuleRow& other) { return covers(other, row); }))
            kept.push_back(std::move(row));
    return kept;
}

void refuse_contradictions(const RuleForm& form, std::string_view before, std::string_view after,
                           const std::string& where) {
    if (form.orders.empty())
        return;
    const RuleFinder now = form.finder(after), then = form.finder(before);
    const auto value = [](const RuleFinder& finder, std::string_view rule, const std::vector<std::string>& of,
                          base::Date day) {
        const auto row = finder({.rule = std::string(rule), .of = of}, day);
        return row ? row->value : std::nan("");
    };
    for (const base::Date day : turning_days(form, after))
        for (const std::vector<std::string>& of : single_subjects(form))
            for (const auto& [lower, higher] : form.orders) {
                const double low = value(now, lower, of, day), high = value(now, higher, of, day);
                if (!(low > high) || value(then, lower, of, day) > value(then, higher, of, day))
                    continue;
                const std::string names = "@rules." + form.name + ".";
                base::fail_input("rules.contradiction",
                                 {{"low", names + std::string(lower)},
                                  {"low_value", fmt::format("{:.10g}", low)},
                                  {"high", names + std::string(higher)},
                                  {"high_value", fmt::format("{:.10g}", high)},
                                  {"page", "@rules.page." + of.front()},
                                  {"day", base::to_text(day)}},
                                 where);
            }
}

void check_rule(const RuleForm& form, const RuleRow& row, const std::string& where) {
    try {
        form.check(rules_text(form, {row}), where);
    } catch (const base::Error& error) {
        throw base::Error(error.kind(), error.message(), where); // a path in JSON says nothing to who wrote none
    }
}

double sensible_number(const RuleForm& form, const RuleRow& row, std::string_view text, const std::string& where) {
    double value = 0;
    if (!base::parse_number(base::half_width(base::trimmed(text)), value))
        base::fail_input("rules.not_a_number", {{"value", std::string(base::trimmed(text))}}, where);
    if (const auto problem = why_not(form.sensible(row), value))
        throw base::Error(base::ErrorKind::bad_input, *problem, where);
    return value;
}

RuleChange rule_change(const RuleForm& form, std::string_view text) {
    const std::string where = "--set " + std::string(text);
    const std::size_t equals = text.rfind('=');
    if (equals == std::string_view::npos)
        base::fail_input("rules.bad_change", {{"found", std::string(text)}}, where);
    const std::vector<std::string_view> keys = base::split(text.substr(0, equals), '/');
    if (keys.size() > 1 + form.members.size())
        base::fail_input("rules.bad_change", {{"found", std::string(text)}}, where);
    RuleChange change;
    change.of.rule = form.key_of("rule", keys[0]);
    for (std::size_t i = 0; i < form.members.size(); ++i)
        change.of.of.push_back(i + 1 < keys.size() ? form.key_of(form.members[i], keys[i + 1]) : "any");
    change.of.unit = form.unit_of(change.of.rule);
    check_rule(form, change.of, where);
    if (const std::string_view value = base::trimmed(text.substr(equals + 1)); value != "default")
        change.value = sensible_number(form, change.of, value, where);
    return change;
}

std::string with_changes(const RuleForm& form, std::string_view own, const std::vector<RuleChange>& changes,
                         base::Date day, const std::string& source) {
    std::vector<RuleRow> rows = rule_rows(form, own);
    const RuleFinder shipped = form.finder("");
    for (const RuleChange& change : changes) {
        std::erase_if(rows, [&](const RuleRow& row) {
            return row.speaks_of_the_same(change.of) && row.valid_from && row.valid_from >= day;
        });
        for (RuleRow& row : rows)
            if (row.speaks_of_the_same(change.of) && !(row.valid_to && row.valid_to < day))
                row.valid_to = day + -1;
        RuleRow row = change.of;
        const auto ships = shipped(row, day);
        if (!change.value && !answers(ships, row))
            continue;
        row.value = change.value ? *change.value : ships->value;
        const auto decides = form.finder(rules_text(form, rows))(row, day);
        if (answers(decides, row) && decides->value == row.value)
            continue; // said already
        row.valid_from = day;
        row.source = source;
        rows.push_back(std::move(row));
    }
    return rules_text(form, rows);
}

} // namespace wangge::app

#include "app/rules/rule_form.h"

#include "app/coverage_inputs.h"
#include "app/language.h"
#include "app/rules/rule_rows.h"
#include "app/rules/sheet_headings.h"
#include "base/files.h"
#include "base/text.h"
#include "coverage/degurba_rules.h"
#include "model/kinds.h"

#include <algorithm>
#include <fmt/format.h>

namespace wangge::app {
namespace {

constexpr const char* any = "any";

RuleRow row_of(const reach::TravelRule& row) {
    return {row.rule,       {row.mode ? std::string(reach::key_of(*row.mode)) : any, row.of},
            row.value,      row.unit,
            row.valid_from, row.valid_to,
            row.source,     row.note};
}

RuleRow row_of(const coverage::DegurbaRow& row) {
    return {row.rule, {row.edition}, row.value, row.unit, row.valid_from, row.valid_to, row.source, row.note};
}

// The words that both forms have: rules and their units. "km/h" is "km_h" in text ids.
void add_rule(RuleForm& form, std::string_view key, std::string_view unit) {
    form.words.push_back({"rule", std::string(key), "rules." + form.name + "." + std::string(key)});
    if (std::any_of(form.words.begin(), form.words.end(),
                    [&](const RuleWord& word) { return word.member == "unit" && word.key == unit; }))
        return;
    std::string of_text(unit);
    std::replace(of_text.begin(), of_text.end(), '/', '_');
    form.words.push_back({"unit", std::string(unit), "rules.unit." + of_text});
}

// "any" asks for what a car finds: rows for any mode are told apart from those of a car by the rules themselves.
reach::Mode mode_of(const RuleRow& row) {
    return reach::mode_from_key(row.of[0]).value_or(reach::Mode::car);
}

RuleForm make_travel_form() {
    RuleForm form{.name = "travel", .members = {"mode", "of"}};
    for (const reach::KnownTravelRule& rule : reach::known_travel_rules())
        add_rule(form, rule.key, rule.unit);
    form.words.push_back({"mode", any, "rules.any"});
    for (const reach::Mode mode : {reach::Mode::car, reach::Mode::motorbike, reach::Mode::bicycle, reach::Mode::walk})
        form.words.push_back(
            {"mode", std::string(reach::key_of(mode)), fmt::format("reach.mode.{}", reach::key_of(mode))});
    form.words.push_back({"of", any, "rules.any"});
    const auto add_kinds = [&](std::string_view family, std::span<const std::string_view> keys) {
        for (const std::string_view key : keys)
            form.words.push_back({"of", std::string(key), fmt::format("kind.{}.{}", family, key)});
    };
    add_kinds("road", model::keys<model::RoadClass>());
    add_kinds("water", model::keys<model::WaterKind>());
    add_kinds("land_cover", model::keys<model::LandCover>());
    form.check = [](std::string_view json, const std::string& file) { reach::TravelTable::parse(json, file); };
    form.shipped = [] {
        std::vector<RuleRow> rows;
        for (const auto& file : shipped_files("travel"))
            for (RuleRow& row : rule_rows(travel_form(), base::read_file(file)))
                rows.push_back(std::move(row));
        return rows;
    };
    form.finder = [](std::string_view own) -> RuleFinder {
        return [table = travel_table(own, "travel")](const RuleRow& like, base::Date day) -> std::optional<RuleRow> {
            const reach::TravelRule* found = table.find(like.rule, mode_of(like), like.of[1], day);
            return found == nullptr ? std::nullopt : std::optional(row_of(*found));
        };
    };
    form.in_force = [](std::string_view own, base::Date day) {
        std::vector<RuleRow> rows;
        for (const reach::TravelRule& row : travel_table(own, "travel").in_force(day))
            rows.push_back(row_of(row));
        return rows;
    };
    form.sensible = [](const RuleRow& row) {
        return reach::sensible_values(row.rule, reach::mode_from_key(row.of[0]), row.of[1]);
    };
    form.unit_of = [](std::string_view rule) {
        for (const reach::KnownTravelRule& known : reach::known_travel_rules())
            if (known.key == rule)
                return known.unit;
        return std::string_view();
    };
    return form;
}

const coverage::KnownDegurbaRule* threshold(std::string_view rule) {
    for (const coverage::KnownDegurbaRule& known : coverage::known_degurba_rules())
        if (known.key == rule)
            return &known;
    return nullptr;
}

coverage::DegurbaTable thresholds(std::string_view own) {
    coverage::DegurbaTable table = coverage::DegurbaTable::shipped();
    if (!own.empty())
        table.add(coverage::DegurbaTable::parse(own, "degurba"));
    return table;
}

RuleForm make_threshold_form() {
    RuleForm form{.name = "degurba", .members = {"edition"}};
    for (const coverage::KnownDegurbaRule& rule : coverage::known_degurba_rules())
        add_rule(form, rule.key, rule.unit);
    form.words.push_back({"edition", any, "rules.any"});
    form.check = [](std::string_view json, const std::string& file) { coverage::DegurbaTable::parse(json, file); };
    form.shipped = [] {
        return rule_rows(threshold_form(), base::read_file(base::data_folder() / "area_types" / "degurba.json"));
    };
    form.finder = [](std::string_view own) -> RuleFinder {
        return [table = thresholds(own)](const RuleRow& like, base::Date day) -> std::optional<RuleRow> {
            const coverage::DegurbaRow* found = table.find(like.rule, like.of[0], day);
            return found == nullptr ? std::nullopt : std::optional(row_of(*found));
        };
    };
    form.in_force = [](std::string_view own, base::Date day) {
        const coverage::DegurbaTable table = thresholds(own);
        std::vector<RuleRow> rows;
        for (const coverage::KnownDegurbaRule& rule : coverage::known_degurba_rules()) {
            std::vector<const coverage::DegurbaRow*> listed;
            for (const std::string& edition : coverage::degurba_editions())
                if (const coverage::DegurbaRow* found = table.find(rule.key, edition, day);
                    found != nullptr && std::find(listed.begin(), listed.end(), found) == listed.end()) {
                    listed.push_back(found);
                    rows.push_back(row_of(*found));
                }
        }
        return rows;
    };
    form.sensible = [](const RuleRow& row) { return threshold(row.rule)->sensible; };
    form.orders = coverage::degurba_orders();
    form.unit_of = [](std::string_view rule) {
        const coverage::KnownDegurbaRule* known = threshold(rule);
        return known == nullptr ? std::string_view() : known->unit;
    };
    return form;
}

} // namespace

std::string RuleForm::word(const base::Catalog& catalog, std::string_view member, std::string_view key) const {
    for (const RuleWord& word : words)
        if (word.member == member && word.key == key)
            return catalog.say(word.text);
    return std::string(key);
}

std::string RuleForm::key_of(std::string_view member, std::string_view word) const {
    const std::string wanted = folded(word);
    for (const RuleWord& each : words) {
        if (each.member != member)
            continue;
        if (wanted == each.key)
            return each.key;
        for (const std::string_view language : languages())
            if (wanted == folded(catalog_of(language).say(each.text)))
                return each.key;
    }
    return std::string(base::trimmed(word));
}

std::string RuleForm::id_of(const RuleRow& row) const {
    std::string id = row.rule;
    for (const std::string& key : row.of)
        id += "/" + key;
    return id;
}

const RuleForm& travel_form() {
    static const RuleForm form = make_travel_form();
    return form;
}

const RuleForm& threshold_form() {
    static const RuleForm form = make_threshold_form();
    return form;
}

std::optional<base::Message> why_not(const model::ValueRange& range, double value) {
    if (range.holds(value))
        return std::nullopt;
    return base::Message{range.only_ends ? "rules.only_two" : "rules.out_of_range",
                         {{"value", fmt::format("{:g}", value)},
                          {"low", fmt::format("{:.10g}", range.low)},
                          {"high", fmt::format("{:.10g}", range.high)}}};
}

} // namespace wangge::app

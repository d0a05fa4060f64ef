#include "style/changes.h"

#include "base/error.h"
#include "base/text.h"
#include "style/style.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

namespace wangge::style {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 9> parts{"fill",
                                                "line",
                                                "casing",
                                                "bands",
                                                "hatch",
                                                "symbol",
                                                "label",
                                                "metres_per_pixel_at_most",
                                                "label_metres_per_pixel_at_most"};

bool is_part(std::string_view word) {
    return std::find(parts.begin(), parts.end(), word) != parts.end();
}

json parsed(std::string_view text) {
    if (text.empty())
        return json::object();
    json result = json::parse(text, nullptr, false);
    if (!result.is_object())
        base::fail_input("style.bad_json", {{"file", "look"}, {"byte", "0"}}, "look/style");
    return result;
}

std::string class_of(const json& rule) {
    return rule.value("class", "*");
}

// The rule of a layer and class among `rules`, null when there is none.
json* rule_of(json& rules, const std::string& layer, const std::string& kind) {
    for (json& rule : rules)
        if (rule.value("layer", "") == layer && class_of(rule) == kind)
            return &rule;
    return nullptr;
}

// Where a dotted name points: a rule's own members, or another object of the style.
struct Place {
    std::string layer, kind = "*", section; // section "relief", "roles" or "palettes" instead of a layer
    std::vector<std::string> path;          // inside the rule or section
};

std::optional<Place> place_of(std::string_view name) {
    std::vector<std::string> words;
    for (std::string_view word : base::split(name, '.')) {
        if (word.empty())
            return std::nullopt;
        words.emplace_back(word);
    }
    if (words.empty())
        return std::nullopt;
    Place place;
    std::size_t next = 1;
    if (words[0] == "relief" || words[0] == "roles" || words[0] == "palettes")
        place.section = words[0];
    else {
        place.layer = words[0];
        if (words.size() > 1 && !is_part(words[1]))
            place.kind = words[next++];
    }
    place.path.assign(words.begin() + static_cast<std::ptrdiff_t>(next), words.end());
    return place;
}

void list(const json& value, const std::string& name, std::vector<std::pair<std::string, std::string>>& into) {
    if (!value.is_object()) {
        into.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
        return;
    }
    for (const auto& [key, member] : value.items())
        if (key != "layer" && key != "class")
            list(member, name + "." + key, into);
}

} // namespace

void apply_changes(json& style, std::string_view changes) {
    const json all = parsed(changes);
    for (const auto& [key, value] : all.items()) {
        if (key == "relief" || key == "roles" || key == "palettes") {
            style[key].merge_patch(value);
            continue;
        }
        if (key != "rules" || !value.is_array())
            base::fail_input("style.unknown_key", {{"key", key}}, "look/style/" + key);
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (!value[i].is_object() || !value[i].contains("layer") || !value[i]["layer"].is_string())
                base::fail_input("style.missing_key", {{"key", "layer"}}, "look/style/rules/" + std::to_string(i));
            const std::string layer = value[i]["layer"], kind = class_of(value[i]);
            json* rule = rule_of(style["rules"], layer, kind);
            if (!rule) {
                json fresh = json::object();
                if (const json* general = rule_of(style["rules"], layer, "*"))
                    fresh = *general;
                fresh["layer"] = layer;
                if (kind != "*")
                    fresh["class"] = kind;
                style["rules"].push_back(std::move(fresh));
                rule = &style["rules"].back();
            }
            rule->merge_patch(value[i]);
        }
    }
}

std::string with_change(std::string_view style, std::string_view changes, std::string_view name,
                        std::string_view value) {
    const std::optional<Place> place = place_of(name);
    if (!place || place->path.empty())
        base::fail_input("style.bad_name", {{"name", std::string(name)}}, std::string(name));
    json all = parsed(changes);
    json* at = nullptr;
    if (!place->section.empty())
        at = &all[place->section];
    else {
        json& rules = all["rules"];
        if (rules.is_null())
            rules = json::array();
        at = rule_of(rules, place->layer, place->kind);
        if (!at) {
            json fresh{{"layer", place->layer}};
            if (place->kind != "*")
                fresh["class"] = place->kind;
            rules.push_back(std::move(fresh));
            at = &rules.back();
        }
    }
    for (const std::string& key : place->path) {
        if (!at->is_null() && !at->is_object())
            base::fail_input("style.bad_name", {{"name", std::string(name)}}, std::string(name));
        at = &(*at)[key];
    }
    json given = json::parse(value, nullptr, false);
    *at = given.is_discarded() ? json(std::string(value)) : std::move(given);
    std::string result = all.dump();
    try {
        Style::named(style, result);
    } catch (const base::Error& error) {
        // A person knows the name that they gave, not the line of a file that it was merged into.
        throw base::Error(error.kind(), error.message(), std::string(name));
    }
    return result;
}

std::string without_change(std::string_view changes, std::string_view name) {
    if (name.empty())
        return {};
    const std::optional<Place> place = place_of(name);
    if (!place)
        base::fail_input("style.bad_name", {{"name", std::string(name)}}, std::string(name));
    json all = parsed(changes);
    const auto prune = [&](json& from) {
        if (place->path.empty()) {
            from = json::object();
            return;
        }
        std::string pointer;
        for (std::size_t i = 0; i + 1 < place->path.size(); ++i)
            pointer += "/" + place->path[i];
        const json::json_pointer to(pointer);
        if (from.contains(to) && from[to].is_object())
            from[to].erase(place->path.back());
    };
    if (!place->section.empty()) {
        if (all.contains(place->section))
            prune(all[place->section]);
    } else if (all.contains("rules")) {
        json kept = json::array();
        for (json& rule : all["rules"]) {
            // "roads" alone means every class of the layer.
            const bool whole_layer = place->path.empty() && place->kind == "*";
            if (rule.value("layer", "") == place->layer && (whole_layer || class_of(rule) == place->kind)) {
                if (place->path.empty())
                    continue;
                prune(rule);
            }
            std::vector<std::pair<std::string, std::string>> left;
            list(rule, "", left);
            if (!left.empty())
                kept.push_back(std::move(rule));
        }
        all["rules"] = std::move(kept);
    }
    return list_changes(all.dump()).empty() ? std::string() : all.dump();
}

std::vector<std::pair<std::string, std::string>> list_changes(std::string_view changes) {
    std::vector<std::pair<std::string, std::string>> result;
    const json all = parsed(changes);
    for (const auto& [key, value] : all.items())
        if (key == "rules") {
            for (const json& rule : value)
                list(rule, rule.value("layer", "") + (class_of(rule) == "*" ? "" : "." + class_of(rule)), result);
        } else
            list(value, key, result);
    std::sort(result.begin(), result.end());
    return result;
}

bool is_colour_name(std::string_view name) {
    const std::string_view last = name.substr(name.rfind('.') + 1);
    return last == "colour" || last == "ink" || last == "halo" || last == "ground" || name.starts_with("relief.") ||
           name.starts_with("roles.") || name.starts_with("palettes.");
}

} // namespace wangge::style

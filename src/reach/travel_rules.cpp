#include "reach/travel_rules.h"

#include "base/error.h"
#include "model/kinds.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <span>

namespace wangge::reach {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 4> modes{"car", "motorbike", "bicycle", "walk"};
constexpr std::array<std::string_view, 1> anything{"any"};

// Every rule that an engine asks for; a file may not name another, because a misspelt row would silently do nothing.
struct KnownRule {
    std::string_view key, unit;
    std::span<const std::string_view> kinds; // that the rule tells apart, besides "any"
};

std::span<const KnownRule> known_rules() {
    static const std::array<KnownRule, 12> rules{{
        {"road_speed", "km/h", model::keys<model::RoadClass>()},
        {"both_ways", "yes", model::keys<model::RoadClass>()},
        {"walk_speed", "km/h", {}},
        {"snap_limit", "m", {}},
        {"water_blocks", "yes", model::keys<model::WaterKind>()},
        {"ferry_wait", "min", {}},
        {"node_tolerance", "m", {}},
        {"join_crossings", "yes", {}},
        {"ground_speed", "km/h", model::keys<model::LandCover>()},
        {"slope_slows", "yes", {}},
        {"sixteen_directions", "yes", {}},
        {"towards_person", "yes", {}},
    }};
    return rules;
}

constexpr std::array<std::string_view, 9> members{"rule",       "mode",     "of",     "value", "unit",
                                                  "valid_from", "valid_to", "source", "note"};

// Reads one row; `path` is where it stands, for messages.
class RowReader {
public:
    RowReader(const Json& row, std::string path) : m_row(row), m_path(std::move(path)) {}

    TravelRule read() const {
        if (!m_row.is_object())
            fail("rule_not_an_object", "", "");
        for (const auto& [name, value] : m_row.items())
            if (std::find(members.begin(), members.end(), name) == members.end())
                fail("rule_unknown_member", name, name);
        TravelRule rule;
        rule.rule = text("rule", true);
        const auto known = std::find_if(known_rules().begin(), known_rules().end(),
                                        [&](const KnownRule& each) { return each.key == rule.rule; });
        if (known == known_rules().end())
            fail("rule_unknown", "rule", rule.rule);
        if (const std::string mode = text("mode", false); !mode.empty() && mode != "any") {
            rule.mode = mode_from_key(mode);
            if (!rule.mode)
                fail("rule_bad_mode", "mode", mode, fmt::format("any, {}", fmt::join(modes, ", ")));
        }
        rule.of = text("of", false);
        if (rule.of.empty())
            rule.of = "any";
        if (rule.of != "any" && std::find(known->kinds.begin(), known->kinds.end(), rule.of) == known->kinds.end())
            fail("rule_bad_kind", "of", rule.of,
                 known->kinds.empty() ? "any" : fmt::format("any, {}", fmt::join(known->kinds, ", ")));
        rule.unit = text("unit", true);
        if (rule.unit != known->unit)
            fail("rule_bad_unit", "unit", rule.unit, std::string(known->unit));
        read_value(rule);
        rule.valid_from = date("valid_from");
        rule.valid_to = date("valid_to");
        rule.source = text("source", true);
        rule.note = text("note", false);
        return rule;
    }

private:
    void read_value(TravelRule& rule) const {
        const auto value = m_row.find("value");
        if (value == m_row.end())
            fail("rule_missing_member", "value", "value");
        if (rule.unit == "yes" && value->is_boolean()) {
            rule.value = value->get<bool>() ? 1 : 0;
            return;
        }
        if (!value->is_number() || !(value->get<double>() >= 0) || value->get<double>() > 1e6)
            fail("rule_bad_value", "value", value->dump());
        rule.value = value->get<double>();
        if (rule.unit == "yes" && rule.value != 0 && rule.value != 1)
            fail("rule_bad_value", "value", value->dump());
    }
    std::string text(const char* name, bool required) const {
        const auto found = m_row.find(name);
        if (found == m_row.end()) {
            if (required)
                fail("rule_missing_member", name, name);
            return {};
        }
        if (!found->is_string())
            fail("rule_not_a_text", name, found->dump());
        return found->get<std::string>();
    }
    base::Date date(const char* name) const {
        const std::string written = text(name, false);
        if (written.empty())
            return {};
        const auto day = base::parse_date(written);
        if (!day)
            fail("rule_bad_date", name, written);
        return *day;
    }
    [[noreturn]] void fail(const std::string& what, std::string_view member, const std::string& found,
                           const std::string& expected = {}) const {
        base::fail_input("reach." + what, {{"found", found}, {"expected", expected}},
                         member.empty() ? m_path : fmt::format("{}.{}", m_path, member));
    }

    const Json& m_row;
    std::string m_path;
};

} // namespace

std::string_view key_of(Mode mode) {
    return modes[static_cast<std::size_t>(mode)];
}

std::optional<Mode> mode_from_key(std::string_view key) {
    const auto found = std::find(modes.begin(), modes.end(), key);
    return found == modes.end() ? std::nullopt : std::optional(static_cast<Mode>(found - modes.begin()));
}

TravelTable TravelTable::parse(std::string_view json, const std::string& file) {
    const Json parsed = Json::parse(json, nullptr, false);
    if (parsed.is_discarded())
        base::fail_input("reach.rules_not_json", {{"file", file}}, file);
    const auto rows = parsed.is_object() ? parsed.find("travel") : parsed.end();
    if (!parsed.is_object() || rows == parsed.end() || !rows->is_array())
        base::fail_input("reach.rules_no_list", {{"file", file}}, file);
    for (const auto& [name, value] : parsed.items())
        if (name != "travel")
            base::fail_input("reach.rule_unknown_member", {{"found", name}}, file + ": " + name);
    std::vector<TravelRule> read;
    for (std::size_t i = 0; i < rows->size(); ++i)
        read.push_back(RowReader((*rows)[i], fmt::format("{}: travel[{}]", file, i)).read());
    // Of rows that hold at once the one that began last is asked first; the order of the file decides between equals.
    std::stable_sort(read.begin(), read.end(),
                     [](const TravelRule& a, const TravelRule& b) { return a.valid_from > b.valid_from; });
    TravelTable table;
    table.m_files.push_back(std::move(read));
    return table;
}

void TravelTable::add(const TravelTable& more) {
    m_files.insert(m_files.begin(), more.m_files.begin(), more.m_files.end());
}

const TravelRule* TravelTable::find(std::string_view rule, Mode mode, std::string_view of, base::Date day) const {
    for (const std::vector<TravelRule>& file : m_files) {
        const TravelRule* best = nullptr;
        int best_rank = -1;
        for (const TravelRule& each : file) {
            if (each.rule != rule || (each.mode && *each.mode != mode) || (each.of != "any" && each.of != of))
                continue;
            if ((each.valid_from && day < each.valid_from) || (each.valid_to && day > each.valid_to))
                continue;
            if (const int rank = (each.mode ? 2 : 0) + (each.of != "any" ? 1 : 0); rank > best_rank) {
                best = &each;
                best_rank = rank;
            }
        }
        if (best != nullptr)
            return best;
    }
    return nullptr;
}

std::vector<TravelRule> TravelTable::in_force(base::Date day) const {
    std::vector<TravelRule> rows;
    for (const KnownRule& known : known_rules()) {
        std::vector<const TravelRule*> listed;
        const auto kinds = known.kinds.empty() ? std::span<const std::string_view>(anything) : known.kinds;
        for (std::size_t mode = 0; mode < modes.size(); ++mode)
            for (const std::string_view kind : kinds)
                if (const TravelRule* found = find(known.key, static_cast<Mode>(mode), kind, day);
                    found != nullptr && std::find(listed.begin(), listed.end(), found) == listed.end()) {
                    listed.push_back(found);
                    rows.push_back(*found);
                }
    }
    return rows;
}

double TravelOptions::value(std::string_view rule, std::string_view of, std::string_view unit) const {
    const TravelRule* found = table.find(rule, mode, of, as_of);
    if (found == nullptr)
        base::fail_input("reach.no_rule", {{"rule", std::string(rule)},
                                           {"mode", "@reach.mode." + std::string(key_of(mode))},
                                           {"of", std::string(of)},
                                           {"date", base::to_text(as_of)}});
    base::ensure(found->unit == unit, "a travel rule is asked for in its own unit");
    return found->value;
}

KilometresPerHour TravelOptions::speed(std::string_view rule, std::string_view of) const {
    return {value(rule, of, "km/h")};
}
base::Metres TravelOptions::metres(std::string_view rule, std::string_view of) const {
    return {value(rule, of, "m")};
}
base::Minutes TravelOptions::minutes(std::string_view rule, std::string_view of) const {
    return {value(rule, of, "min")};
}
bool TravelOptions::holds(std::string_view rule, std::string_view of) const {
    return value(rule, of, "yes") != 0;
}
double TravelOptions::factor(std::string_view rule, std::string_view of) const {
    return value(rule, of, "factor");
}

} // namespace wangge::reach

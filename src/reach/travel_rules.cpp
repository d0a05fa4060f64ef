#include "reach/travel_rules.h"

#include "base/error.h"
#include "model/dated_rows.h"
#include "model/kinds.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <span>

namespace wangge::reach {
namespace {

constexpr std::array<std::string_view, 4> modes{"car", "motorbike", "bicycle", "walk"};

constexpr std::array<std::string_view, 9> members{"rule",       "mode",     "of",     "value", "unit",
                                                  "valid_from", "valid_to", "source", "note"};

const KnownTravelRule* known_rule(std::string_view key) {
    for (const KnownTravelRule& each : known_travel_rules())
        if (each.key == key)
            return &each;
    return nullptr;
}

TravelRule rule_of(const model::DatedRow& row) {
    row.check_members(members);
    TravelRule rule;
    rule.rule = row.text("rule", true);
    const KnownTravelRule* known = known_rule(rule.rule);
    if (known == nullptr)
        row.fail("unknown", "rule", rule.rule);
    if (const std::string mode = row.text("mode", false); !mode.empty() && mode != "any") {
        rule.mode = mode_from_key(mode);
        if (!rule.mode)
            row.fail("bad_mode", "mode", mode, fmt::format("any, {}", fmt::join(modes, ", ")));
    }
    rule.of = row.text("of", false);
    if (rule.of.empty())
        rule.of = "any";
    if (rule.of != "any" && std::find(known->kinds.begin(), known->kinds.end(), rule.of) == known->kinds.end())
        row.fail("bad_kind", "of", rule.of,
                 known->kinds.empty() ? "any" : fmt::format("any, {}", fmt::join(known->kinds, ", ")));
    rule.unit = row.text("unit", true);
    if (rule.unit != known->unit)
        row.fail("bad_unit", "unit", rule.unit, known->unit);
    rule.value = row.value("value", 1e6, rule.unit == "yes");
    rule.valid_from = row.date("valid_from");
    rule.valid_to = row.date("valid_to");
    rule.source = row.text("source", true);
    rule.note = row.text("note", false);
    return rule;
}

} // namespace

std::string_view key_of(Mode mode) {
    return modes[static_cast<std::size_t>(mode)];
}

std::optional<Mode> mode_from_key(std::string_view key) {
    const auto found = std::find(modes.begin(), modes.end(), key);
    return found == modes.end() ? std::nullopt : std::optional(static_cast<Mode>(found - modes.begin()));
}

std::span<const KnownTravelRule> known_travel_rules() {
    static const std::array<KnownTravelRule, 12> rules{{
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

model::ValueRange sensible_values(std::string_view rule, std::optional<Mode> mode, std::string_view of) {
    constexpr double on_foot = 15, ferry = 80;
    constexpr std::array<double, modes.size()> fastest{150, 120, 40, on_foot}; // by mode
    const KnownTravelRule* known = known_rule(rule);
    base::ensure(known != nullptr, "only known travel rules have a range");
    if (known->unit == "yes")
        return {0, 1, true};
    if (rule == "road_speed")
        return {0, of == "ferry" ? ferry : fastest[static_cast<std::size_t>(mode.value_or(Mode::car))]};
    if (rule == "ground_speed")
        return {0, fastest[static_cast<std::size_t>(mode.value_or(Mode::walk))]};
    if (rule == "walk_speed")
        return {0.5, on_foot};
    return {0, rule == "ferry_wait" ? 240.0 : rule == "node_tolerance" ? 100.0 : 50000.0};
}

TravelTable TravelTable::parse(std::string_view json, const std::string& file) {
    std::vector<TravelRule> read;
    model::each_dated_row(json, file, "travel", {"reach.", "rule"},
                          [&](const model::DatedRow& row) { read.push_back(rule_of(row)); });
    model::latest_first(read);
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
            if (!model::holds_on(each, day))
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
    for (const KnownTravelRule& known : known_travel_rules()) {
        std::vector<const TravelRule*> listed;
        std::vector<std::string_view> kinds(known.kinds.begin(), known.kinds.end());
        kinds.push_back("any"); // what holds where the kind is not known
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

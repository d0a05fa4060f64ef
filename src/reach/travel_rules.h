// The numbers that decide how fast one gets about: dated, editable rows with their source, chosen by day, mode and kind
// of ground.
#pragma once
#include "base/date.h"
#include "base/units.h"
#include "model/dated_rows.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::reach {

using KilometresPerHour = base::Quantity<struct KilometresPerHourTag>;

enum class Mode : std::uint8_t { car, motorbike, bicycle, walk };
// "car", "motorbike", "bicycle", "walk".
std::string_view key_of(Mode mode);
std::optional<Mode> mode_from_key(std::string_view key);

struct TravelRule {
    std::string rule;         // one of the known rules, e.g. "road_speed"
    std::optional<Mode> mode; // empty = any
    std::string of;           // kind of road, water or ground that it speaks of; "any" = all
    double value = 0;
    std::string unit;                // of the rule: "km/h", "m", "min", "yes" (1 or 0) or "factor"
    base::Date valid_from, valid_to; // no date = open
    std::string source, note;
};

// A rule that an engine asks for; a file may not name another, because a misspelt row would silently do nothing.
struct KnownTravelRule {
    std::string_view key, unit;
    std::span<const std::string_view> kinds; // that the rule tells apart, besides "any"
};
std::span<const KnownTravelRule> known_travel_rules();
// Values of the rule that are no slip of the pen. The rule must be a known one.
model::ValueRange sensible_values(std::string_view rule, std::optional<Mode> mode, std::string_view of);

// The rules of data/travel and of the project. A rule asked for by the wrong unit is a bug.
class TravelTable {
public:
    // Reads {"travel": [{rule, mode, of, value, unit, valid_from, valid_to, source, note}, ...]}. Throws
    // Error(bad_input) "reach.rule_*" whose `where` is `file` and the JSON path of what is wrong: an unknown member,
    // rule, mode or kind, a wrong unit, a value that is negative, a day that is none.
    static TravelTable parse(std::string_view json, const std::string& file);

    // The rows of `more` (a project's own) win over those already here wherever both hold.
    void add(const TravelTable& more);

    // The rows that decide on `day`, in the order of known rules, then modes, then kinds.
    std::vector<TravelRule> in_force(base::Date day) const;

    // The row that decides: of a file added later; within a file one for the very mode beats one for any, then one for
    // the very kind beats one for any, then the later valid_from wins. Null when none holds.
    const TravelRule* find(std::string_view rule, Mode mode, std::string_view of, base::Date day) const;

private:
    std::vector<std::vector<TravelRule>> m_files; // the strongest first
};

// How somebody travels on a day.
struct TravelOptions {
    TravelTable table;
    Mode mode = Mode::car;
    base::Date as_of;

    // The value that holds for the mode on the day. Throw Error(bad_input) "reach.no_rule" when none does.
    KilometresPerHour speed(std::string_view rule, std::string_view of = "any") const; // 0 = closed to the mode
    base::Metres metres(std::string_view rule, std::string_view of = "any") const;
    base::Minutes minutes(std::string_view rule, std::string_view of = "any") const;
    bool holds(std::string_view rule, std::string_view of = "any") const;
    double factor(std::string_view rule, std::string_view of = "any") const;

private:
    double value(std::string_view rule, std::string_view of, std::string_view unit) const;
};

} // namespace wangge::reach

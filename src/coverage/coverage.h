// Who is covered: places against the people who count, within the norm and within what each person can carry.
//
// A target (village seat or site) is
//   uncovered      when no person who counts stands within the limit of its area type, or it has no position;
//   over_capacity  when somebody is in reach, but not all its residents find room with the people in reach;
//   covered        otherwise.
// Sites are not residents, so of them only reach is asked. A village without a population record has 0 residents: it is
// covered as soon as somebody is in reach.
//
// Supervision coverage asks five things of a village: a contact is named, in place and active, within reach, with
// capacity, and has visited in time. In place and active is Standing::counts; reach and capacity make the state, by
// whoever is near, because a neighbour's informant who has room does serve; the name is counted apart
// (Totals::with_named_contact) and its lack is a contact blind spot; visits are judged at the sites (visit blind
// spots).
#pragma once
#include "coverage/area_types.h"
#include "coverage/limits.h"
#include "coverage/share.h"
#include "coverage/standing.h"

#include <optional>
#include <string>

namespace wangge::coverage {

enum class TargetKind : std::uint8_t { villages, sites };

struct Options {
    model::PersonRole role = model::PersonRole::informant; // informant or coordinator
    TargetKind of = TargetKind::villages;
    base::Date as_of;                      // the day on which people and norms are judged
    std::optional<reach::Effort> limit;    // for every area type, instead of the norms
    std::optional<base::Persons> capacity; // of everybody, instead of the register and the norm; 0 = any number
    bool with_area = true;                 // false leaves the areas 0
    bool with_planned = true;              // count people of an accepted plan as if they were in post
};

// A township by boundary, by code alone, or (empty code) the targets that lie in none.
struct Group {
    std::string code, name;
    model::Row township = model::no_row; // row of snapshot.townships
};

// What does not change when only the limits move. Points into the snapshot, the norms' answers are kept.
struct Prepared {
    const model::Snapshot* snapshot = nullptr;
    const reach::Reach* reach = nullptr;
    Options options;
    Limits norm_limits;
    std::vector<Standing> standings;            // a row of snapshot.people
    std::vector<model::Row> sources;            // rows of the people who count
    std::vector<double> source_x, source_y;     // their positions
    std::vector<Residents> capacity;            // of each, no_limit where nothing limits it
    std::vector<double> x, y;                   // of the targets
    std::vector<Residents> residents;           // a target; 0 for sites
    std::vector<AreaTypeOf> village_area, area; // a village; a target
    std::vector<reach::Link> nearest;           // a target; source counts in `sources`
    std::vector<Group> groups;                  // townships by code, then what has no township
    std::vector<std::int32_t> group;            // a target: row of groups
    std::vector<std::uint8_t> named;            // a village: its named contact is of the role and counts
    bool training_judged = false;               // see standings()
    std::int64_t planned = 0;                   // people of an accepted plan: of the sources, or left out
};

struct Totals {
    std::int64_t targets = 0, covered = 0, over_capacity = 0, uncovered = 0;
    // Covered targets that are villages whose named contact is of the role and counts.
    std::int64_t with_named_contact = 0;
    // Residents: all; with room at somebody in reach; in reach but without room; out of reach. The last three add up.
    Residents people = 0, people_covered = 0, people_over_capacity = 0, people_uncovered = 0;
    base::SquareMetres area, uncovered_area;
};

struct Result {
    std::vector<model::CoverState> state; // a target
    std::vector<reach::Effort> limit;     // a target: the limit that it was held to
    std::vector<Residents> served;        // a target: residents with room; all of a site's 0
    std::vector<Residents> load;          // a source: residents that it serves
    Limits limits;
    Totals total;
    ByArea<Totals> by_area_type; // without areas
    std::vector<Totals> by_group;
};

// Throws Error(bad_input) "coverage.no_norm" when no norm holds on that day.
Prepared prepare(const model::Snapshot& snapshot, const Norms& norms, const Options& options, const reach::Reach& reach,
                 base::Feedback& feedback);
// The limits of the options, else of the norms.
Limits limits_of(const Prepared& prepared);
// Areas: each place of the county is held to the limit of the village that it lies in, land outside all villages to the
// rural limit; the uncovered area is what no person who counts reaches within that limit.
Result measure(const Prepared& prepared, const Limits& limits, base::Feedback& feedback);

Result run(const model::Snapshot& snapshot, const Norms& norms, const Options& options, const reach::Reach& reach,
           base::Feedback& feedback);

// Why the target is in its state, as a sentence with the nearest person, the way there and the limit.
base::Message state_reason(const Prepared& prepared, const Result& result, std::size_t target);

} // namespace wangge::coverage

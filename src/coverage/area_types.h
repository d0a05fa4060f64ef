// Whether a place is town, fringe or village, or stands near a hospital, each with the reason.
#pragma once
#include "base/feedback.h"
#include "base/message.h"
#include "coverage/degurba.h"
#include "coverage/norms.h"
#include "model/snapshot.h"

#include <map>
#include <vector>

namespace wangge::coverage {

// What decided the area type of a place.
enum class AreaReason : std::uint8_t {
    class_code,     // the official urban-rural class of its village
    code_structure, // no class given: the kinds of township and village in the 12-digit code
    no_code,        // neither: taken as rural
    near_hospital,  // within the norm's radius round a hospital
    outside_villages,
    by_hand,     // somebody said so
    degurba,     // Degree of Urbanisation: most of its people live in cells of this type
    degurba_cell // the cell that it lies in; nobody is known to live there
};

struct AreaTypeOf {
    model::AreaType type = model::AreaType::rural;
    AreaReason reason = AreaReason::no_code;
    // Degree of Urbanisation: the code of the place, its people, and the share of them that the type rests on.
    std::uint8_t code = 0;
    float people = 0, share = 0;
    // The hospital and how far it is.
    model::Row hospital = model::no_row;
    float metres = 0;
};

enum class AreaSource : std::uint8_t { official, degurba };
// "official", "degurba".
std::string_view key_of(AreaSource source);

// How a project decides area types; kept in its setting "area_types".
struct AreaTypeChoice {
    AreaSource source = AreaSource::official;
    std::string edition = "2024";                                // of the Degree of Urbanisation
    std::map<std::string, model::AreaType, std::less<>> by_hand; // code of a village -> what somebody said

    // Reads {"source": ..., "edition": ..., "by_hand": {code: type}}; an empty text is the default. Throws
    // Error(bad_input) "coverage.area_choice".
    static AreaTypeChoice parse(std::string_view json);
    std::string to_json() const;
};
AreaTypeChoice area_type_choice(const model::Snapshot& snapshot);

// By the official class (国家统计局统计用城乡划分代码): 111 and 121 urban, 112 and 122 fringe, 123 (special area:
// works, campus, development zone; the statistical rules count it as town) urban, 210 and 220 rural. Without a class,
// by the code's structure: a residents' committee (居委会 001-199, 400-499) of a street or town is urban; a villagers'
// committee (村委会 200-399, 500-599) of a street is fringe; all others are rural. Without a 12-digit code: rural.
AreaTypeOf area_type_of(std::int16_t urban_rural_class, std::string_view code);

// One a village, in order of row, by the project's choice: what somebody said wins over the chosen source. Hospital
// surroundings are a matter of places, not of whole villages.
std::vector<AreaTypeOf> village_area_types(const model::Snapshot& snapshot);
// One a village, by the official class and code alone.
std::vector<AreaTypeOf> official_area_types(const model::Snapshot& snapshot);
// One a village: the type that most of its people live in (of equal shares the more urban), with code_of_place(). A
// village of which nobody is counted has the type of the cell that its seat lies in.
std::vector<AreaTypeOf> degurba_area_types(const model::Snapshot& snapshot, const Degurba& degurba,
                                           base::Feedback& feedback);

// The Degree of Urbanisation of the project's country: from the population grid, without one from the villages, in
// cells of 1 km. Rules: data/area_types, then the project's own (setting "degurba").
Degurba degurba_of(const model::Snapshot& snapshot, std::string_view edition, base::Date as_of,
                   base::Feedback& feedback);

// One a site: hospital surroundings within `hospital_radius` of a placed hospital (closed), else its village's.
std::vector<AreaTypeOf> site_area_types(const model::Snapshot& snapshot, const std::vector<AreaTypeOf>& villages,
                                        base::Metres hospital_radius, base::Feedback& feedback);
// One a supervision cell: hospital surroundings when a point inside it is within the radius; else the type that most of
// the villages' residents have that it is made of; else that of the village that the point lies in.
std::vector<AreaTypeOf> cell_area_types(const model::Snapshot& snapshot, const std::vector<AreaTypeOf>& villages,
                                        base::Metres hospital_radius, base::Feedback& feedback);

// The reason as a sentence with its numbers. `village` is the row of the village that decided, or no_row.
base::Message area_reason(const model::Snapshot& snapshot, const AreaTypeOf& area, model::Row village);

} // namespace wangge::coverage

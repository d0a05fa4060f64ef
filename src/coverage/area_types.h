// Whether a place is town, fringe or village, or stands near a hospital, each with the reason.
#pragma once
#include "base/feedback.h"
#include "base/message.h"
#include "coverage/norms.h"
#include "model/snapshot.h"

#include <vector>

namespace wangge::coverage {

// What decided the area type of a place.
enum class AreaReason : std::uint8_t {
    class_code,     // the official urban-rural class of its village
    code_structure, // no class given: the kinds of township and village in the 12-digit code
    no_code,        // neither: taken as rural
    near_hospital,  // within the norm's radius round a hospital
    outside_villages
};

struct AreaTypeOf {
    model::AreaType type = model::AreaType::rural;
    AreaReason reason = AreaReason::no_code;
};

// By the official class (国家统计局统计用城乡划分代码): 111 and 121 urban, 112 and 122 fringe, 123 (special area:
// works, campus, development zone; the statistical rules count it as town) urban, 210 and 220 rural. Without a class,
// by the code's structure: a residents' committee (居委会 001-199, 400-499) of a street or town is urban; a villagers'
// committee (村委会 200-399, 500-599) of a street is fringe; all others are rural. Without a 12-digit code: rural.
AreaTypeOf area_type_of(std::int16_t urban_rural_class, std::string_view code);

// One a village, in order of row. Hospital surroundings are a matter of places, not of whole villages.
std::vector<AreaTypeOf> village_area_types(const model::Snapshot& snapshot);
// One a site: hospital surroundings within `hospital_radius` of a placed hospital (closed), else its village's.
std::vector<AreaTypeOf> site_area_types(const model::Snapshot& snapshot, const std::vector<AreaTypeOf>& villages,
                                        base::Metres hospital_radius, base::Feedback& feedback);

// The reason as a sentence. `village` is the row of the village that decided, or no_row.
base::Message area_reason(const model::Snapshot& snapshot, const AreaTypeOf& area, model::Row village);

} // namespace wangge::coverage

#include "coverage/area_types.h"

#include "base/text.h"
#include "geo/point_index.h"

#include <algorithm>

namespace wangge::coverage {
namespace {

using model::AreaType;

bool by_class(std::int16_t urban_rural_class, AreaType& type) {
    switch (urban_rural_class) {
    case 111:
    case 121:
    case 123:
        type = AreaType::urban;
        return true;
    case 112:
    case 122:
        type = AreaType::fringe;
        return true;
    case 210:
    case 220:
        type = AreaType::rural;
        return true;
    default:
        return false;
    }
}

// GB/T 10114: digits 7-9 tell the kind of township, 10-12 the kind of village.
bool by_code(std::string_view code, AreaType& type) {
    std::int64_t township = 0, village = 0;
    if (code.size() != 12 || !base::parse_integer(code.substr(6, 3), township) ||
        !base::parse_integer(code.substr(9, 3), village) || township < 1 || township > 599 || village < 1 ||
        village > 599)
        return false;
    const bool street = township <= 99, town = township >= 100 && township <= 199;
    const bool residents = village <= 199 || (village >= 400 && village <= 499);
    type = residents && (street || town) ? AreaType::urban : street ? AreaType::fringe : AreaType::rural;
    return true;
}

} // namespace

AreaTypeOf area_type_of(std::int16_t urban_rural_class, std::string_view code) {
    AreaTypeOf result;
    if (by_class(urban_rural_class, result.type))
        result.reason = AreaReason::class_code;
    else if (by_code(code, result.type))
        result.reason = AreaReason::code_structure;
    return result;
}

std::vector<AreaTypeOf> village_area_types(const model::Snapshot& snapshot) {
    const model::VillageTable& villages = snapshot.villages;
    std::vector<AreaTypeOf> types(villages.size());
    for (std::size_t i = 0; i < villages.size(); ++i)
        types[i] = area_type_of(villages.urban_rural_class[i], villages.code[i]);
    return types;
}

std::vector<AreaTypeOf> site_area_types(const model::Snapshot& snapshot, const std::vector<AreaTypeOf>& villages,
                                        base::Metres hospital_radius, base::Feedback& feedback) {
    const model::SiteTable& sites = snapshot.sites;
    std::vector<double> x, y;
    for (std::size_t i = 0; i < sites.size(); ++i)
        if (sites.kind[i] == model::SiteKind::hospital && sites.placed(i)) {
            x.push_back(sites.x[i]);
            y.push_back(sites.y[i]);
        }
    const auto hospitals = geo::PointIndex(x, y).nearest_of(sites.x, sites.y, feedback);
    std::vector<AreaTypeOf> types(sites.size());
    for (std::size_t i = 0; i < sites.size(); ++i)
        if (hospitals[i].row >= 0 && hospitals[i].distance <= hospital_radius.value)
            types[i] = {AreaType::hospital_surroundings, AreaReason::near_hospital};
        else if (sites.village[i] != model::no_row)
            types[i] = villages[sites.village[i]];
        else
            types[i] = {AreaType::rural, AreaReason::outside_villages};
    return types;
}

base::Message area_reason(const model::Snapshot& snapshot, const AreaTypeOf& area, model::Row village) {
    const auto code = [&] {
        return village == model::no_row ? std::string() : std::string(snapshot.villages.code[village]);
    };
    switch (area.reason) {
    case AreaReason::class_code:
        return {
            "coverage.area.class_code",
            {{"class", village == model::no_row ? "" : std::to_string(snapshot.villages.urban_rural_class[village])}}};
    case AreaReason::code_structure:
        return {"coverage.area.code_structure", {{"code", code()}}};
    case AreaReason::no_code:
        return {"coverage.area.no_code", {{"code", code()}}};
    case AreaReason::near_hospital:
        return {"coverage.area.near_hospital", {}};
    case AreaReason::outside_villages:
        return {"coverage.area.outside_villages", {}};
    }
    return {};
}

} // namespace wangge::coverage

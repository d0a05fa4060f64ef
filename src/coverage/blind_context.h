// What the finders of blind spots share: the day, the norms of that day, and who lives where.
#pragma once
#include "coverage/area_types.h"
#include "coverage/blind_spots.h"
#include "coverage/limits.h"

namespace wangge::coverage {

struct BlindContext {
    const model::Snapshot& snapshot;
    const Norms& norms;
    const workload::Rules& rules;
    const reach::Reach& reach;
    const BlindSpotOptions& options;
    std::vector<AreaTypeOf> village_area, site_area;
    std::array<double, 5> grade_weight{}; // in the order of model::RiskGrade
    double excess_limit = 0;
    base::Persons people_per_site;

    base::Date as_of() const { return options.as_of; }
    double excess_norm(std::string_view norm) const { return norms.factor(norm, model::AreaType::rural, as_of()); }
    base::Persons people_of_village(std::size_t village) const;
    base::Persons people_of_site(std::size_t site) const;
    // Distance over limit less 1, from 0 to excess_limit.
    double excess_of(double found, double allowed) const;
    // Spots with target, position and township filled in.
    model::BlindSpot at_village(model::BlindSpotKind kind, std::size_t village) const;
    model::BlindSpot at_site(model::BlindSpotKind kind, std::size_t site) const;
    void set_township(model::BlindSpot& spot, model::Row township) const;
};

// Sets severity and the formula "people x excess x weight = severity"; people is set already.
void price(model::BlindSpot& spot, double excess, double weight);

// One finder a kind; each appends.
using Found = std::vector<model::BlindSpot>;
void find_supply(const BlindContext& context, Found& found, base::Feedback& feedback);
void find_contact(const BlindContext& context, BlindSpots& result, base::Feedback& feedback);
void find_responsibility(const BlindContext& context, BlindSpots& result, base::Feedback& feedback);
void find_visit(const BlindContext& context, BlindSpots& result, base::Feedback& feedback);
void find_unmapped(const BlindContext& context, Found& found, base::Feedback& feedback);

} // namespace wangge::coverage

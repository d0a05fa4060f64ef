// 无药店: people live there and nowhere within the norm is medicine to be had.
#include "coverage/blind_context.h"

#include <cmath>

namespace wangge::coverage {

void find_supply(const BlindContext& context, Found& found, base::Feedback& feedback) {
    const model::Snapshot& snapshot = context.snapshot;
    const model::SiteTable& sites = snapshot.sites;
    std::vector<std::size_t> rows;
    std::vector<double> x, y;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        const bool expired = sites.licence_expiry[i] && sites.licence_expiry[i] < context.as_of();
        if (!model::supplies_medicine(sites.kind[i]) || !sites.placed(i) || expired ||
            (sites.flags[i] & model::site_flag::lost_contact) != 0)
            continue;
        rows.push_back(i);
        x.push_back(sites.x[i]);
        y.push_back(sites.y[i]);
    }
    const auto limits = context.norms.metres("supply_reach", context.as_of());
    const auto weights = context.norms.factors("supply_weight", context.as_of());
    const auto nearest = context.reach.nearest({snapshot.villages.x, snapshot.villages.y}, {x, y}, feedback);
    for (std::size_t i = 0; i < snapshot.villages.size(); ++i) {
        const model::AreaType area = context.village_area[i].type;
        const double limit = limits[area].value, distance = nearest[i].effort.value;
        if (std::isnan(snapshot.villages.x[i]) || distance <= limit)
            continue;
        model::BlindSpot spot = context.at_village(model::BlindSpotKind::supply, i);
        price(spot, context.excess_of(distance, limit), weights[area]);
        const std::string kind = "@kind.area_type." + std::string(model::key_of(area));
        if (nearest[i].source < 0) {
            spot.reason = "no_supply";
            spot.cause = {"blind.supply.none", {}};
            spot.evidence = {"blind.supply.evidence_none", {{"limit", metres_text(limit)}, {"area", kind}}};
        } else {
            const std::size_t site = rows[nearest[i].source];
            spot.reason = "supply_far";
            spot.cause = {"blind.supply.far", {{"distance", metres_text(distance)}, {"limit", metres_text(limit)}}};
            spot.evidence = {"blind.supply.evidence",
                             {{"name", std::string(sites.name[site])},
                              {"kind", "@kind.site." + std::string(model::key_of(sites.kind[site]))},
                              {"distance", metres_text(distance)},
                              {"limit", metres_text(limit)},
                              {"area", kind}}};
        }
        spot.fix = {"blind.supply.fix", {{"village", spot.name}}};
        found.push_back(std::move(spot));
    }
}

} // namespace wangge::coverage

// 无药店: people live there and nowhere within the norm is medicine to be had.
#include "coverage/blind_context.h"
#include "coverage/supply.h"

#include <cmath>

namespace wangge::coverage {

std::vector<std::size_t> supplying_sites(const model::Snapshot& snapshot, base::Date as_of) {
    const model::SiteTable& sites = snapshot.sites;
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        const bool expired = sites.licence_expiry[i] && sites.licence_expiry[i] < as_of;
        if (model::supplies_medicine(sites.kind[i]) && sites.placed(i) && !expired &&
            (sites.flags[i] & model::site_flag::lost_contact) == 0)
            rows.push_back(i);
    }
    return rows;
}

void find_supply(const BlindContext& context, Found& found, base::Feedback& feedback) {
    const model::Snapshot& snapshot = context.snapshot;
    const model::SiteTable& sites = snapshot.sites;
    const std::vector<std::size_t> rows = supplying_sites(snapshot, context.as_of());
    std::vector<double> x, y;
    for (const std::size_t site : rows) {
        x.push_back(sites.x[site]);
        y.push_back(sites.y[site]);
    }
    const Limits limits = norm_limits(context.norms, "supply_reach", context.reach.unit(), context.as_of());
    const auto text = [&](double effort) { return effort_text(reach::Effort{effort}, context.reach.unit()); };
    const auto unit = unit_argument(context.reach.unit());
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
            spot.cause = {rows.empty() ? "blind.supply.none" : "blind.supply.no_way", {}};
            spot.evidence = {rows.empty() ? "blind.supply.evidence_none" : "blind.supply.evidence_no_way",
                             {{"limit", text(limit)}, {"area", kind}, unit}};
        } else {
            const std::size_t site = rows[nearest[i].source];
            spot.reason = "supply_far";
            spot.cause = {"blind.supply.far", {{"distance", text(distance)}, {"limit", text(limit)}, unit}};
            spot.evidence = {"blind.supply.evidence",
                             {{"name", std::string(sites.name[site])},
                              {"kind", "@kind.site." + std::string(model::key_of(sites.kind[site]))},
                              {"distance", text(distance)},
                              {"limit", text(limit)},
                              {"area", kind},
                              unit}};
        }
        spot.fix = {"blind.supply.fix", {{"village", spot.name}}};
        found.push_back(std::move(spot));
    }
}

} // namespace wangge::coverage

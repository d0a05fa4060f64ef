// 图外: on the register, but nobody can say where.
#include "coverage/blind_context.h"

#include <nlohmann/json.hpp>

namespace wangge::coverage {
namespace {

// What the row calls itself: the first column whose heading speaks of a name.
std::string name_in(const std::string& original) {
    const auto row = nlohmann::ordered_json::parse(original, nullptr, false);
    if (!row.is_object())
        return {};
    for (const char* word : {"名称", "名字", "name", "Name", "NAME", "字号"})
        for (const auto& [heading, text] : row.items())
            if (heading.find(word) != std::string::npos && text.is_string() && !text.get<std::string>().empty())
                return text.get<std::string>();
    return {};
}

// Rows that were refused because the register holds the record already are not missing from the map.
bool on_register_already(const std::string& reason) {
    return reason == "exists" || reason.starts_with("duplicate");
}

void add_site(const BlindContext& context, std::size_t site, double excess, double weight, Found& found) {
    const model::SiteTable& sites = context.snapshot.sites;
    const model::VillageTable& villages = context.snapshot.villages;
    model::BlindSpot spot = context.at_site(model::BlindSpotKind::unmapped, site);
    spot.reason = "no_position";
    spot.cause = {"blind.unmapped.no_position", {}};
    price(spot, excess, weight * context.grade_weight[static_cast<std::size_t>(sites.grade[site])]);
    const std::string address(sites.address[site]);
    const model::Row village = sites.village[site];
    if (village != model::no_row) {
        // The best guess: its village's seat.
        spot.point = villages.point(village);
        spot.evidence = {"blind.unmapped.evidence_village",
                         {{"address", address}, {"village", std::string(villages.name[village])}}};
    } else {
        spot.evidence = {"blind.unmapped.evidence", {{"address", address}}};
    }
    spot.fix = {"blind.unmapped.fix", {}};
    found.push_back(std::move(spot));
}

} // namespace

void find_unmapped(const BlindContext& context, Found& found, base::Feedback& feedback) {
    const model::Snapshot& snapshot = context.snapshot;
    const double excess = context.excess_norm("unmapped_excess");
    const auto weights = context.norms.factors("unmapped_weight", context.as_of());
    for (std::size_t i = 0; i < snapshot.sites.size(); ++i)
        if (!snapshot.sites.placed(i))
            add_site(context, i, excess, weights[context.site_area[i].type], found);
    feedback.check();
    for (const model::QuarantineRow& row : snapshot.quarantine) {
        if (!row.kind.starts_with("site") || on_register_already(row.reason))
            continue;
        model::BlindSpot spot;
        spot.kind = model::BlindSpotKind::unmapped;
        spot.target = model::BlindTarget::record;
        spot.reason = "quarantined";
        spot.key = row.file + ":" + std::to_string(row.row);
        spot.name = name_in(row.original);
        spot.people = context.people_per_site;
        price(spot, excess, weights[model::AreaType::rural]);
        spot.cause = {"blind.unmapped.quarantined", {{"why", "@import.reason." + row.reason}}};
        spot.evidence = {"blind.unmapped.evidence_row",
                         {{"file", row.file}, {"row", std::to_string(row.row)}, {"original", row.original}}};
        spot.fix = {"blind.unmapped.fix_row", {}};
        found.push_back(std::move(spot));
    }
}

} // namespace wangge::coverage

#include "coverage/blind_spots.h"

#include "coverage/blind_context.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <tuple>

namespace wangge::coverage {

using model::BlindSpot;
using model::BlindSpotKind;

base::Persons BlindContext::people_of_village(std::size_t village) const {
    return {std::max(0.0, std::round(snapshot.villages.population[village]))};
}

base::Persons BlindContext::people_of_site(std::size_t site) const {
    const model::Row village = snapshot.sites.village[site];
    return village == model::no_row ? people_per_site : people_of_village(village);
}

double BlindContext::excess_of(double found, double allowed) const {
    return std::clamp(found / allowed - 1, 0.0, excess_limit);
}

void BlindContext::set_township(BlindSpot& spot, model::Row township) const {
    if (township == model::no_row)
        return;
    const model::Boundary& boundary = snapshot.boundaries[snapshot.townships[township]];
    spot.township_code = boundary.code;
    spot.township_name = boundary.name;
}

BlindSpot BlindContext::at_village(BlindSpotKind kind, std::size_t village) const {
    const model::VillageTable& villages = snapshot.villages;
    BlindSpot spot;
    spot.kind = kind;
    spot.target = model::BlindTarget::village;
    spot.key = villages.code[village];
    spot.name = villages.name[village];
    spot.point = villages.point(village);
    spot.township_code = villages.township_code[village];
    spot.township_name = villages.township_name[village];
    set_township(spot, villages.township[village]);
    spot.people = people_of_village(village);
    return spot;
}

BlindSpot BlindContext::at_site(BlindSpotKind kind, std::size_t site) const {
    const model::SiteTable& sites = snapshot.sites;
    BlindSpot spot;
    spot.kind = kind;
    spot.target = model::BlindTarget::site;
    spot.key = sites.key[site];
    spot.name = sites.name[site];
    spot.point = sites.point(site);
    spot.township_code = sites.township_code[site];
    set_township(spot, sites.township[site]);
    spot.people = people_of_site(site);
    return spot;
}

void price(BlindSpot& spot, double excess, double weight) {
    spot.severity = spot.people.value * excess * weight;
    spot.formula = {"blind.formula",
                    {{"people", fmt::format("{:.0f}", spot.people.value)},
                     {"excess", fmt::format("{:.3g}", excess)},
                     {"weight", fmt::format("{:.3g}", weight)},
                     {"severity", fmt::format("{:.1f}", spot.severity)}}};
}

namespace {

// Puts spots[order[i]] at place i, cycle by cycle, so that the list is never in memory twice.
void arrange(std::vector<BlindSpot>& spots, std::vector<std::size_t> order) {
    for (std::size_t start = 0; start < order.size(); ++start) {
        if (order[start] == start)
            continue;
        BlindSpot first = std::move(spots[start]);
        std::size_t place = start;
        while (order[place] != start) {
            const std::size_t next = order[place];
            spots[place] = std::move(spots[next]);
            order[place] = place;
            place = next;
        }
        spots[place] = std::move(first);
        order[place] = place;
    }
}

} // namespace

BlindSpots find_blind_spots(const model::Snapshot& snapshot, const Norms& norms, const workload::Rules& rules,
                            const BlindSpotOptions& options, const reach::Reach& reach, base::Feedback& feedback) {
    BlindContext context{snapshot, norms, rules, reach, options, {}, {}};
    const auto norm = [&](const char* key) { return context.excess_norm(key); };
    context.village_area = village_area_types(snapshot);
    context.site_area =
        site_area_types(snapshot, context.village_area,
                        norms.metres("hospital_radius", model::AreaType::rural, options.as_of), feedback);
    context.grade_weight = {norm("ungraded_weight"), norm("grade_a_weight"), norm("grade_b_weight"),
                            norm("grade_c_weight"), norm("grade_d_weight")};
    context.excess_limit = norm("excess_limit");
    context.people_per_site = norms.people("people_per_site", options.as_of);

    BlindSpots result;
    const auto wanted = [&](BlindSpotKind kind) { return !options.kind || *options.kind == kind; };
    // First, because its index of the cells is the largest thing that any kind needs, and is gone before the lists
    // grow.
    if (wanted(BlindSpotKind::responsibility))
        find_responsibility(context, result, feedback);
    if (wanted(BlindSpotKind::supply))
        find_supply(context, result.spots, feedback);
    if (wanted(BlindSpotKind::contact))
        find_contact(context, result, feedback);
    if (wanted(BlindSpotKind::visit))
        find_visit(context, result, feedback);
    if (wanted(BlindSpotKind::unmapped))
        find_unmapped(context, result.spots, feedback);
    if (!options.township_code.empty())
        std::erase_if(result.spots, [&](const BlindSpot& spot) { return spot.township_code != options.township_code; });

    // Sorting row numbers moves no spots about until their place is known.
    std::vector<std::size_t> order(result.spots.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const BlindSpot &left = result.spots[a], &right = result.spots[b];
        if (left.severity != right.severity)
            return left.severity > right.severity;
        return std::tie(left.kind, left.township_code, left.reason, left.key, a) <
               std::tie(right.kind, right.township_code, right.reason, right.key, b);
    });
    for (const BlindSpot& spot : result.spots)
        ++result.by_kind[static_cast<std::size_t>(spot.kind)];
    arrange(result.spots, std::move(order));
    return result;
}

} // namespace wangge::coverage

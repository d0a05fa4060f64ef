#include "app/view/fix_view.h"

#include "app/coverage_inputs.h"
#include "app/siting_places.h"
#include "workload/hours.h"

#include <algorithm>
#include <cmath>

namespace wangge::app {
namespace {

using model::BlindSpotKind;

// One more informant at the village's seat: the villages that come into reach, by the engine that suggests places.
Fix appointment(const BlindView& view, std::size_t village, base::Feedback& feedback) {
    const model::Snapshot& s = *view.snapshot;
    Fix fix{.act = Fix::Act::appoint,
            .text = {"blind.contact.fix_appoint", {{"village", std::string(s.villages.name[village])}}},
            .village_code = std::string(s.villages.code[village])};
    if (!std::isfinite(s.villages.x[village]))
        return fix;
    const SitingChoice choice{.add = 1, .as_of = base::today()};
    SitingInput made = siting_input_of(s, choice, *view.reach, feedback);
    made.input.candidate_x = {s.villages.x[village]};
    made.input.candidate_y = {s.villages.y[village]};
    const siting::Result result = siting::run(made.input, made.options, feedback);
    for (const siting::Choice& one : result.choices) {
        fix.villages = static_cast<std::int64_t>(one.closes.size());
        fix.people = one.weight_closed;
    }
    return fix;
}

void contact_fixes(const BlindView& view, const model::BlindSpot& spot, std::size_t village, FixView& found,
                   base::Feedback& feedback) {
    const coverage::Yuan pay = norms_of(*view.snapshot).yuan("informant_pay", base::today());
    const bool appoints = spot.fix.id == "blind.contact.fix_appoint";
    if (!appoints) {
        Fix fix{.text = spot.fix, .village_code = spot.key, .person_key = spot.fix_key};
        fix.cost = spot.fix.id == "blind.contact.fix_renew" ? pay : coverage::Yuan{0};
        if (spot.fix.id == "blind.contact.fix_name")
            fix.act = Fix::Act::name_contact;
        fix.villages = 1;
        fix.people = std::llround(spot.people.value);
        found.fixes.push_back(std::move(fix));
    }
    Fix more = appointment(view, village, feedback);
    more.cost = pay;
    found.fixes.push_back(std::move(more));
    const auto per_head = [](const Fix& fix) {
        return fix.cost->value / static_cast<double>(std::max<std::int64_t>(1, fix.people));
    };
    std::stable_sort(found.fixes.begin(), found.fixes.end(),
                     [&](const Fix& a, const Fix& b) { return per_head(a) < per_head(b); });
}

base::Hours hours_of_visit(const model::Snapshot& s, const std::string& key) {
    const workload::Rules rules = visit_rules_of(s, base::today());
    for (std::size_t i = 0; i < s.sites.size(); ++i)
        if (s.sites.key[i] == key)
            if (const double visits = workload::visits_per_year(rules, s.sites, i).per_year; visits > 0)
                return workload::load_of_site(rules, s.sites, i).on_site / visits;
    return {0};
}

} // namespace

FixView find_fixes(const std::shared_ptr<const BlindView>& spots, model::Row row, base::Feedback& feedback) {
    FixView found{spots, row, {}};
    const model::BlindSpot& spot = spots->spots[static_cast<std::size_t>(row)];
    const model::Row village = spots->village[static_cast<std::size_t>(row)];
    if (spot.kind == BlindSpotKind::contact && village != model::no_row) {
        contact_fixes(*spots, spot, static_cast<std::size_t>(village), found, feedback);
        return found;
    }
    Fix fix{.text = spot.fix};
    if (spot.kind == BlindSpotKind::visit) {
        if (const base::Hours hours = hours_of_visit(*spots->snapshot, spot.key); hours.value > 0)
            fix.hours = hours;
    } else if (spot.kind == BlindSpotKind::responsibility) {
        const bool redraw = spot.fix.id == "blind.responsibility.fix_grid" ||
                            spot.fix.id == "blind.responsibility.fix_extend" ||
                            spot.fix.id == "blind.responsibility.fix_overlap";
        fix.act = redraw ? Fix::Act::to_grids : Fix::Act::to_assignment;
    } else if (spot.kind == BlindSpotKind::unmapped && spot.reason == "quarantined") {
        fix.act = Fix::Act::to_quarantine;
    }
    found.fixes.push_back(std::move(fix));
    return found;
}

} // namespace wangge::app

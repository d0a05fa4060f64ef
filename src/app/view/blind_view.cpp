#include "app/view/blind_view.h"

#include "app/coverage_inputs.h"
#include "base/files.h"

#include <chrono>
#include <map>
#include <set>

namespace wangge::app {

BlindView find_blind_view(const model::SnapshotPtr& snapshot, std::shared_ptr<const reach::Reach> reach,
                          base::Feedback& feedback, base::Date as_of) {
    const auto began = std::chrono::steady_clock::now();
    BlindView view;
    view.snapshot = snapshot;
    view.travel = reach->travel();
    view.reach = reach;
    coverage::BlindSpotOptions options;
    options.as_of = as_of ? as_of : base::today();
    coverage::BlindSpots found = coverage::find_blind_spots(
        *snapshot, norms_of(*snapshot), visit_rules_of(*snapshot, options.as_of), options, *reach, feedback);
    view.spots = std::move(found.spots);
    view.by_kind = found.by_kind;
    view.notices = std::move(found.notices);

    std::map<std::string, model::Row, std::less<>> village_of_code, village_of_site;
    for (std::size_t i = 0; i < snapshot->villages.size(); ++i)
        village_of_code.emplace(snapshot->villages.code[i], static_cast<model::Row>(i));
    for (std::size_t i = 0; i < snapshot->sites.size(); ++i)
        village_of_site.emplace(snapshot->sites.key[i], snapshot->sites.village[i]);
    std::set<model::Row> blind;
    for (const model::BlindSpot& spot : view.spots) {
        model::Row row = model::no_row;
        if (spot.target == model::BlindTarget::village) {
            if (const auto at = village_of_code.find(spot.key); at != village_of_code.end())
                row = at->second;
            if (row != model::no_row)
                blind.insert(row);
        } else if (spot.target == model::BlindTarget::site) {
            if (const auto at = village_of_site.find(spot.key); at != village_of_site.end())
                row = at->second;
        }
        view.village.push_back(row);
    }
    double everybody = 0;
    for (const double people : snapshot->villages.population)
        everybody += people;
    for (const model::Row row : blind)
        view.people += snapshot->villages.population[static_cast<std::size_t>(row)];
    view.people_share = everybody > 0 ? view.people / everybody : 0;
    view.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return view;
}

std::vector<Picked> spots_within(const BlindView& view, const geo::Ring& outline, int kind) {
    std::vector<Picked> picked;
    for (std::size_t i = 0; i < view.spots.size(); ++i)
        if ((kind < 0 || static_cast<int>(view.spots[i].kind) == kind) && geo::contains(outline, view.spots[i].point))
            picked.push_back({PickedKind::blind_spot, static_cast<model::Row>(i)});
    return picked;
}

std::string short_cause(const model::BlindSpot& spot, const base::Catalog& catalog) {
    base::Message brief = spot.cause;
    brief.id += ".short";
    return catalog.say(catalog.has(brief.id) ? brief : spot.cause);
}

model::Table blind_table(const BlindView& view, int kind, const base::Catalog& catalog,
                         std::vector<std::int32_t>& rows) {
    model::Table table{.id = "blind_spots",
                       .title = "ui.table.blind_spots",
                       .columns = {{"rank", "ui.column.rank", model::ColumnType::integer},
                                   {"name", "ui.column.place"},
                                   {"township", "ui.column.township"},
                                   {"kind", "ui.column.kind"},
                                   {"severity", "ui.column.severity", model::ColumnType::real, false, 0},
                                   {"people", "ui.column.people", model::ColumnType::integer},
                                   {"cause", "ui.column.cause"}}};
    rows.clear();
    for (std::size_t i = 0; i < view.spots.size(); ++i) {
        const model::BlindSpot& spot = view.spots[i];
        if (kind >= 0 && static_cast<int>(spot.kind) != kind)
            continue;
        table.rows.push_back({static_cast<std::int64_t>(i + 1), spot.name, spot.township_name,
                              catalog.say("kind.blind_spot." + std::string(model::key_of(spot.kind))), spot.severity,
                              static_cast<std::int64_t>(spot.people.value + .5), catalog.say(spot.cause)});
        rows.push_back(static_cast<std::int32_t>(i));
    }
    return table;
}

} // namespace wangge::app

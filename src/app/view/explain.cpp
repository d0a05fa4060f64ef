#include "app/view/explain.h"

#include "app/view/numbers.h"
#include "app/view/object_view.h"
#include "base/date.h"
#include "workload/visits.h"

#include <algorithm>
#include <cmath>

namespace wangge::app {
namespace {

using base::Message;

std::string joined(const base::Catalog& catalog, const std::vector<Message>& parts) {
    std::string text;
    for (const Message& part : parts)
        text += (text.empty() ? "" : catalog.say("why.and")) + catalog.say(part);
    return text + catalog.say("why.end");
}

std::string why_site(const ObjectGround& ground, std::size_t i, const base::Catalog& catalog) {
    const model::Snapshot& s = *ground.snapshot();
    std::vector<Message> parts;
    const workload::Due due = workload::due_date(ground.rules(), s.sites, i);
    if (due.date || due.never_visited)
        parts.push_back(due.rule);
    else
        parts.push_back({"why.site.no_visits", {}});
    if (due.date) {
        const int days = ground.as_of() - due.date;
        parts.push_back({days > 0 ? "why.site.overdue" : "why.site.due",
                         {{"date", base::to_text(due.date)}, {"days", count_text(std::abs(days))}}});
    }
    const model::Row row = ground.cell_of_site(i);
    if (!s.sites.placed(i))
        parts.push_back({"why.site.unplaced", {}});
    else if (s.cells.empty())
        parts.push_back({"why.site.no_plan", {}});
    else if (row == model::no_row)
        parts.push_back({"why.site.no_cell", {}});
    else {
        const model::Cell& cell = s.cells[static_cast<std::size_t>(row)];
        parts.push_back({cell.lead_key.empty() ? "why.site.cell_nobody" : "why.site.cell",
                         {{"cell", cell.code}, {"lead", person_name(s, cell.lead_key)}}});
    }
    return joined(catalog, parts);
}

std::string why_village(const ObjectGround& ground, std::size_t i, const CoverageView* coverage,
                        const base::Catalog& catalog) {
    const model::Snapshot& s = *ground.snapshot();
    std::vector<Message> parts;
    if (coverage && i < coverage->result.state.size())
        parts.push_back(coverage::state_reason(coverage->ground->prepared(), coverage->result, i));
    if (coverage && i < coverage->ground->prepared().area.size())
        parts.push_back(coverage::area_reason(s, coverage->ground->prepared().area[i], static_cast<model::Row>(i)));
    const model::Row contact = s.villages.contact[i];
    if (contact == model::no_row)
        parts.push_back({"why.village.no_contact", {}});
    else {
        const auto person = static_cast<std::size_t>(contact);
        const coverage::Standing standing = ground.standing()[person];
        if (standing == coverage::Standing::counts)
            parts.push_back({"why.village.contact", {{"name", std::string(s.people.name[person])}}});
        else
            parts.push_back({"why.village.contact_lapsed",
                             {{"name", std::string(s.people.name[person])},
                              {"why", "@coverage.why." + std::string(coverage::key_of(standing))}}});
    }
    return joined(catalog, parts);
}

std::string why_cell(const ObjectGround& ground, std::size_t i, const base::Catalog& catalog) {
    const model::Snapshot& s = *ground.snapshot();
    const model::Cell& cell = s.cells[i];
    const ObjectGround::CellLoad& load = ground.cells()[i];
    std::vector<Message> parts = {{load.overdue > 0 ? "why.cell.sites_overdue" : "why.cell.sites",
                                   {{"sites", count_text(load.sites)}, {"overdue", count_text(load.overdue)}}}};
    const bool lead = !cell.lead_key.empty(), second = !cell.second_key.empty();
    if (!lead && !second)
        parts.push_back({"why.cell.nobody", {}});
    else
        parts.push_back({lead && second ? "why.cell.pair" : "why.cell.half_pair",
                         {{"hours", number_text(cell.hours, cell.hours < 10 ? 1 : 0)},
                          {"lead", person_name(s, lead ? cell.lead_key : cell.second_key)},
                          {"second", person_name(s, cell.second_key)}}});
    return joined(catalog, parts);
}

// How far it is to what the person answers for; one place has no mean.
void add_way(std::vector<Message>& parts, const ObjectGround::PersonLoad& load, const std::string& id,
             const base::Catalog& catalog) {
    if (load.ways > 0)
        parts.push_back(
            {load.ways == 1 ? id + ".one" : id,
             {{"mean", length_text(load.mean_way(), catalog)}, {"farthest", length_text(load.farthest, catalog)}}});
}

std::string why_person(const ObjectGround& ground, std::size_t i, const CoverageView* coverage,
                       const base::Catalog& catalog) {
    const model::Snapshot& s = *ground.snapshot();
    const ObjectGround::PersonLoad& load = ground.people()[i];
    std::vector<Message> parts;
    const coverage::Standing standing = ground.standing()[i];
    if (standing == coverage::Standing::counts)
        parts.push_back({"why.person.counts", {}});
    else
        parts.push_back(
            {"why.person.does_not_count", {{"why", "@coverage.why." + std::string(coverage::key_of(standing))}}});
    if (s.people.role[i] == model::PersonRole::inspector) {
        double hours = 0;
        int inspectors = 0;
        for (const ObjectGround::PersonLoad& other : ground.people())
            if (other.led + other.seconded > 0) {
                hours += other.hours.value;
                ++inspectors;
            }
        if (load.led + load.seconded == 0)
            parts.push_back({"why.person.no_cells", {}});
        else
            parts.push_back({"why.person.cells",
                             {{"led", count_text(load.led)},
                              {"seconded", count_text(load.seconded)},
                              {"sites", count_text(load.sites)},
                              {"hours", number_text(load.hours.value, 0)},
                              {"share", percent_text(hours > 0 ? load.hours.value * inspectors / hours : 0, 0)}}});
        add_way(parts, load, "why.person.cells_way", catalog);
        return joined(catalog, parts);
    }
    if (load.named_by > 0)
        parts.push_back({"why.person.named",
                         {{"villages", count_text(load.named_by)},
                          {"people", count_text(std::llround(load.residents))},
                          {"sites", count_text(load.sites)}}});
    else
        parts.push_back({"why.person.not_named", {}});
    add_way(parts, load, "why.person.villages_way", catalog);
    if (coverage) {
        const coverage::Prepared& prepared = coverage->ground->prepared();
        const auto at = std::find(prepared.sources.begin(), prepared.sources.end(), static_cast<model::Row>(i));
        if (at != prepared.sources.end()) {
            const auto source = static_cast<std::size_t>(at - prepared.sources.begin());
            const bool limited = prepared.capacity[source] != coverage::no_limit;
            const auto nearest =
                std::count_if(prepared.nearest.begin(), prepared.nearest.end(),
                              [&](const reach::Link& link) { return link.source == static_cast<int>(source); });
            parts.push_back({limited ? "why.person.serves" : "why.person.serves_any",
                             {{"villages", count_text(nearest)},
                              {"people", count_text(coverage->result.load[source])},
                              {"capacity", limited ? count_text(prepared.capacity[source]) : ""}}});
        }
    }
    return joined(catalog, parts);
}

std::string why_township(const ObjectGround& ground, model::Row row, const CoverageView* coverage,
                         const base::Catalog& catalog) {
    if (!coverage || coverage->ground->snapshot() != ground.snapshot())
        return {};
    const auto& groups = coverage->ground->prepared().groups;
    for (std::size_t g = 0; g < groups.size(); ++g)
        if (groups[g].township == row) {
            const coverage::Totals& t = coverage->result.by_group[g];
            if (t.people == 0) // no share of nobody
                return joined(catalog, {{"why.township.nobody", {{"villages", count_text(t.targets)}}}});
            return joined(
                catalog,
                {{"why.township.covered",
                  {{"villages", count_text(t.targets)},
                   {"people", count_text(t.people)},
                   {"share", percent_text(static_cast<double>(t.people_covered) / static_cast<double>(t.people))}}},
                 {"why.township.not_covered",
                  {{"out", count_text(t.uncovered)},
                   {"over", count_text(t.over_capacity)},
                   {"people", count_text(t.people - t.people_covered)}}}});
        }
    return {};
}

} // namespace

std::string why_of(const ObjectGround& ground, const Picked& picked, const CoverageView* coverage,
                   const base::Catalog& catalog) {
    const auto row = static_cast<std::size_t>(picked.row);
    switch (picked.kind) {
    case PickedKind::site:
        return why_site(ground, row, catalog);
    case PickedKind::village:
        return why_village(ground, row, coverage, catalog);
    case PickedKind::cell:
        return why_cell(ground, row, catalog);
    case PickedKind::person:
        return why_person(ground, row, coverage, catalog);
    case PickedKind::township:
        return why_township(ground, picked.row, coverage, catalog);
    case PickedKind::blind_spot: // says it itself
    case PickedKind::nothing:
        break;
    }
    return {};
}

} // namespace wangge::app

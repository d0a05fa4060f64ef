#include "app/view/object_view.h"

#include "app/view/numbers.h"

#include <array>
#include <cmath>

namespace wangge::app {
namespace {

std::string said(std::string_view text) {
    return text.empty() ? "—" : std::string(text);
}

std::string township_name(const model::Snapshot& snapshot, model::Row row) {
    return row == model::no_row
               ? ""
               : snapshot.boundaries[static_cast<std::size_t>(snapshot.townships[static_cast<std::size_t>(row)])].name;
}

std::string village_name(const model::Snapshot& snapshot, model::Row row) {
    return row == model::no_row ? "" : std::string(snapshot.villages.name[static_cast<std::size_t>(row)]);
}

std::string joined(std::initializer_list<std::string> parts) {
    std::string text;
    for (const std::string& part : parts)
        if (!part.empty())
            text += (text.empty() ? "" : " · ") + part;
    return text;
}

ObjectCard site_card(const model::Snapshot& s, std::size_t i, const base::Catalog& catalog) {
    const model::SiteTable& t = s.sites;
    ObjectCard card{.title = std::string(t.name[i]),
                    .subtitle = joined({catalog.say("kind.site." + std::string(model::key_of(t.kind[i]))),
                                        township_name(s, t.township[i]), village_name(s, t.village[i])})};
    const std::string grade(model::key_of(t.grade[i]));
    card.facts.push_back(
        {"ui.fact.grade", said(grade), grade == "C" || grade == "D" ? Fact::Tone::bad : Fact::Tone::plain});
    card.facts.push_back({"ui.fact.last_visit", said(base::to_text(t.last_visit[i])), Fact::Tone::plain});
    card.facts.push_back({"ui.fact.licence", said(t.licence_number[i]), Fact::Tone::plain});
    if (!t.opening_hours[i].empty())
        card.facts.push_back({"ui.fact.opening_hours", std::string(t.opening_hours[i]), Fact::Tone::plain});
    if (!t.address[i].empty())
        card.facts.push_back({"ui.fact.address", std::string(t.address[i]), Fact::Tone::plain});
    return card;
}

ObjectCard person_card(const model::Snapshot& s, std::size_t i, const base::Catalog& catalog) {
    const model::PersonTable& t = s.people;
    const base::Date today = base::today();
    ObjectCard card{.title = std::string(t.name[i]),
                    .subtitle = joined({catalog.say("kind.role." + std::string(model::key_of(t.role[i]))),
                                        township_name(s, t.township[i]), village_name(s, t.village[i])})};
    const bool over = t.end[i] && t.end[i] < today;
    card.facts.push_back({"ui.fact.term", said(base::to_text(t.start[i])) + " – " + said(base::to_text(t.end[i])),
                          over ? Fact::Tone::bad : Fact::Tone::plain});
    card.facts.push_back({"ui.fact.training", said(base::to_text(t.last_training[i])), Fact::Tone::plain});
    if (t.role[i] == model::PersonRole::inspector)
        card.facts.push_back({"ui.fact.certificate", said(base::to_text(t.certificate_expiry[i])), Fact::Tone::plain});
    if (!t.leave[i].empty())
        card.facts.push_back({"ui.fact.leave", std::string(t.leave[i]), Fact::Tone::plain});
    return card;
}

ObjectCard village_card(const model::Snapshot& s, std::size_t i, const CoverageView* coverage,
                        const base::Catalog& catalog) {
    const model::VillageTable& t = s.villages;
    ObjectCard card{.title = std::string(t.name[i]),
                    .subtitle = joined({std::string(t.township_name[i]), std::string(t.code[i])})};
    card.facts.push_back({"ui.fact.people", count_text(std::llround(t.population[i])), Fact::Tone::plain});
    const model::Row contact = t.contact[i];
    card.facts.push_back({"ui.fact.contact",
                          contact == model::no_row ? catalog.say("ui.fact.nobody")
                                                   : std::string(s.people.name[static_cast<std::size_t>(contact)]),
                          contact == model::no_row ? Fact::Tone::bad : Fact::Tone::plain});
    if (const model::Row backup = t.backup[i]; backup != model::no_row)
        card.facts.push_back({"ui.fact.backup_contact", std::string(s.people.name[static_cast<std::size_t>(backup)]),
                              Fact::Tone::plain});
    if (coverage && i < coverage->result.state.size()) {
        const model::CoverState state = coverage->result.state[i];
        card.facts.push_back(
            {"ui.fact.area_type",
             catalog.say("kind.area_type." + std::string(model::key_of(coverage->ground->prepared().area[i].type))),
             Fact::Tone::plain});
        card.facts.push_back({"ui.fact.nearest",
                              effort_label(reach::Effort{coverage->nearest[i]}, coverage->unit, catalog),
                              Fact::Tone::plain});
        card.facts.push_back({"ui.fact.state", catalog.say("kind.cover_state." + std::string(model::key_of(state))),
                              state == model::CoverState::covered ? Fact::Tone::good : Fact::Tone::bad});
    }
    return card;
}

ObjectCard township_card(const model::Snapshot& s, model::Row row, const base::Catalog& catalog) {
    const model::Boundary& township =
        s.boundaries[static_cast<std::size_t>(s.townships[static_cast<std::size_t>(row)])];
    std::int64_t villages = 0;
    double people = 0;
    for (std::size_t i = 0; i < s.villages.size(); ++i)
        if (s.villages.township[i] == row) {
            ++villages;
            people += s.villages.population[i];
        }
    return {.title = township.name,
            .subtitle = joined({township.code, area_text(geo::area(township.area), catalog)}),
            .facts = {{"ui.fact.villages", count_text(villages), Fact::Tone::plain},
                      {"ui.fact.people", count_text(std::llround(people)), Fact::Tone::plain}}};
}

ObjectCard cell_card(const model::Snapshot& s, std::size_t i, const base::Catalog& catalog) {
    const model::Cell& cell = s.cells[i];
    const auto person = [&](const std::string& key) {
        for (std::size_t p = 0; p < s.people.size(); ++p)
            if (s.people.key[p] == key)
                return std::string(s.people.name[p]);
        return key.empty() ? catalog.say("ui.fact.nobody") : key;
    };
    std::string township;
    for (std::size_t t = 0; t < s.townships.size(); ++t)
        if (s.boundaries[static_cast<std::size_t>(s.townships[t])].code == cell.township_code)
            township = s.boundaries[static_cast<std::size_t>(s.townships[t])].name;
    // A cell of one village is known by its name, any other by its code.
    std::string village;
    for (std::size_t v = 0; v < s.villages.size() && village.empty(); ++v)
        if (s.villages.code[v] == cell.village_codes)
            village = s.villages.name[v];
    const std::string area = area_text(geo::area(cell.area), catalog);
    ObjectCard card = village.empty() ? ObjectCard{.title = cell.code, .subtitle = joined({township, area})}
                                      : ObjectCard{.title = village, .subtitle = joined({township, cell.code, area})};
    card.facts.push_back(
        {"ui.fact.lead", person(cell.lead_key), cell.lead_key.empty() ? Fact::Tone::bad : Fact::Tone::plain});
    card.facts.push_back(
        {"ui.fact.second", person(cell.second_key), cell.second_key.empty() ? Fact::Tone::bad : Fact::Tone::plain});
    if (cell.lead_since)
        card.facts.push_back({"ui.fact.lead_since", base::to_text(cell.lead_since), Fact::Tone::plain});
    if (cell.hours > 0)
        card.facts.push_back({"ui.fact.hours",
                              catalog.say({"ui.unit.hours_of", {{"number", number_text(cell.hours, 1)}}}),
                              Fact::Tone::plain});
    return card;
}

} // namespace

ObjectCard card_of(const model::Snapshot& s, const Picked& picked, const CoverageView* coverage,
                   const base::Catalog& catalog) {
    const auto row = static_cast<std::size_t>(picked.row);
    switch (picked.kind) {
    case PickedKind::site:
        return site_card(s, row, catalog);
    case PickedKind::person:
        return person_card(s, row, catalog);
    case PickedKind::village:
        return village_card(s, row, coverage, catalog);
    case PickedKind::cell:
        return cell_card(s, row, catalog);
    case PickedKind::township:
        return township_card(s, picked.row, catalog);
    case PickedKind::blind_spot:
    case PickedKind::nothing:
        break;
    }
    return {};
}

std::string conflict_of(const ObjectGround& ground, const Picked& picked, const base::Catalog& catalog) {
    if (picked.kind != PickedKind::person)
        return {};
    const auto conflicts = coverage::conflicts_of(ground.conflicts(), picked.row);
    if (conflicts.empty())
        return {};
    return catalog.say(
        {"ui.card.conflict", {{"units", coverage::conflict_text(*ground.snapshot(), conflicts, catalog)}}});
}

geo::Box place_of(const model::Snapshot& s, const Picked& picked, const BlindView* blind) {
    geo::Box box;
    const auto row = static_cast<std::size_t>(picked.row);
    const auto around = [&](geo::MapPoint p, double metres) {
        if (std::isfinite(p.x) && std::isfinite(p.y))
            box = geo::Box{p.x, p.y, p.x, p.y}.grown(metres);
    };
    switch (picked.kind) {
    case PickedKind::site:
        around(s.sites.point(row), 1500);
        break;
    case PickedKind::person:
        around(s.people.point(row), 1500);
        break;
    case PickedKind::village:
        box = geo::bounds(s.villages.area[row]);
        if (box.empty())
            around(s.villages.point(row), 2500);
        else
            box = box.grown(2500);
        break;
    case PickedKind::cell:
        box = geo::bounds(s.cells[row].area).grown(1500);
        break;
    case PickedKind::township:
        box = geo::bounds(s.boundaries[static_cast<std::size_t>(s.townships[row])].area).grown(800);
        break;
    case PickedKind::blind_spot:
        if (blind)
            around(blind->spots[row].point, 5000);
        if (blind && box.empty()) // without a position: its township, else the whole county
            for (const model::Boundary& boundary : s.boundaries)
                if (boundary.code == blind->spots[row].township_code)
                    box = geo::bounds(boundary.area).grown(800);
        if (blind && box.empty())
            box = geo::bounds(s.county);
        break;
    case PickedKind::nothing:
        break;
    }
    return box;
}

ObjectName name_of(const model::Snapshot& s, const Picked& picked, const base::Catalog& catalog) {
    const auto row = static_cast<std::size_t>(picked.row);
    switch (picked.kind) {
    case PickedKind::township: {
        const model::Boundary& township = s.boundaries[static_cast<std::size_t>(s.townships[row])];
        return {township.name, township.code, catalog.say("ui.column.township")};
    }
    case PickedKind::village:
        return {std::string(s.villages.name[row]), std::string(s.villages.code[row]),
                joined({catalog.say("ui.object.village"), std::string(s.villages.township_name[row])})};
    case PickedKind::person:
        return {std::string(s.people.name[row]), std::string(s.people.key[row]),
                joined({catalog.say("kind.role." + std::string(model::key_of(s.people.role[row]))),
                        township_name(s, s.people.township[row]), village_name(s, s.people.village[row])})};
    case PickedKind::site:
        return {std::string(s.sites.name[row]), std::string(s.sites.licence_number[row]),
                joined({catalog.say("kind.site." + std::string(model::key_of(s.sites.kind[row]))),
                        township_name(s, s.sites.township[row]), village_name(s, s.sites.village[row])})};
    case PickedKind::cell: {
        std::string township;
        for (const model::Row t : s.townships)
            if (s.boundaries[static_cast<std::size_t>(t)].code == s.cells[row].township_code)
                township = s.boundaries[static_cast<std::size_t>(t)].name;
        return {s.cells[row].code, s.cells[row].code, joined({catalog.say("ui.object.cell"), township})};
    }
    case PickedKind::blind_spot:
    case PickedKind::nothing:
        break;
    }
    return {};
}

std::string person_name(const model::Snapshot& s, std::string_view key) {
    for (std::size_t i = 0; i < s.people.size(); ++i)
        if (s.people.key[i] == key)
            return std::string(s.people.name[i]);
    return std::string(key);
}

geo::MapPoint point_of(const model::Snapshot& s, const Picked& picked) {
    const auto row = static_cast<std::size_t>(picked.row);
    switch (picked.kind) {
    case PickedKind::site:
        return s.sites.point(row);
    case PickedKind::person:
        return s.people.point(row);
    case PickedKind::village:
        return s.villages.point(row);
    case PickedKind::cell:
        return geo::centroid(s.cells[row].area);
    case PickedKind::township:
        return geo::centroid(s.boundaries[static_cast<std::size_t>(s.townships[row])].area);
    case PickedKind::blind_spot:
    case PickedKind::nothing:
        break;
    }
    return {std::nan(""), std::nan("")};
}

std::string_view key_of(PickedKind kind) {
    static constexpr std::array<std::string_view, 7> keys = {"nothing",  "site", "village",   "person",
                                                             "township", "cell", "blind_spot"};
    return keys[static_cast<std::size_t>(kind)];
}

} // namespace wangge::app

#include "app/view/object_view.h"

#include "app/view/numbers.h"
#include "render/overlay.h"

#include <cmath>

namespace wangge::app {
namespace {

std::string said(std::string_view text) {
    return text.empty() ? "—" : std::string(text);
}

template <class Table, class Visible>
void nearest_symbol(const Table& table, geo::MapPoint point, PickedKind kind, Visible visible, double& best,
                    Picked& picked) {
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double distance = std::hypot(table.x[i] - point.x, table.y[i] - point.y);
        if (distance < best && visible(i)) { // NaN compares false
            best = distance;
            picked = {kind, static_cast<model::Row>(i)};
        }
    }
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
        card.why = catalog.say(
            {"ui.card.village_why",
             {{"state", catalog.say(coverage::state_reason(coverage->ground->prepared(), coverage->result, i))},
              {"area", catalog.say(coverage::area_reason(s, coverage->ground->prepared().area[i],
                                                         static_cast<model::Row>(i)))}}});
    }
    return card;
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
    ObjectCard card{.title = cell.code, .subtitle = joined({township, area_text(geo::area(cell.area), catalog)})};
    card.facts.push_back(
        {"ui.fact.lead", person(cell.lead_key), cell.lead_key.empty() ? Fact::Tone::bad : Fact::Tone::plain});
    card.facts.push_back(
        {"ui.fact.second", person(cell.second_key), cell.second_key.empty() ? Fact::Tone::bad : Fact::Tone::plain});
    if (cell.hours > 0)
        card.facts.push_back({"ui.fact.hours",
                              catalog.say({"ui.unit.hours_of", {{"number", number_text(cell.hours, 1)}}}),
                              Fact::Tone::plain});
    return card;
}

} // namespace

Picked pick_at(const model::Snapshot& s, geo::MapPoint point, base::Metres reach,
               const std::set<std::string, std::less<>>& layers, bool cells_first) {
    double best = reach.value;
    Picked picked;
    nearest_symbol(
        s.sites, point, PickedKind::site,
        [&](std::size_t i) { return layers.contains("sites." + std::string(model::key_of(s.sites.kind[i]))); }, best,
        picked);
    nearest_symbol(
        s.people, point, PickedKind::person,
        [&](std::size_t i) { return layers.contains("people." + std::string(model::key_of(s.people.role[i]))); }, best,
        picked);
    if (picked)
        return picked;
    if (cells_first)
        for (std::size_t i = 0; i < s.cells.size(); ++i)
            if (geo::contains(s.cells[i].area, point))
                return {PickedKind::cell, static_cast<model::Row>(i)};
    for (std::size_t i = 0; i < s.villages.size(); ++i)
        if (geo::bounds(s.villages.area[i]).contains(point) && geo::contains(s.villages.area[i], point))
            return {PickedKind::village, static_cast<model::Row>(i)};
    best = reach.value;
    nearest_symbol(
        s.villages, point, PickedKind::village, [](std::size_t) { return true; }, best, picked);
    return picked;
}

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
        return {.title = township_name(s, picked.row)};
    case PickedKind::blind_spot:
    case PickedKind::nothing:
        break;
    }
    return {};
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

base::Metres ground_distance(const geo::Projection& projection, geo::MapPoint from, geo::MapPoint to) {
    const geo::MapPoint middle{(from.x + to.x) / 2, (from.y + to.y) / 2};
    // Simpson's rule along the line.
    const double scale = (render::ground_per_plane(projection, from) +
                          4 * render::ground_per_plane(projection, middle) + render::ground_per_plane(projection, to)) /
                         6;
    return base::Metres{std::hypot(to.x - from.x, to.y - from.y) * scale};
}

std::vector<Found> search(const model::Snapshot& s, std::string_view words, std::size_t most,
                          const base::Catalog& catalog) {
    std::vector<Found> starts, holds;
    const auto consider = [&](std::string_view name, std::string_view code, Picked picked, const std::string& note) {
        const std::size_t at = name.find(words);
        const bool by_code = !code.empty() && code.starts_with(words);
        if (at == std::string_view::npos && !by_code)
            return;
        std::vector<Found>& list = at == 0 || by_code ? starts : holds;
        if (list.size() < most)
            list.push_back({picked, std::string(name.empty() ? code : name), note});
    };
    if (words.empty())
        return {};
    for (std::size_t i = 0; i < s.townships.size(); ++i) {
        const model::Boundary& township = s.boundaries[static_cast<std::size_t>(s.townships[i])];
        consider(township.name, township.code, {PickedKind::township, static_cast<model::Row>(i)},
                 catalog.say("ui.column.township"));
    }
    for (std::size_t i = 0; i < s.villages.size(); ++i)
        consider(s.villages.name[i], s.villages.code[i], {PickedKind::village, static_cast<model::Row>(i)},
                 joined({catalog.say("ui.object.village"), std::string(s.villages.township_name[i])}));
    for (std::size_t i = 0; i < s.people.size(); ++i)
        consider(s.people.name[i], s.people.key[i], {PickedKind::person, static_cast<model::Row>(i)},
                 joined({catalog.say("kind.role." + std::string(model::key_of(s.people.role[i]))),
                         township_name(s, s.people.township[i])}));
    for (std::size_t i = 0; i < s.sites.size(); ++i)
        consider(s.sites.name[i], s.sites.licence_number[i], {PickedKind::site, static_cast<model::Row>(i)},
                 joined({catalog.say("kind.site." + std::string(model::key_of(s.sites.kind[i]))),
                         township_name(s, s.sites.township[i])}));
    for (std::size_t i = 0; i < s.cells.size(); ++i)
        consider({}, s.cells[i].code, {PickedKind::cell, static_cast<model::Row>(i)}, catalog.say("ui.object.cell"));
    for (Found& found : holds)
        if (starts.size() < most)
            starts.push_back(std::move(found));
    return starts;
}

} // namespace wangge::app

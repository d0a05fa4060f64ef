#include "app/sheets/sheet_maker.h"

#include "app/view/assignment_view.h"
#include "app/view/numbers.h"
#include "base/text.h"
#include "export/public_copy.h"
#include "geo/overlay.h"
#include "geo/zones.h"
#include "render/seats.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wangge::app {
namespace {

using paper::SheetColumn;
using paper::SheetRow;
using paper::SheetTable;

// Every name of a Chinese system of coordinates as people know it; others by their own name.
std::string crs_text(const model::Snapshot& s, const render::Scene& scene, const base::Catalog& catalog) {
    if (const auto zone = geo::zone_of_epsg(s.epsg))
        return catalog.say(
            {"paper.crs",
             {{"width", std::to_string(zone->width)}, {"meridian", std::to_string(zone->central_meridian())}}});
    return scene.projection ? scene.projection->name() : std::string();
}

} // namespace

SheetMaker::SheetMaker(const base::Catalog& catalog, const PaperChoice& choice, const PlanFacts& facts,
                       std::shared_ptr<const render::Scene> scene, std::shared_ptr<const BlindView> blind)
    : m_catalog(catalog), m_choice(choice), m_facts(facts), m_scene(std::move(scene)), m_blind(std::move(blind)) {
    if (m_scene->fill == render::AreaFill::assignment)
        for (std::size_t i = 0; i < m_scene->groups.size(); ++i)
            m_group.emplace(m_scene->groups[i].key, i);
}

std::string SheetMaker::county_name() const {
    for (const model::Boundary& boundary : m_facts.snapshot().boundaries)
        if (boundary.level == model::BoundaryLevel::county)
            return boundary.name;
    return m_facts.snapshot().name;
}

std::string SheetMaker::shown_name(std::string_view key) const {
    const std::string name(m_facts.name(key));
    return m_choice.public_copy ? exporter::masked_names(name) : name;
}

paper::Sheet SheetMaker::blank() const {
    paper::Sheet sheet;
    sheet.scene = m_scene;
    sheet.extent = m_scene->extent;
    sheet.scale = m_choice.scale;
    sheet.catalog = &m_catalog;
    sheet.logo = m_choice.logo;
    sheet.cover_steps = cover_steps;
    auto& texts = sheet.texts;
    texts["county"] = county_name();
    // A page that names a place has another title for the whole county.
    const std::string own = m_choice.page.title + ".county", id = m_catalog.has(own) ? own : m_choice.page.title;
    texts["title"] = m_choice.title.empty() ? say(id, {{"county", county_name()}, {"place", ""}}) : m_choice.title;
    texts["date"] = base::to_text(m_choice.day);
    if (!m_choice.makers.empty())
        texts["makers"] = say("paper.makers", {{"makers", m_choice.makers}});
    if (!m_choice.checked.empty())
        texts["checked"] = say("paper.checked", {{"checked", m_choice.checked}});
    if (!m_choice.number.empty())
        texts["number"] = say("paper.number", {{"number", m_choice.number}});
    texts["secrecy"] = !m_choice.secrecy.empty() ? m_choice.secrecy
                       : m_choice.public_copy    ? say("paper.public_copy")
                                                 : say("paper.internal");
    texts["crs"] = crs_text(m_facts.snapshot(), *m_scene, m_catalog);
    texts["notes"] = m_choice.notes;
    texts["subtitle"] = m_choice.subtitle;
    return sheet;
}

paper::Sheet SheetMaker::county() const {
    const model::Snapshot& s = m_facts.snapshot();
    paper::Sheet sheet = blank();
    std::vector<std::size_t> all(m_facts.cells().size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = i;
    const WorkloadView load = workload_of(s);
    if (m_choice.subtitle.empty())
        sheet.texts["subtitle"] =
            say(load.people.empty() ? "paper.subtitle.plain" : "paper.subtitle.assignment",
                {{"cells", count_text(static_cast<std::int64_t>(s.cells.size()))},
                 {"leads", count_text(std::count_if(load.people.begin(), load.people.end(),
                                                    [](const auto& person) { return person.cells > 0; }))},
                 {"townships", count_text(static_cast<std::int64_t>(s.townships.size()))},
                 {"villages", count_text(static_cast<std::int64_t>(s.villages.size()))},
                 {"sites", count_text(static_cast<std::int64_t>(s.sites.size()))}});
    if (m_choice.notes.empty() && !load.people.empty() && m_scene->fill == render::AreaFill::assignment)
        sheet.texts["notes"] = say("paper.notes.assignment", {{"most", number_text(load.max_over_mean, 2)},
                                                              {"variation", percent_text(load.variation)}});
    add_roster(sheet, all, true);
    if (m_blind)
        add_spots(sheet, 60);
    for (const render::Seat& seat : render::seats_of(s))
        if (seat.county && m_scene->extent.width() > 0) {
            const double half = std::max(m_scene->extent.width(), m_scene->extent.height()) * 0.075;
            sheet.detail = {seat.at.x - half, seat.at.y - half, seat.at.x + half, seat.at.y + half};
            sheet.texts["place"] = say("paper.detail", {{"place", seat.name}});
        }
    return sheet;
}

void SheetMaker::add_roster(paper::Sheet& sheet, const std::vector<std::size_t>& cells, bool with_sum) const {
    struct Load {
        int cells = 0;
        std::size_t sites = 0;
        double hours = 0;
    };
    std::map<std::size_t, Load> loads; // by number on the map
    Load nobody, sum;
    for (const std::size_t i : cells) {
        const model::Cell& cell = m_facts.cells()[i];
        const auto group = m_group.find(cell.lead_key);
        Load& load = group == m_group.end() ? nobody : loads[group->second];
        for (Load* each : {&load, &sum}) {
            ++each->cells;
            each->sites += m_facts.sites_of(i).size();
            each->hours += cell.hours;
        }
    }
    SheetTable table{say("paper.roster.title"),
                     {{say("paper.roster.number"), 0.5, true},
                      {say("paper.roster.lead"), 1.5, false},
                      {say("paper.roster.base"), 1.5, false},
                      {say("paper.roster.cells"), 0.8, true},
                      {say("paper.roster.sites"), 0.8, true},
                      {say("paper.roster.hours"), 1, true}},
                     {}};
    const auto add = [&](std::vector<std::string> head, const Load& load, std::optional<style::Colour> swatch,
                         bool total) {
        head.push_back(count_text(load.cells));
        head.push_back(count_text(static_cast<std::int64_t>(load.sites)));
        head.push_back(count_text(std::llround(load.hours)));
        table.rows.push_back({swatch, std::move(head), total});
    };
    for (const auto& [group, load] : loads) {
        const render::Scene::Group& g = m_scene->groups[group];
        const std::string base = m_facts.base_of(g.key);
        add({std::to_string(group + 1), shown_name(g.key), base.empty() ? "" : m_facts.township_name(base)}, load,
            g.colour, false);
    }
    if (nobody.cells > 0)
        add({"", say("paper.roster.nobody"), ""}, nobody, std::nullopt, false);
    if (with_sum && table.rows.size() > 1)
        add({"", say("paper.roster.sum"), ""}, sum, std::nullopt, true);
    if (!loads.empty())
        sheet.tables["roster"] = std::move(table);
    else
        add_cells(sheet, cells);
}

void SheetMaker::add_cells(paper::Sheet& sheet, const std::vector<std::size_t>& cells) const {
    SheetTable table{say("paper.cells.title"),
                     {{say("paper.cells.code"), 1.6, false},
                      {say("paper.cells.where"), 2.4, false},
                      {say("paper.roster.sites"), 0.7, true},
                      {say("paper.roster.hours"), 0.8, true}},
                     {}};
    for (const std::size_t i : cells) {
        const model::Cell& cell = m_facts.cells()[i];
        std::string where = m_facts.village_names(cell);
        if (where.empty())
            where = m_facts.township_name(m_facts.township_of(i));
        table.rows.push_back({std::nullopt,
                              {cell.code, where, count_text(static_cast<std::int64_t>(m_facts.sites_of(i).size())),
                               count_text(std::llround(cell.hours))},
                              false});
    }
    if (!table.rows.empty())
        sheet.tables["roster"] = std::move(table);
}

void SheetMaker::add_people(paper::Sheet& sheet, const std::vector<std::size_t>& cells) const {
    const model::PersonTable& people = m_facts.snapshot().people;
    const model::VillageTable& villages = m_facts.snapshot().villages;
    SheetTable table{say("paper.people.title"),
                     {{say("paper.people.role"), 0.9, false},
                      {say("paper.people.name"), 1, false},
                      {say("paper.people.village"), 1.5, false}},
                     {}};
    if (!m_choice.public_copy)
        table.columns.push_back({say("paper.people.phone"), 1.4, false});
    for (const model::Row row : m_facts.contacts_of(cells)) {
        const auto i = static_cast<std::size_t>(row);
        const model::Row village = people.village[i];
        SheetRow line{std::nullopt,
                      {say("kind.role." + std::string(model::key_of(people.role[i]))), shown_name(people.key[i]),
                       village < 0 ? std::string() : std::string(villages.name[static_cast<std::size_t>(village)])},
                      false};
        if (!m_choice.public_copy)
            line.cells.emplace_back(people.phone[i]);
        table.rows.push_back(std::move(line));
    }
    if (!table.rows.empty())
        sheet.tables["people"] = std::move(table);
}

void SheetMaker::add_spots(paper::Sheet& sheet, std::size_t most) const {
    SheetTable table{say("paper.spots.title"),
                     {{say("paper.roster.number"), 0.4, true},
                      {say("paper.spots.kind"), 1, false},
                      {say("paper.spots.place"), 1.4, false},
                      {say("paper.spots.township"), 1.2, false},
                      {say("paper.spots.people"), 0.7, true}},
                     {}};
    for (const model::BlindSpot& spot : m_blind->spots) {
        // A village on the list is no person; a record or site may carry a name that is one.
        if (m_choice.public_copy && spot.target != model::BlindTarget::village &&
            spot.target != model::BlindTarget::cell)
            continue;
        if (table.rows.size() >= most) {
            ++table.beyond;
            continue;
        }
        table.rows.push_back(
            {std::nullopt,
             {std::to_string(table.rows.size() + 1), say("kind.blind_spot." + std::string(model::key_of(spot.kind))),
              spot.name, spot.township_name, count_text(std::llround(spot.people.value))},
             false});
    }
    sheet.tables["spots"] = std::move(table);
}

std::string SheetMaker::sites_text(const std::vector<std::size_t>& cells) const {
    const model::SiteTable& sites = m_facts.snapshot().sites;
    std::map<model::SiteKind, int> count;
    int all = 0;
    for (const std::size_t cell : cells)
        for (const model::Row row : m_facts.sites_of(cell)) {
            ++count[sites.kind[static_cast<std::size_t>(row)]];
            ++all;
        }
    std::string text = say("paper.sites", {{"count", std::to_string(all)}});
    for (const auto& [kind, number] : count)
        text += say("paper.site_kind", {{"kind", say("kind.site." + std::string(model::key_of(kind)))},
                                        {"count", std::to_string(number)}});
    return text;
}

void SheetMaker::add_board(paper::Sheet& sheet, const SheetSubject& subject) const {
    std::string lead, second;
    for (const std::size_t cell : subject.cells) {
        lead = m_facts.cells()[cell].lead_key;
        second = m_facts.cells()[cell].second_key;
        if (!lead.empty())
            break;
    }
    if (subject.kind == SheetKind::inspector)
        lead = subject.key;
    auto& texts = sheet.texts;
    texts["person"] = lead.empty() ? say("paper.roster.nobody") : shown_name(lead);
    texts["second"] = second.empty() ? "" : shown_name(second);
    if (!m_choice.public_copy) {
        texts["phone"] = m_facts.phone(lead);
        texts["second_phone"] = m_facts.phone(second);
    }
    std::string where;
    for (const std::size_t cell : subject.cells) {
        const std::string villages = m_facts.village_names(m_facts.cells()[cell]);
        if (!villages.empty())
            where += (where.empty() ? "" : "、") + villages;
    }
    if (where.empty())
        where = area_text(geo::area(subject.area), m_catalog);
    texts["area"] = where;
    texts["sites"] = sites_text(subject.cells);
    texts["cells"] = std::to_string(subject.cells.size());
    texts["duty"] = say("paper.duty");
    texts["complaint"] = say("paper.complaint");
}

paper::Sheet SheetMaker::of(const SheetSubject& subject, std::size_t page, std::size_t pages) const {
    if (subject.kind == SheetKind::county)
        return county();
    paper::Sheet sheet = blank();
    const std::string place = subject.name;
    if (m_choice.title.empty())
        sheet.texts["title"] = say(m_choice.page.title, {{"county", county_name()}, {"place", place}});
    sheet.texts["place"] = say("paper.place." + std::string(sheet_kind_keys[static_cast<std::size_t>(subject.kind)]),
                               {{"county", county_name()}, {"place", place}, {"key", subject.key}});
    if (m_choice.subtitle.empty())
        sheet.texts["subtitle"] = sheet.texts["place"] + " · " + sites_text(subject.cells);
    if (pages > 0)
        sheet.texts["page"] = say("paper.page", {{"page", std::to_string(page)}, {"pages", std::to_string(pages)}});
    if (pages > 0)
        sheet.texts["pages"] = std::to_string(pages);
    sheet.focus = subject.area;
    sheet.extent = geo::bounds(subject.area);
    // A cell of a few streets still shows where it is.
    constexpr double least = 1200;
    const double grow = std::max(0.0, least - std::max(sheet.extent.width(), sheet.extent.height())) / 2;
    sheet.extent = sheet.extent.grown(grow);
    if (subject.kind == SheetKind::inspector || subject.kind == SheetKind::cell)
        add_cells(sheet, subject.cells);
    else
        add_roster(sheet, subject.cells, true);
    add_people(sheet, subject.cells);
    add_board(sheet, subject);
    return sheet;
}

std::vector<SheetSubject> SheetMaker::subjects(SheetKind kind) const {
    const model::Snapshot& s = m_facts.snapshot();
    const std::vector<model::Cell>& cells = m_facts.cells();
    std::vector<SheetSubject> result;
    std::map<std::string, std::vector<std::size_t>> by_key;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        std::string key;
        switch (kind) {
        case SheetKind::county:
            break;
        case SheetKind::township:
            key = m_facts.township_of(i);
            break;
        case SheetKind::cell:
            key = cells[i].code;
            break;
        case SheetKind::inspector:
            key = cells[i].lead_key;
            break;
        case SheetKind::station:
            key = m_facts.base_of(cells[i].lead_key);
            break;
        }
        if (!key.empty())
            by_key[key].push_back(i);
    }
    if (kind == SheetKind::county)
        return {{kind, "", county_name(), {}, {}}};
    if (kind == SheetKind::township)
        for (const model::Row row : s.townships) {
            const model::Boundary& township = s.boundaries[static_cast<std::size_t>(row)];
            result.push_back({kind, township.code, township.name, by_key[township.code], township.area});
        }
    else
        for (const auto& [key, rows] : by_key) {
            const std::string name = kind == SheetKind::cell        ? key
                                     : kind == SheetKind::inspector ? shown_name(key)
                                                                    : m_facts.township_name(key);
            std::vector<geo::MultiPolygon> areas;
            for (const std::size_t row : rows)
                areas.push_back(cells[row].area);
            result.push_back({kind, key, name, rows, areas.size() == 1 ? areas.front() : geo::united(areas)});
        }
    return result;
}

} // namespace wangge::app

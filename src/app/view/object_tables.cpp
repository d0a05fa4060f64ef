#include "app/view/object_tables.h"

#include "coverage/conflicts.h"

#include <cmath>
#include <map>

namespace wangge::app {
namespace {

using model::ColumnType;
using model::Value;

Value text_or_blank(std::string_view text) {
    return text.empty() ? Value{} : Value{std::string(text)};
}
Value day(base::Date date) {
    return text_or_blank(base::to_text(date));
}
Value whole(double number) {
    return static_cast<std::int64_t>(std::llround(number));
}
Value township(const model::Snapshot& s, model::Row row) {
    return row == model::no_row
               ? Value{}
               : Value{s.boundaries[static_cast<std::size_t>(s.townships[static_cast<std::size_t>(row)])].name};
}
Value village(const model::Snapshot& s, model::Row row) {
    return row == model::no_row ? Value{} : Value{std::string(s.villages.name[static_cast<std::size_t>(row)])};
}

} // namespace

ShownTable shown(model::Table table) {
    const auto kept = std::make_shared<const model::Table>(std::move(table));
    return {kept->id, kept->columns, kept->rows.size(),
            [kept](std::size_t row, std::size_t column) { return kept->rows[row][column]; }};
}

model::Table shown_villages(const model::Snapshot& s) {
    model::Table table{.id = "villages",
                       .columns = {{"name", "ui.column.village"},
                                   {"township", "ui.column.township"},
                                   {"people", "ui.column.people", ColumnType::integer},
                                   {"over_65", "ui.column.over_65", ColumnType::integer},
                                   {"contact", "ui.column.contact"},
                                   {"code", "ui.column.code"}}};
    const model::VillageTable& v = s.villages;
    for (std::size_t i = 0; i < v.size(); ++i)
        table.rows.push_back({std::string(v.name[i]), text_or_blank(v.township_name[i]), whole(v.population[i]),
                              whole(v.population_over_65[i]),
                              v.contact[i] == model::no_row
                                  ? Value{}
                                  : Value{std::string(s.people.name[static_cast<std::size_t>(v.contact[i])])},
                              text_or_blank(v.code[i])});
    return table;
}

ShownTable shown_sites(model::SnapshotPtr snapshot, const base::Catalog& catalog) {
    enum : std::size_t { name, kind, in_township, in_village, grade, last_visit, hazards };
    std::vector<model::Column> columns{{"name", "ui.column.name"},
                                       {"kind", "ui.column.kind"},
                                       {"township", "ui.column.township"},
                                       {"village", "ui.column.village"},
                                       {"grade", "ui.column.grade"},
                                       {"last_visit", "ui.column.last_visit", ColumnType::date},
                                       {"hazards", "ui.column.hazards", ColumnType::integer}};
    std::vector<std::string> kinds;
    for (const std::string_view key : model::keys<model::SiteKind>())
        kinds.push_back(catalog.say("kind.site." + std::string(key)));
    const std::size_t rows = snapshot->sites.size();
    const auto at = [s = std::move(snapshot), kinds = std::move(kinds)](std::size_t i, std::size_t column) -> Value {
        const model::SiteTable& t = s->sites;
        switch (column) {
        case name:
            return std::string(t.name[i]);
        case kind:
            return kinds[static_cast<std::size_t>(t.kind[i])];
        case in_township:
            return township(*s, t.township[i]);
        case in_village:
            return village(*s, t.village[i]);
        case grade:
            return text_or_blank(model::key_of(t.grade[i]));
        case last_visit:
            return day(t.last_visit[i]);
        case hazards:
        default:
            return static_cast<std::int64_t>(t.hazards_found[i]);
        }
    };
    return {"sites", std::move(columns), rows, at};
}

model::Table shown_people(const model::Snapshot& s, const base::Catalog& catalog) {
    model::Table table{.id = "people",
                       .columns = {{"name", "ui.column.name"},
                                   {"role", "ui.column.role"},
                                   {"township", "ui.column.township"},
                                   {"village", "ui.column.village"},
                                   {"start", "ui.column.start", ColumnType::date},
                                   {"end", "ui.column.end", ColumnType::date},
                                   {"training", "ui.column.training", ColumnType::date},
                                   {"conflict", "ui.column.conflict"}}};
    const model::PersonTable& t = s.people;
    const std::vector<coverage::OwnerConflict> conflicts = coverage::owner_conflicts(s);
    for (std::size_t i = 0; i < t.size(); ++i)
        table.rows.push_back({std::string(t.name[i]), catalog.say("kind.role." + std::string(model::key_of(t.role[i]))),
                              township(s, t.township[i]), village(s, t.village[i]), day(t.start[i]), day(t.end[i]),
                              day(t.last_training[i]),
                              text_or_blank(coverage::conflict_text(
                                  s, coverage::conflicts_of(conflicts, static_cast<model::Row>(i)), catalog))});
    return table;
}

model::Table shown_cells(const model::Snapshot& s) {
    model::Table table{.id = "cells",
                       .columns = {{"code", "ui.column.cell"},
                                   {"township", "ui.column.township"},
                                   {"area", "ui.column.area_km2", ColumnType::real, false, 2},
                                   {"lead", "ui.column.lead"},
                                   {"second", "ui.column.second"},
                                   {"hours", "ui.column.hours", ColumnType::real, false, 1}}};
    std::map<std::string, std::string, std::less<>> person, place;
    for (std::size_t i = 0; i < s.people.size(); ++i)
        person.emplace(s.people.key[i], s.people.name[i]);
    for (const model::Row row : s.townships)
        place.emplace(s.boundaries[row].code, s.boundaries[row].name);
    const auto named = [](const auto& names, const std::string& key) {
        const auto at = names.find(key);
        return at == names.end() ? text_or_blank(key) : Value{at->second};
    };
    for (const model::Cell& cell : s.cells)
        table.rows.push_back({cell.code, named(place, cell.township_code), geo::area(cell.area).value / 1e6,
                              named(person, cell.lead_key), named(person, cell.second_key),
                              cell.hours > 0 ? Value{cell.hours} : Value{}}); // nobody assigned it yet
    return table;
}

model::Table shown_quarantine(const model::Snapshot& s, const base::Catalog& catalog) {
    model::Table table{.id = "quarantine",
                       .columns = {{"file", "ui.column.file"},
                                   {"row", "ui.column.row", ColumnType::integer},
                                   {"reason", "ui.column.reason"},
                                   {"original", "ui.column.original"}}};
    // A line or area is more than anybody reads.
    const auto brief = [](const std::string& text) {
        constexpr std::size_t most = 400;
        if (text.size() <= most)
            return text;
        std::size_t end = most;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
            --end;
        return text.substr(0, end) + "…";
    };
    for (const model::QuarantineRow& row : s.quarantine) {
        const std::string id = "import.reason." + row.reason;
        table.rows.push_back(
            {row.file, row.row,
             catalog.has(id) ? catalog.say(base::Message{id, {{"detail", row.detail}}}) : row.reason + " " + row.detail,
             brief(row.original)});
    }
    return table;
}

} // namespace wangge::app

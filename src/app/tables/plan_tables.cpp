// The current plan: cells and who is responsible; and what import kept aside.
#include "app/tables/table_builder.h"
#include "base/text.h"
#include "geo/area_index.h"

#include <map>

namespace wangge::app {
namespace {

using model::ShapeKind;

// What the cells of a snapshot refer to, looked up once.
struct Lookup {
    std::map<std::string_view, std::size_t> person, village;
    std::map<std::string_view, std::string_view> township;

    explicit Lookup(const model::Snapshot& s) {
        for (std::size_t i = 0; i < s.people.size(); ++i)
            person.emplace(s.people.key[i], i);
        for (std::size_t i = 0; i < s.villages.size(); ++i)
            village.emplace(s.villages.code[i], i);
        for (const model::Boundary& b : s.boundaries)
            if (b.level == model::BoundaryLevel::township)
                township.emplace(b.code, b.name);
    }
    std::string_view name(const model::Snapshot& s, std::string_view key) const {
        const auto found = person.find(key);
        return found == person.end() ? std::string_view() : s.people.name[found->second];
    }
    std::string_view phone(const model::Snapshot& s, std::string_view key) const {
        const auto found = person.find(key);
        return found == person.end() ? std::string_view() : s.people.phone[found->second];
    }
    std::string_view township_name(std::string_view code) const {
        const auto found = township.find(code);
        return found == township.end() ? std::string_view() : found->second;
    }
    std::string village_names(const model::Snapshot& s, std::string_view codes) const {
        std::string names;
        for (const std::string_view code : base::split(codes, ';')) {
            const auto found = village.find(code);
            if (found != village.end())
                names += (names.empty() ? "" : "、") + std::string(s.villages.name[found->second]);
        }
        return names;
    }
};

} // namespace

model::Table cells_table(const TableInput& input) {
    const model::Snapshot& s = input.snapshot;
    const Lookup lookup(s);
    TableBuilder t(input, "cells", ShapeKind::area);
    t.text("cell_code").text("township_code").text("township_name").text("village_codes").text("village_names");
    t.real("area_km2", 3).text("contact_name").name_of_person().text("lead_name").name_of_person();
    t.text("second_name").name_of_person().date("lead_since").real("hours", 1).text("parents");
    for (const model::Cell& cell : s.cells) {
        t.row(t.table().columns.size());
        t.put(cell.code);
        t.put(cell.township_code);
        t.put(lookup.township_name(cell.township_code));
        t.put(cell.village_codes);
        t.put(std::string_view(lookup.village_names(s, cell.village_codes)));
        t.put_real(geo::area(cell.area).value / 1e6);
        t.put(lookup.name(s, cell.contact_key));
        t.put(lookup.name(s, cell.lead_key));
        t.put(lookup.name(s, cell.second_key));
        t.put(cell.lead_since);
        t.put_real(cell.hours);
        t.put(cell.parents);
        t.shape(cell.area);
    }
    return t.take();
}

model::Table assignment_table(const TableInput& input) {
    const model::Snapshot& s = input.snapshot;
    const Lookup lookup(s);
    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Cell& cell : s.cells)
        areas.push_back(&cell.area);
    std::vector<std::int64_t> sites(s.cells.size(), 0);
    for (const std::int32_t cell : geo::AreaIndex(areas).find(s.sites.x, s.sites.y, input.feedback))
        if (cell >= 0)
            ++sites[static_cast<std::size_t>(cell)];
    TableBuilder t(input, "assignment", ShapeKind::area);
    t.text("cell_code").text("township_name").text("village_names").whole("sites").real("hours", 1);
    t.text("lead_key").personal().text("lead_name").name_of_person().text("lead_phone").personal();
    t.text("second_key").personal().text("second_name").name_of_person().text("second_phone").personal();
    for (std::size_t i = 0; i < s.cells.size(); ++i) {
        const model::Cell& cell = s.cells[i];
        t.row(t.table().columns.size());
        t.put(cell.code);
        t.put(lookup.township_name(cell.township_code));
        t.put(std::string_view(lookup.village_names(s, cell.village_codes)));
        t.put_whole(sites[i]);
        t.put_real(cell.hours);
        for (const std::string& key : {cell.lead_key, cell.second_key}) {
            t.put(key);
            t.put(lookup.name(s, key));
            t.put(lookup.phone(s, key));
        }
        t.shape(cell.area);
    }
    return t.take();
}

model::Table quarantine_table(const TableInput& input) {
    TableBuilder t(input, "quarantine", ShapeKind::none);
    t.text("layer_kind").text("file").text("sheet").whole("row_number").text("reason");
    t.text("detail").personal().text("original").personal();
    for (const model::QuarantineRow& row : input.snapshot.quarantine) {
        t.row(t.table().columns.size());
        t.put(row.kind);
        t.put(row.file);
        t.put(row.layer);
        t.put_whole(row.row);
        const std::string sentence = "import.reason." + row.reason;
        t.put(std::string_view(input.catalog.has(sentence) ? input.catalog.say(sentence) : row.reason));
        t.put(row.detail);
        t.put(row.original);
    }
    return t.take();
}

} // namespace wangge::app

#include "app/tables/cross_table.h"

#include "app/tables/table_builder.h"

#include <algorithm>

namespace wangge::app {

model::Table cross_table(const TableInput& input, const assign::Field& field, const assign::Cross& cross) {
    TableBuilder t(input, "cross", model::ShapeKind::area);
    t.text("cell_code").text("township_name").text("home_lead").name_of_person().text("lead").name_of_person();
    t.text("second").name_of_person().text("not_by_them");
    const model::Snapshot& s = input.snapshot;
    const auto name = [&](std::int32_t person) {
        return person < 0 ? std::string_view() : s.people.name[field.people[person]];
    };
    for (const assign::CrossVisit& visit : cross.visits)
        for (const std::int32_t c : visit.cells) {
            const model::Cell& cell = s.cells[c];
            t.row(6);
            t.put(cell.code);
            const auto township = std::ranges::find_if(
                s.townships, [&](model::Row row) { return s.boundaries[row].code == cell.township_code; });
            t.put(township == s.townships.end() ? std::string_view() : s.boundaries[*township].name);
            t.put(name(visit.home));
            t.put(name(visit.lead));
            t.put(name(visit.second));
            t.put_yes(std::ranges::find(visit.not_by_them, c) != visit.not_by_them.end());
            t.shape(cell.area);
        }
    return t.take();
}

} // namespace wangge::app

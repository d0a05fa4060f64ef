// Roads, boundaries, waters, cells.
#include "store/columns.h"
#include "store/load.h"
#include "store/row_reader.h"

#include <fmt/format.h>

namespace wangge::store {

void load_roads(const Connection& db, std::vector<model::Road>& roads, base::Feedback& feedback) {
    roads.reserve(row_count(db, "roads"));
    RowReader row(db, "roads", road_columns, "ORDER BY id", &feedback);
    while (row.next()) {
        model::Road& road = roads.emplace_back();
        road.id = {row.id()};
        road.line = row.line();
        road.key = row.text();
        road.name = row.text();
        road.road_class = row.word(model::RoadClass::other);
        road.one_way = row.flag();
        road.bridge = row.flag();
        road.tunnel = row.flag();
    }
}

void load_boundaries(const Connection& db, std::vector<model::Boundary>& boundaries, base::Feedback& feedback) {
    RowReader row(db, "boundaries", boundary_columns, "ORDER BY level <> 'county', code, id", &feedback);
    while (row.next()) {
        model::Boundary& boundary = boundaries.emplace_back();
        boundary.id = {row.id()};
        boundary.area = row.area();
        boundary.level = row.word(model::BoundaryLevel::township);
        boundary.code = row.text();
        boundary.name = row.text();
    }
}

void load_waters(const Connection& db, std::vector<model::Water>& waters, base::Feedback& feedback) {
    RowReader row(db, "waters", water_columns, "ORDER BY id", &feedback);
    while (row.next()) {
        model::Water& water = waters.emplace_back();
        water.id = {row.id()};
        water.line = row.line();
        water.area = row.area();
        water.key = row.text();
        water.name = row.text();
        water.kind = row.word(model::WaterKind::other);
    }
}

void load_plans(const Connection& db, std::vector<model::Plan>& plans) {
    RowReader row(db, "plans", plan_columns);
    while (row.next()) {
        model::Plan& plan = plans.emplace_back();
        plan.id = {row.id()};
        plan.name = row.text();
        plan.shape = row.word(model::CellShape::drawn);
        plan.options = row.text();
        plan.created = row.text();
        plan.current = row.flag();
    }
}

std::int64_t current_plan(const Connection& db) {
    return db.number("SELECT coalesce(max(id), 0) FROM plans WHERE current = 1");
}

std::int64_t plan_named(const Connection& db, std::string_view name) {
    Statement find(db, "SELECT id FROM plans WHERE name = ?1");
    find.bind(1, name);
    return find.step() ? find.integer(0) : 0;
}

void load_cells(const Connection& db, std::int64_t plan, std::vector<model::Cell>& cells, base::Feedback& feedback) {
    RowReader row(db, "cells", cell_columns, fmt::format("WHERE plan = {} ORDER BY code", plan), &feedback);
    while (row.next()) {
        model::Cell& cell = cells.emplace_back();
        cell.id = {row.id()};
        cell.area = row.area();
        cell.plan = {row.integer()};
        for (std::string* text : {&cell.code, &cell.parents, &cell.township_code, &cell.village_codes,
                                  &cell.contact_key, &cell.lead_key, &cell.second_key})
            *text = row.text();
        cell.hours = row.real();
        cell.lead_since = row.date();
    }
}

} // namespace wangge::store

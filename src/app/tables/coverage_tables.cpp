#include "app/coverage_inputs.h"
#include "app/tables.h"
#include "coverage/blind_spots.h"
#include "coverage/coverage.h"

#include <algorithm>
#include <cmath>

namespace wangge::app {
namespace {

using model::ColumnType;
using model::Table;
using model::Value;

// Coverage by the project's norms, as the `coverage` verb gives it without options.
struct Measured {
    coverage::Prepared prepared;
    coverage::Result result;

    Measured(const TableInput& input, bool with_area) {
        coverage::Options options;
        options.as_of = input.as_of;
        options.with_area = with_area;
        options.with_planned = input.with_planned;
        prepared = coverage::prepare(input.snapshot, norms_of(input.snapshot), options, *input.reach, input.feedback);
        result = coverage::measure(prepared, coverage::limits_of(prepared), input.feedback);
    }
};

void add_column(Table& table, const TableInput& input, const char* id, ColumnType type, int decimals = 2) {
    table.columns.push_back({id, input.catalog.say(std::string("column.") + id), type, false, decimals});
}

Value whole(std::int64_t number) {
    return number;
}
Value text(std::string_view words) {
    return std::string(words);
}
Value point_coordinate(double metres) {
    return std::isfinite(metres) ? Value(metres) : Value();
}

} // namespace

Table coverage_table(const TableInput& input) {
    const Measured measured(input, false);
    const model::VillageTable& villages = input.snapshot.villages;
    Table table;
    table.id = "coverage";
    table.title = input.catalog.say("table.coverage");
    table.epsg = input.snapshot.epsg;
    for (const char* id : {"village_code", "village", "township", "area_type", "state"})
        add_column(table, input, id, ColumnType::text);
    for (const char* id : {"people", "people_covered"})
        add_column(table, input, id, ColumnType::integer);
    add_column(table, input, "nearest", ColumnType::text);
    table.columns.back().person_name = true;
    const bool metres = input.reach->unit() == reach::Unit::metres;
    add_column(table, input, metres ? "distance_m" : "minutes", ColumnType::real, metres ? 0 : 1);
    add_column(table, input, metres ? "limit_m" : "limit_min", ColumnType::real, metres ? 0 : 1);
    add_column(table, input, "reason", ColumnType::text);
    // A layer has one kind of shape: areas when every village has one, else seats.
    const bool areas =
        std::none_of(villages.area.begin(), villages.area.end(), [](const auto& area) { return area.empty(); });
    for (std::size_t i = 0; i < villages.size(); ++i) {
        const reach::Link& nearest = measured.prepared.nearest[i];
        const bool somebody = nearest.source >= 0;
        table.rows.push_back(
            {text(villages.code[i]), text(villages.name[i]),
             text(measured.prepared.groups[measured.prepared.group[i]].name),
             text(input.catalog.say("kind.area_type." + std::string(model::key_of(measured.prepared.area[i].type)))),
             text(input.catalog.say("kind.cover_state." + std::string(model::key_of(measured.result.state[i])))),
             whole(measured.prepared.residents[i]), whole(measured.result.served[i]),
             somebody ? text(input.snapshot.people.name[measured.prepared.sources[nearest.source]]) : Value(),
             somebody ? Value(nearest.effort.value) : Value(), Value(measured.result.limit[i].value),
             text(input.catalog.say(coverage::state_reason(measured.prepared, measured.result, i)))});
        if (areas)
            table.shapes.emplace_back(villages.area[i]);
        else if (std::isfinite(villages.x[i]))
            table.shapes.emplace_back(villages.point(i));
        else
            table.shapes.emplace_back();
    }
    return table;
}

Table coverage_by_township_table(const TableInput& input) {
    const Measured measured(input, true);
    Table table;
    table.id = "coverage_by_township";
    table.title = input.catalog.say("table.coverage_by_township");
    table.epsg = input.snapshot.epsg;
    for (const char* id : {"township_code", "township"})
        add_column(table, input, id, ColumnType::text);
    for (const char* id : {"villages", "covered", "over_capacity", "uncovered", "people", "people_covered",
                           "people_over_capacity", "people_uncovered"})
        add_column(table, input, id, ColumnType::integer);
    add_column(table, input, "area_km2", ColumnType::real, 3);
    add_column(table, input, "uncovered_area_km2", ColumnType::real, 3);
    for (std::size_t g = 0; g < measured.prepared.groups.size(); ++g) {
        const coverage::Group& group = measured.prepared.groups[g];
        const coverage::Totals& totals = measured.result.by_group[g];
        const bool has_area = group.township != model::no_row;
        table.rows.push_back({text(group.code), text(group.name), whole(totals.targets), whole(totals.covered),
                              whole(totals.over_capacity), whole(totals.uncovered), whole(totals.people),
                              whole(totals.people_covered), whole(totals.people_over_capacity),
                              whole(totals.people_uncovered), has_area ? Value(totals.area.value / 1e6) : Value(),
                              has_area ? Value(totals.uncovered_area.value / 1e6) : Value()});
        if (has_area)
            table.shapes.emplace_back(input.snapshot.boundaries[input.snapshot.townships[group.township]].area);
        else
            table.shapes.emplace_back();
    }
    return table;
}

Table blind_spot_table(const TableInput& input) {
    coverage::BlindSpotOptions options;
    options.as_of = input.as_of;
    const coverage::BlindSpots found =
        coverage::find_blind_spots(input.snapshot, norms_of(input.snapshot),
                                   visit_rules_of(input.snapshot, input.as_of), options, *input.reach, input.feedback);
    Table table;
    table.id = "blindspots";
    table.title = input.catalog.say("table.blindspots");
    table.epsg = input.snapshot.epsg;
    add_column(table, input, "rank", ColumnType::integer);
    for (const char* id : {"kind", "key", "name", "township"})
        add_column(table, input, id, ColumnType::text);
    add_column(table, input, "people", ColumnType::integer);
    add_column(table, input, "severity", ColumnType::real, 1);
    add_column(table, input, "formula", ColumnType::text);
    // These sentences name people.
    for (const char* id : {"cause", "evidence", "fix"}) {
        add_column(table, input, id, ColumnType::text);
        table.columns.back().personal = true;
    }
    add_column(table, input, "x", ColumnType::real);
    add_column(table, input, "y", ColumnType::real);
    for (std::size_t i = 0; i < found.spots.size(); ++i) {
        const model::BlindSpot& spot = found.spots[i];
        table.rows.push_back({whole(static_cast<std::int64_t>(i) + 1),
                              text(input.catalog.say("kind.blind_spot." + std::string(model::key_of(spot.kind)))),
                              text(spot.key), text(spot.name), text(spot.township_name),
                              whole(std::llround(spot.people.value)), Value(spot.severity),
                              text(input.catalog.say(spot.formula)), text(input.catalog.say(spot.cause)),
                              text(input.catalog.say(spot.evidence)), text(input.catalog.say(spot.fix)),
                              point_coordinate(spot.point.x), point_coordinate(spot.point.y)});
        if (std::isfinite(spot.point.x) && std::isfinite(spot.point.y))
            table.shapes.emplace_back(spot.point);
        else
            table.shapes.emplace_back();
    }
    return table;
}

} // namespace wangge::app

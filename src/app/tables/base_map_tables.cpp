// Roads, boundaries and waters.
#include "app/tables/table_builder.h"

namespace wangge::app {

using model::ShapeKind;

model::Table roads_table(const TableInput& input) {
    TableBuilder t(input, "roads", ShapeKind::line);
    t.text("key").text("name").text("road_class").text("one_way").text("bridge").text("tunnel").real("length_km", 3);
    for (const model::Road& road : input.snapshot.roads) {
        t.row(t.table().columns.size());
        t.put(road.key);
        t.put(road.name);
        t.put_key("road", model::key_of(road.road_class));
        t.put_yes(road.one_way);
        t.put_yes(road.bridge);
        t.put_yes(road.tunnel);
        t.put_real(geo::length(road.line).value / 1000);
        t.shape(road.line);
    }
    return t.take();
}

model::Table boundaries_table(const TableInput& input) {
    TableBuilder t(input, "boundaries", ShapeKind::area);
    t.text("level").text("code").text("name").real("area_km2", 3);
    for (const model::Boundary& boundary : input.snapshot.boundaries) {
        t.row(t.table().columns.size());
        t.put_key("boundary", model::key_of(boundary.level));
        t.put(boundary.code);
        t.put(boundary.name);
        t.put_real(geo::area(boundary.area).value / 1e6);
        t.shape(boundary.area);
    }
    return t.take();
}

model::Table waters_table(const TableInput& input) {
    TableBuilder t(input, "waters", ShapeKind::line);
    t.text("key").text("name").text("water_kind").real("length_km", 3);
    for (const model::Water& water : input.snapshot.waters) {
        if (water.line.empty())
            continue;
        t.row(t.table().columns.size());
        t.put(water.key);
        t.put(water.name);
        t.put_key("water", model::key_of(water.kind));
        t.put_real(geo::length(water.line).value / 1000);
        t.shape(water.line);
    }
    return t.take();
}

model::Table lakes_table(const TableInput& input) {
    TableBuilder t(input, "lakes", ShapeKind::area);
    t.text("key").text("name").text("water_kind").real("area_km2", 3);
    for (const model::Water& water : input.snapshot.waters) {
        if (water.area.empty())
            continue;
        t.row(t.table().columns.size());
        t.put(water.key);
        t.put(water.name);
        t.put_key("water", model::key_of(water.kind));
        t.put_real(geo::area(water.area).value / 1e6);
        t.shape(water.area);
    }
    return t.take();
}

} // namespace wangge::app

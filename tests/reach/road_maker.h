// Small road networks and travel rules for tests.
#pragma once
#include "reach/road_reach.h"

#include <fmt/format.h>

namespace wangge::reach::test {

// One speed a class (km/h), walking at 6 km/h (0.1 m/ms), roads within 1000 m.
struct Rules {
    double primary = 60, local = 30, expressway = 120, ferry = 12, walk = 6, snap = 1000, wait = 10, tolerance = 0.5;
    bool crossings = false;

    TravelOptions options(Mode mode = Mode::car) const {
        const auto row = [](std::string_view rule, std::string_view of, double value, std::string_view unit) {
            return fmt::format(R"({{"rule":"{}","of":"{}","value":{},"unit":"{}","source":"test"}})", rule, of, value,
                               unit);
        };
        std::string rows = row("road_speed", "any", 30, "km/h");
        const auto add = [&](const std::string& text) { rows += "," + text; };
        add(row("road_speed", "primary", primary, "km/h"));
        add(row("road_speed", "local", local, "km/h"));
        add(row("road_speed", "expressway", expressway, "km/h"));
        add(row("road_speed", "path", 0, "km/h"));
        add(row("road_speed", "ferry", ferry, "km/h"));
        add(row("both_ways", "any", 0, "yes"));
        add(R"({"rule":"both_ways","mode":"walk","of":"any","value":1,"unit":"yes","source":"test"})");
        add(row("walk_speed", "any", walk, "km/h"));
        add(row("snap_limit", "any", snap, "m"));
        add(row("water_blocks", "any", 1, "yes"));
        add(row("water_blocks", "stream", 0, "yes"));
        add(row("ferry_wait", "any", wait, "min"));
        add(row("node_tolerance", "any", tolerance, "m"));
        add(row("join_crossings", "any", crossings ? 1 : 0, "yes"));
        TravelOptions made;
        made.table = TravelTable::parse("{\"travel\":[" + rows + "]}", "test");
        made.mode = mode;
        made.as_of = base::make_date(2026, 11, 22);
        return made;
    }
};

inline model::Road road(geo::Polyline line, model::RoadClass road_class = model::RoadClass::local, bool one_way = false,
                        bool bridge = false) {
    model::Road made;
    made.line = std::move(line);
    made.road_class = road_class;
    made.one_way = one_way;
    made.bridge = bridge;
    return made;
}

inline model::Water river(geo::Polyline line) {
    model::Water made;
    made.kind = model::WaterKind::river;
    made.line = std::move(line);
    return made;
}

struct Cloud {
    std::vector<double> x, y;
    Points points() const { return {x, y}; }
};

// Minutes from the only source to the only target.
inline double minutes(const RoadReach& reach, geo::MapPoint from, geo::MapPoint to) {
    base::QuietFeedback quiet;
    const Cloud targets{{to.x}, {to.y}}, sources{{from.x}, {from.y}};
    return reach.nearest(targets.points(), sources.points(), quiet)[0].effort.value;
}

} // namespace wangge::reach::test

// Roads, boundaries and waters.
#include "base/error.h"
#include "store/edit_state.h"

namespace wangge::store {

PutCounts Edit::put(std::span<const model::Road> roads) {
    return m_state->guarded([&] {
        PutCounts counts;
        RowWriter& writer = m_state->writer("roads", road_columns, {1});
        std::string shape;
        for (const model::Road& road : roads) {
            const auto bind = [&](Statement& s) {
                bind_line(s, 1, road.line, m_state->epsg, shape);
                s.bind_or_null(2, road.key);
                s.bind_or_null(3, road.name);
                s.bind(4, key_of(road.road_class));
                s.bind(5, std::int64_t{road.one_way});
                s.bind(6, std::int64_t{road.bridge});
                s.bind(7, std::int64_t{road.tunnel});
            };
            writer.put(bind, !road.key.empty(), road.id.value, counts);
        }
        return counts;
    });
}

PutCounts Edit::put(std::span<const model::Boundary> boundaries) {
    return m_state->guarded([&] {
        PutCounts counts;
        RowWriter& writer = m_state->writer("boundaries", boundary_columns, {1, 2});
        std::string shape;
        for (const model::Boundary& boundary : boundaries) {
            const auto bind = [&](Statement& s) {
                bind_area(s, 1, boundary.area, m_state->epsg, shape);
                s.bind(2, key_of(boundary.level));
                s.bind_or_null(3, boundary.code);
                s.bind_or_null(4, boundary.name);
            };
            writer.put(bind, !boundary.code.empty(), boundary.id.value, counts);
        }
        return counts;
    });
}

PutCounts Edit::put(std::span<const model::Water> waters) {
    return m_state->guarded([&] {
        PutCounts counts;
        RowWriter& writer = m_state->writer("waters", water_columns, {2});
        std::string line, area;
        for (const model::Water& water : waters) {
            const auto bind = [&](Statement& s) {
                bind_line(s, 1, water.line, m_state->epsg, line);
                bind_area(s, 2, water.area, m_state->epsg, area);
                s.bind_or_null(3, water.key);
                s.bind_or_null(4, water.name);
                s.bind(5, key_of(water.kind));
            };
            writer.put(bind, !water.key.empty(), water.id.value, counts);
        }
        return counts;
    });
}

} // namespace wangge::store

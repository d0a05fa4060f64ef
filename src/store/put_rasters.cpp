// Terrain and population grids.
#include "base/error.h"
#include "store/edit_state.h"
#include "store/raster_strip.h"

#include <algorithm>

namespace wangge::store {

void Edit::put(model::RasterKind kind, const geo::Raster& raster) {
    clear(raster_word(kind));
    m_state->guarded([&] {
        PutCounts counts;
        const auto bind_raster = [&](Statement& s) {
            s.bind(1, raster_word(kind));
            s.bind(2, std::int64_t{raster.width});
            s.bind(3, std::int64_t{raster.height});
            s.bind(4, raster.origin.x);
            s.bind(5, raster.origin.y);
            s.bind(6, raster.cell_x);
            s.bind(7, raster.cell_y);
        };
        const std::int64_t id = m_state->writer("rasters", raster_columns, {0}).put(bind_raster, true, 0, counts);
        RowWriter& strips = m_state->writer("raster_strips", strip_columns, {});
        const int step = strip_rows(raster.width);
        for (int row = 0; row < raster.height; row += step) {
            const int rows = std::min(step, raster.height - row);
            const std::string data = packed_strip(raster, row, rows);
            const auto bind_strip = [&](Statement& s) {
                s.bind(1, id);
                s.bind(2, std::int64_t{row});
                s.bind(3, std::int64_t{rows});
                s.bind_blob(4, data);
            };
            strips.put(bind_strip, false, 0, counts);
        }
    });
}

} // namespace wangge::store

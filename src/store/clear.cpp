// Removing a whole layer.
#include "base/error.h"
#include "store/edit_state.h"
#include "store/raster_strip.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace wangge::store {
namespace {

constexpr std::array<std::string_view, 6> layers{"sites", "villages", "people", "roads", "boundaries", "waters"};

std::int64_t raster_id(const Connection& db, std::string_view kind) {
    Statement find(db, "SELECT id FROM rasters WHERE kind = ?1");
    find.bind(1, kind);
    return find.step() ? find.integer(0) : 0;
}

} // namespace

void Edit::clear(std::string_view layer) {
    m_state->guarded([&] {
        State& s = *m_state;
        if (std::find(layers.begin(), layers.end(), layer) != layers.end())
            return s.recorder.remove(std::string(layer));
        for (const model::RasterKind kind : model::raster_kinds) {
            if (layer != raster_word(kind))
                continue;
            if (const std::int64_t id = raster_id(s.db, layer)) {
                s.recorder.remove("raster_strips", "raster", id);
                s.recorder.remove("rasters", "id", id);
            }
            return;
        }
        for (const std::string_view table : {"quarantine", "repairs"}) {
            const std::string prefix = std::string(table) + ":";
            if (layer == table)
                return s.recorder.remove(std::string(table));
            if (layer.starts_with(prefix))
                return s.recorder.remove(std::string(table), "kind", layer.substr(prefix.size()));
        }
        base::fail_input("store.unknown_layer", {{"layer", std::string(layer)}});
    });
}

} // namespace wangge::store

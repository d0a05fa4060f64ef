#include "store/load.h"

#include "base/error.h"
#include "store/columns.h"
#include "store/document_state.h"
#include "store/raster_strip.h"
#include "store/row_reader.h"

#include <limits>

namespace wangge::store {
namespace {

constexpr std::int64_t most_raster_cells = std::int64_t{1} << 28; // 1 GB of floats

} // namespace

void load_raster(const Connection& db, model::RasterKind kind, geo::Raster& raster, base::Feedback& feedback) {
    Statement head(db, "SELECT id, width, height, origin_x, origin_y, cell_x, cell_y FROM rasters WHERE kind = ?1");
    head.bind(1, raster_word(kind));
    if (!head.step())
        return;
    const std::int64_t id = head.integer(0), width = head.integer(1), height = head.integer(2);
    if (width <= 0 || height <= 0)
        return;
    if (width > most_raster_cells / height)
        base::fail_input("store.damaged_row", {{"layer", "rasters"}, {"row", std::to_string(id)}});
    raster.width = static_cast<int>(width);
    raster.height = static_cast<int>(height);
    raster.origin = {head.real(3), head.real(4)};
    raster.cell_x = head.real(5);
    raster.cell_y = head.real(6);
    raster.values.assign(static_cast<std::size_t>(width * height), std::numeric_limits<float>::quiet_NaN());
    Statement strips(db, "SELECT first_row, rows, data FROM raster_strips WHERE raster = ?1");
    strips.bind(1, id);
    while (strips.step()) {
        feedback.check();
        unpack_strip(strips.blob(2), raster, static_cast<int>(strips.integer(0)), static_cast<int>(strips.integer(1)));
    }
}

void load_quarantine(const Connection& db, std::vector<model::QuarantineRow>& rows, base::Feedback& feedback) {
    RowReader row(db, "quarantine", quarantine_columns, "ORDER BY id", &feedback);
    while (row.next()) {
        model::QuarantineRow& bad = rows.emplace_back();
        bad.kind = row.text();
        bad.file = row.text();
        bad.layer = row.text();
        bad.row = row.integer();
        bad.reason = row.text();
        bad.detail = row.text();
        bad.original = row.text();
    }
}

void load_snapshot(const Connection& db, bool alone, model::Snapshot& snapshot, base::Feedback& feedback) {
    snapshot.name = db.text("SELECT value FROM project WHERE \"key\" = 'name'");
    snapshot.epsg = static_cast<int>(db.number("SELECT value FROM project WHERE \"key\" = 'epsg'"));
    snapshot.revision = revision_of(db);
    feedback.progress(0, "store.progress.load");
    load_sites(db, alone, snapshot.sites, feedback);
    load_villages(db, snapshot.villages, feedback);
    load_people(db, snapshot.people, feedback);
    feedback.progress(0.4, "store.progress.load");
    load_roads(db, snapshot.roads, feedback);
    load_boundaries(db, snapshot.boundaries, feedback);
    load_waters(db, snapshot.waters, feedback);
    load_raster(db, model::RasterKind::terrain, snapshot.terrain, feedback);
    load_raster(db, model::RasterKind::population, snapshot.population, feedback);
    load_raster(db, model::RasterKind::landcover, snapshot.landcover, feedback);
    feedback.progress(0.6, "store.progress.load");
    load_plans(db, snapshot.plans);
    load_cells(db, current_plan(db), snapshot.cells, feedback);
    load_quarantine(db, snapshot.quarantine, feedback);
    Statement settings(db, "SELECT \"key\", json FROM settings ORDER BY \"key\"");
    while (settings.step())
        snapshot.settings.emplace(settings.text(0), settings.text(1));
}

} // namespace wangge::store

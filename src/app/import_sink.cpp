#include "app/import_sink.h"

#include <fmt/format.h>

namespace wangge::app {
namespace {

std::string text_of(const model::QuarantineRow& row) {
    return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", row.kind, row.file, row.layer, row.row, row.reason, row.original);
}

} // namespace

ImportSink::ImportSink(store::Edit* edit, const model::Snapshot& before) : m_edit(edit) {
    for (const model::QuarantineRow& row : before.quarantine)
        m_known.insert(text_of(row));
}

void ImportSink::clear(import::Kind kind) {
    if (!m_edit)
        return;
    m_known.clear();
    // The store's name of a layer that import fills.
    m_edit->clear(kind == import::Kind::water ? "waters" : import::key_of(kind));
    m_edit->clear("quarantine:" + std::string(import::key_of(kind)));
}

void ImportSink::put(model::RasterKind kind, const geo::Raster& raster) {
    if (m_edit)
        m_edit->put(kind, raster);
}

void ImportSink::put(std::span<const model::QuarantineRow> rows) {
    std::vector<model::QuarantineRow> fresh;
    for (const model::QuarantineRow& row : rows)
        if (m_known.insert(text_of(row)).second)
            fresh.push_back(row);
    if (m_edit && !fresh.empty())
        m_edit->put(std::span<const model::QuarantineRow>(fresh));
}

void ImportSink::put(std::span<const model::RepairNote> rows) {
    if (m_edit)
        m_edit->put(rows);
}

} // namespace wangge::app

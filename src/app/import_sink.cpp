#include "app/import_sink.h"

#include "app/sketched_area.h"

#include <fmt/format.h>

namespace wangge::app {
namespace {

std::string text_of(const model::QuarantineRow& row) {
    return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", row.kind, row.file, row.layer, row.row, row.reason, row.original);
}

} // namespace

ImportSink::ImportSink(store::Edit* edit, const model::Snapshot& before)
    : m_edit(edit), m_sketched(is_sketched(before)) {
    for (const model::QuarantineRow& row : before.quarantine)
        m_known.insert(text_of(row));
    if (m_edit)
        for (std::size_t i = 0; i < before.sites.size(); ++i)
            if (before.sites.grade[i] != model::RiskGrade::ungraded)
                m_grade.emplace(before.sites.key[i], before.sites.grade[i]);
}

ImportSink::Stored ImportSink::put(std::span<const model::Site> rows) {
    std::vector<model::Regrade> regrades;
    for (const model::Site& site : rows)
        if (const auto before = m_grade.find(site.key); before != m_grade.end() && before->second != site.grade)
            regrades.push_back({.site_key = site.key,
                                .made = base::today(),
                                .before = before->second,
                                .after = site.grade,
                                .reasons = "by-register"});
    const Stored counts = stored(rows);
    if (m_edit && !regrades.empty())
        m_edit->put(std::span<const model::Regrade>(regrades));
    return counts;
}

ImportSink::Stored ImportSink::put(std::span<const model::Boundary> rows) {
    if (m_edit && m_sketched && !rows.empty()) {
        m_edit->clear("boundaries");
        m_edit->set_setting(sketched_area, "");
        m_sketched = false;
    }
    return stored(rows);
}

void ImportSink::clear(import::Kind kind) {
    if (!m_edit)
        return;
    m_known.clear();
    // The store's name of a layer that import fills.
    if (kind != import::Kind::cells) // a plan replaces only the one of its name
        m_edit->clear(kind == import::Kind::water ? "waters" : import::key_of(kind));
    m_edit->clear("quarantine:" + std::string(import::key_of(kind)));
}

ImportSink::Stored ImportSink::put(std::span<const model::Cell> rows) {
    m_cells.insert(m_cells.end(), rows.begin(), rows.end());
    return {static_cast<std::int64_t>(rows.size()), 0, 0};
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

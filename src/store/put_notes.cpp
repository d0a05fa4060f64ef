// Quarantined rows, notes of repairs, and settings.
#include "base/error.h"
#include "store/edit_state.h"

namespace wangge::store {

void Edit::put(std::span<const model::QuarantineRow> rows) {
    m_state->guarded([&] {
        PutCounts counts;
        RowWriter& writer = m_state->writer("quarantine", quarantine_columns, {});
        for (const model::QuarantineRow& row : rows) {
            const auto bind = [&](Statement& s) {
                s.bind_or_null(1, row.kind);
                s.bind_or_null(2, row.file);
                s.bind_or_null(3, row.layer);
                s.bind(4, row.row);
                s.bind_or_null(5, row.reason);
                s.bind_or_null(6, row.detail);
                s.bind_or_null(7, row.original);
            };
            writer.put(bind, false, 0, counts);
        }
    });
}

void Edit::put(std::span<const model::RepairNote> notes) {
    m_state->guarded([&] {
        PutCounts counts;
        RowWriter& writer = m_state->writer("repairs", repair_columns, {});
        for (const model::RepairNote& note : notes) {
            const auto bind = [&](Statement& s) {
                s.bind_or_null(1, note.kind);
                s.bind_or_null(2, note.file);
                s.bind_or_null(3, note.layer);
                s.bind_or_null(4, note.key);
                s.bind(5, note.row);
                s.bind_or_null(6, note.reason);
                s.bind_or_null(7, note.before);
                s.bind_or_null(8, note.after);
            };
            writer.put(bind, false, 0, counts);
        }
    });
}

void Edit::set_setting(std::string_view key, std::string_view json) {
    m_state->guarded([&] {
        PutCounts counts;
        const auto bind = [&](Statement& s) {
            s.bind(1, key);
            s.bind(2, json);
        };
        m_state->writer("settings", setting_columns, {0}).put(bind, true, 0, counts);
    });
}

} // namespace wangge::store

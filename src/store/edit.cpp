#include "base/error.h"
#include "store/edit_state.h"
#include "store/history.h"
#include "store/spatial_blob.h"

#include <cmath>

namespace wangge::store {
namespace {

template <class State> State& writable(State& document) {
    need_writer(document.path, document.mode);
    base::ensure(!document.editing, "only one edit at a time");
    return document;
}

} // namespace

Edit::State::State(Document::State& of, const std::string& label)
    : document(writable(of)), db(of.db), transaction(of.db, true), recorder(of.db, shapes, of.chain, label),
      epsg(static_cast<int>(of.db.number("SELECT value FROM project WHERE \"key\" = 'epsg'"))) {
    document.editing = true;
}

Edit::State::~State() {
    if (!committed) {
        document.editing = false;
        document.chain.forget_change();
    }
}

RowWriter& Edit::State::writer(const std::string& table, std::span<const std::string_view> columns,
                               std::vector<int> keys) {
    std::unique_ptr<RowWriter>& writer = writers[table];
    if (!writer)
        writer = std::make_unique<RowWriter>(db, recorder, shapes, table, columns, std::move(keys));
    return *writer;
}

Edit::Edit(Document& document, const std::string& label) : m_state(std::make_unique<State>(*document.m_state, label)) {}

Edit::~Edit() = default;

void Edit::commit() {
    State& s = *m_state;
    base::ensure(!s.failed && !s.committed, "the edit has ended");
    s.failed = true;
    s.writers.clear();
    if (s.recorder.finish()) {
        update_spatial_index(s.db, s.shapes);
        raise_revision(s.db);
        s.transaction.commit();
        s.document.snapshot.reset();
        fold_log(s.db);
    } else {
        s.document.chain.forget_change();
    }
    s.failed = false;
    s.committed = true;
    s.document.editing = false;
}

void bind_point(Statement& statement, int parameter, const model::Position& position, int epsg, std::string& room) {
    if (!std::isfinite(position.point.x) || !std::isfinite(position.point.y))
        return statement.bind_null(parameter);
    encode(room, epsg, position.point);
    statement.bind_blob(parameter, room);
}

void bind_line(Statement& statement, int parameter, const geo::Polyline& line, int epsg, std::string& room) {
    if (line.empty())
        return statement.bind_null(parameter);
    encode(room, epsg, line);
    statement.bind_blob(parameter, room);
}

void bind_area(Statement& statement, int parameter, const geo::MultiPolygon& area, int epsg, std::string& room) {
    if (area.empty())
        return statement.bind_null(parameter);
    encode(room, epsg, area);
    statement.bind_blob(parameter, room);
}

} // namespace wangge::store

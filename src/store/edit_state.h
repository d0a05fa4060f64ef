// What a running edit holds, and the writers of its tables, made when first needed.
#pragma once
#include "base/error.h"
#include "store/columns.h"
#include "store/document_state.h"
#include "store/row_writer.h"

#include <memory>

namespace wangge::store {

struct Edit::State {
    State(Document::State& of, const std::string& label);
    ~State();

    RowWriter& writer(const std::string& table, std::span<const std::string_view> columns, std::vector<int> keys);
    // A failed put leaves half of its rows, so after it the edit can only be given up.
    template <class Work> auto guarded(Work&& work) {
        base::ensure(!failed && !committed, "the edit has ended");
        failed = true;
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            failed = false;
        } else {
            auto result = work();
            failed = false;
            return result;
        }
    }

    Document::State& document;
    const Connection& db;
    Transaction transaction;
    ShapeChanges shapes;
    Recorder recorder;
    std::map<std::string, std::unique_ptr<RowWriter>, std::less<>> writers;
    int epsg;
    bool failed = false, committed = false;
};

// Binds a shape, or NULL for none. `room` keeps the bytes and must outlive the statement's step.
void bind_point(Statement& statement, int parameter, const model::Position& position, int epsg, std::string& room);
void bind_line(Statement& statement, int parameter, const geo::Polyline& line, int epsg, std::string& room);
void bind_area(Statement& statement, int parameter, const geo::MultiPolygon& area, int epsg, std::string& room);

} // namespace wangge::store

#include "store/check.h"

#include "base/error.h"
#include "store/chain.h"
#include "store/history.h"
#include "store/spatial_blob.h"
#include "store/spatialite.h"
#include "store/tables.h"
#include "store/words.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace wangge::store {
namespace {

constexpr int rows_between_checks = 4096;

void check_integrity(const Connection& db, std::vector<CheckFault>& faults) {
    Statement rows(db, "PRAGMA integrity_check");
    while (rows.step())
        if (rows.text(0) != "ok")
            faults.push_back({"store.integrity", std::string(rows.text(0))});
    Statement keys(db, "PRAGMA foreign_key_check");
    while (keys.step())
        faults.push_back(
            {"store.foreign_key", fmt::format("{} {} -> {}", keys.text(0), keys.integer(1), keys.text(2))});
}

// True when the index has one box for each shape, and each box holds its shape and is no larger than the rounding of
// its 32-bit numbers explains (twice the 24th bit, away from the shape).
bool boxes_fit(const Connection& db, const ShapeColumn& shape, const std::string& index) {
    const auto side = [](const char* low, const char* low_of, const char* high, const char* high_of) {
        return fmt::format("{0} > {1}(g) OR {0} < {1}(g) - abs({1}(g)) / 4194304 OR {2} < {3}(g) OR {2} > {3}(g) + "
                           "abs({3}(g)) / 4194304",
                           low, low_of, high, high_of);
    };
    Statement misfits(
        db, fmt::format("SELECT (SELECT count(*) FROM {0}) - (SELECT count({1}) FROM {2}), (SELECT count(*) FROM "
                        "(SELECT id, {1} AS g FROM {2} WHERE {1} IS NOT NULL) LEFT JOIN {0} ON pkid = id "
                        "WHERE pkid IS NULL OR {3} OR {4})",
                        index, sql_name(shape.column), sql_name(shape.table),
                        side("xmin", "MbrMinX", "xmax", "MbrMaxX"), side("ymin", "MbrMinY", "ymax", "MbrMaxY")));
    return misfits.step() && misfits.integer(0) == 0 && misfits.integer(1) == 0;
}

void check_index(const Connection& db, const ShapeColumn& shape, std::vector<CheckFault>& faults) {
    const std::string layer = fmt::format("{}.{}", shape.table, shape.column);
    const std::string index = fmt::format("idx_{}_{}", shape.table, shape.column);
    Statement ask(db, "SELECT CheckSpatialIndex(?1, ?2)");
    ask.bind(1, shape.table);
    ask.bind(2, shape.column);
    // Beyond 8,388,608 m, as on the southern hemisphere in UTM, CheckSpatialIndex finds fault with an index that
    // SpatiaLite itself has just built, so its refusal alone proves nothing.
    if ((!ask.step() || ask.integer(0) != 1) && !boxes_fit(db, shape, index))
        faults.push_back({"store.spatial_index", layer});
    Statement tree(db, "SELECT rtreecheck('main', ?1)");
    tree.bind(1, index);
    if (!tree.step() || tree.text(0) != "ok")
        faults.push_back({"store.spatial_index", fmt::format("{}: {}", layer, tree.text(0))});
}

bool readable(const ShapeColumn& shape, std::string_view blob) {
    if (shape.column == "area" || shape.table == "boundaries" || shape.table == "cells")
        return decode_area(blob).has_value();
    if (shape.column == "line" || shape.table == "roads")
        return decode_line(blob).has_value();
    return decode_point(blob).has_value();
}

void check_shapes(const Connection& db, const ShapeColumn& shape, std::vector<CheckFault>& faults,
                  base::Feedback& feedback) {
    Statement rows(db, fmt::format("SELECT id, {0} FROM {1} WHERE {0} IS NOT NULL", sql_name(shape.column),
                                   sql_name(shape.table)));
    for (int count = 1; rows.step(); ++count) {
        if (!readable(shape, rows.blob(1)))
            faults.push_back({"store.shape", fmt::format("{}.{} {}", shape.table, shape.column, rows.integer(0))});
        if (count % rows_between_checks == 0)
            feedback.check();
    }
}

// Words that the program would have to guess at.
template <class Kind>
void check_words(const Connection& db, std::string_view table, std::string_view column,
                 std::vector<CheckFault>& faults) {
    Statement rows(db, fmt::format("SELECT {0}, count(*) FROM {1} GROUP BY {0}", sql_name(column), sql_name(table)));
    while (rows.step())
        if (!model::from_key<Kind>(rows.text(0)))
            faults.push_back(
                {"store.unknown_word", fmt::format("{}.{} = {} ({})", table, column, rows.text(0), rows.integer(1))});
}

} // namespace

std::vector<CheckFault> check_file(const Connection& open, base::Feedback& feedback) {
    std::vector<CheckFault> faults;
    try {
        Spatialite functions;
        const Connection db(open.path(), Access::read);
        feedback.progress(0, "store.progress.check");
        check_integrity(db, faults);
        feedback.progress(0.4, "store.progress.check");
        for (const ShapeColumn& shape : shape_columns())
            check_shapes(db, shape, faults, feedback);
        check_words<model::SiteKind>(db, "sites", "kind", faults);
        check_words<model::RiskGrade>(db, "sites", "grade", faults);
        check_words<model::RiskGrade>(db, "sites", "previous_grade", faults);
        check_words<model::PositionQuality>(db, "sites", "position", faults);
        check_words<model::PositionQuality>(db, "villages", "position", faults);
        check_words<model::PersonRole>(db, "people", "role", faults);
        check_words<model::PositionQuality>(db, "people", "position", faults);
        check_words<model::RoadClass>(db, "roads", "class", faults);
        check_words<model::BoundaryLevel>(db, "boundaries", "level", faults);
        check_words<model::WaterKind>(db, "waters", "kind", faults);
        check_words<model::CellShape>(db, "plans", "shape", faults);
        for (const std::string& fault : check_history(db, feedback))
            faults.push_back({"store.history", fault});
        feedback.progress(0.6, "store.progress.check");
        std::ranges::move(check_chain(db, feedback), std::back_inserter(faults));
        // CheckSpatialIndex writes a line into this log; a table of the connection's own takes it instead of the file.
        db.run("PRAGMA query_only = OFF");
        db.run("CREATE TEMP TABLE spatialite_history AS SELECT * FROM main.spatialite_history WHERE 0");
        functions.serve(db);
        feedback.progress(0.7, "store.progress.check");
        for (const ShapeColumn& shape : shape_columns()) {
            feedback.check();
            check_index(db, shape, faults);
        }
    } catch (const base::Error& error) {
        // A page or table that cannot be read at all is the finding, not a reason to stop.
        if (error.kind() != base::ErrorKind::bad_input)
            throw;
        faults.push_back({"store.integrity", error.what()});
    }
    return faults;
}

} // namespace wangge::store

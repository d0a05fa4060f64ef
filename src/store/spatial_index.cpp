#include "store/spatial_index.h"

#include "store/rtree_pack.h"
#include "store/spatial_blob.h"
#include "store/tables.h"

#include <algorithm>
#include <fmt/format.h>

namespace wangge::store {
namespace {

// Below this, packing a whole tree is not worth counting its rows.
constexpr std::size_t few_changes = 500;

void update_rows(const Connection& db, const ShapeColumn& shape, const std::vector<std::int64_t>& ids) {
    const std::string index = sql_name(fmt::format("idx_{}_{}", shape.table, shape.column));
    Statement remove(db, fmt::format("DELETE FROM {} WHERE pkid = ?1", index));
    Statement add(db, fmt::format("INSERT INTO {} (pkid, xmin, xmax, ymin, ymax) VALUES (?1, ?2, ?3, ?4, ?5)", index));
    Statement find(db, fmt::format("SELECT {} FROM {} WHERE id = ?1", sql_name(shape.column), sql_name(shape.table)));
    for (const std::int64_t id : ids) {
        remove.bind(1, id);
        remove.run();
        find.bind(1, id);
        if (find.step()) {
            if (const auto box = box_of(find.blob(0))) {
                add.bind(1, id);
                add.bind(2, box->min_x);
                add.bind(3, box->max_x);
                add.bind(4, box->min_y);
                add.bind(5, box->max_y);
                add.run();
            }
        }
        find.reset();
    }
}

void pack_all(const Connection& db, const ShapeColumn& shape) {
    std::vector<RtreeEntry> entries;
    Statement rows(db, fmt::format("SELECT id, {0} FROM {1} WHERE {0} IS NOT NULL", sql_name(shape.column),
                                   sql_name(shape.table)));
    while (rows.step())
        if (const auto box = box_of(rows.blob(1)))
            entries.emplace_back(rows.integer(0), *box);
    rows.reset();
    pack_rtree(db, fmt::format("idx_{}_{}", shape.table, shape.column), std::move(entries));
}

} // namespace

std::vector<std::int64_t>& ShapeChanges::ids_of(std::string_view table) {
    const auto found = m_ids.find(table);
    return found != m_ids.end() ? found->second : m_ids[std::string(table)];
}

void ShapeChanges::note(std::string_view table, std::int64_t id) {
    ids_of(table).push_back(id);
}

void ShapeChanges::note_range(std::string_view table, std::int64_t first, std::int64_t last) {
    std::vector<std::int64_t>& ids = ids_of(table);
    for (std::int64_t id = first; id <= last; ++id)
        ids.push_back(id);
}

void update_spatial_index(const Connection& db, const ShapeChanges& changes) {
    for (const auto& [table, noted] : changes.by_table()) {
        std::vector<std::int64_t> ids = noted;
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        for (const ShapeColumn& shape : shape_columns()) {
            if (shape.table != table)
                continue;
            // Packing reads every row but costs a tenth of a row-by-row change.
            const bool many =
                ids.size() > few_changes && static_cast<std::int64_t>(ids.size()) * 10 >
                                                db.number(fmt::format("SELECT count(*) FROM {}", sql_name(table)));
            if (many)
                pack_all(db, shape);
            else
                update_rows(db, shape, ids);
        }
    }
}

} // namespace wangge::store

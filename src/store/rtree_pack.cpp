#include "store/rtree_pack.h"

#include "store/fail.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <sqlite3.h>

namespace wangge::store {
namespace {

constexpr std::size_t cell_bytes = 24, most_cells = 51; // rtree.c: RTREE_MAXCELLS
constexpr std::size_t filled_cells = 46;                // leaves room, so that the next few edits split nothing

float rounded_down(double value) {
    const auto near = static_cast<float>(value);
    return near > value ? std::nextafterf(near, -std::numeric_limits<float>::infinity()) : near;
}

float rounded_up(double value) {
    const auto near = static_cast<float>(value);
    return near < value ? std::nextafterf(near, std::numeric_limits<float>::infinity()) : near;
}

template <class T> void append_big_endian(std::string& bytes, T value) {
    for (int shift = static_cast<int>(sizeof value) * 8 - 8; shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> shift & 0xff);
}

// SQLite's node: depth (of the root only), number of cells, the cells, zeros up to the fixed size.
std::string node_bytes(const RtreeEntry* first, std::size_t count, int depth, std::size_t size) {
    std::string bytes;
    bytes.reserve(size);
    append_big_endian(bytes, static_cast<std::uint16_t>(depth));
    append_big_endian(bytes, static_cast<std::uint16_t>(count));
    for (const RtreeEntry* entry = first; entry != first + count; ++entry) {
        append_big_endian(bytes, static_cast<std::uint64_t>(entry->id));
        for (const float side : {entry->min_x, entry->max_x, entry->min_y, entry->max_y})
            append_big_endian(bytes, std::bit_cast<std::uint32_t>(side));
    }
    bytes.resize(size, '\0');
    return bytes;
}

// Orders entries so that each run of filled_cells is a compact leaf; ties fall to the id, so the tree is reproducible.
void tile(std::vector<RtreeEntry>& entries) {
    const auto by_x = [](const RtreeEntry& a, const RtreeEntry& b) {
        const float ax = a.min_x + a.max_x, bx = b.min_x + b.max_x;
        return ax != bx ? ax < bx : a.id < b.id;
    };
    const auto by_y = [](const RtreeEntry& a, const RtreeEntry& b) {
        const float ay = a.min_y + a.max_y, by = b.min_y + b.max_y;
        return ay != by ? ay < by : a.id < b.id;
    };
    std::sort(entries.begin(), entries.end(), by_x);
    const double leaves = std::ceil(static_cast<double>(entries.size()) / filled_cells);
    const std::size_t slice = filled_cells * static_cast<std::size_t>(std::ceil(std::sqrt(leaves)));
    for (std::size_t begin = 0; begin < entries.size(); begin += slice)
        std::sort(entries.begin() + static_cast<std::ptrdiff_t>(begin),
                  entries.begin() + static_cast<std::ptrdiff_t>(std::min(begin + slice, entries.size())), by_y);
}

RtreeEntry around(const RtreeEntry* first, std::size_t count, std::int64_t node) {
    RtreeEntry all = *first;
    all.id = node;
    for (const RtreeEntry* entry = first + 1; entry != first + count; ++entry) {
        all.min_x = std::min(all.min_x, entry->min_x);
        all.max_x = std::max(all.max_x, entry->max_x);
        all.min_y = std::min(all.min_y, entry->min_y);
        all.max_y = std::max(all.max_y, entry->max_y);
    }
    return all;
}

// Defensive mode guards the R-tree's own tables against SQL; while this lives we may write them.
class ShadowAccess {
public:
    explicit ShadowAccess(sqlite3* db) : m_db(db) { set(0); }
    ~ShadowAccess() { set(1); }
    ShadowAccess(const ShadowAccess&) = delete;
    ShadowAccess& operator=(const ShadowAccess&) = delete;

private:
    void set(int on) {
        int now = 0;
        sqlite3_db_config(m_db, SQLITE_DBCONFIG_DEFENSIVE, on, &now);
    }
    sqlite3* m_db;
};

} // namespace

RtreeEntry::RtreeEntry(std::int64_t row, const geo::Box& box)
    : id(row), min_x(rounded_down(box.min_x)), max_x(rounded_up(box.max_x)), min_y(rounded_down(box.min_y)),
      max_y(rounded_up(box.max_y)) {}

void pack_rtree(const Connection& db, const std::string& index, std::vector<RtreeEntry> entries) {
    // The node size was fixed by SQLite when the tree was made; its root always stands.
    const auto size = static_cast<std::size_t>(
        db.number(fmt::format("SELECT length(data) FROM {} WHERE nodeno = 1", sql_name(index + "_node"))));
    const std::size_t fits = std::min(most_cells, size < 4 ? 0 : (size - 4) / cell_bytes);
    const std::size_t capacity = std::min(filled_cells, fits);
    if (capacity == 0)
        fail_sqlite(db.handle(), SQLITE_CORRUPT, db.path(), "pack " + index);
    const ShadowAccess access(db.handle());
    for (const char* table : {"_node", "_parent", "_rowid"})
        db.run(fmt::format("DELETE FROM {}", sql_name(index + table)));
    Statement node(db, fmt::format("INSERT INTO {} (nodeno, data) VALUES (?1, ?2)", sql_name(index + "_node")));
    Statement parent(db,
                     fmt::format("INSERT INTO {} (nodeno, parentnode) VALUES (?1, ?2)", sql_name(index + "_parent")));
    const auto write_node = [&](std::int64_t number, const RtreeEntry* first, std::size_t count, int depth) {
        const std::string bytes = node_bytes(first, count, depth, size);
        node.bind(1, number);
        node.bind_blob(2, bytes);
        node.run();
    };

    tile(entries);
    // Leaves first; the root is node 1, so all others count from 2.
    std::vector<std::pair<std::int64_t, std::int64_t>> leaf_of(entries.size());
    std::vector<RtreeEntry> level = std::move(entries);
    std::int64_t next_node = 2;
    int depth = 0;
    bool leaves = true;
    while (level.size() > capacity) {
        std::vector<RtreeEntry> above;
        for (std::size_t begin = 0; begin < level.size(); begin += capacity) {
            const std::size_t count = std::min(capacity, level.size() - begin);
            write_node(next_node, &level[begin], count, 0);
            for (std::size_t i = begin; i < begin + count; ++i) {
                if (leaves) {
                    leaf_of[i] = {level[i].id, next_node};
                } else {
                    parent.bind(1, level[i].id);
                    parent.bind(2, next_node);
                    parent.run();
                }
            }
            above.push_back(around(&level[begin], count, next_node));
            ++next_node;
        }
        level = std::move(above);
        ++depth;
        leaves = false;
    }
    write_node(1, level.data(), level.size(), depth);
    for (std::size_t i = 0; i < level.size(); ++i) {
        if (leaves) {
            leaf_of[i] = {level[i].id, 1};
        } else {
            parent.bind(1, level[i].id);
            parent.bind(2, std::int64_t{1});
            parent.run();
        }
    }
    std::sort(leaf_of.begin(), leaf_of.end()); // rows in order append at the end of the b-tree
    Statement rowid(db, fmt::format("INSERT INTO {} (rowid, nodeno) VALUES (?1, ?2)", sql_name(index + "_rowid")));
    for (const auto& [id, leaf] : leaf_of) {
        rowid.bind(1, id);
        rowid.bind(2, leaf);
        rowid.run();
    }
}

} // namespace wangge::store

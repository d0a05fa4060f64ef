// The R-trees beside the tables, kept right by us because no trigger of a file runs in our hands.
#pragma once
#include "store/connection.h"

#include <map>
#include <string>
#include <vector>

namespace wangge::store {

// Which rows of spatial tables came, went or moved since the index was right.
class ShapeChanges {
public:
    void note(std::string_view table, std::int64_t id);
    void note_range(std::string_view table, std::int64_t first, std::int64_t last);
    const std::map<std::string, std::vector<std::int64_t>, std::less<>>& by_table() const { return m_ids; }

private:
    std::vector<std::int64_t>& ids_of(std::string_view table);
    std::map<std::string, std::vector<std::int64_t>, std::less<>> m_ids;
};

// Brings every R-tree up to date with its table, row by row or, after many changes, packed anew. Call it inside the
// transaction that made the changes.
void update_spatial_index(const Connection& db, const ShapeChanges& changes);

} // namespace wangge::store

// The history kept in the file: listing it, going back and going forward.
#pragma once
#include "base/feedback.h"
#include "store/document.h"
#include "store/spatial_index.h"

#include <set>

namespace wangge::store {

// Adds bytes to a part; blocks of a part are read in the order in which they were added.
void add_history_block(const Connection& db, std::int64_t part, std::string_view block);
// Writes all rows of a running SELECT as blocks of the part.
void keep_rows(const Connection& db, std::int64_t part, Statement& rows, base::Feedback* feedback = nullptr);

std::vector<HistoryEntry> list_history(const Connection& db);
// The number of the entry that undo or redo would take; 0 = none.
std::int64_t next_undo(const Connection& db);
std::int64_t next_redo(const Connection& db);

// The tables that the entry changed.
std::set<std::string> tables_of_entry(const Connection& db, std::int64_t number);

// Takes the entry back or does it again. Call it inside a writing transaction with deferred foreign keys. Throws
// Error(bad_input) "store.undo_conflict", "store.damaged_block".
void undo_entry(const Connection& db, std::int64_t number, ShapeChanges& shapes, base::Feedback& feedback);
void redo_entry(const Connection& db, std::int64_t number, ShapeChanges& shapes, base::Feedback& feedback);

// What is wrong with the history; empty = sound.
std::vector<std::string> check_history(const Connection& db, base::Feedback& feedback);

} // namespace wangge::store

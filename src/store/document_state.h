// What an open document holds.
#pragma once
#include "store/chain.h"
#include "store/connection.h"
#include "store/document.h"
#include "store/lock.h"

namespace wangge::store {

struct Document::State {
    State(std::filesystem::path file, OpenMode open_mode, WriterLock writer_lock)
        : path(std::move(file)), mode(open_mode), lock(std::move(writer_lock)),
          db(path, mode == OpenMode::write ? Access::write : Access::read) {}

    std::filesystem::path path;
    OpenMode mode;
    WriterLock lock; // released after the connection is closed
    Connection db;
    Chain chain{db};
    bool editing = false;
    model::SnapshotPtr snapshot; // the last one; null after an edit
    std::int64_t seen = 0;       // PRAGMA data_version when it was read: another program's commit changes it
};

// The number that every edit raises.
std::int64_t revision_of(const Connection& db);
void raise_revision(const Connection& db);
// Folds the write-ahead log into the file after a big change, as far as readers allow.
void fold_log(const Connection& db);
// Throws Error(bad_input) "store.read_only" when the document is open for reading.
void need_writer(const std::filesystem::path& path, OpenMode mode);

} // namespace wangge::store

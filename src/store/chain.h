// The chain of fingerprints over every step of a project's history: a change behind the program's back shows.
#pragma once
#include "base/feedback.h"
#include "store/document.h"

#include <set>
#include <string>
#include <string_view>

namespace wangge::store {

class Connection;

enum class ChainEvent { start, edit, undo, redo, outside, upgrade };

// SHA-256 of all rows of a table in order of id: types, values and column names.
std::string table_digest(const Connection& db, std::string_view table);

// Writes links. Call it inside the transaction that makes the change.
class Chain {
public:
    explicit Chain(const Connection& db) : m_db(db) {}

    // Before the first change of a table: when its rows are not as the last link left them, another program changed
    // them, and a link of its own says so; otherwise the next link would hide it. A table is looked at once until
    // another program commits.
    void before_change(std::string_view table);
    // After the change, for every table that before_change was told of: a link with their rows' fingerprints. `entry`
    // is the step of the history that was done, taken back or done again.
    void add_step(ChainEvent event, std::int64_t entry);
    // The first link of a new file, or the link after the tables themselves changed.
    void add_all(ChainEvent event);
    // The first links of a file whose history is older than the chain: the steps as they stand now.
    void start_late();
    // Forgets the tables of a change that was given up.
    void forget_change();

private:
    void add(ChainEvent event, std::int64_t entry, std::string_view label, const std::set<std::string>& tables);
    const Connection& m_db;
    std::set<std::string> m_known, m_touched;
    std::int64_t m_seen = -1; // PRAGMA data_version when the tables of m_known were looked at
};

// The fingerprint of the newest link, "" for a file without any: who has it written down can tell later whether the
// whole chain was made anew.
std::string chain_head(const Connection& db);

// The first link that does not hold, and tables or steps that are not as the chain left them; empty = sound. Codes:
// "store.chain_link", "store.chain_step", "store.chain_outside", "store.chain_table".
std::vector<CheckFault> check_chain(const Connection& db, base::Feedback& feedback);

} // namespace wangge::store

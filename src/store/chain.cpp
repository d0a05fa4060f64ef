#include "store/chain.h"

#include "base/digest.h"
#include "base/error.h"
#include "store/connection.h"
#include "store/local_time.h"
#include "store/tables.h"

#include <array>
#include <cstring>
#include <fmt/format.h>
#include <map>
#include <sqlite3.h>

namespace wangge::store {
namespace {

constexpr std::array<std::string_view, 6> event_words{"start", "edit", "undo", "redo", "outside", "upgrade"};

std::string_view word_of(ChainEvent event) {
    return event_words[static_cast<std::size_t>(event)];
}

using Digests = std::map<std::string, std::string, std::less<>>;

// "name digest", a line a table.
std::string to_lines(const Digests& digests) {
    std::string lines;
    for (const auto& [table, digest] : digests)
        lines += fmt::format("{} {}\n", table, digest);
    return lines;
}

Digests from_lines(std::string_view lines) {
    Digests digests;
    for (std::size_t end = 0; (end = lines.find('\n')) != std::string_view::npos; lines.remove_prefix(end + 1)) {
        const std::string_view line = lines.substr(0, end);
        if (const std::size_t space = line.find(' '); space != std::string_view::npos)
            digests.insert_or_assign(std::string(line.substr(0, space)), std::string(line.substr(space + 1)));
    }
    return digests;
}

struct Link {
    std::int64_t number = 0, entry = 0;
    std::string event, label, made, content, tables, link;
};

std::string fingerprint(const Link& link, std::string_view before) {
    base::Sha256 digest;
    digest.add_field(before);
    digest.add_field(std::to_string(link.number));
    digest.add_field(std::to_string(link.entry));
    for (const std::string* text : {&link.event, &link.label, &link.made, &link.content, &link.tables})
        digest.add_field(*text);
    return digest.finish();
}

std::vector<Link> all_links(const Connection& db) {
    std::vector<Link> links;
    Statement rows(db, "SELECT number, entry, event, label, made, content, tables, link FROM chain ORDER BY number");
    while (rows.step()) {
        Link& link = links.emplace_back();
        link.number = rows.integer(0);
        link.entry = rows.integer(1);
        int column = 2;
        for (std::string* text : {&link.event, &link.label, &link.made, &link.content, &link.tables, &link.link})
            *text = rows.text(column++);
    }
    return links;
}

void add_value(base::Sha256& digest, const Statement& row, int column) {
    const int type = row.type(column);
    const char mark = static_cast<char>(type);
    digest.add({&mark, 1});
    if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
        std::array<char, 8> bytes{};
        if (type == SQLITE_INTEGER) {
            const std::int64_t value = row.integer(column);
            std::memcpy(bytes.data(), &value, bytes.size());
        } else {
            const double value = row.real(column);
            std::memcpy(bytes.data(), &value, bytes.size());
        }
        digest.add({bytes.data(), bytes.size()});
    } else if (type != SQLITE_NULL) {
        digest.add_field(type == SQLITE_TEXT ? row.text(column) : row.blob(column));
    }
}

// What the history keeps of a step: its parts and their blocks.
std::string step_digest(const Connection& db, std::int64_t entry) {
    base::Sha256 digest;
    Statement parts(db, "SELECT id, kind, layer, first_id, last_id FROM history_parts WHERE entry = ?1 ORDER BY id");
    Statement blocks(db, "SELECT data FROM history_blocks WHERE part = ?1 ORDER BY id");
    parts.bind(1, entry);
    while (parts.step()) {
        for (int column = 1; column < 5; ++column)
            add_value(digest, parts, column);
        blocks.bind(1, parts.integer(0));
        while (blocks.step())
            digest.add_field(blocks.blob(0));
        blocks.reset();
    }
    return digest.finish();
}

Digests newest_digests(const Connection& db) {
    Digests newest;
    Statement rows(db, "SELECT tables FROM chain ORDER BY number");
    while (rows.step())
        for (auto& [table, digest] : from_lines(rows.text(0)))
            newest.insert_or_assign(table, std::move(digest));
    return newest;
}

} // namespace

std::string table_digest(const Connection& db, std::string_view table) {
    base::Sha256 digest;
    Statement rows(db, fmt::format("SELECT * FROM {} ORDER BY rowid", sql_name(table)));
    const int columns = rows.columns();
    for (int column = 0; column < columns; ++column)
        digest.add_field(rows.column_name(column));
    while (rows.step())
        for (int column = 0; column < columns; ++column)
            add_value(digest, rows, column);
    return digest.finish();
}

void Chain::before_change(std::string_view table) {
    if (const std::int64_t seen = m_db.number("PRAGMA data_version"); seen != m_seen) {
        m_known.clear();
        m_seen = seen;
    }
    m_touched.emplace(table);
    if (!m_known.emplace(table).second)
        return;
    const Digests newest = newest_digests(m_db);
    const auto last = newest.find(table);
    if (last == newest.end() || last->second != table_digest(m_db, table))
        add(ChainEvent::outside, 0, table, {std::string(table)});
}

void Chain::add_step(ChainEvent event, std::int64_t entry) {
    const std::string label = m_db.text(fmt::format("SELECT label FROM history WHERE number = {}", entry));
    add(event, entry, label, m_touched);
    m_touched.clear();
}

void Chain::add_all(ChainEvent event) {
    const auto tables = edited_tables();
    add(event, 0, "", {tables.begin(), tables.end()});
}

void Chain::start_late() {
    add_all(ChainEvent::start);
    std::vector<std::pair<std::int64_t, bool>> steps;
    Statement rows(m_db, "SELECT number, undone FROM history ORDER BY number");
    while (rows.step())
        steps.emplace_back(rows.integer(0), rows.integer(1) != 0);
    for (const auto& [number, undone] : steps)
        add_step(undone ? ChainEvent::undo : ChainEvent::edit, number);
}

void Chain::forget_change() {
    m_touched.clear();
    m_known.clear();
}

void Chain::add(ChainEvent event, std::int64_t entry, std::string_view label, const std::set<std::string>& tables) {
    Digests digests;
    for (const std::string& table : tables)
        digests.emplace(table, table_digest(m_db, table));
    Link link{.number = m_db.number("SELECT coalesce(max(number), 0) + 1 FROM chain"),
              .entry = entry,
              .event = std::string(word_of(event)),
              .label = std::string(label),
              .made = local_time(),
              .content = step_digest(m_db, entry),
              .tables = to_lines(digests),
              .link = {}};
    link.link = fingerprint(link, chain_head(m_db));
    Statement put(m_db, "INSERT INTO chain (number, entry, event, label, made, content, tables, link) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    put.bind(1, link.number);
    put.bind(2, link.entry);
    int parameter = 3;
    for (const std::string* text : {&link.event, &link.label, &link.made, &link.content, &link.tables, &link.link})
        put.bind(parameter++, std::string_view(*text));
    put.run();
}

std::string chain_head(const Connection& db) {
    return db.text("SELECT link FROM chain ORDER BY number DESC LIMIT 1");
}

std::vector<CheckFault> check_chain(const Connection& db, base::Feedback& feedback) {
    std::vector<CheckFault> faults;
    const auto name = [](const Link& link) {
        return fmt::format("{} ({}, {} {})", link.number, link.made, link.event, link.label);
    };
    const std::vector<Link> links = all_links(db);
    std::string before;
    Digests newest;
    std::map<std::int64_t, const Link*> last_of_entry;
    for (std::size_t i = 0; i < links.size(); ++i) {
        feedback.check();
        const Link& link = links[i];
        if (link.number != static_cast<std::int64_t>(i) + 1 || link.link != fingerprint(link, before)) {
            faults.push_back({"store.chain_link", name(link)}); // what hangs on a broken link proves nothing
            return faults;
        }
        before = link.link;
        if (link.event == word_of(ChainEvent::outside))
            faults.push_back({"store.chain_outside", fmt::format("{} ({})", link.label, link.made)});
        for (auto& [table, digest] : from_lines(link.tables))
            newest.insert_or_assign(table, std::move(digest));
        if (link.entry != 0)
            last_of_entry[link.entry] = &link;
    }
    // Steps: each as its last link left it. One that was taken back goes when another is done in its place.
    std::map<std::int64_t, std::pair<std::string, bool>> history;
    Statement entries(db, "SELECT number, label, undone FROM history ORDER BY number");
    while (entries.step())
        history[entries.integer(0)] = {std::string(entries.text(1)), entries.integer(2) != 0};
    for (const auto& [number, link] : last_of_entry) {
        feedback.check();
        const bool undone = link->event == word_of(ChainEvent::undo);
        const auto entry = history.find(number);
        if (entry == history.end()
                ? !undone
                : entry->second != std::pair(link->label, undone) || step_digest(db, number) != link->content)
            faults.push_back({"store.chain_step", name(*link)});
    }
    for (const auto& [number, entry] : history)
        if (!last_of_entry.contains(number))
            faults.push_back({"store.chain_step", fmt::format("{} ({})", number, entry.first)});
    for (const std::string_view table : edited_tables()) {
        feedback.check();
        const auto last = newest.find(table);
        if (last == newest.end() || last->second != table_digest(db, table))
            faults.push_back(
                {"store.chain_table", fmt::format("{} ({})", table, links.empty() ? "" : name(links.back()))});
    }
    return faults;
}

} // namespace wangge::store

#include "store/history.h"

#include "base/error.h"
#include "store/changeset.h"
#include "store/compress.h"
#include "store/row_block.h"
#include "store/tables.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace wangge::store {
namespace {

constexpr std::size_t block_bytes = 1 << 20;
constexpr int rows_between_checks = 4096;

struct Part {
    std::int64_t id = 0;
    std::string kind, table;
    std::int64_t first = 0, last = 0;
};

std::vector<Part> parts_of(const Connection& db, std::int64_t entry) {
    std::vector<Part> parts;
    Statement rows(db, "SELECT id, kind, layer, first_id, last_id FROM history_parts WHERE entry = ?1 ORDER BY id");
    rows.bind(1, entry);
    while (rows.step())
        parts.push_back(
            {rows.integer(0), std::string(rows.text(1)), std::string(rows.text(2)), rows.integer(3), rows.integer(4)});
    for (const Part& part : parts)
        if (part.kind != "changeset" && !is_edited_table(part.table))
            base::fail_input("store.damaged_block"); // a stranger's history must not reach other tables
    return parts;
}

// Calls use(block) for each block of the part in order.
template <class Use> void for_each_block(const Connection& db, std::int64_t part, Use&& use) {
    Statement rows(db, "SELECT data FROM history_blocks WHERE part = ?1 ORDER BY id");
    rows.bind(1, part);
    while (rows.step())
        use(rows.blob(0));
}

// The whole table in one stroke where that is the same.
void delete_range(const Connection& db, const Part& part, std::int64_t rows) {
    if (rows == db.number(fmt::format("SELECT count(*) FROM {}", sql_name(part.table))))
        return db.run(fmt::format("DELETE FROM {}", sql_name(part.table)));
    Statement remove(db, fmt::format("DELETE FROM {} WHERE id BETWEEN ?1 AND ?2", sql_name(part.table)));
    remove.bind(1, part.first);
    remove.bind(2, part.last);
    remove.run();
}

void take_out(const Connection& db, const Part& part, ShapeChanges& shapes, base::Feedback& feedback) {
    Statement rows(db, fmt::format("SELECT * FROM {} WHERE id BETWEEN ?1 AND ?2", sql_name(part.table)));
    rows.bind(1, part.first);
    rows.bind(2, part.last);
    keep_rows(db, part.id, rows, &feedback);
    Statement count(db, fmt::format("SELECT count(*) FROM {} WHERE id BETWEEN ?1 AND ?2", sql_name(part.table)));
    count.bind(1, part.first);
    count.bind(2, part.last);
    const std::int64_t found = count.step() ? count.integer(0) : 0;
    count.reset();
    delete_range(db, part, found);
    shapes.note_range(part.table, part.first, part.last);
}

void put_back(const Connection& db, const Part& part, ShapeChanges& shapes, base::Feedback& feedback) {
    for_each_block(db, part.id, [&](std::string_view block) {
        RowBlockReader reader(block);
        std::string names, marks;
        for (std::size_t i = 0; i < reader.columns().size(); ++i) {
            names += (i == 0 ? "" : ",") + sql_name(reader.columns()[i]);
            marks += fmt::format("{}?{}", i == 0 ? "" : ",", i + 1);
        }
        Statement insert(db, fmt::format("INSERT INTO {} ({}) VALUES ({})", sql_name(part.table), names, marks));
        while (reader.next(insert)) {
            if (!insert.run_unless_constrained())
                base::fail_input("store.undo_conflict", {{"file", db.path().string()}}, db.path().string());
            shapes.note(part.table, db.last_id());
        }
        feedback.check();
    });
}

void take_out_again(const Connection& db, const Part& part, ShapeChanges& shapes, base::Feedback& feedback) {
    Statement remove(db, fmt::format("DELETE FROM {} WHERE id = ?1", sql_name(part.table)));
    for_each_block(db, part.id, [&](std::string_view block) {
        RowBlockReader reader(block);
        for (std::int64_t id = 0; reader.next_id(id);) {
            remove.bind(1, id);
            remove.run();
            shapes.note(part.table, id);
        }
        feedback.check();
    });
}

void apply_changeset(const Connection& db, const Part& part, bool backwards, ShapeChanges& shapes) {
    for_each_block(db, part.id, [&](std::string_view block) {
        const std::string changes = expanded(block);
        apply(db, backwards ? inverted(changes) : changes, shapes);
    });
}

void drop_blocks(const Connection& db, const Part& part) {
    db.run(fmt::format("DELETE FROM history_blocks WHERE part = {}", part.id));
}

void mark(const Connection& db, std::int64_t number, bool undone) {
    db.run(fmt::format("UPDATE history SET undone = {} WHERE number = {}", undone ? 1 : 0, number));
}

} // namespace

void add_history_block(const Connection& db, std::int64_t part, std::string_view block) {
    Statement add(db, "INSERT INTO history_blocks (part, data) VALUES (?1, ?2)");
    add.bind(1, part);
    add.bind_blob(2, block);
    add.run();
}

void keep_rows(const Connection& db, std::int64_t part, Statement& rows, base::Feedback* feedback) {
    std::optional<RowBlock> block;
    for (int count = 1; rows.step(); ++count) {
        if (!block)
            block.emplace(rows);
        block->add(rows);
        if (block->size() > block_bytes)
            add_history_block(db, part, block->take());
        if (feedback && count % rows_between_checks == 0)
            feedback->check();
    }
    if (block && !block->empty())
        add_history_block(db, part, block->take());
    rows.reset();
}

std::vector<HistoryEntry> list_history(const Connection& db) {
    std::vector<HistoryEntry> entries;
    Statement rows(db, "SELECT number, label, made, undone, "
                       "(SELECT coalesce(sum(length(data)), 0) FROM history_parts JOIN history_blocks "
                       "ON part = history_parts.id WHERE entry = number) "
                       "FROM history ORDER BY number");
    while (rows.step())
        entries.push_back({rows.integer(0), std::string(rows.text(1)), std::string(rows.text(2)), rows.integer(3) != 0,
                           rows.integer(4)});
    return entries;
}

std::int64_t next_undo(const Connection& db) {
    return db.number("SELECT coalesce(max(number), 0) FROM history WHERE undone = 0");
}

std::int64_t next_redo(const Connection& db) {
    return db.number("SELECT coalesce(min(number), 0) FROM history WHERE undone = 1");
}

std::set<std::string> tables_of_entry(const Connection& db, std::int64_t number) {
    std::set<std::string> tables;
    for (const Part& part : parts_of(db, number)) {
        if (part.kind != "changeset")
            tables.insert(part.table);
        else
            for_each_block(db, part.id, [&](std::string_view block) { tables.merge(tables_of(expanded(block))); });
    }
    return tables;
}

void undo_entry(const Connection& db, std::int64_t number, ShapeChanges& shapes, base::Feedback& feedback) {
    const std::vector<Part> parts = parts_of(db, number);
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        feedback.progress(static_cast<double>(part - parts.rbegin()) / static_cast<double>(parts.size()),
                          "store.progress.undo");
        feedback.check();
        if (part->kind == "inserted")
            take_out(db, *part, shapes, feedback);
        else if (part->kind == "removed")
            put_back(db, *part, shapes, feedback);
        else
            apply_changeset(db, *part, true, shapes);
    }
    mark(db, number, true);
}

void redo_entry(const Connection& db, std::int64_t number, ShapeChanges& shapes, base::Feedback& feedback) {
    const std::vector<Part> parts = parts_of(db, number);
    for (auto part = parts.begin(); part != parts.end(); ++part) {
        feedback.progress(static_cast<double>(part - parts.begin()) / static_cast<double>(parts.size()),
                          "store.progress.redo");
        feedback.check();
        if (part->kind == "inserted") {
            put_back(db, *part, shapes, feedback);
            drop_blocks(db, *part);
        } else if (part->kind == "removed") {
            take_out_again(db, *part, shapes, feedback);
        } else {
            apply_changeset(db, *part, false, shapes);
        }
    }
    mark(db, number, false);
}

std::vector<std::string> check_history(const Connection& db, base::Feedback& feedback) {
    std::vector<std::string> faults;
    bool undone_before = false;
    for (const HistoryEntry& entry : list_history(db)) {
        feedback.check();
        if (undone_before && !entry.undone)
            faults.push_back(fmt::format("{}: done after an undone one", entry.number));
        undone_before = entry.undone;
        try {
            for (const Part& part : parts_of(db, entry.number)) {
                bool sound = part.kind == "changeset" || part.kind == "removed" ||
                             (part.kind == "inserted" && part.first <= part.last);
                for_each_block(db, part.id, [&](std::string_view block) {
                    if (part.kind == "changeset") {
                        sound = sound && is_sound(expanded(block));
                    } else {
                        RowBlockReader reader(block);
                        for (std::int64_t id = 0; reader.next_id(id);)
                            sound = sound && id > 0;
                    }
                });
                if (!sound)
                    faults.push_back(fmt::format("{}: part {}", entry.number, part.id));
            }
        } catch (const base::Error& error) {
            faults.push_back(fmt::format("{}: {}", entry.number, error.message().id));
        }
    }
    return faults;
}

} // namespace wangge::store

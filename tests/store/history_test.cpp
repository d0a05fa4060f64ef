// Undo and redo: bulk and small, mixed in one edit, bounded by new edits, counted in bytes.
#include "base/error.h"
#include "store/changeset.h"
#include "store/row_block.h"
#include "store/scratch.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

namespace wangge::store::test {
namespace {

void put(Document& document, const std::string& label, const std::vector<model::Site>& sites) {
    Edit edit(document, label);
    edit.put(std::span<const model::Site>(sites));
    edit.commit();
}

std::vector<model::Site> renamed(std::vector<model::Site> sites, const std::string& suffix) {
    for (model::Site& site : sites)
        site.name += suffix;
    return sites;
}

// Undoes all and redoes all, comparing each state with the one that was there, and the file's soundness.
void walk(const std::filesystem::path& path, const std::vector<std::string>& states) {
    base::QuietFeedback quiet;
    Document document = Document::open(path, OpenMode::write);
    for (std::size_t i = states.size() - 1; i-- > 0;) {
        document.undo(quiet);
        ASSERT_EQ(content_of(path), states[i]) << "undo to " << i;
    }
    EXPECT_EQ(faults_of(document), "");
    for (std::size_t i = 1; i < states.size(); ++i) {
        document.redo(quiet);
        ASSERT_EQ(content_of(path), states[i]) << "redo to " << i;
    }
    EXPECT_EQ(faults_of(document), "");
}

TEST(History, BulkAndSmallChangesMixedInOneEdit) {
    const ScratchFolder folder;
    const auto path = folder / "a.wangge";
    std::vector<std::string> states;
    {
        Document document = Document::create(path, "县", zone_epsg);
        states.push_back(content_of(path));
        put(document, "import", sample_sites(1, 6000));
        states.push_back(content_of(path));
        {
            Edit edit(document, "mixed");
            edit.put(std::span<const model::Site>(renamed(sample_sites(1, 50), "!")));    // updates
            edit.put(std::span<const model::Site>(sample_sites(6001, 100)));              // new
            edit.put(std::span<const model::Site>(renamed(sample_sites(6001, 10), "?"))); // updates of the new
            edit.clear("sites");                                                          // removed, many
            edit.put(std::span<const model::Site>(sample_sites(1, 3000)));                // the same keys again
            edit.put(std::span<const model::Site>(renamed(sample_sites(1, 20), "#")));
            edit.commit();
        }
        states.push_back(content_of(path));
        put(document, "some more", sample_sites(2990, 500));
        states.push_back(content_of(path));
        {
            Edit edit(document, "replace a part");
            edit.clear("sites");
            edit.commit();
        }
        states.push_back(content_of(path));
    }
    walk(path, states);
    walk(path, states);
}

TEST(History, EveryKindOfRowIsUndoneTogether) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "a.wangge";
    std::vector<std::string> states;
    {
        Document document = Document::create(path, "县", zone_epsg);
        states.push_back(content_of(path));
        Edit edit(document, "import");
        edit.put(std::span<const model::Site>(sample_sites(1, 20)));
        const std::vector<model::QuarantineRow> bad{
            {"sites", "药店.xlsx", "Sheet1", 7, "outside_county", "12 km", R"({"企业名称":"甲"})"},
            {"people", "人员.csv", "", 2, "no_name", "", "{}"}};
        edit.put(std::span<const model::QuarantineRow>(bad));
        const std::vector<model::RepairNote> notes{
            {"sites", "药店.xlsx", "Sheet1", "S0000001", 3, "swapped_xy", "1", "2"}};
        edit.put(std::span<const model::RepairNote>(notes));
        edit.set_setting("norms", R"({"reach":3000})");
        edit.commit();
        states.push_back(content_of(path));
        const model::SnapshotPtr s = document.snapshot(quiet);
        EXPECT_EQ(s->quarantine, bad);
        EXPECT_EQ(document.repair_notes(), notes);
        EXPECT_EQ(document.setting("norms"), R"({"reach":3000})");
        EXPECT_EQ(s->settings.at("norms"), R"({"reach":3000})");
        EXPECT_EQ(document.setting("none"), "");
        Edit second(document, "again");
        second.clear("quarantine:sites");
        second.clear("repairs");
        second.set_setting("norms", "{}");
        second.commit();
        states.push_back(content_of(path));
        EXPECT_EQ(document.snapshot(quiet)->quarantine, std::vector<model::QuarantineRow>{bad[1]});
    }
    walk(path, states);
}

TEST(History, ListsEntriesAndANewEditDropsTheUndone) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    Document document = Document::create(folder / "a.wangge", "县", zone_epsg);
    EXPECT_EQ(error_of([&] { document.undo(quiet); }), "store.nothing_to_undo");
    put(document, "one", sample_sites(1, 5));
    put(document, "two", renamed(sample_sites(1, 5), "x"));
    put(document, "three", sample_sites(6, 5));
    put(document, "nothing", sample_sites(6, 5)); // no difference, no entry
    document.undo(quiet);
    document.undo(quiet);
    std::vector<HistoryEntry> entries = document.history();
    ASSERT_EQ(entries.size(), 3u);
    EXPECT_EQ(entries[0].label, "one");
    EXPECT_EQ(entries[0].when.size(), 19u);
    EXPECT_FALSE(entries[0].undone);
    EXPECT_TRUE(entries[1].undone);
    EXPECT_TRUE(entries[2].undone);
    EXPECT_GT(entries[1].bytes, 0);
    EXPECT_TRUE(document.can_redo());
    put(document, "four", sample_sites(20, 5));
    entries = document.history();
    ASSERT_EQ(entries.size(), 2u);
    EXPECT_EQ(entries[1].label, "four");
    EXPECT_EQ(entries[1].number, 2);
    EXPECT_FALSE(document.can_redo());
    EXPECT_EQ(error_of([&] { document.redo(quiet); }), "store.nothing_to_redo");
}

TEST(History, RevisionGrowsAndSnapshotsAreKept) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    Document document = Document::create(folder / "a.wangge", "县", zone_epsg);
    const model::SnapshotPtr empty = document.snapshot(quiet);
    EXPECT_EQ(document.snapshot(quiet), empty);
    put(document, "one", sample_sites(1, 5));
    const model::SnapshotPtr one = document.snapshot(quiet);
    EXPECT_GT(one->revision, empty->revision);
    EXPECT_EQ(document.snapshot(quiet), one);
    document.undo(quiet);
    EXPECT_GT(document.snapshot(quiet)->revision, one->revision);
    EXPECT_EQ(empty->sites.size(), 0u);
    EXPECT_EQ(one->sites.size(), 5u); // who holds the old one keeps it
}

TEST(History, ACancelledUndoLeavesEverythingAsItWas) {
    const ScratchFolder folder;
    const auto path = folder / "a.wangge";
    Document document = Document::create(path, "县", zone_epsg);
    put(document, "one", sample_sites(1, 9000));
    const std::string before = content_of(path);
    base::QuietFeedback cancelled;
    cancelled.cancel();
    EXPECT_EQ(error_of([&] { document.undo(cancelled); }), "base.cancelled");
    EXPECT_EQ(content_of(path), before);
    EXPECT_EQ(faults_of(document), "");
    base::QuietFeedback quiet;
    EXPECT_NO_THROW(document.undo(quiet));
}

TEST(History, RecordsWithoutAKeyAreKnownByTheirId) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    Document document = Document::create(folder / "a.wangge", "县", zone_epsg);
    std::vector<model::Site> sites = sample_sites(1, 3);
    for (model::Site& site : sites)
        site.key.clear();
    put(document, "three without a key", sites);
    put(document, "three more", sites);
    model::SnapshotPtr s = document.snapshot(quiet);
    ASSERT_EQ(s->sites.size(), 6u);
    model::Site site = sites[0];
    site.id = s->sites.id[4];
    site.name = "改名";
    Edit edit(document, "one of them");
    const PutCounts counts = edit.put(std::span<const model::Site>(&site, 1));
    edit.commit();
    EXPECT_EQ(counts.updated, 1);
    s = document.snapshot(quiet);
    ASSERT_EQ(s->sites.size(), 6u);
    EXPECT_EQ(s->sites.name[4], "改名");
    EXPECT_EQ(s->sites.key[4], "");
}

// The rule for redo across ON DELETE CASCADE, straight on a changeset.
TEST(Changeset, RowsThatWentWithTheirParentAreNoConflict) {
    const Connection db(":memory:", Access::make);
    db.run("CREATE TABLE plans (id INTEGER PRIMARY KEY, name);"
           "CREATE TABLE cells (id INTEGER PRIMARY KEY, plan REFERENCES plans (id) ON DELETE CASCADE, code)");
    for (const char* table : {"sites", "villages", "people", "roads", "boundaries", "waters", "rasters",
                              "raster_strips", "quarantine", "repairs", "settings", "retired_codes"})
        db.run(fmt::format("CREATE TABLE {} (id INTEGER PRIMARY KEY)", table));
    db.run("INSERT INTO plans VALUES (1, 'a'); INSERT INTO cells VALUES (1, 1, 'x'), (2, 1, 'y')");
    std::string changes;
    {
        Session session(db);
        session.record(true);
        db.run("DELETE FROM plans WHERE id = 1");
        changes = session.changeset();
    }
    ShapeChanges shapes;
    apply(db, inverted(changes), shapes);
    EXPECT_EQ(db.number("SELECT count(*) FROM cells"), 2);
    apply(db, changes, shapes);
    EXPECT_EQ(db.number("SELECT count(*) FROM cells"), 0);
    // but a missing parent, or a missing row that was deleted on its own, is one
    EXPECT_EQ(error_of([&] { apply(db, changes, shapes); }), "store.undo_conflict");
    EXPECT_EQ(error_of([&] { apply(db, "no changeset at all", shapes); }), "store.damaged");
}

TEST(RowBlock, KeepsEveryTypeAndRefusesDamage) {
    const Connection db(":memory:", Access::make);
    db.run("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)");
    db.run(
        "INSERT INTO t VALUES (1, NULL, 'text'), (2, -9223372036854775808, 9223372036854775807), (3, 0.1, x'00ff00'), "
        "(4, '', 1e999)");
    Statement rows(db, "SELECT * FROM t");
    RowBlock block(rows);
    while (rows.step())
        block.add(rows);
    const std::string bytes = block.take();
    EXPECT_TRUE(block.empty());
    db.run("CREATE TABLE u (id INTEGER PRIMARY KEY, a, b)");
    RowBlockReader reader(bytes);
    EXPECT_EQ(reader.columns(), (std::vector<std::string>{"id", "a", "b"}));
    Statement insert(db, "INSERT INTO u VALUES (?1, ?2, ?3)");
    while (reader.next(insert))
        insert.run();
    EXPECT_EQ(db.number("SELECT count(*) FROM (SELECT id, typeof(a), a, typeof(b), b FROM t INTERSECT "
                        "SELECT id, typeof(a), a, typeof(b), b FROM u)"),
              4);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_EQ(error_of([&] { RowBlockReader(bytes.substr(0, size)); }), "store.damaged_block");
    for (std::size_t at = 0; at < bytes.size(); ++at) { // broken anywhere: an error or other values, never a crash
        std::string broken = bytes;
        broken[at] = static_cast<char>(broken[at] ^ 0x55);
        error_of([&] {
            RowBlockReader damaged(broken);
            for (std::int64_t id = 0; damaged.next_id(id);) {
            }
        });
    }
}

} // namespace
} // namespace wangge::store::test

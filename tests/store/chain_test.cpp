// The chain over the history: it holds through every kind of step, and whatever the sqlite3 shell does is named.
#include "store/chain.h"
#include "store/schema.h"
#include "store/scratch.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace wangge::store::test {
namespace {

void put_site(Document& document, int number, const std::string& name) {
    Edit edit(document, "site " + name);
    model::Site site = sample_site(number);
    site.name = name;
    edit.put(std::span<const model::Site>(&site, 1));
    edit.commit();
}

// Three steps: new rows, a change, rows taken away.
void fill(const std::filesystem::path& path) {
    Document document = Document::create(path, "县", zone_epsg);
    put_site(document, 1, "甲");
    put_site(document, 1, "乙");
    Edit edit(document, "clear");
    edit.clear("sites");
    edit.commit();
}

void shell(const std::filesystem::path& path, const std::string& sql) {
    EXPECT_EQ(output_of(fmt::format("sqlite3 -cmd 'SELECT load_extension(\"mod_spatialite\")' '{}' \"{}\"",
                                    path.string(), sql)),
              "\n");
}

std::string faults_after(const std::string& sql) {
    const ScratchFolder folder;
    const auto path = folder / "a.wangge";
    fill(path);
    shell(path, sql);
    Document document = Document::open(path, OpenMode::read);
    return faults_of(document);
}

TEST(Chain, HoldsThroughEveryKindOfStep) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "a.wangge";
    fill(path);
    Document document = Document::open(path, OpenMode::write);
    std::set<std::string> heads{document.chain_head()};
    EXPECT_EQ(document.chain_head().size(), 64u);
    const auto step = [&](auto&& work) {
        work();
        EXPECT_EQ(faults_of(document), "");
        heads.insert(document.chain_head());
    };
    step([&] { document.undo(quiet); });
    step([&] { document.undo(quiet); });
    step([&] { document.undo(quiet); });
    step([&] { document.redo(quiet); });
    step([&] { put_site(document, 2, "丙"); }); // drops the undone ones
    step([&] {
        const std::vector<model::Cell> cells{sample_cell(1), sample_cell(2)};
        Edit edit(document, "grid");
        edit.put_plan(model::Plan{.name = "plan"}, cells);
        edit.commit();
    });
    step([&] { document.undo(quiet); });
    step([&] { document.redo(quiet); });
    EXPECT_EQ(heads.size(), 9u);
}

// Whatever an Edit can do, the next check must not take it for another program's work.
TEST(Chain, KnowsEverythingThatAnEditDoes) {
    const ScratchFolder folder;
    const auto path = folder / "a.wangge";
    Document document = Document::create(path, "县", zone_epsg);
    const auto edit_with = [&](const char* label, auto&& work) {
        const std::string before = document.chain_head();
        Edit edit(document, label);
        work(edit);
        edit.commit();
        EXPECT_NE(document.chain_head(), before) << label;
        EXPECT_EQ(faults_of(document), "") << label;
    };
    const auto put = [&](const char* label, const auto& thing) {
        edit_with(label, [&](Edit& edit) { edit.put(std::span(&thing, 1)); });
    };
    const model::Village village = sample_village(1);
    const model::Person person = sample_person(1);
    put("village", village);
    put("person", person);
    put("ledger", model::LedgerItem{.number = "2026-0001", .state = "found", .found = base::make_date(2026, 1, 2)});
    put("regrade", model::Regrade{.site_key = "S1", .made = base::make_date(2026, 1, 2)});
    edit_with("contact", [&](Edit& edit) { edit.name_contact(village.code, person.key + "x"); });
    edit_with("backup", [&](Edit& edit) { edit.name_contact(village.code, person.key + "y", true); });
    edit_with("setting", [](Edit& edit) { edit.set_setting("norms", "{}"); });
    std::vector<model::Cell> cells{sample_cell(1), sample_cell(2)};
    edit_with("plan", [&](Edit& edit) { edit.put_plan(model::Plan{.name = "甲"}, cells); });
    edit_with("second plan", [&](Edit& edit) { edit.put_plan(model::Plan{.name = "乙"}, cells, false); });
    edit_with("use", [](Edit& edit) { edit.use_plan("乙"); });
    edit_with("rename", [](Edit& edit) { edit.rename_plan("甲", "丙"); });
    cells[0].lead_key = "J9";
    edit_with("assign", [&](Edit& edit) { edit.assign_cells(cells); });
    const std::vector<std::string> gone{cells[1].code};
    edit_with("change", [&](Edit& edit) { edit.change_cells(std::span(cells).first(1), gone, {}); });
    edit_with("remove", [](Edit& edit) { edit.remove_plan("丙"); });
    edit_with("clear", [](Edit& edit) { edit.clear("villages"); });
}

TEST(Chain, AGivenUpOrEmptyEditLeavesNoLink) {
    const ScratchFolder folder;
    const auto path = folder / "a.wangge";
    fill(path);
    Document document = Document::open(path, OpenMode::write);
    const std::string head = document.chain_head();
    {
        Edit edit(document, "given up");
        edit.set_setting("x", "1");
    }
    {
        Edit edit(document, "nothing");
        edit.clear("sites");
        edit.commit();
    }
    EXPECT_EQ(document.chain_head(), head);
    put_site(document, 3, "丁");
    EXPECT_EQ(faults_of(document), "");
}

TEST(Chain, NamesTheFirstBrokenLink) {
    // links: 1 start, 2 to 4 the steps
    EXPECT_EQ(faults_after("UPDATE chain SET label = 'harmless' WHERE number = 3;").find("store.chain_link: 3 ("), 0u);
    EXPECT_EQ(
        faults_after("UPDATE chain SET made = '2020-01-01T00:00:00' WHERE number = 2;").find("store.chain_link: 2 ("),
        0u);
    EXPECT_EQ(faults_after("DELETE FROM chain WHERE number = 3;").find("store.chain_link: 4 ("), 0u);
    EXPECT_EQ(faults_after("DELETE FROM chain WHERE number = 3; UPDATE chain SET number = 3 WHERE number = 4;")
                  .find("store.chain_link: 3 ("),
              0u);
    EXPECT_EQ(faults_after("INSERT INTO chain SELECT 5, event, entry, label, made, content, tables, link FROM chain "
                           "WHERE number = 4;")
                  .find("store.chain_link: 5 ("),
              0u);
}

TEST(Chain, NamesAStepThatIsNotAsItWasDone) {
    EXPECT_EQ(faults_after("UPDATE history SET label = 'harmless' WHERE number = 2;").find("store.chain_step: 3 ("),
              0u);
    EXPECT_EQ(faults_after("UPDATE history SET undone = 1 WHERE number = 3;").find("store.chain_step: 4 ("), 0u);
    EXPECT_NE(faults_after("DELETE FROM history_blocks WHERE part IN (SELECT id FROM history_parts WHERE entry = 2);")
                  .find("store.chain_step: 3 ("),
              std::string::npos);
    EXPECT_NE(faults_after("DELETE FROM history WHERE number = 1;").find("store.chain_step: 2 ("), std::string::npos);
    EXPECT_NE(faults_after("INSERT INTO history (number, label, made) VALUES (9, 'forged', '');")
                  .find("store.chain_step: 9 (forged)"),
              std::string::npos);
}

TEST(Chain, AChangeFromOutsideIsNotHiddenByTheNextStep) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "a.wangge";
    fill(path);
    Document document = Document::open(path, OpenMode::write);
    put_site(document, 1, "甲");
    put_site(document, 2, "乙");
    shell(path, "UPDATE sites SET hazards_found = 0 WHERE name = '甲';");
    EXPECT_EQ(faults_of(document).find("store.chain_table: sites"), 0u);
    put_site(document, 2, "丙");
    EXPECT_EQ(faults_of(document).find("store.chain_outside: sites"), 0u);
    EXPECT_EQ(document.check(quiet).size(), 1u);
    shell(path, "DELETE FROM sites WHERE name = '甲';");
    document.undo(quiet);
    EXPECT_EQ(document.check(quiet).size(), 2u);
}

TEST(Chain, AnOlderFileBeginsItsChainWithTheStepsThatItHas) {
    const ScratchFolder folder;
    const auto path = folder / "old.wangge";
    make_file(path, "旧县", zone_epsg, 3);
    {
        const Connection db(path, store::Access::write);
        db.run("INSERT INTO history (number, label, made) VALUES (1, 'one', '2026-01-01T00:00:00');"
               "INSERT INTO history (number, label, made, undone) VALUES (2, 'two', '2026-01-02T00:00:00', 1)");
    }
    Document document = Document::open(path, OpenMode::write);
    EXPECT_EQ(faults_of(document), "");
    put_site(document, 1, "甲");
    EXPECT_EQ(faults_of(document), "");
    shell(path, "UPDATE history SET label = 'other' WHERE number = 1;");
    EXPECT_EQ(faults_of(document).find("store.chain_step: 2 ("), 0u);
}

} // namespace
} // namespace wangge::store::test

// Grid plans, their cells and codes, and edits that cross foreign keys.
#include "store/scratch.h"

#include <gtest/gtest.h>

namespace wangge::store::test {
namespace {

std::vector<model::Cell> cells_of(int first, int count) {
    std::vector<model::Cell> cells;
    for (int n = first; n < first + count; ++n)
        cells.push_back(sample_cell(n));
    return cells;
}

void put(Document& document, const std::string& name, const std::vector<model::Cell>& cells) {
    Edit edit(document, "plan " + name);
    edit.put_plan(
        model::Plan{.name = name, .shape = model::CellShape::hexagon, .options = "{}", .created = "2025-03-01"}, cells);
    edit.commit();
}

TEST(Plan, TheLastOneIsCurrentAndItsCellsAreInTheSnapshot) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    Document document = Document::create(folder / "a.wangge", "县", zone_epsg);
    put(document, "one", cells_of(1, 5));
    put(document, "two", cells_of(100, 7));
    const model::SnapshotPtr s = document.snapshot(quiet);
    ASSERT_EQ(s->plans.size(), 2u);
    EXPECT_FALSE(s->plans[0].current);
    EXPECT_TRUE(s->plans[1].current);
    EXPECT_EQ(s->plans[1].shape, model::CellShape::hexagon);
    ASSERT_EQ(s->cells.size(), 7u);
    model::Cell cell = s->cells[3];
    EXPECT_EQ(cell.plan, s->plans[1].id);
    cell.id = {};
    cell.plan = {};
    EXPECT_EQ(cell, sample_cell(103));
    EXPECT_EQ(document.info().counts.at("cells"), 7);
    document.undo(quiet);
    EXPECT_EQ(document.snapshot(quiet)->cells.size(), 5u);
    EXPECT_TRUE(document.snapshot(quiet)->plans[0].current);
}

TEST(Plan, AnyPlanCanBeReadUsedRenamedAndRemoved) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "a.wangge";
    Document document = Document::create(path, "县", zone_epsg);
    put(document, "去年", cells_of(1, 5));
    put(document, "今年", cells_of(4, 7)); // two codes in both
    const std::string before = content_of(path);
    const auto change = [&](auto&& how) {
        Edit edit(document, "plan");
        how(edit);
        edit.commit();
    };
    EXPECT_EQ(document.cells_of_plan("去年", quiet).size(), 5u);
    EXPECT_EQ(document.cells_of_plan("今年", quiet)[0].code, sample_cell(4).code);
    EXPECT_EQ(error_of([&] { (void)document.cells_of_plan("明年", quiet); }), "store.no_such_plan");

    change([](Edit& edit) { edit.use_plan("去年"); });
    EXPECT_EQ(document.snapshot(quiet)->cells.size(), 5u);
    change([](Edit& edit) { edit.rename_plan("今年", "备选"); });
    EXPECT_EQ(document.snapshot(quiet)->plans[1].name, "备选");
    EXPECT_EQ(error_of([&] { Edit(document, "x").rename_plan("备选", "去年"); }), "store.plan_exists");
    EXPECT_EQ(error_of([&] { Edit(document, "x").remove_plan("去年"); }), "store.plan_in_use");
    change([](Edit& edit) { edit.remove_plan("备选"); });
    EXPECT_EQ(document.snapshot(quiet)->plans.size(), 1u);
    std::vector<std::string> gone;
    for (int n = 6; n < 11; ++n)
        gone.push_back(sample_cell(n).code);
    std::sort(gone.begin(), gone.end());
    EXPECT_EQ(document.retired_codes(), gone); // not those that 去年 uses too
    {
        Edit edit(document, "copy");
        edit.put_plan({.name = "存档", .shape = model::CellShape::village}, cells_of(1, 5), false);
        edit.commit();
    }
    EXPECT_EQ(document.snapshot(quiet)->plans[0].current, true);
    EXPECT_EQ(document.cells_of_plan("存档", quiet).size(), 5u);
    for (int i = 0; i < 4; ++i)
        document.undo(quiet);
    EXPECT_EQ(content_of(path), before);
    EXPECT_EQ(faults_of(document), "");
}

// 10 cells go through the changeset with its cascades, 3,000 as removed rows.
class PlanReplaced : public testing::TestWithParam<int> {};

TEST_P(PlanReplaced, UndoRedoAndRetiredCodes) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "a.wangge";
    Document document = Document::create(path, "县", zone_epsg);
    const int count = GetParam();
    put(document, "plan", cells_of(0, count));
    const std::string first = content_of(path);
    put(document, "plan", cells_of(count / 2, count)); // half of the codes stay
    const std::string second = content_of(path);
    EXPECT_EQ(document.snapshot(quiet)->plans.size(), 1u);
    const std::vector<std::string> retired = document.retired_codes();
    ASSERT_EQ(retired.size(), static_cast<std::size_t>(count / 2));
    EXPECT_EQ(retired.front(), sample_cell(0).code);
    EXPECT_EQ(retired.back(), sample_cell(count / 2 - 1).code);
    for (int round = 0; round < 2; ++round) {
        document.undo(quiet);
        EXPECT_EQ(content_of(path), first);
        EXPECT_EQ(faults_of(document), "");
        EXPECT_TRUE(document.retired_codes().empty());
        document.redo(quiet);
        EXPECT_EQ(content_of(path), second);
        EXPECT_EQ(faults_of(document), "");
    }
}

INSTANTIATE_TEST_SUITE_P(FewAndMany, PlanReplaced, testing::Values(10, 3000));

TEST(Plan, ReplacedTwiceInOneEditIsUndoneInOneStep) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "a.wangge";
    Document document = Document::create(path, "县", zone_epsg);
    const std::string empty = content_of(path);
    Edit edit(document, "twice");
    edit.put_plan(model::Plan{.name = "plan"}, cells_of(0, 20));
    edit.put_plan(model::Plan{.name = "plan"}, cells_of(0, 30));
    edit.commit();
    const std::string full = content_of(path);
    document.undo(quiet);
    EXPECT_EQ(content_of(path), empty);
    document.redo(quiet);
    EXPECT_EQ(content_of(path), full);
    EXPECT_EQ(document.snapshot(quiet)->cells.size(), 30u);
}

TEST(Plan, AssignmentRewritesOnlyPeopleAndHours) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "a.wangge";
    Document document = Document::create(path, "县", zone_epsg);
    EXPECT_EQ(error_of([&] {
                  Edit edit(document, "early");
                  edit.assign_cells(cells_of(1, 1));
              }),
              "store.no_current_plan");
    put(document, "plan", cells_of(0, 40));
    const std::string before = content_of(path);
    std::vector<model::Cell> assigned = cells_of(10, 5);
    for (model::Cell& cell : assigned) {
        cell.area = {};
        cell.lead_key = "P00003";
        cell.second_key = "P00006";
        cell.hours = 12.75;
    }
    {
        Edit edit(document, "assign");
        edit.assign_cells(assigned);
        edit.commit();
    }
    const model::SnapshotPtr s = document.snapshot(quiet);
    EXPECT_EQ(s->cells[12].lead_key, "P00003");
    EXPECT_EQ(s->cells[12].hours, 12.75);
    EXPECT_EQ(s->cells[12].area, sample_cell(12).area);
    EXPECT_EQ(s->cells[15].lead_key, "");
    EXPECT_EQ(error_of([&] {
                  Edit edit(document, "bad");
                  edit.assign_cells(cells_of(39, 2));
              }),
              "store.no_such_cell");
    document.undo(quiet);
    EXPECT_EQ(content_of(path), before);
}

TEST(Plan, ACodeTwiceIsRefused) {
    const ScratchFolder folder;
    Document document = Document::create(folder / "a.wangge", "县", zone_epsg);
    const std::vector<model::Cell> cells{sample_cell(1), sample_cell(1)};
    EXPECT_EQ(error_of([&] { put(document, "plan", cells); }), "store.cell_code_twice");
    EXPECT_TRUE(document.history().empty());
}

TEST(Plan, ASealedPlanIsReadOnlyForEveryEdit) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "a.wangge";
    Document document = Document::create(path, "县", zone_epsg);
    put(document, "去年", cells_of(50, 3));
    put(document, "今年", cells_of(1, 5));
    const auto change = [&](auto&& how) {
        return error_of([&] {
            Edit edit(document, "plan");
            how(edit);
            edit.commit();
        });
    };
    const model::LedgerMove move{*base::parse_date("2026-11-22"), "draft", "submitted", "P1", "看“一”遍"};
    const PlanStanding submitted{"今年", "submitted", true, {move}};
    EXPECT_TRUE(document.plan_standings().empty());
    const std::string before = content_of(path);
    EXPECT_EQ(change([&](Edit& edit) { edit.put(submitted); }), "");
    EXPECT_EQ(document.plan_standings(), std::vector<PlanStanding>{submitted});
    EXPECT_EQ(change([&](Edit& edit) { edit.put(PlanStanding{"明年", "draft", false, {}}); }), "store.no_such_plan");

    const std::string sealed = content_of(path);
    const std::vector<model::Cell> cells = cells_of(1, 1);
    const std::string refused = "store.plan_sealed";
    EXPECT_EQ(change([&](Edit& edit) { edit.assign_cells(cells); }), refused);
    EXPECT_EQ(change([&](Edit& edit) { edit.change_cells(cells, {}, {}); }), refused);
    EXPECT_EQ(change([&](Edit& edit) { edit.put_plan(model::Plan{.name = "今年"}, cells); }), refused);
    EXPECT_EQ(change([&](Edit& edit) { edit.rename_plan("今年", "后年"); }), refused);
    EXPECT_EQ(content_of(path), sealed);
    EXPECT_EQ(change([&](Edit& edit) { edit.use_plan("去年"); }), ""); // which one is current is no part of it
    EXPECT_EQ(change([&](Edit& edit) { edit.remove_plan("今年"); }), refused);
    std::vector<model::Cell> others = cells_of(50, 1);
    others[0].hours += 1;
    EXPECT_EQ(change([&](Edit& edit) { edit.assign_cells(others); }), ""); // other plans are free
    document.undo(quiet);
    document.undo(quiet);
    EXPECT_EQ(content_of(path), sealed);

    // returned, it is open again; a plan of the same name that replaces it starts anew
    EXPECT_EQ(change([&](Edit& edit) { edit.put(PlanStanding{"今年", "draft", false, {move, move}}); }), "");
    EXPECT_EQ(change([&](Edit& edit) { edit.assign_cells(cells); }), "");
    EXPECT_EQ(change([&](Edit& edit) { edit.put_plan(model::Plan{.name = "今年"}, cells); }), "");
    EXPECT_TRUE(document.plan_standings().empty());
    EXPECT_EQ(faults_of(document), "");
    while (document.can_undo() && content_of(path) != before)
        document.undo(quiet);
    EXPECT_EQ(content_of(path), before);
    EXPECT_TRUE(document.plan_standings().empty());
    EXPECT_EQ(faults_of(document), "");
}

} // namespace
} // namespace wangge::store::test

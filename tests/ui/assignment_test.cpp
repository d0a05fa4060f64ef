// Who gets which cell: what a solve changes, why a cell has its inspector, and handing it to another by hand.
#include "window.h"

#include "store/document.h"

using namespace wangge;

namespace {

class Assignment : public Window {
protected:
    static void SetUpTestSuite() {
        Window::SetUpTestSuite();
        run_lines("stage grids\nclick grids.make\nrun assign.compute {\"seconds\": 0.05}\n");
    }
    static model::SnapshotPtr snapshot() {
        base::QuietFeedback quiet;
        return store::Document::open(project(), store::OpenMode::read).snapshot(quiet);
    }
    static std::string value(const nlohmann::json& widgets, const std::string& id) {
        return widgets.contains(id) ? widgets[id]["value"].get<std::string>() : "(absent)";
    }
    // Cells whose lead differs.
    static int changed(const model::Snapshot& a, const model::Snapshot& b) {
        int count = 0;
        for (std::size_t i = 0; i < a.cells.size(); ++i)
            count += a.cells[i].lead_key != b.cells[i].lead_key;
        return count;
    }
};

TEST_F(Assignment, ACellSaysWhyAndGoesToAnotherByHand) {
    const auto before = snapshot();
    const std::string pick = "stage assignment\nclick drawer.cells\nclick table.cells.row.5\n";
    const nlohmann::json card = dump_after(pick);
    ASSERT_TRUE(card.contains("assignment.why"));
    ASSERT_TRUE(card.contains("assignment.move.0"));
    EXPECT_FALSE(card.contains("drawer.changed")) << "nothing has changed since the first solve";

    const nlohmann::json moved = dump_after(pick + "click assignment.move.0\n");
    const auto after = snapshot();
    EXPECT_EQ(changed(*before, *after), 1);
    EXPECT_TRUE(moved.contains("drawer.changed"));
    const nlohmann::json table = dump_after("stage assignment\nclick drawer.changed\n");
    EXPECT_TRUE(table.contains("table.changed.row.0"));
    EXPECT_FALSE(table.contains("table.changed.row.1"));
    for (const std::string language : {"zh", "en"})
        EXPECT_NO_THROW(run_lines("language " + language + "\n" + pick + "no_cut\n", true, 1280, 720)) << language;
    run_lines("key ctrl+z\n");
    EXPECT_EQ(changed(*before, *snapshot()), 0);
}

TEST_F(Assignment, CellsArePaintedOverToWhoIsChosen) {
    const auto before = snapshot();
    // A click chooses the person, a drag hands over what lies under it, one undo takes all of it back.
    const std::string begin = "stage assignment\nclick assignment.by_hand\npress map 0.45 0.5\n";
    const std::string to = dump_after(begin)["hand_over.stroke"]["label"].get<std::string>();
    ASSERT_FALSE(to.empty());
    const nlohmann::json painted = dump_after(begin + "drag_to map 0.3 0.3 0.7 0.7\n");
    const auto after = snapshot();
    const int moved = changed(*before, *after);
    EXPECT_GT(moved, 2);
    for (std::size_t i = 0; i < after->cells.size(); ++i)
        if (before->cells[i].lead_key != after->cells[i].lead_key) {
            EXPECT_EQ(after->cells[i].lead_key, to) << after->cells[i].code;
        }
    EXPECT_EQ(value(painted, "hand_over.stroke"), "0") << "the brush is empty again";
    for (const std::string language : {"zh", "en"})
        EXPECT_NO_THROW(run_lines("language " + language + "\n" + begin + "no_cut\n", true, 1280, 720)) << language;
    run_lines("key ctrl+z\n");
    EXPECT_EQ(changed(*before, *snapshot()), 0);
    // Another stage has another use for the mouse.
    EXPECT_FALSE(dump_after(begin + "stage coverage\n").contains("hand_over.stroke"));
}

TEST_F(Assignment, SolvingAgainListsTheCellsThatChangeHands) {
    const auto before = snapshot();
    const nlohmann::json solved =
        dump_after("stage assignment\nset assignment.weight.change 0.0\nset assignment.weight.travel 0.95\n"
                   "click assignment.seconds.less\nclick assignment.seconds.less\nclick assignment.seconds.less\n"
                   "click assignment.seconds.less\nclick assignment.run\n");
    const int cells = changed(*before, *snapshot());
    ASSERT_GT(cells, 0);
    EXPECT_EQ(value(solved, "drawer.changed"), "on") << "the stage's table is that of the changes";
    EXPECT_TRUE(solved.contains("table.changed.row.0"));
    run_lines("key ctrl+z\n");
    EXPECT_FALSE(dump_after("stage assignment\n").contains("drawer.changed"));
}

TEST_F(Assignment, LocksHoldACellItsPersonAndItsPairAndAreDrawn) {
    const std::string pick = "stage assignment\nclick drawer.cells\nclick table.cells.row.5\n";
    EXPECT_EQ(value(dump_after("stage assignment\n"), "locks.count"), "0");
    const nlohmann::json locked = dump_after(pick + "wheel assignment.assigned -7\nclick locks.cells\n");
    EXPECT_EQ(value(locked, "locks.count"), "1");
    EXPECT_EQ(value(locked, "canvas.locks"), "1");
    const std::string lead = snapshot()->cells[5].lead_key;
    int led = 0;
    for (const model::Cell& cell : snapshot()->cells)
        led += cell.lead_key == lead;
    const nlohmann::json held = dump_after(pick + "wheel assignment.assigned -7\nclick locks.person\n");
    EXPECT_EQ(value(held, "canvas.locks"), std::to_string(led)) << "all cells of that person stay";
    const nlohmann::json free = dump_after(pick + "wheel assignment.assigned -7\nclick locks.all_off\n");
    EXPECT_EQ(value(free, "locks.count"), "0");
    EXPECT_FALSE(free.contains("canvas.locks"));
    for (const std::string language : {"zh", "en"})
        EXPECT_NO_THROW(run_lines("language " + language + "\n" + pick + "wheel assignment.assigned -60\nno_cut\n",
                                  true, 1280, 720))
            << language;
    run_lines("key ctrl+z\nkey ctrl+z\nkey ctrl+z\n");
}

// The year's work: visits by week, the draw that can be replayed, cross-inspection; each list stands in the drawer.
TEST_F(Assignment, TheYearIsPlannedDrawnAndCrossed) {
    const std::string tall = "stage assignment\n";
    run_lines(tall + "click year.plan\nexpect drawer.visits on\n", true, 1440, 2400);
    const auto dump = [&](const std::string& lines, const std::string& name) {
        const std::string file = folder_of_test() + name;
        run_lines(tall + lines + "dump " + file + "\n", true, 1440, 2400);
        return nlohmann::json::parse(test::text_of(file))["widgets"];
    };
    const nlohmann::json planned = dump("click year.plan\n", "plan.json");
    EXPECT_GT(std::stoi(planned["drawer.status"]["value"].get<std::string>()), 500);
    EXPECT_TRUE(planned.contains("chart.calendar.0")) << "hours by person and week stand beside the visits";

    // Without a seed text there is no draw; the protocol that was saved says the same again.
    const nlohmann::json before = dump("click year.part.1\n", "before.json");
    EXPECT_EQ(before["year.draw"]["enabled"], false);
    const nlohmann::json drawn = dump(
        "click year.part.1\nclick year.seed\ntype 开奖号码123\nclick year.draw\nclick year.protocol\n", "drawn.json");
    EXPECT_EQ(drawn["drawer.status"]["value"], "30");
    std::string protocol;
    for (const auto& entry : std::filesystem::directory_iterator(folder_of_test()))
        if (entry.path().string().find("抽查记录") != std::string::npos)
            protocol = entry.path().string();
    ASSERT_FALSE(protocol.empty());
    run_lines(tall + "click year.part.1\nclick year.verify_file\ntype " + protocol +
                  "\nclick year.verify\nexpect_text 一致\n",
              true, 1440, 2400);

    const nlohmann::json crossed = dump("click year.part.2\nclick year.cross\n", "cross.json");
    EXPECT_GT(std::stoi(crossed["drawer.status"]["value"].get<std::string>()), 5);
    EXPECT_NO_THROW(
        run_lines("language en\nstage assignment\nno_cut\nclick year.part.1\nno_cut\nclick year.part.2\nno_cut\n", true,
                  1280, 2400));
}

TEST_F(Assignment, TwoPlansStandSideBySideWithOneView) {
    run_lines("run plan.edit {\"what\": \"copy\", \"name\": \"去年\"}\n");
    const std::string beside = "stage grids\nclick compare.plan\nclick compare.plan.1\nclick compare.way.1\n";
    const nlohmann::json both = dump_after(beside);
    ASSERT_TRUE(both.contains("canvas.twin"));
    EXPECT_NE(both["twin.other"]["label"].get<std::string>().find("去年"), std::string::npos);
    EXPECT_TRUE(both.contains("twin.present"));
    // The wheel on either map zooms both.
    const auto scale = [](const nlohmann::json& widgets) { return std::stod(value(widgets, "map")); };
    const auto span = [](const nlohmann::json& widgets) { return std::stol(value(widgets, "canvas.twin")); };
    for (const std::string map : {"map", "canvas.twin"}) {
        const nlohmann::json zoomed = dump_after(beside + "wheel " + map + " 2\n");
        EXPECT_LT(scale(zoomed), scale(both) * .7) << map;
        EXPECT_LT(static_cast<double>(span(zoomed)), static_cast<double>(span(both)) * .7) << map;
    }
    EXPECT_FALSE(dump_after(beside + "click compare.way.0\n").contains("canvas.twin"));
    for (const std::string language : {"zh", "en"})
        EXPECT_NO_THROW(run_lines("language " + language + "\n" + beside + "no_cut\n", true, 1280, 720)) << language;
    run_lines("key ctrl+z\n");
}

TEST_F(Assignment, APlanIsSubmittedApprovedAndGoesOnAsACopy) {
    const auto before = snapshot();
    std::vector<std::string> officers;
    for (const model::Cell& cell : before->cells)
        if (std::ranges::find(officers, cell.lead_key) == officers.end())
            officers.push_back(cell.lead_key);
    ASSERT_GE(officers.size(), 2u);
    const std::string stage = "stage assignment\n";
    const auto step = [&](const std::string& to, const std::string& person) {
        return stage + "click plan.to." + to + "\nclick plan.by\ntype " + person +
               "\nclick plan.by.offer.0\nclick plan.do\n";
    };
    constexpr int tall = 1500; // the whole form in sight
    run_lines(stage + "expect plan.state draft\n" + step("submitted", officers[0]) + "expect plan.state submitted\n",
              true, 1440, tall);
    run_lines(step("approved", officers[1]) + "expect plan.state approved\n", true, 1440, tall);
    for (const std::string language : {"zh", "en"})
        EXPECT_NO_THROW(run_lines("language " + language + "\n" + stage + "no_cut\n", true, 1280, tall)) << language;
    run_lines(stage + "click plan.copy\nexpect plan.state draft\n", true, 1440, tall);
    const auto after = snapshot();
    ASSERT_EQ(after->plans.size(), before->plans.size() + 1);
    EXPECT_EQ(after->cells.size(), before->cells.size());
    EXPECT_TRUE(after->plans.back().current);
    run_lines("key ctrl+z\nkey ctrl+z\nkey ctrl+z\n");
    EXPECT_EQ(snapshot()->plans.size(), before->plans.size());
}

} // namespace

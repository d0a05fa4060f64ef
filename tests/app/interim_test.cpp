// An optimiser shows its best answer while it works, and who stops it may keep that.
#include "app/action.h"
#include "app/interim.h"
#include "app/language.h"
#include "app/project.h"
#include "base/error.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <unistd.h>

namespace wangge::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Stops when it was shown so many answers; never when it is 0.
class Stopper : public base::Feedback {
public:
    explicit Stopper(int after) : m_after(after) {}
    void progress(double, std::string_view) override {}
    bool cancelled() const override { return m_after > 0 && static_cast<int>(shown.size()) >= m_after; }
    std::vector<InterimPtr> shown;

private:
    int m_after;
};

class InterimOfTheDemoCounty : public testing::Test {
protected:
    static void SetUpTestSuite() {
        s_folder = fs::temp_directory_path() / ("wangge-interim-" + std::to_string(::getpid()));
        fs::create_directories(s_folder);
        base::QuietFeedback quiet;
        Project project(s_folder / "made.wangge", catalog_of("zh"));
        run_action(*find_action("demo"), project, json::object(), quiet);
    }
    static void TearDownTestSuite() { fs::remove_all(s_folder); }

    void SetUp() override {
        const fs::path file = s_folder / "a.wangge";
        fs::remove(file);
        fs::copy_file(s_folder / "made.wangge", file);
        m_project.emplace(file, catalog_of("zh"));
        m_project->open(store::OpenMode::write);
    }
    json run(const char* verb, const json& arguments, Stopper& stopper) {
        WatchedFeedback watched(stopper, [&](InterimPtr interim) { stopper.shown.push_back(std::move(interim)); });
        return run_action(*find_action(verb), *m_project, arguments, watched);
    }
    model::SnapshotPtr snapshot() {
        base::QuietFeedback quiet;
        return m_project->snapshot(quiet);
    }

    static fs::path s_folder;
    std::optional<Project> m_project;
};
fs::path InterimOfTheDemoCounty::s_folder;

TEST_F(InterimOfTheDemoCounty, AssignmentIsShownAndKeptOrDropped) {
    Stopper none(0);
    run("grid", {{"shape", "village"}}, none);
    EXPECT_TRUE(none.shown.empty());

    Stopper soon(2);
    EXPECT_THROW(run("assign", {{"seconds", 20}}, soon), base::Error);
    ASSERT_GE(soon.shown.size(), 2u);
    for (const model::Cell& cell : snapshot()->cells)
        EXPECT_TRUE(cell.lead_key.empty()); // a cancelled action leaves no trace

    Stopper keeping(2);
    const json kept = run("assign", {{"seconds", 20}, {"on-stop", "keep"}}, keeping);
    EXPECT_TRUE(kept["stopped"]);
    ASSERT_GE(keeping.shown.size(), 2u);
    const model::SnapshotPtr s = snapshot();
    for (const InterimPtr& interim : keeping.shown) {
        EXPECT_TRUE(interim->areas.empty());
        EXPECT_EQ(interim->zone.size(), s->cells.size());
    }
    for (std::size_t c = 0; c < s->cells.size(); ++c)
        EXPECT_EQ(s->cells[c].lead_key, keeping.shown.back()->zone[c]); // what was shown last is what is stored
    base::QuietFeedback quiet;
    m_project->document().undo(quiet);
    EXPECT_TRUE(snapshot()->cells.front().lead_key.empty());
}

TEST_F(InterimOfTheDemoCounty, BalancedCellsAreShownAndKept) {
    Stopper keeping(2);
    const json kept =
        run("grid", {{"shape", "balanced"}, {"cells", 12}, {"seconds", 20}, {"on-stop", "keep"}}, keeping);
    EXPECT_TRUE(kept["stopped"]);
    EXPECT_EQ(snapshot()->cells.size(), 12u);
    ASSERT_GE(keeping.shown.size(), 2u);
    const Interim& last = *keeping.shown.back();
    EXPECT_EQ(last.areas.size(), last.zone.size());
    EXPECT_EQ(std::set<std::string>(last.zone.begin(), last.zone.end()).size(), 12u);

    Stopper dropping(1);
    EXPECT_THROW(run("grid", {{"shape", "balanced"}, {"cells", 9}, {"seconds", 20}}, dropping), base::Error);
    EXPECT_EQ(snapshot()->cells.size(), 12u);
}

} // namespace
} // namespace wangge::app

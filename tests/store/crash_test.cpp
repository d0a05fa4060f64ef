// kill -9 at random moments of a real process that imports, edits, undoes and redoes.
#include "base/random.h"
#include "store/scratch.h"

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ;

namespace wangge::store::test {
namespace {

constexpr const char* file_variable = "WANGGE_CRASH_FILE";
constexpr const char* seed_variable = "WANGGE_CRASH_SEED";
constexpr int sites_an_import = 1000;

void say_revision(Document& document) {
    base::QuietFeedback quiet;
    const std::string line = fmt::format("{}\n", document.snapshot(quiet)->revision);
    [[maybe_unused]] const auto written = write(STDOUT_FILENO, line.data(), line.size());
}

// One random change; every one ends in exactly one commit.
void change_something(Document& document, base::Random& random) {
    base::QuietFeedback quiet;
    const std::uint64_t what = random.below(8);
    if (what == 0 && document.can_undo()) {
        document.undo(quiet);
    } else if (what == 1 && document.can_redo()) {
        document.redo(quiet);
    } else if (what == 2) {
        Edit edit(document, "plan");
        std::vector<model::Cell> cells;
        for (int i = 0; i < 1200; ++i)
            cells.push_back(sample_cell(static_cast<int>(random.below(3)) * 1200 + i));
        edit.put_plan(model::Plan{.name = "plan"}, cells);
        edit.commit();
    } else if (what == 3) {
        Edit edit(document, "clear");
        edit.clear("sites");
        edit.put(std::span<const model::Site>(sample_sites(1, sites_an_import)));
        edit.commit();
    } else {
        Edit edit(document, "import");
        std::vector<model::Site> sites =
            sample_sites(1 + static_cast<int>(random.below(20)) * sites_an_import / 2, sites_an_import);
        const double shift = random.uniform(0, 1000);
        for (std::size_t i = 0; i < sites.size(); i += 5)
            sites[i].position.point.x += shift;
        edit.put(std::span<const model::Site>(sites));
        edit.commit();
    }
}

// Run in a process of its own by the test below.
TEST(CrashWorker, DISABLED_ChangesTheFileForEver) {
    const char* file = std::getenv(file_variable);
    ASSERT_NE(file, nullptr);
    base::Random random(static_cast<std::uint64_t>(std::atoll(std::getenv(seed_variable))));
    Document document = Document::open(file, OpenMode::write);
    say_revision(document);
    for (;;) {
        change_something(document, random);
        say_revision(document);
    }
}

struct Worker {
    pid_t process = 0;
    int output = -1;
};

Worker start_worker(const std::filesystem::path& file, int seed) {
    std::array<int, 2> ends{};
    EXPECT_EQ(pipe(ends.data()), 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    setenv(file_variable, file.c_str(), 1);
    setenv(seed_variable, std::to_string(seed).c_str(), 1);
    const std::array<const char*, 5> arguments{"crash", "--gtest_filter=CrashWorker.*",
                                               "--gtest_also_run_disabled_tests", "--gtest_brief=1", nullptr};
    Worker worker;
    const int made = posix_spawn(&worker.process, "/proc/self/exe", &actions, nullptr,
                                 const_cast<char* const*>(arguments.data()), environ);
    EXPECT_EQ(made, 0);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    worker.output = ends[0];
    return worker;
}

void wait_for_a_line(const Worker& worker) {
    pollfd ready{worker.output, POLLIN, 0};
    EXPECT_EQ(poll(&ready, 1, 20000), 1) << "the worker says nothing";
}

// The last revision that the worker said it had committed; -1 = none.
std::int64_t kill_and_read(const Worker& worker) {
    kill(worker.process, SIGKILL);
    int status = 0;
    waitpid(worker.process, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the worker ended by itself";
    std::string said;
    std::array<char, 4096> room{};
    for (ssize_t got = 0; (got = read(worker.output, room.data(), room.size())) > 0;)
        said.append(room.data(), static_cast<std::size_t>(got));
    close(worker.output);
    std::int64_t last = -1;
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = said.find('\n', begin)) != std::string::npos; begin = end + 1)
        if (said[begin] >= '0' && said[begin] <= '9')
            last = std::atoll(said.substr(begin, end - begin).c_str());
    return last;
}

TEST(Crash, KilledAtAnyMomentTheFileOpensIsSoundAndUndoes) {
    constexpr int kills = 60;
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "crash.wangge";
    Document::create(path, "县", zone_epsg);
    base::Random random(20250301);
    int killed_after_a_commit = 0, killed_with_open_changes = 0;
    for (int round = 0; round < kills; ++round) {
        const Worker worker = start_worker(path, round);
        // most kills fall into the work, some into the opening of the file that the last kill left
        if (round % 6 != 0)
            wait_for_a_line(worker);
        std::this_thread::sleep_for(std::chrono::microseconds(random.below(120000)));
        const std::int64_t committed = kill_and_read(worker);
        std::error_code ignored;
        const auto log = std::filesystem::file_size(path.string() + "-wal", ignored);
        killed_with_open_changes += !ignored && log > 0 ? 1 : 0;

        Document document = Document::open(path, OpenMode::write);
        ASSERT_EQ(faults_of(document), "") << "after kill " << round;
        const std::int64_t revision = document.snapshot(quiet)->revision;
        EXPECT_GE(revision, committed) << "a committed edit was lost";
        if (committed >= 0) {
            ++killed_after_a_commit;
            // at most the commit whose line was not yet said
            EXPECT_LE(revision, committed + 1);
        }
        if (round % 3 == 0 && document.can_undo()) {
            const std::string before = content_of(path);
            document.undo(quiet);
            EXPECT_EQ(faults_of(document), "") << "undo after kill " << round;
            document.redo(quiet);
            EXPECT_EQ(content_of(path), before) << "redo after kill " << round;
        }
    }
    EXPECT_GT(killed_after_a_commit, kills / 4);
    EXPECT_GT(killed_with_open_changes, kills / 4);
}

} // namespace
} // namespace wangge::store::test

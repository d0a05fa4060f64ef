// One writer, many readers; folders and disks that refuse.
#include "base/error.h"
#include "base/files.h"
#include "store/scratch.h"

#include <csignal>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace wangge::store::test {
namespace {

// Runs `work` in a process of its own and gives what it wrote.
template <class Work> std::string in_child(Work&& work) {
    int ends[2];
    EXPECT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        std::string said;
        try {
            said = work();
        } catch (const std::exception& error) {
            said = error.what();
        }
        [[maybe_unused]] const auto written = write(ends[1], said.data(), said.size());
        _exit(0);
    }
    close(ends[1]);
    std::string said;
    char room[1024];
    for (ssize_t got = 0; (got = read(ends[0], room, sizeof room)) > 0;)
        said.append(room, static_cast<std::size_t>(got));
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status)) << "the child crashed";
    return said;
}

TEST(Lock, ASecondWriterLearnsWhoTheFirstIs) {
    const ScratchFolder folder;
    const auto path = folder / "a.wangge";
    Document document = Document::create(path, "县", zone_epsg);
    try {
        Document::open(path, OpenMode::write);
        FAIL() << "two writers";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.message().id, "store.locked");
        EXPECT_EQ(error.kind(), base::ErrorKind::bad_input);
        std::string process, host;
        for (const auto& [name, value] : error.message().args) {
            process = name == "process" ? value : process;
            host = name == "host" ? value : host;
        }
        char name[256] = {};
        gethostname(name, sizeof name - 1);
        EXPECT_EQ(process, std::to_string(getpid()));
        EXPECT_EQ(host, name);
    }
    // also from another process, and reading stays allowed
    EXPECT_EQ(in_child([&] { return error_of([&] { Document::open(path, OpenMode::write); }); }), "store.locked");
    EXPECT_EQ(in_child([&] { return Document::open(path, OpenMode::read).info().name; }), "县");
}

TEST(Lock, EndsWithTheDocument) {
    const ScratchFolder folder;
    const auto path = folder / "a.wangge";
    Document::create(path, "县", zone_epsg);
    for (int i = 0; i < 3; ++i)
        Document::open(path, OpenMode::write);
    EXPECT_FALSE(std::filesystem::exists(path.string() + ".lock"));
    // the name of a lock that a killed process left behind keeps nobody out
    base::write_file(path.string() + ".lock", "somebody\nsomewhere\n1\n");
    EXPECT_EQ(error_of([&] { Document::open(path, OpenMode::write); }), "");
    // nothing else lies beside the file when all have closed it
    int files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path()))
        ++files;
    EXPECT_EQ(files, 1);
}

TEST(Lock, ReadersSeeTheLastCommitWhileTheWriterWrites) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "a.wangge";
    Document writer = Document::create(path, "县", zone_epsg);
    {
        Edit edit(writer, "first");
        edit.put(std::span<const model::Site>(sample_sites(1, 10)));
        edit.commit();
    }
    Document reader = Document::open(path, OpenMode::read);
    {
        Edit edit(writer, "second");
        edit.put(std::span<const model::Site>(sample_sites(11, 30000)));
        EXPECT_EQ(reader.snapshot(quiet)->sites.size(), 10u);
        EXPECT_EQ(writer.snapshot(quiet)->sites.size(), 30010u); // its own changes
        edit.commit();
    }
    EXPECT_EQ(reader.snapshot(quiet)->sites.size(), 30010u);
    EXPECT_EQ(error_of([&] { Edit edit(reader, "no"); }), "store.read_only");
    EXPECT_EQ(error_of([&] { reader.undo(quiet); }), "store.read_only");
}

class Refused : public testing::Test {
protected:
    static constexpr uid_t nobody = 65534;
    void SetUp() override {
        path = folder / "a.wangge";
        Document document = Document::create(path, "县", zone_epsg);
        Edit edit(document, "fill");
        edit.put(std::span<const model::Site>(sample_sites(1, 10)));
        edit.commit();
    }
    // As a user who may not write here, unless we are one already.
    template <class Work> std::string as_nobody(Work&& work) {
        return in_child([&]() -> std::string {
            if (getuid() == 0 && (setgid(nobody) != 0 || setuid(nobody) != 0))
                return "cannot change the user";
            return work();
        });
    }
    ScratchFolder folder;
    std::filesystem::path path;
};

TEST_F(Refused, AFolderThatCannotBeWrittenIsReadAndSaysSoToWriters) {
    chmod(path.c_str(), 0444);
    chmod(folder.path().c_str(), 0555);
    EXPECT_EQ(as_nobody([&] {
                  base::QuietFeedback quiet;
                  Document document = Document::open(path, OpenMode::read);
                  return fmt::format("{} {}", document.snapshot(quiet)->sites.size(), faults_of(document));
              }),
              "10 ");
    EXPECT_EQ(as_nobody([&] { return error_of([&] { Document::open(path, OpenMode::write); }); }),
              "store.cannot_write");
    EXPECT_EQ(as_nobody([&] { return error_of([&] { Document::create(folder / "b.wangge", "县", zone_epsg); }); }),
              "store.cannot_write");
    chmod(folder.path().c_str(), 0755);
}

TEST_F(Refused, AFileThatCannotBeWrittenIsReadAndSaysSoToWriters) {
    chmod(path.c_str(), 0444);
    chmod(folder.path().c_str(), 0777);
    EXPECT_EQ(as_nobody([&] { return std::to_string(Document::open(path, OpenMode::read).info().counts.at("sites")); }),
              "10");
    EXPECT_EQ(as_nobody([&] { return error_of([&] { Document::open(path, OpenMode::write); }); }),
              "store.cannot_write");
    chmod(path.c_str(), 0000);
    EXPECT_EQ(as_nobody([&] { return error_of([&] { Document::open(path, OpenMode::read); }); }), "store.cannot_read");
}

TEST_F(Refused, AFullDiskLosesNothingThatWasSaved) {
    const std::string before = content_of(path);
    const std::string said = in_child([&] {
        signal(SIGXFSZ, SIG_IGN);
        Document document = Document::open(path, OpenMode::write);
        const rlimit limit{2 << 20, 2 << 20}; // the log cannot grow beyond 2 MB
        setrlimit(RLIMIT_FSIZE, &limit);
        std::string first = error_of([&] {
            Edit edit(document, "too much");
            for (int block = 0; block < 100; ++block)
                edit.put(std::span<const model::Site>(sample_sites(100 + block * 10000, 10000)));
            edit.commit();
        });
        base::QuietFeedback quiet;
        first += fmt::format(" {}", document.snapshot(quiet)->sites.size());
        return first;
    });
    EXPECT_EQ(said, "store.disk_full 10");
    EXPECT_EQ(content_of(path), before);
    Document document = Document::open(path, OpenMode::write);
    EXPECT_EQ(faults_of(document), "");
}

TEST_F(Refused, AFailedPutCannotBeCommitted) {
    Document document = Document::open(path, OpenMode::write);
    {
        Edit edit(document, "half");
        EXPECT_EQ(error_of([&] { edit.clear("no such layer"); }), "store.unknown_layer");
        EXPECT_EQ(error_of([&] { edit.commit(); }), "base.bug");
    }
    EXPECT_EQ(document.history().size(), 1u);
}

} // namespace
} // namespace wangge::store::test

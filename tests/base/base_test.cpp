#include "base/catalog.h"
#include "base/error.h"
#include "base/feedback.h"
#include "base/files.h"
#include "base/parallel.h"
#include "base/random.h"
#include "base/units.h"

#include <atomic>
#include <fstream>
#include <gtest/gtest.h>
#include <numeric>
#include <vector>

namespace wangge::base {
namespace {

namespace fs = std::filesystem;

class Folder : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "wangge-base-XXXXXX").string();
        m_folder = mkdtemp(pattern.data());
    }
    void TearDown() override { fs::remove_all(m_folder); }
    fs::path m_folder;
};

TEST(Units, AddLikeWithLikeAndDivideToANumber) {
    const Metres total = Metres{1500} + Metres{500} * 3;
    EXPECT_EQ(total, Metres{3000});
    EXPECT_EQ(total / Metres{1000}, 3.0);
    EXPECT_LT(Metres{1}, Metres{2});
}

TEST(Parallel, CoversEveryItemOnceForAnyNumberOfThreads) {
    for (const int threads : {1, 2, 5}) {
        set_thread_count(threads);
        std::vector<int> seen(10007);
        parallel_blocks(seen.size(), 100, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                ++seen[i];
        });
        EXPECT_EQ(std::accumulate(seen.begin(), seen.end(), 0), 10007);
        EXPECT_EQ(*std::max_element(seen.begin(), seen.end()), 1);
    }
    set_thread_count(0);
    parallel_blocks(0, 10, [](std::size_t, std::size_t) { FAIL(); });
}

TEST(Parallel, HandsOnTheFailure) {
    EXPECT_THROW(parallel_blocks(1000, 1,
                                 [](std::size_t begin, std::size_t) {
                                     if (begin == 500)
                                         fail_input("base.cancelled");
                                 }),
                 Error);
}

TEST(Feedback, StopsWhenAsked) {
    QuietFeedback feedback;
    EXPECT_NO_THROW(feedback.check());
    StepFeedback step(feedback, 0.5, 1);
    feedback.cancel();
    try {
        step.check();
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::cancelled);
    }
}

TEST(Ensure, IsABugWithItsPlace) {
    try {
        ensure(false, "one point a place");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::bug);
        EXPECT_NE(error.where().find("base_test.cpp"), std::string::npos);
    }
}

// Values of the reference programs by Blackman and Vigna for a state filled by splitmix64 from seed 0 (first words of
// splitmix64: e220a8397b1dcdaf, 6e789e6aa1b965f4, 06c45d188009454f, f88bb8a8724c81ec).
TEST(Random, GivesThePublishedSequence) {
    Random random(0);
    EXPECT_EQ(random.bits(), 0x99ec5f36cb75f2b4u);
    EXPECT_EQ(random.bits(), 0xbf6e1f784956452au);
    EXPECT_EQ(random.bits(), 0x1a5f849d4933e6e0u);
}

TEST(Random, HasTheMomentsOfItsDistributions) {
    Random random(1);
    double sum = 0, squares = 0, uniform = 0;
    constexpr int n = 200000;
    for (int i = 0; i < n; ++i) {
        const double x = random.normal();
        sum += x;
        squares += x * x;
        uniform += random.uniform(2, 4);
        EXPECT_LT(random.below(7), 7u);
    }
    EXPECT_NEAR(sum / n, 0, 0.01);
    EXPECT_NEAR(squares / n, 1, 0.02);
    EXPECT_NEAR(uniform / n, 3, 0.01);
}

TEST_F(Folder, AFileIsWrittenWholeOrNotAtAll) {
    const fs::path path = m_folder / "分派 表.csv";
    write_file(path, "甲");
    EXPECT_EQ(read_file(path), "甲");
    {
        DraftFile draft(path);
        std::ofstream(draft.path()) << "half";
    }
    EXPECT_EQ(read_file(path), "甲");
    EXPECT_EQ(std::distance(fs::directory_iterator(m_folder), {}), 1);
    EXPECT_THROW(write_file(m_folder / "none" / "x.csv", "x"), Error);
    EXPECT_THROW(read_file(m_folder / "none.csv"), Error);
}

TEST_F(Folder, CatalogFillsPlaceholdersAndHidesNothing) {
    write_file(m_folder / "a.json", R"({"x.greet": "你好，{name}。{name}！", "x.kind": "药店", "x.open": "{"})");
    const Catalog catalog = Catalog::load(m_folder);
    EXPECT_EQ(catalog.say({"x.greet", {{"name", "王"}}}), "你好，王。王！");
    EXPECT_EQ(catalog.say({"x.greet", {{"name", "@x.kind"}}}), "你好，药店。药店！");
    EXPECT_EQ(catalog.say("x.greet"), "你好，{name}。{name}！");
    EXPECT_EQ(catalog.say({"x.unknown", {{"a", "1"}}}), "x.unknown a=1");
    EXPECT_EQ(catalog.say("x.open"), "{");
    write_file(m_folder / "b.json", R"({"x.kind": "again"})");
    EXPECT_EQ(Catalog::load(m_folder).say("x.kind"), "药店");
    write_file(m_folder / "c.json", R"({"x.list": []})");
    EXPECT_THROW(Catalog::load(m_folder), Error);
}

} // namespace
} // namespace wangge::base

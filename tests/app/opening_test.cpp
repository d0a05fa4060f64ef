// A big document is looked at before all of it is read.
#include "app/workspace.h"
#include "store/document.h"

#include <chrono>
#include <filesystem>
#include <gtest/gtest.h>
#include <thread>
#include <unistd.h>

namespace wangge::app {
namespace {

class Opening : public testing::Test {
protected:
    Opening() : m_folder(std::filesystem::temp_directory_path() / ("wangge-opening-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(m_folder);
    }
    ~Opening() override { std::filesystem::remove_all(m_folder); }

    std::filesystem::path document_of(int count) const {
        const auto file = m_folder / (std::to_string(count) + ".wangge");
        store::Document document = store::Document::create(file, "大县", 4549);
        std::vector<model::Site> sites(static_cast<std::size_t>(count));
        for (std::size_t i = 0; i < sites.size(); ++i) {
            sites[i].key = "s" + std::to_string(i);
            sites[i].name = "药店" + std::to_string(i);
            sites[i].kind = model::SiteKind::clinic;
            sites[i].position = {{500000.0 + static_cast<double>(i % 300) * 10, 3400000.0 + static_cast<double>(i)},
                                 model::PositionQuality::exact,
                                 0};
        }
        store::Edit edit(document, "test");
        edit.put(std::span<const model::Site>(sites));
        edit.commit();
        return file;
    }
    // Frame after frame until `done`; false when that takes too long.
    template <class Done> static bool poll_until(Workspace& work, const Done& done) {
        const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (!done()) {
            if (std::chrono::steady_clock::now() > limit)
                return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            work.poll();
        }
        return true;
    }

private:
    std::filesystem::path m_folder;
};

TEST_F(Opening, ShowsABigDocumentBeforeItsNamesAreRead) {
    const auto file = document_of(50001);
    Workspace work({}, [] {});
    work.open(file);
    ASSERT_TRUE(poll_until(work, [&] { return work.has_project(); }));
    const model::SnapshotPtr outline = work.snapshot();
    ASSERT_EQ(outline->sites.size(), 50001u);
    EXPECT_EQ(outline->sites.point(7), (geo::MapPoint{500070, 3400007}));
    EXPECT_EQ(outline->sites.name[7], "");
    EXPECT_EQ(work.counts().all_sites, 50001);
    EXPECT_EQ(work.path(), file);
    // Nothing is worked out from half a document, and nothing is done to it.
    EXPECT_TRUE(work.busy());
    EXPECT_EQ(work.objects(), nullptr);
    EXPECT_EQ(work.blind_spots(), nullptr);
    EXPECT_EQ(work.names(), nullptr);
    EXPECT_FALSE(work.views_busy());
    work.selection.pick({PickedKind::site, 7});
    ASSERT_TRUE(poll_until(work, [&] { return !work.busy(); }));
    ASSERT_NE(work.snapshot(), outline);
    EXPECT_EQ(work.snapshot()->sites.name[7], "药店7");
    EXPECT_TRUE(work.selection.is(PickedKind::site, 7)) << "rows mean the same";
    EXPECT_EQ(work.steps().size(), 1u);
    EXPECT_TRUE(work.can_undo());
}

TEST_F(Opening, ClosedMeanwhileStaysClosed) {
    const auto file = document_of(50001);
    Workspace work({}, [] {});
    work.open(file);
    ASSERT_TRUE(poll_until(work, [&] { return work.has_project(); }));
    work.close();
    ASSERT_TRUE(poll_until(work, [&] { return !work.busy(); }));
    EXPECT_FALSE(work.has_project());
    EXPECT_TRUE(work.path().empty());
}

TEST_F(Opening, GivenUpHalfwayIsNotOpenAtAll) {
    const auto file = document_of(50001);
    Workspace work({}, [] {});
    work.open(file);
    ASSERT_TRUE(poll_until(work, [&] { return work.has_project(); }));
    work.cancel();
    ASSERT_TRUE(poll_until(work, [&] { return !work.has_project(); }));
    EXPECT_FALSE(work.busy());
}

TEST_F(Opening, ASmallDocumentComesWhole) {
    Workspace work({}, [] {});
    work.open(document_of(20));
    ASSERT_TRUE(poll_until(work, [&] { return work.has_project(); }));
    EXPECT_EQ(work.snapshot()->sites.name[7], "药店7");
    EXPECT_TRUE(work.can_undo());
}

} // namespace
} // namespace wangge::app

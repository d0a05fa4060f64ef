// A document is opened, whole or not at all.
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

// So many are read by two connections.
TEST_F(Opening, ABigDocumentComesWhole) {
    const auto file = document_of(50001);
    Workspace work({}, [] {});
    work.open(file);
    ASSERT_TRUE(poll_until(work, [&] { return work.has_project(); }));
    const model::SiteTable& sites = work.snapshot()->sites;
    ASSERT_EQ(sites.size(), 50001u);
    for (std::size_t i = 0; i < sites.size(); ++i) {
        ASSERT_EQ(sites.key[i], "s" + std::to_string(i));
        ASSERT_EQ(sites.name[i], "药店" + std::to_string(i));
        ASSERT_EQ(sites.kind[i], model::SiteKind::clinic);
        ASSERT_EQ(sites.point(i),
                  (geo::MapPoint{500000.0 + static_cast<double>(i % 300) * 10, 3400000.0 + static_cast<double>(i)}));
    }
    EXPECT_EQ(work.counts().all_sites, 50001);
    EXPECT_EQ(work.path(), file);
    EXPECT_EQ(work.steps().size(), 1u);
    EXPECT_TRUE(work.can_undo());
}

TEST_F(Opening, GivenUpHalfwayIsNotOpenAtAll) {
    const auto file = document_of(50001);
    Workspace work({}, [] {});
    work.open(file);
    work.cancel();
    ASSERT_TRUE(poll_until(work, [&] { return !work.busy(); }));
    EXPECT_FALSE(work.has_project());
    EXPECT_TRUE(work.path().empty());
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

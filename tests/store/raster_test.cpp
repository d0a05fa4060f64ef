// Rasters go into the file and come out bit by bit the same.
#include "base/random.h"
#include "store/scratch.h"

#include <cstring>
#include <gtest/gtest.h>

namespace wangge::store::test {
namespace {

geo::Raster hills(int width, int height, std::uint64_t seed) {
    geo::Raster raster{.width = width, .height = height, .origin = {500000.5, 3400000.25}, .cell_x = 30, .cell_y = 25};
    base::Random random(seed);
    for (int i = 0; i < width * height; ++i)
        raster.values.push_back(i % 97 == 0 ? std::numeric_limits<float>::quiet_NaN()
                                            : static_cast<float>(random.uniform(-10, 1200)));
    return raster;
}

bool same(const geo::Raster& a, const geo::Raster& b) {
    return a.width == b.width && a.height == b.height && a.origin == b.origin && a.cell_x == b.cell_x &&
           a.cell_y == b.cell_y && a.values.size() == b.values.size() &&
           std::memcmp(a.values.data(), b.values.data(), a.values.size() * sizeof(float)) == 0;
}

TEST(RasterStore, IsLosslessReplacedAndUndone) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    Document document = Document::create(folder / "a.wangge", "县", zone_epsg);
    const geo::Raster first = hills(1201, 997, 1), second = hills(40, 33, 2), people = hills(7, 1, 3);
    {
        Edit edit(document, "terrain");
        edit.put(model::RasterKind::terrain, first);
        edit.put(model::RasterKind::population, people);
        edit.commit();
    }
    EXPECT_TRUE(same(document.snapshot(quiet)->terrain, first));
    EXPECT_TRUE(same(document.snapshot(quiet)->population, people));
    {
        Edit edit(document, "other terrain");
        edit.put(model::RasterKind::terrain, second);
        edit.commit();
    }
    EXPECT_TRUE(same(document.snapshot(quiet)->terrain, second));
    EXPECT_EQ(document.info().counts.at("terrain"), 1);
    document.undo(quiet);
    EXPECT_TRUE(same(document.snapshot(quiet)->terrain, first));
    document.redo(quiet);
    EXPECT_TRUE(same(document.snapshot(quiet)->terrain, second));
    {
        Edit edit(document, "none");
        edit.clear("terrain");
        edit.commit();
    }
    EXPECT_TRUE(document.snapshot(quiet)->terrain.empty());
    EXPECT_TRUE(same(document.snapshot(quiet)->population, people));
    EXPECT_EQ(faults_of(document), "");
}

} // namespace
} // namespace wangge::store::test

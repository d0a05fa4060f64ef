// check(): what is sound passes, also far from the equator; a spatial index that lost touch with its layer is found.
#include "store/scratch.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace wangge::store::test {
namespace {

// Sites in UTM 38 south, where northings are past the 8,388,608 m at which CheckSpatialIndex itself fails.
void fill_in_the_south(const std::filesystem::path& path) {
    Document document = Document::create(path, "south", 32738);
    std::vector<model::Site> sites = sample_sites(1, 40);
    for (model::Site& site : sites)
        site.position.point.y = 8704209.98620851 + site.position.point.x / 7;
    Edit edit(document, "fill");
    edit.put(std::span<const model::Site>(sites));
    edit.commit();
}

std::string faults_after(const std::filesystem::path& path, const std::string& sql) {
    output_of(fmt::format("sqlite3 -cmd 'SELECT load_extension(\"mod_spatialite\")' '{}' \"{}\"", path.string(), sql));
    Document document = Document::open(path, OpenMode::read);
    return faults_of(document);
}

TEST(Check, PassesASoundIndexFarFromTheEquator) {
    const ScratchFolder folder;
    fill_in_the_south(folder / "s.wangge");
    EXPECT_EQ(faults_after(folder / "s.wangge", "SELECT 1"), "");
}

TEST(Check, FindsAnIndexThatLostTouch) {
    for (const char* harm :
         {"DELETE FROM idx_sites_geom WHERE pkid = 7", "INSERT INTO idx_sites_geom VALUES (999, 1, 2, 1, 2)",
          "UPDATE idx_sites_geom SET ymax = ymax + 100 WHERE pkid = 7",
          "UPDATE idx_sites_geom SET xmin = xmin - 1 WHERE pkid = 7",
          "DELETE FROM idx_sites_geom WHERE pkid = 7; INSERT INTO idx_sites_geom VALUES (7, 1, 2, 1, 2)"}) {
        const ScratchFolder folder;
        fill_in_the_south(folder / "s.wangge");
        EXPECT_NE(faults_after(folder / "s.wangge", harm).find("store.spatial_index"), std::string::npos) << harm;
    }
}

} // namespace
} // namespace wangge::store::test

// Files of real places: counts as their publishers give them.
#include "memory_sink.h"

#include "base/error.h"

#include <cmath>
#include <gdal_priv.h>
#include <numeric>

namespace wangge::import {
namespace {

class RealData : public testing::Test {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(shared_data() / "areas"))
            GTEST_SKIP() << "no shared data: " << shared_data();
    }
};

struct County {
    const char* name;
    std::size_t townships, villages, outlets;
    double population;
};

TEST_F(RealData, TwoCountiesComeWhole) {
    for (const County& county : {County{"yunlin", 20, 389, 198, 673883}, County{"nantou", 13, 262, 97, 488723}}) {
        const std::filesystem::path folder = shared_data() / "areas" / county.name;
        const int epsg = 4549;
        MemorySink document;
        const ImportReport townships = import_file(folder / "townships.geojson", Kind::boundaries, document, {}, epsg);
        EXPECT_EQ(townships.quarantined, 0);
        EXPECT_EQ(document.boundaries.size(), county.townships);
        const ImportReport villages =
            import_file(folder / "villages.geojson", Kind::villages, document, document.snapshot(epsg), epsg);
        EXPECT_EQ(villages.quarantined, 0);
        EXPECT_EQ(document.villages.size(), county.villages);
        double people = 0;
        for (const auto& [code, village] : document.villages) {
            people += village.population;
            EXPECT_TRUE(geo::contains(village.area, village.position.point)) << code;
            EXPECT_TRUE(document.boundaries.contains(village.township_code)) << code;
        }
        EXPECT_EQ(people, county.population);
        const ImportReport outlets =
            import_file(folder / "outlets.csv", Kind::sites, document, document.snapshot(epsg), epsg);
        EXPECT_EQ(outlets.datum, "cgcs2000");
        EXPECT_EQ(document.sites.size() + static_cast<std::size_t>(outlets.quarantined), county.outlets);
        for (const model::QuarantineRow& row : document.quarantine)
            ADD_FAILURE() << row.reason << " " << row.detail << " " << row.original;
        int pharmacies = 0;
        for (const auto& [key, site] : document.sites)
            pharmacies += site.kind == model::SiteKind::retail_pharmacy;
        EXPECT_GT(pharmacies, 50);
    }
}

// Without their coordinates most outlets are found again by address, in the right village or near it.
TEST_F(RealData, AddressesLeadToTheVillage) {
    const std::filesystem::path folder = shared_data() / "areas" / "yunlin";
    MemorySink document;
    import_file(folder / "townships.geojson", Kind::boundaries, document, {});
    import_file(folder / "villages.geojson", Kind::villages, document, document.snapshot(4549));
    MemorySink exact;
    import_file(folder / "outlets.csv", Kind::sites, exact, document.snapshot(4549));
    std::ifstream in(folder / "outlets.csv");
    std::string line, text;
    while (std::getline(in, line)) {
        for (int comma = 0; comma < 2; ++comma)
            line.resize(line.rfind(','));
        text += line + "\n";
    }
    const TemporaryFile file("outlets.csv", text);
    MemorySink located;
    const ImportReport report = import_file(file.path(), Kind::sites, located, document.snapshot(4549));
    EXPECT_EQ(report.quarantined, 0);
    EXPECT_GE(report.reasons.at("located"), 190);
    std::vector<double> off;
    for (const auto& [key, site] : located.sites)
        if (site.position.match_score > 0.7)
            off.push_back(std::hypot(site.position.point.x - exact.sites.at(key).position.point.x,
                                     site.position.point.y - exact.sites.at(key).position.point.y));
    ASSERT_GT(off.size(), 50u);
    std::nth_element(off.begin(), off.begin() + static_cast<std::ptrdiff_t>(off.size() / 2), off.end());
    EXPECT_LT(off[off.size() / 2], 1000.0);
}

TEST_F(RealData, OpenStreetMap) {
    const std::filesystem::path file = shared_data() / "areas/comoros/osm/comores-latest.osm.pbf";
    MemorySink document;
    const int epsg = 32738; // UTM 38 south
    const ImportReport roads = import_file(file, Kind::roads, document, {}, epsg);
    const ImportReport water = import_file(file, Kind::water, document, {}, epsg);
    const ImportReport villages = import_file(file, Kind::villages, document, {}, epsg);
    const ImportReport sites = import_file(file, Kind::sites, document, {}, epsg);
    const ImportReport boundaries = import_file(file, Kind::boundaries, document, {}, epsg);
    EXPECT_EQ(roads.imported, 4378 + 3); // highways and ferries, as ogrinfo counts them
    EXPECT_GT(water.imported + water.repaired, 100);
    EXPECT_GE(villages.imported, 151);
    int pharmacies = 0;
    for (const auto& [key, site] : document.sites)
        pharmacies += site.kind == model::SiteKind::retail_pharmacy;
    EXPECT_EQ(pharmacies, 24);
    EXPECT_GT(sites.imported, 24);
    EXPECT_GT(boundaries.imported, 0);
    bool one_way = false, bridge = false;
    for (const auto& [key, road] : document.roads) {
        one_way = one_way || road.one_way;
        bridge = bridge || road.bridge;
    }
    EXPECT_TRUE(one_way);
    EXPECT_TRUE(bridge);
    EXPECT_EQ(roads.crs, "EPSG:4326");
}

double sum_of(const std::filesystem::path& file) {
    GDALAllRegister();
    const std::unique_ptr<GDALDataset> dataset(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER));
    GDALRasterBand& band = *dataset->GetRasterBand(1);
    std::vector<float> values(static_cast<std::size_t>(dataset->GetRasterXSize()) *
                              static_cast<std::size_t>(dataset->GetRasterYSize()));
    EXPECT_EQ(band.RasterIO(GF_Read, 0, 0, dataset->GetRasterXSize(), dataset->GetRasterYSize(), values.data(),
                            dataset->GetRasterXSize(), dataset->GetRasterYSize(), GDT_Float32, 0, 0, nullptr),
              CE_None);
    return std::accumulate(values.begin(), values.end(), 0.0,
                           [](double sum, float value) { return value > 0 ? sum + value : sum; });
}

TEST_F(RealData, PopulationKeepsItsSum) {
    const std::filesystem::path file = shared_data() / "areas/comoros/worldpop/com_ppp_2020_UNadj.tif";
    MemorySink document;
    import_file(file, Kind::population, document, {}, 32738);
    double sum = 0;
    for (const float value : document.population.values)
        sum += value > 0 ? value : 0;
    EXPECT_NEAR(sum / sum_of(file), 1, 1e-5);
    EXPECT_NEAR(document.population.cell_x, 91, 3); // 3 arc seconds at 12 degrees south
}

TEST_F(RealData, TerrainKeepsItsHeights) {
    const std::filesystem::path file = shared_data() / "areas/comoros/srtm/S12E043.SRTMGL1.hgt.zip";
    MemorySink document;
    const int epsg = 32738;
    import_file(file, Kind::terrain, document, {}, epsg);
    GDALAllRegister();
    const std::unique_ptr<GDALDataset> dataset(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER));
    ASSERT_TRUE(dataset);
    std::array<double, 6> grid;
    dataset->GetGeoTransform(grid.data());
    const geo::Projection projection = geo::Projection::from_epsg(epsg);
    double worst = 0;
    int compared = 0;
    for (int row = 1500; row < 3400; row += 97)
        for (int column = 900; column < 1700; column += 53) {
            std::int16_t height = 0;
            ASSERT_EQ(dataset->GetRasterBand(1)->RasterIO(GF_Read, column, row, 1, 1, &height, 1, 1, GDT_Int16, 0, 0,
                                                          nullptr),
                      CE_None);
            const geo::MapPoint p =
                projection.project({grid[0] + (column + 0.5) * grid[1], grid[3] + (row + 0.5) * grid[5]});
            const float ours = document.terrain.at(p);
            if (!std::isfinite(ours))
                continue;
            worst = std::max(worst, std::abs(static_cast<double>(ours) - height));
            ++compared;
        }
    EXPECT_GT(compared, 200);
    EXPECT_LT(worst, 40); // half a cell on a volcano's slope
}

TEST_F(RealData, ShapefilesWithGbkAndForeignDatums) {
    MemorySink sink;
    Options options;
    options.constants["name"] = "x";
    const ImportReport roads = import_file(shared_data() / "areas/spearfish/road__demo/road__demo/road__demo.shp",
                                           Kind::roads, sink, {}, 26713);
    EXPECT_EQ(roads.imported + roads.repaired, 825);
    // GBK by its bytes: the field names of this table are Chinese.
    try {
        import_file(shared_data() / "awkward/chinese.dbf", Kind::sites, sink, {});
    } catch (const base::Error& error) {
        EXPECT_EQ(error.message().id, "import.missing_columns");
    }
}

// Every damaged file with every kind: an answer or an Error, never a crash and never a wait.
TEST_F(RealData, HostileFilesAreSurvived) {
    int files = 0, answered = 0;
    for (const char* part : {"hostile/gis", "hostile/json", "awkward"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(shared_data() / part)) {
            if (!entry.is_regular_file())
                continue;
            ++files;
            for (const Kind kind : {Kind::sites, Kind::villages, Kind::people, Kind::roads, Kind::boundaries,
                                    Kind::water, Kind::population, Kind::terrain}) {
                // The JSON corpus differs in its grammar only: two kinds are enough.
                if (std::string_view(part) == "hostile/json" && kind != Kind::sites && kind != Kind::roads)
                    continue;
                MemorySink sink;
                Options options;
                if (kind == Kind::sites)
                    options.constants["name"] = "x";
                try {
                    import_file(entry.path(), kind, sink, {}, 4549, options);
                    ++answered;
                } catch (const base::Error& error) {
                    EXPECT_NE(error.kind(), base::ErrorKind::bug) << entry.path() << " " << error.what();
                }
            }
        }
    EXPECT_GT(files, 500);
    EXPECT_GT(answered, 100);
}

} // namespace
} // namespace wangge::import

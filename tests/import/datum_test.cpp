// The same register in four datums and as zone-prefixed Gauss-Kruger must come to the same places.
#include "memory_sink.h"

#include "base/random.h"
#include "geo/datum.h"

#include <fmt/format.h>

namespace wangge::import {
namespace {

constexpr int document_epsg = 4549;

enum class Known { village_areas, village_seats, townships };

// 12 x 12 villages of 3 km by 3 km in townships of 3 x 3, about 120 E 29.8 N.
MemorySink county(Known known) {
    MemorySink document;
    for (int row = 0; row < 12; ++row)
        for (int column = 0; column < 12; ++column) {
            const geo::Box box{490000.0 + column * 3000, 3290000.0 + row * 3000, 493000.0 + column * 3000,
                               3293000.0 + row * 3000};
            const int township = row / 3 * 4 + column / 3 + 1;
            model::Village village;
            village.code = fmt::format("330101{:03}{:03}", township, 201 + row % 3 * 3 + column % 3);
            village.name = fmt::format("第{}第{}村", row + 1, column + 1);
            village.township_name = fmt::format("{}号镇", township);
            village.township_code = village.code.substr(0, 9);
            village.area = known == Known::village_areas ? geo::rectangle(box) : geo::MultiPolygon{};
            village.position = {box.centre(), model::PositionQuality::exact, 0};
            if (known != Known::townships)
                document.villages[village.code] = village;
            model::Boundary& boundary = document.boundaries[village.township_code];
            boundary.code = village.township_code;
            boundary.name = village.township_name;
            if (boundary.area.empty())
                boundary.area = geo::rectangle({box.min_x, box.min_y, box.min_x + 9000, box.min_y + 9000});
        }
    return document;
}

struct Shop {
    geo::MapPoint at;
    std::string address;
};

std::vector<Shop> shops(int count) {
    base::Random random(11);
    std::vector<Shop> result;
    for (int i = 0; i < count; ++i) {
        const geo::MapPoint p{490500 + random.uniform() * 35000, 3290500 + random.uniform() * 35000};
        const int column = static_cast<int>((p.x - 490000) / 3000), row = static_cast<int>((p.y - 3290000) / 3000);
        result.push_back(
            {p, fmt::format("某县{}号镇第{}第{}村{}号", row / 3 * 4 + column / 3 + 1, row + 1, column + 1, i)});
    }
    return result;
}

std::string register_in(const std::vector<Shop>& all, geo::Datum datum, bool swapped) {
    const geo::Projection projection = geo::Projection::from_epsg(document_epsg);
    std::string text = "编号,名称,地址,经度,纬度\n";
    for (std::size_t i = 0; i < all.size(); ++i) {
        const geo::LonLat p = geo::from_wgs84(projection.unproject(all[i].at), datum);
        text += fmt::format("{},药店{},{},{:.8f},{:.8f}\n", i, i, all[i].address, swapped ? p.lat : p.lon,
                            swapped ? p.lon : p.lat);
    }
    return text;
}

std::string register_in_grid(const std::vector<Shop>& all, int epsg, bool swapped) {
    const geo::Projection from = geo::Projection::from_epsg(document_epsg), to = geo::Projection::from_epsg(epsg);
    std::string text = "编号,名称,地址,X,Y\n";
    for (std::size_t i = 0; i < all.size(); ++i) {
        const geo::MapPoint p = to.project(from.unproject(all[i].at));
        text +=
            fmt::format("{},药店{},{},{:.3f},{:.3f}\n", i, i, all[i].address, swapped ? p.y : p.x, swapped ? p.x : p.y);
    }
    return text;
}

void expect_same_places(const MemorySink& sink, const std::vector<Shop>& all) {
    ASSERT_EQ(sink.sites.size(), all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const geo::MapPoint p = sink.sites.at(std::to_string(i)).position.point;
        EXPECT_LT(std::hypot(p.x - all[i].at.x, p.y - all[i].at.y), 1.0) << i;
    }
}

TEST(DatumDetection, EveryDatumComesToTheSamePlaces) {
    const std::vector<Shop> all = shops(300);
    for (const Known known : {Known::village_areas, Known::village_seats, Known::townships}) {
        const model::Snapshot document = county(known).snapshot(document_epsg);
        for (const geo::Datum datum : {geo::Datum::wgs84, geo::Datum::gcj02, geo::Datum::bd09})
            for (const bool swapped : {false, true}) {
                const TemporaryFile file("register.csv", register_in(all, datum, swapped));
                MemorySink sink;
                const ImportReport report = import_file(file.path(), Kind::sites, sink, document, document_epsg);
                EXPECT_EQ(report.datum, datum == geo::Datum::wgs84 ? "cgcs2000" : key_of(datum));
                EXPECT_GE(report.datum_confidence, 0.9);
                EXPECT_EQ(report.evidence.rows, 300);
                EXPECT_EQ(report.repaired, swapped ? 300 : 0);
                expect_same_places(sink, all);
            }
    }
}

TEST(DatumDetection, ZonesComeToTheSamePlaces) {
    const std::vector<Shop> all = shops(100);
    const model::Snapshot document = county(Known::village_areas).snapshot(document_epsg);
    // 3-degree with and without prefix, 6-degree zones 20 and 21 with prefix, and the neighbour's 6-degree without.
    for (const int epsg : {4528, 4549, 4498, 4499, 4548, 4509})
        for (const bool swapped : {false, true}) {
            const TemporaryFile file("register.csv", register_in_grid(all, epsg, swapped));
            MemorySink sink;
            const ImportReport report = import_file(file.path(), Kind::sites, sink, document, document_epsg);
            EXPECT_EQ(report.quarantined, 0) << epsg;
            expect_same_places(sink, all);
        }
}

TEST(DatumDetection, SaysWhenItCannotKnow) {
    const std::vector<Shop> few = shops(3);
    const TemporaryFile file("register.csv", register_in(few, geo::Datum::gcj02, false));
    MemorySink sink;
    const ImportReport report =
        import_file(file.path(), Kind::sites, sink, county(Known::village_areas).snapshot(document_epsg));
    EXPECT_EQ(report.datum, "cgcs2000");
    EXPECT_LT(report.datum_confidence, 0.9);
    ASSERT_FALSE(report.notices.empty());
    EXPECT_EQ(report.notices.back().id, "import.notice.datum_assumed");
    Options options;
    options.datum = geo::Datum::gcj02;
    MemorySink told;
    import_file(file.path(), Kind::sites, told, county(Known::village_areas).snapshot(document_epsg), document_epsg,
                options);
    expect_same_places(told, few);
}

} // namespace
} // namespace wangge::import

// What the import dialog shows before anything is stored, and rows of the quarantine read again.
#include "memory_sink.h"

#include "base/error.h"
#include "base/text.h"
#include "import/mend.h"
#include "import/preview.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace wangge::import {
namespace {

constexpr int epsg = 4549;

// One township of 10 km by 10 km with a 3 by 3 of villages.
MemorySink county() {
    MemorySink document;
    document.boundaries["330101001"] = {
        .code = "330101001", .name = "长兴镇", .area = geo::rectangle({500000, 3300000, 509000, 3309000})};
    for (int i = 0; i < 9; ++i) {
        const double x = 500000 + i % 3 * 3000, y = 3300000 + i / 3 * 3000;
        model::Village village;
        village.code = fmt::format("330101001{}", 201 + i);
        village.name = fmt::format("第{}村", i + 1);
        village.township_code = "330101001";
        village.township_name = "长兴镇";
        village.area = geo::rectangle({x, y, x + 3000, y + 3000});
        village.position = {{x + 1500, y + 1500}, model::PositionQuality::exact, 0};
        document.villages[village.code] = village;
    }
    return document;
}

Preview look(const std::filesystem::path& file, const model::Snapshot& snapshot, const PreviewOptions& options = {}) {
    const geo::Projection projection = geo::Projection::from_epsg(epsg);
    base::QuietFeedback quiet;
    return preview(file, options, {snapshot, projection}, quiet);
}

const char* const ledger = "药品零售企业台账,,,,\n"
                           "填报单位,,,,\n"
                           "企业名称,经营地址,经度,纬度,许可证号\n"
                           "甲药店,长兴镇第1村,120.01,29.83,浙1\n"
                           "乙药店,长兴镇第2村,29.83,120.04,浙2\n"
                           "丙药店,长兴镇第3村,,,浙3\n"
                           "丁药店,外地,121.9,31.2,浙4\n"
                           "戊药店,,,,浙5\n";

TEST(Preview, TellsHowManyValuesFitTheirField) {
    const TemporaryFile file("检查.csv", "名称,类型,经度,纬度,量化等级,上次检查,信用代码,备注\n"
                                         "甲药店,零售药店,120.01,29.83,A,2026-03-01,91330726MA2DXXXX0A,\n"
                                         "乙诊所,诊所,29.84,120.02,优秀得很,去年,,\n"
                                         "1234,不知道什么,北边,29.85,B,2026.5.2,,\n"
                                         "丁药店,零售药店,120°3'E,29.86,C,,,\n");
    const Preview seen = look(file.path(), county().snapshot(epsg), {.kind = Kind::sites});
    const auto fit = [&](const std::string& field) {
        const auto at = seen.fit.find(field);
        return at == seen.fit.end() ? -1 : at->second;
    };
    EXPECT_DOUBLE_EQ(fit("name"), 3.0 / 4) << "a number is no name";
    EXPECT_DOUBLE_EQ(fit("lon"), 3.0 / 4);
    EXPECT_DOUBLE_EQ(fit("lat"), 1);
    EXPECT_DOUBLE_EQ(fit("grade"), 3.0 / 4);
    EXPECT_DOUBLE_EQ(fit("last_visit"), 2.0 / 3) << "blanks do not count";
    EXPECT_DOUBLE_EQ(fit("credit_code"), 0) << "a check character that does not hold";
    EXPECT_DOUBLE_EQ(fit("kind"), 3.0 / 4);
    EXPECT_FALSE(seen.fit.contains("tags"));
}

TEST(Preview, CountsAsTheImportDoesAndTellsWhichCells) {
    const TemporaryFile file("药店.csv", base::utf8_to_gb18030(ledger));
    const model::Snapshot snapshot = county().snapshot(epsg);
    const Preview seen = look(file.path(), snapshot);
    MemorySink sink;
    const ImportReport report = import_file(file.path(), Kind::sites, sink, snapshot);
    EXPECT_EQ(seen.kind, Kind::sites);
    EXPECT_TRUE(seen.kind_guessed);
    EXPECT_EQ(seen.report.read, report.read);
    EXPECT_EQ(seen.report.imported, report.imported);
    EXPECT_EQ(seen.report.repaired, report.repaired);
    EXPECT_EQ(seen.report.reasons, report.reasons);
    EXPECT_EQ(seen.unplaced, 1);
    EXPECT_EQ(seen.header_row, 3);
    EXPECT_EQ(seen.report.encoding, "gb18030");
    EXPECT_EQ(seen.other_encoding, "utf-8");
    EXPECT_NE(seen.other_text.find("\xEF\xBF\xBD"), std::string::npos) << "GBK read as UTF-8 shows broken characters";
    ASSERT_EQ(seen.head.size(), 8u);
    EXPECT_EQ(seen.head[0].second, "药品零售企业台账");
    ASSERT_EQ(seen.rows.size(), 5u);
    EXPECT_EQ(seen.rows[0].number, 4);
    EXPECT_EQ(seen.rows[0].fate, RowFate::imported);
    EXPECT_EQ(seen.rows[1].fate, RowFate::repaired);
    EXPECT_EQ(seen.rows[1].marked, (std::vector<std::size_t>{2, 3}));
    EXPECT_EQ(seen.rows[2].reasons, std::vector<std::string>{"located"});
    EXPECT_EQ(seen.rows[3].fate, RowFate::quarantined);
    EXPECT_EQ(seen.rows[4].fate, RowFate::unplaced);
    EXPECT_EQ(seen.suggested_epsg, 4549);
}

TEST(Preview, EncodingHeadingsAndColumnsCanBeChosen) {
    const TemporaryFile file("药店.csv", base::utf8_to_gb18030(ledger));
    const model::Snapshot snapshot = county().snapshot(epsg);
    PreviewOptions options;
    options.kind = Kind::sites;
    options.import.encoding = "utf-8";
    const Preview garbled = look(file.path(), snapshot, options);
    EXPECT_FALSE(garbled.missing.empty()) << "headings in the wrong encoding are not known";
    EXPECT_FALSE(garbled.rows.empty());

    options.import.encoding = "auto";
    options.import.columns = {{"address", ""}, {"owner", "经营地址"}};
    const Preview mapped = look(file.path(), snapshot, options);
    EXPECT_FALSE(mapped.field_column.contains("address"));
    EXPECT_EQ(mapped.field_column.at("owner"), 1);

    options.import.columns = {{"name", ""}, {"licence_number", ""}};
    const Preview nameless = look(file.path(), snapshot, options);
    ASSERT_EQ(nameless.missing.size(), 1u);
    EXPECT_EQ(nameless.missing[0].front(), "key");
    EXPECT_EQ(nameless.report.read, 0);
    EXPECT_EQ(nameless.rows.size(), 5u);

    options.import.columns.clear();
    options.import.header_row = 4;
    EXPECT_EQ(look(file.path(), snapshot, options).columns[0], "甲药店");
    options.import.header_row = 2;
    options.import.header_rows = 2;
    const Preview joined = look(file.path(), snapshot, options);
    EXPECT_EQ(joined.columns[0], "企业名称");
    EXPECT_EQ(joined.rows.front().number, 4);
    options.import.header_row = 4000;
    EXPECT_THROW(look(file.path(), snapshot, options), base::Error);
}

TEST(Preview, BlankAndRepeatedHeadingsGetNamesThatCanBeMapped) {
    const TemporaryFile file("a.csv", "名称,,电话,电话\n甲店,长兴镇第1村,1,2\n");
    const model::Snapshot snapshot = county().snapshot(epsg);
    PreviewOptions options;
    options.kind = Kind::sites;
    options.import.columns = {{"address", "#2"}, {"phone", "电话#4"}};
    const Preview seen = look(file.path(), snapshot, options);
    EXPECT_EQ(seen.columns, (std::vector<std::string>{"名称", "#2", "电话", "电话#4"}));
    EXPECT_EQ(seen.field_column.at("address"), 1);
    EXPECT_EQ(seen.field_column.at("phone"), 3);
    EXPECT_EQ(seen.report.repaired, 1) << "placed by the address in the nameless column";
}

TEST(Preview, ShowsEveryDatumsCase) {
    const model::Snapshot snapshot = county().snapshot(epsg);
    const geo::Projection projection = geo::Projection::from_epsg(epsg);
    std::string text = "企业名称,经营地址,经度,纬度,许可证号\n";
    for (int i = 0; i < 60; ++i) {
        const double x = 500000 + i % 3 * 3000 + 150 * (i % 17) + 250,
                     y = 3300000 + i / 3 % 3 * 3000 + 140 * (i % 19) + 200;
        const geo::LonLat shifted = geo::from_wgs84(projection.unproject({x, y}), geo::Datum::gcj02);
        text += fmt::format("店{},长兴镇第{}村,{:.7f},{:.7f},浙{}\n", i, i % 9 + 1, shifted.lon, shifted.lat, i);
    }
    const TemporaryFile file("a.csv", text);
    const Preview seen = look(file.path(), snapshot);
    EXPECT_EQ(seen.report.datum, "gcj02");
    const auto& cases = seen.report.evidence.hypotheses;
    ASSERT_EQ(cases.size(), 3u);
    double sum = 0;
    for (const DatumHypothesis& h : cases)
        sum += h.confidence;
    EXPECT_NEAR(sum, 1, 0.01);
    EXPECT_EQ(cases[1].datum, geo::Datum::gcj02);
    EXPECT_GT(cases[1].confidence, 0.9);
    EXPECT_EQ(cases[1].inside, 1);
    EXPECT_LT(cases[0].inside, 0.95);
    EXPECT_NEAR(cases[1].moved.value, 500, 250) << "GCJ-02 is some hundred metres off around here";
    ASSERT_EQ(seen.points.size(), 60u);
    for (const PreviewPoint& point : seen.points) {
        ASSERT_EQ(point.at.size(), 3u);
        EXPECT_TRUE(snapshot.county.parts.size() == 1 && geo::contains(snapshot.county, point.at[1]));
    }
    // Given the datum, the case for each is still shown.
    PreviewOptions options;
    options.import.datum = geo::Datum::cgcs2000;
    const Preview given = look(file.path(), snapshot, options);
    EXPECT_EQ(given.report.datum, "cgcs2000");
    ASSERT_EQ(given.report.evidence.hypotheses.size(), 3u);
    EXPECT_GT(given.report.evidence.hypotheses[1].confidence, 0.9);
}

TEST(Preview, GuessesWhatAFileHolds) {
    const auto kind = [](const char* name, const char* text) {
        const TemporaryFile file(name, text);
        return guess_kind(file.path(), {});
    };
    EXPECT_EQ(kind("a.csv", "企业名称,经营地址,许可证号\n甲,乙,丙\n"), Kind::sites);
    EXPECT_EQ(kind("a.csv", "姓名,身份证号,角色,村\n甲,1,信息员,东村\n"), Kind::people);
    EXPECT_EQ(kind("a.csv", "村名,区划代码,人口,户数,经度,纬度\n甲村,330101001201,1,1,120,30\n"), Kind::villages);
    const auto shape = [&](const char* type, const char* coordinates, const char* properties) {
        return kind("a.geojson", fmt::format(R"({{"type":"FeatureCollection","features":[{{"type":"Feature",
            "properties":{},"geometry":{{"type":"{}","coordinates":{}}}}}]}})",
                                             properties, type, coordinates)
                                     .c_str());
    };
    EXPECT_EQ(shape("LineString", "[[120,30],[120.1,30]]", R"({"highway":"primary","name":"a"})"), Kind::roads);
    EXPECT_EQ(shape("LineString", "[[120,30],[120.1,30]]", R"({"waterway":"river","name":"a"})"), Kind::water);
    EXPECT_EQ(shape("Polygon", "[[[120,30],[120.1,30],[120.1,30.1],[120,30]]]",
                    R"({"村名":"甲村","人口":5,"区划代码":"330101001201"})"),
              Kind::villages);
}

TEST(Mend, ReadsRowsAgainAsTheirFileWas) {
    const TemporaryFile file("药店.csv", ledger);
    const model::Snapshot snapshot = county().snapshot(epsg);
    MemorySink sink;
    import_file(file.path(), Kind::sites, sink, snapshot);
    ASSERT_EQ(sink.quarantine.size(), 1u);
    model::QuarantineRow row = sink.quarantine[0];
    Cells cells = cells_of(row);
    ASSERT_EQ(cells.size(), 5u);
    EXPECT_EQ(cells[2].first, "经度");
    cells[2].second = "120.02";
    cells[3].second = "29.84";
    row.original = original_of(cells);
    EXPECT_EQ(cells_of(row), cells);

    const geo::Projection projection = geo::Projection::from_epsg(epsg);
    base::QuietFeedback quiet;
    Options known;
    known.datum = geo::Datum::cgcs2000;
    MemorySink mended;
    const ImportReport report = mend(std::span(&row, 1), known, {snapshot, projection}, mended, quiet);
    EXPECT_EQ(report.imported, 1);
    ASSERT_TRUE(mended.sites.contains("浙4"));
    EXPECT_EQ(mended.sites["浙4"].name, "丁药店");
    EXPECT_EQ(mended.sites["浙4"].position.quality, model::PositionQuality::exact);

    cells[2].second = "150";
    row.original = original_of(cells);
    MemorySink again;
    EXPECT_EQ(mend(std::span(&row, 1), known, {snapshot, projection}, again, quiet).quarantined, 1);
    EXPECT_EQ(again.quarantine[0].row, row.row);
    row.kind = "roads";
    MemorySink without_line;
    EXPECT_EQ(mend(std::span(&row, 1), known, {snapshot, projection}, without_line, quiet).quarantined, 1);
    ASSERT_EQ(without_line.quarantine.size(), 1u);
    EXPECT_EQ(without_line.quarantine[0].reason, row.reason) << "a road without a line comes back as it was";
}

TEST(Preview, AnAreaThatWasRefusedComesInWithItsShape) {
    // A hole, so that more than one ring has to come back.
    const auto geojson = [](const char* name) {
        return fmt::format(R"({{"type": "FeatureCollection", "features": [{{"type": "Feature",
            "properties": {{"name": "{}"}},
            "geometry": {{"type": "Polygon", "coordinates": [
                [[120.0, 29.8], [120.02, 29.8], [120.02, 29.82], [120.0, 29.82], [120.0, 29.8]],
                [[120.005, 29.805], [120.01, 29.805], [120.01, 29.81], [120.005, 29.805]]]}}}}]}})",
                           name);
    };
    const TemporaryFile whole("whole.geojson", geojson("云坪乡")), nameless("nameless.geojson", geojson(""));
    const model::Snapshot nothing = MemorySink().snapshot(epsg);
    MemorySink wanted, refused;
    import_file(whole.path(), Kind::boundaries, wanted, nothing);
    import_file(nameless.path(), Kind::boundaries, refused, nothing);
    ASSERT_EQ(wanted.boundaries.size(), 1u);
    ASSERT_EQ(refused.quarantine.size(), 1u);
    model::QuarantineRow row = refused.quarantine[0];
    EXPECT_EQ(row.reason, "no_identity");
    Cells cells = cells_of(row);
    EXPECT_TRUE(std::any_of(cells.begin(), cells.end(), [](const auto& c) { return is_shape(c.first, c.second); }));
    for (auto& [column, text] : cells)
        if (column == "name")
            text = "云坪乡";
    row.original = original_of(cells);

    // Another datum must not move it again: the kept shape lies on the document's plane.
    Options options;
    options.datum = geo::Datum::gcj02;
    const geo::Projection projection = geo::Projection::from_epsg(epsg);
    base::QuietFeedback quiet;
    MemorySink mended;
    const ImportReport report = mend(std::span(&row, 1), options, {nothing, projection}, mended, quiet);
    EXPECT_EQ(report.imported + report.repaired, 1);
    ASSERT_EQ(mended.boundaries.size(), 1u);
    const geo::MultiPolygon &area = mended.boundaries.begin()->second.area,
                            &right = wanted.boundaries.begin()->second.area;
    ASSERT_EQ(area.parts.size(), 1u);
    EXPECT_EQ(area.parts[0].holes.size(), 1u);
    EXPECT_NEAR(geo::bounds(area).min_x, geo::bounds(right).min_x, 0.001);
    EXPECT_NEAR(geo::bounds(area).max_y, geo::bounds(right).max_y, 0.001);
    EXPECT_NEAR(geo::area(area).value, geo::area(right).value, 1);
}

TEST(Preview, HostileFilesGetAMessage) {
    const std::filesystem::path folder = shared_data() / "hostile";
    if (!std::filesystem::exists(folder))
        GTEST_SKIP() << "no shared data";
    const model::Snapshot snapshot = county().snapshot(epsg);
    int read = 0, refused = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        try {
            PreviewOptions options;
            options.most_rows = 2000;
            const Preview seen = look(entry.path(), snapshot, options);
            EXPECT_EQ(seen.report.read, seen.report.imported + seen.report.repaired + seen.report.quarantined);
            ++read;
        } catch (const base::Error& error) {
            EXPECT_NE(error.kind(), base::ErrorKind::bug) << entry.path() << " " << error.what();
            ++refused;
        }
    }
    EXPECT_GT(read, 10);
    EXPECT_GT(refused, 100);
}

} // namespace
} // namespace wangge::import

// Ledgers as spreadsheets and text: headings, encodings, values, and an account of every row.
#include "memory_sink.h"

#include "base/error.h"
#include "base/text.h"
#include "import/cells.h"
#include "import/columns.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <ogrsf_frmts.h>

namespace wangge::import {
namespace {

// A county of 10 km by 10 km in EPSG:4549 with two townships of two villages each.
MemorySink small_county() {
    MemorySink document;
    const auto rectangle = [](double x0, double y0, double x1, double y1) {
        return geo::rectangle({500000 + x0, 3300000 + y0, 500000 + x1, 3300000 + y1});
    };
    document.boundaries["330101001"] = {.code = "330101001", .name = "长兴镇", .area = rectangle(0, 0, 5000, 10000)};
    document.boundaries["330101002"] = {
        .code = "330101002", .name = "永和乡", .area = rectangle(5000, 0, 10000, 10000)};
    int i = 0;
    for (const char* name : {"东山村", "西山村", "南湖社区", "北湖村"}) {
        const int column = i % 2, row = i / 2;
        model::Village village;
        village.code = fmt::format("33010100{}20{}", column + 1, row + 1);
        village.name = name;
        village.township_code = village.code.substr(0, 9);
        village.township_name = column == 0 ? "长兴镇" : "永和乡";
        village.area = rectangle(column * 5000, row * 5000, column * 5000 + 5000, row * 5000 + 5000);
        village.position = {{502500.0 + column * 5000, 3302500.0 + row * 5000}, model::PositionQuality::exact, 0};
        document.villages[village.code] = village;
        ++i;
    }
    return document;
}

const char* const ledger = "2025年度药品零售企业台账,,,,,,,\n"
                           "填报单位：市场监管局,,,,,,,\n"
                           "序号,企业名称,经营地址,经度（°）,纬度（°）,许可证号,风险等级,网络销售\n"
                           "1,康民大药房,长兴镇东山村１号,120.02,29.83,浙A001,A级,是\n"
                           "2,仁和药店,永和乡西山村,29.83,120.07,浙A002,二级,否\n"
                           "3,济世堂药房,永和乡北湖村88号,,,浙A003,C,\n"
                           "4,远方药店,外县,121.9,31.2,浙A004,A,否\n"
                           "5,无址药店,,,,浙A005,A,否\n"
                           "1,康民大药房,长兴镇东山村１号,120.02,29.83,浙A001,A级,是\n"
                           "7,康民二店,长兴镇东山村,120.02,29.83,浙A001,A级,是\n"
                           ",,,,,,,\n"
                           "8,,,,,,A,否\n";

void check_ledger(const ImportReport& report, const MemorySink& sink) {
    EXPECT_EQ(report.read, 8);
    EXPECT_EQ(report.imported, 2);
    EXPECT_EQ(report.repaired, 3);
    EXPECT_EQ(report.quarantined, 3);
    EXPECT_EQ(report.reasons, (std::map<std::string, std::int64_t>{{"swapped_xy", 1},
                                                                   {"located", 1},
                                                                   {"outside_county", 1},
                                                                   {"duplicate_merged", 1},
                                                                   {"duplicate", 1},
                                                                   {"no_identity", 1}}));
    ASSERT_EQ(sink.sites.size(), 4u);
    const model::Site& first = sink.sites.at("浙A001");
    EXPECT_EQ(first.name, "康民大药房");
    EXPECT_EQ(first.kind, model::SiteKind::retail_pharmacy);
    EXPECT_EQ(first.grade, model::RiskGrade::a);
    EXPECT_EQ(first.flags, model::site_flag::sells_online);
    EXPECT_EQ(first.position.quality, model::PositionQuality::exact);
    const geo::MapPoint expected = geo::Projection::from_epsg(4549).project({120.02, 29.83});
    EXPECT_NEAR(first.position.point.x, expected.x, 1e-6);
    EXPECT_EQ(sink.sites.at("浙A002").grade, model::RiskGrade::b);
    EXPECT_GT(sink.sites.at("浙A002").position.point.x, 505000);
    const model::Site& located = sink.sites.at("浙A003");
    EXPECT_EQ(located.position.quality, model::PositionQuality::approximate);
    EXPECT_EQ(located.village_code, "330101002202");
    EXPECT_DOUBLE_EQ(located.position.match_score, 0.85);
    EXPECT_EQ(located.position.point, (geo::MapPoint{507500, 3307500}));
    EXPECT_EQ(sink.sites.at("浙A005").position.quality, model::PositionQuality::none);
    const auto outside = std::find_if(sink.quarantine.begin(), sink.quarantine.end(),
                                      [](const auto& row) { return row.reason == "outside_county"; });
    ASSERT_NE(outside, sink.quarantine.end());
    EXPECT_EQ(outside->row, 7);
    EXPECT_EQ(nlohmann::json::parse(outside->original)["企业名称"], "远方药店");
}

TEST(Tables, ReadsALedgerInEveryEncoding) {
    const MemorySink county = small_county();
    const model::Snapshot document = county.snapshot(4549);
    for (const auto& [bytes, encoding] :
         std::initializer_list<std::pair<std::string, std::string>>{{ledger, "utf-8"},
                                                                    {std::string("\xEF\xBB\xBF") + ledger, "utf-8"},
                                                                    {base::utf8_to_gb18030(ledger), "gb18030"}}) {
        const TemporaryFile file("药店台账.csv", bytes);
        MemorySink sink;
        const ImportReport report = import_file(file.path(), Kind::sites, sink, document);
        EXPECT_EQ(report.encoding, encoding);
        check_ledger(report, sink);
    }
}

// The same ledger through every spreadsheet format that GDAL can write here.
TEST(Tables, ReadsSpreadsheets) {
    GDALAllRegister();
    // The rows exactly as they are, without one of field names.
    CPLSetConfigOption("OGR_XLSX_HEADERS", "DISABLE");
    CPLSetConfigOption("OGR_ODS_HEADERS", "DISABLE");
    const model::Snapshot document = small_county().snapshot(4549);
    for (const auto& [driver, extension] :
         std::initializer_list<std::pair<const char*, const char*>>{{"XLSX", "xlsx"}, {"ODS", "ods"}}) {
        const TemporaryFile file("x", "");
        const std::filesystem::path path = file.path_of(std::string("ledger.") + extension);
        std::unique_ptr<GDALDataset> out(
            GetGDALDriverManager()->GetDriverByName(driver)->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        OGRLayer* layer = out->CreateLayer("台账", nullptr, wkbNone, nullptr);
        const std::string text = ledger;
        std::vector<std::string_view> lines = base::split(text, '\n');
        lines.pop_back();
        for (int i = 0; i < 8; ++i) {
            OGRFieldDefn field(fmt::format("Field{}", i + 1).c_str(), OFTString);
            layer->CreateField(&field);
        }
        for (const std::string_view line : lines) {
            OGRFeature feature(layer->GetLayerDefn());
            const auto cells = base::split(line, ',');
            for (std::size_t i = 0; i < cells.size(); ++i)
                if (!cells[i].empty())
                    feature.SetField(static_cast<int>(i), std::string(cells[i]).c_str());
            ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
        }
        out.reset();
        MemorySink sink;
        const ImportReport report = import_file(path, Kind::sites, sink, document);
        check_ledger(report, sink);
    }
}

// Spreadsheets keep dates as day numbers and long codes as floating point.
TEST(Tables, DatesAndNumbersOfSpreadsheets) {
    GDALAllRegister();
    CPLSetConfigOption("OGR_XLSX_HEADERS", "FORCE");
    const TemporaryFile file("x", "");
    const std::filesystem::path path = file.path_of("dates.xlsx");
    std::unique_ptr<GDALDataset> out(
        GetGDALDriverManager()->GetDriverByName("XLSX")->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    OGRLayer* layer = out->CreateLayer("台账", nullptr, wkbNone, nullptr);
    for (const auto& [name, type] :
         std::initializer_list<std::pair<const char*, OGRFieldType>>{{"名称", OFTString},
                                                                     {"行政区划代码", OFTReal},
                                                                     {"有效期至", OFTDate},
                                                                     {"经度", OFTReal},
                                                                     {"纬度", OFTReal}}) {
        OGRFieldDefn field(name, type);
        layer->CreateField(&field);
    }
    OGRFeature feature(layer->GetLayerDefn());
    feature.SetField(0, "甲药店");
    feature.SetField(1, 330101001201.0);
    feature.SetField(2, 2027, 3, 9);
    feature.SetField(3, 120.02);
    feature.SetField(4, 29.83);
    ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    out.reset();
    CPLSetConfigOption("OGR_XLSX_HEADERS", "DISABLE");
    MemorySink sink;
    const ImportReport report = import_file(path, Kind::sites, sink, small_county().snapshot(4549));
    ASSERT_EQ(sink.sites.size(), 1u);
    EXPECT_EQ(sink.sites.begin()->second.licence_expiry, base::make_date(2027, 3, 9));
    EXPECT_EQ(sink.sites.begin()->second.village_code, "330101001201");
    EXPECT_EQ(report.imported, 1);
}

TEST(Tables, SecondImportBringsUpToDate) {
    MemorySink county = small_county();
    const TemporaryFile first(
        "a.csv", "编号,名称,经度,纬度,风险等级,电话\n1,甲药店,120.02,29.83,A,123\n2,乙药店,120.03,29.83,A,456\n");
    import_file(first.path(), Kind::sites, county, county.snapshot(4549));
    const TemporaryFile second("b.csv", "编号,风险等级\n1,C\n3,A\n");
    const ImportReport report = import_file(second.path(), Kind::sites, county, county.snapshot(4549));
    EXPECT_EQ(report.stored.updated, 1);
    EXPECT_EQ(report.quarantined, 1); // 3 has no name and no place
    EXPECT_EQ(county.sites.at("1").grade, model::RiskGrade::c);
    EXPECT_EQ(county.sites.at("1").previous_grade, model::RiskGrade::a);
    EXPECT_EQ(county.sites.at("1").phone, "123");
    EXPECT_EQ(county.sites.at("1").position.quality, model::PositionQuality::exact);
    Options append{.existing = Existing::append};
    const ImportReport refused = import_file(first.path(), Kind::sites, county, county.snapshot(4549), 4549, append);
    EXPECT_EQ(refused.reasons.at("exists"), 2);
    Options replace{.existing = Existing::replace};
    import_file(first.path(), Kind::sites, county, county.snapshot(4549), 4549, replace);
    EXPECT_EQ(county.cleared, 1);
    EXPECT_EQ(county.sites.at("1").grade, model::RiskGrade::a);
}

TEST(Tables, CodesAndChecks) {
    const MemorySink county = small_county();
    const TemporaryFile villages("村.csv", "行政区划代码,村名,人口,X,Y\n"
                                           "330101001203,新村,1200,501000,3301000\n"
                                           "3.30101002205E11,数村,abc,506000,3301000\n"
                                           "330101009201,孤村,100,501000,3301000\n"
                                           "990101001201,假村,100,501000,3301000\n"
                                           "330101001204,颠倒村,50,3301000,501000\n");
    MemorySink sink;
    const ImportReport report = import_file(villages.path(), Kind::villages, sink, county.snapshot(4549));
    EXPECT_EQ(report.reasons.at("unknown_parent"), 1);
    EXPECT_EQ(report.reasons.at("bad_code"), 1);
    EXPECT_EQ(report.reasons.at("bad_number"), 1);
    EXPECT_EQ(sink.villages.at("330101001203").population, 1200);
    EXPECT_EQ(sink.villages.at("330101002205").township_code, "330101002");

    // GB 32100-2015's own example, and the same with the last character changed.
    EXPECT_TRUE(credit_code_holds("91350100M000100Y43"));
    EXPECT_FALSE(credit_code_holds("91350100M000100Y44"));
    const TemporaryFile sites("s.csv", "名称,统一社会信用代码,村名,乡镇\n甲,91350100M000100Y43,东山,长兴镇\n"
                                       "乙,91350100M000100Y44,南湖,长兴镇\n丙,,不知村,\n");
    MemorySink kept;
    const ImportReport checked = import_file(sites.path(), Kind::sites, kept, county.snapshot(4549));
    EXPECT_EQ(checked.reasons.at("credit_code_check"), 1);
    EXPECT_EQ(checked.reasons.at("located"), 2);
    EXPECT_EQ(checked.reasons.at("no_position"), 1);
    EXPECT_EQ(kept.sites.at("91350100M000100Y44").credit_code, "91350100M000100Y44");
}

TEST(Tables, PeopleAndConstants) {
    const MemorySink county = small_county();
    const TemporaryFile people("村级信息员.csv",
                               "姓名,负责村,所属乡镇,聘任日期,考核结果\n张三,东山村,长兴镇,2024-03-01,合格\n"
                               "李四,北湖村,永和乡,2024/3/1,不合格\n");
    MemorySink sink;
    import_file(people.path(), Kind::people, sink, county.snapshot(4549));
    ASSERT_EQ(sink.people.size(), 2u);
    for (const auto& [key, person] : sink.people) {
        EXPECT_EQ(person.role, model::PersonRole::informant);
        EXPECT_EQ(person.position.quality, model::PositionQuality::approximate);
        EXPECT_EQ(person.village_code, person.name == "张三" ? "330101001201" : "330101002202");
        EXPECT_EQ(person.assessment_passed, person.name == "张三");
    }
    const TemporaryFile bare("list.csv", "id,x,y\n1,501000,3301000\n");
    Options options;
    options.constants["role"] = "inspector";
    MemorySink inspectors;
    import_file(bare.path(), Kind::people, inspectors, county.snapshot(4549), 4549, options);
    EXPECT_EQ(inspectors.people.at("inspector-1").role, model::PersonRole::inspector);
}

TEST(Tables, SaysWhatIsMissing) {
    const TemporaryFile file("a.csv", "甲,乙\n1,2\n");
    MemorySink sink;
    try {
        import_file(file.path(), Kind::sites, sink, model::Snapshot{});
        FAIL();
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::bad_input);
        EXPECT_EQ(error.message().id, "import.missing_columns");
        EXPECT_NE(error.message().args[0].second.find("甲"), std::string::npos);
    }
    Options options;
    options.columns = {{"name", "甲"}, {"address", "乙"}};
    EXPECT_EQ(import_file(file.path(), Kind::sites, sink, model::Snapshot{}, 4549, options).imported, 1);
    EXPECT_THROW(import_file("/no/such/file.csv", Kind::sites, sink, model::Snapshot{}), base::Error);
    EXPECT_THROW(import_file(TemporaryFile("a.exe", "x").path(), Kind::sites, sink, model::Snapshot{}), base::Error);
}

TEST(Cells, ReadsWhatPeopleWrite) {
    EXPECT_EQ(coordinate_in("120.5°E"), 120.5);
    EXPECT_NEAR(coordinate_in("120°30′36″").value(), 120.51, 1e-12);
    EXPECT_NEAR(coordinate_in("东经１２０度３０分").value(), 120.5, 1e-12);
    EXPECT_EQ(coordinate_in("W 30"), -30);
    EXPECT_FALSE(coordinate_in("120.5.3"));
    EXPECT_FALSE(coordinate_in("长兴镇"));
    EXPECT_FALSE(coordinate_in("1-2"));
    EXPECT_EQ(coordinate_pair_in("120.5，30.2"), (geo::MapPoint{120.5, 30.2}));
    EXPECT_EQ(coordinate_pair_in("POINT(120.5 30.2)"), (geo::MapPoint{120.5, 30.2}));
    EXPECT_EQ(number_in("１,２３４人"), 1234);
    EXPECT_FALSE(number_in("12a"));
    EXPECT_FALSE(number_in("nan"));
    EXPECT_EQ(code_in("3.30382001208E+11"), "330382001208");
    EXPECT_EQ(folded("经度（°）"), "经度");
    EXPECT_EQ(folded(" 企 业\n名称* "), "企业名称");
    EXPECT_EQ(folded("臺西鄉"), "台西鄉");
}

// Every code of the national list has the structure that the check asks for.
TEST(Cells, DivisionCodesOfTheNationalList) {
    int codes = 0;
    for (const char* name : {"villages_230109.csv", "villages_330382.csv", "villages_330726.csv"}) {
        std::ifstream file(shared_data() / "codes" / name);
        if (!file)
            GTEST_SKIP() << "no shared data: " << name;
        std::string line;
        std::getline(file, line);
        while (std::getline(file, line)) {
            ++codes;
            EXPECT_TRUE(is_division_code(line.substr(0, 12))) << line;
        }
    }
    EXPECT_GT(codes, 800);
}

} // namespace
} // namespace wangge::import

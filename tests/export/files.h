// What tests of files have in common: a folder of their own, a small register, and GDAL as the stranger who reads.
#pragma once
#include "export/export.h"
#include "geo/projection.h"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <filesystem>
#include <map>

namespace wangge::exporter {
namespace fs = std::filesystem;
using model::ColumnType;
using model::Table;

// A folder of its own with a blank and Chinese characters in its name.
class Export : public testing::Test {
protected:
    void SetUp() override {
        GDALAllRegister();
        m_folder = fs::temp_directory_path() / ("wangge 导出 " + std::to_string(::getpid()) + "-" +
                                                testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }
    fs::path file(const std::string& name) const { return m_folder / name; }
    std::size_t files_in_folder() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(m_folder), fs::directory_iterator()));
    }
    Written put(const Table& table, const std::string& name, bool public_copy = false) {
        base::QuietFeedback quiet;
        return write({&table, 1}, file(name), {public_copy}, quiet);
    }
    fs::path m_folder;
};

inline Table sites() {
    Table t;
    t.id = "sites";
    t.title = "监管对象";
    t.columns = {{"name", "名称", ColumnType::text},
                 {"licence_number", "许可证号", ColumnType::text},
                 {"licence_scope", "经营范围", ColumnType::text},
                 {"hazards", "隐患数", ColumnType::integer},
                 {"score", "得分", ColumnType::real, false, 3},
                 {"last_visit", "上次检查", ColumnType::date},
                 {"phone", "电话", ColumnType::text, true},
                 {"owner", "负责人", ColumnType::text}};
    t.columns.back().person_name = true;
    t.epsg = 4549;
    t.rows = {{std::string("云岚县“𬭎记”大药房, 东门店"), std::string("浙DB512100001"),
               std::string("药品零售\n\"甲类\""), std::int64_t{3}, 0.125, std::string("2026-10-31"),
               std::string("12900000001"), std::string("王𬭎")},
              {std::string("=HYPERLINK(\"http://x\")"), std::string("-12"), std::string("+86@"), std::int64_t{-7}, -2.5,
               model::Value(), std::string("12900000002"), std::string("欧阳娜")},
              {std::string("@无位置"), model::Value(), std::string("\t=1"), model::Value(), model::Value(),
               std::string("1999-02-28"), std::string("12900000003"), std::string("Ann Lee")}};
    t.shapes = {geo::MapPoint{520000.25, 3150000.5}, geo::MapPoint{498765.125, 3123456.75}, model::Shape()};
    return t;
}

using Dataset = std::unique_ptr<GDALDataset, decltype(&GDALClose)>;
inline Dataset open(const fs::path& path) {
    return {static_cast<GDALDataset*>(GDALOpenEx(path.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr)), &GDALClose};
}

// Rows of the first layer as texts by field name, and the geometry as WKT, all read by GDAL.
struct Read {
    std::vector<std::map<std::string, std::string>> rows;
    std::vector<std::string> wkt;
    std::vector<std::unique_ptr<OGRGeometry>> shapes;
};
inline Read read(const fs::path& path) {
    Read result;
    const Dataset dataset = open(path);
    EXPECT_TRUE(dataset) << path;
    if (!dataset)
        return result;
    for (const auto& feature : dataset->GetLayer(0)) {
        auto& row = result.rows.emplace_back();
        for (int i = 0; i < feature->GetFieldCount(); ++i)
            if (feature->IsFieldSetAndNotNull(i))
                row[feature->GetFieldDefnRef(i)->GetNameRef()] = feature->GetFieldAsString(i);
        result.shapes.emplace_back(feature->GetGeometryRef() ? feature->GetGeometryRef()->clone() : nullptr);
    }
    return result;
}

} // namespace wangge::exporter

#include "app/demo_ledgers.h"

#include "app/language.h"
#include "app/layer_tables.h"
#include "base/error.h"
#include "base/files.h"
#include "base/system_reason.h"
#include "base/text.h"
#include "export/export.h"

#include <algorithm>

namespace wangge::app {
namespace {

std::size_t column_of(const model::Table& table, std::string_view id) {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (table.columns[c].id == id)
            return c;
    base::ensure(false, "the table has the column");
    return 0;
}

void drop_column(model::Table& table, std::string_view id) {
    const auto c = static_cast<std::ptrdiff_t>(column_of(table, id));
    table.columns.erase(table.columns.begin() + c);
    for (auto& row : table.rows)
        row.erase(row.begin() + c);
}

// What a list kept by hand looks like: no codes of places, some coordinates in each other's column, some rows twice.
void spoil(model::Table& sites) {
    for (const char* id : {"township_code", "village_code", "quality", "match_score"})
        drop_column(sites, id);
    const std::size_t lon = column_of(sites, "lon"), lat = column_of(sites, "lat");
    for (std::size_t i = 60; i < sites.rows.size(); i += 97)
        std::swap(sites.rows[i][lon], sites.rows[i][lat]);
    const std::size_t count = sites.rows.size();
    for (std::size_t i = 30; i < count; i += 400)
        sites.rows.push_back(sites.rows[i]);
    sites.shapes.clear();
}

} // namespace

int write_demo_ledgers(const model::Snapshot& snapshot, base::Date as_of, const std::filesystem::path& folder,
                       base::Feedback& feedback) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        base::fail_environment("base.cannot_write", {{"file", folder.string()}, {"reason", base::system_reason(error)}},
                               folder.string());
    const TableInput input{snapshot, catalog_of("zh"), as_of, feedback, {}};
    const auto put = [&](const model::Table& table, const char* name) {
        exporter::write({&table, 1}, folder / name, {}, feedback);
    };
    model::Table sites = sites_table(input);
    spoil(sites);
    put(sites, "监管对象台账.xlsx");
    put(people_table(input), "人员花名册.csv");
    // As older office programs save it: GB18030 without a byte order mark.
    const std::string bytes = base::read_file(folder / "人员花名册.csv");
    base::write_file(folder / "人员花名册.csv", base::utf8_to_gb18030(std::string_view(bytes).substr(3)));
    put(villages_table(input), "村界.geojson");
    put(boundaries_table(input), "乡镇界.shp");
    put(roads_table(input), "道路.gpkg");
    return 5;
}

} // namespace wangge::app

// Seconds to make the demo county and province, to store the province, and to export its 60,000 sites to each format.
// argv[1]: a folder to write to (default: the temporary folder). Prints one JSON object.
#include "app/language.h"
#include "app/layer_tables.h"
#include "demo/county.h"
#include "export/export.h"
#include "store/document.h"

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace {
using namespace wangge;

template <class Work> double seconds_of(const Work& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::round(1000 * std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count()) / 1000;
}

} // namespace

int main(int argc, char** argv) {
    const std::filesystem::path parent = argc > 1 ? argv[1] : std::filesystem::temp_directory_path();
    const std::filesystem::path folder = parent / fmt::format("wangge-export-bench-{}", ::getpid());
    std::filesystem::create_directories(folder);
    base::QuietFeedback quiet;
    nlohmann::json result;
    demo::County county, province;
    result["demo_county"] = seconds_of([&] { county = demo::make({}, quiet); });
    result["demo_province"] =
        seconds_of([&] { province = demo::make({.size = demo::Size::province, .seed = 20261101}, quiet); });
    result["province_sites"] = province.sites.size();
    result["province_villages"] = province.villages.size();
    {
        store::Document document = store::Document::create(folder / "p.wangge", "province", province.epsg);
        result["store_province"] = seconds_of([&] {
            store::Edit edit(document, "demo");
            edit.put(province.boundaries);
            edit.put(province.villages);
            edit.put(province.waters);
            edit.put(province.roads);
            edit.put(province.people);
            edit.put(province.sites);
            edit.put(model::RasterKind::terrain, province.terrain);
            edit.put(model::RasterKind::population, province.population);
            edit.commit();
        });
        province = {};
        model::SnapshotPtr snapshot;
        result["snapshot_province"] = seconds_of([&] { snapshot = document.snapshot(quiet); });
        model::Table table;
        result["table_of_sites"] = seconds_of([&] {
            table = app::sites_table({*snapshot, app::catalog_of("zh"), base::make_date(2026, 11, 1), quiet});
        });
        for (const char* extension : {"csv", "xlsx", "gpkg", "shp", "geojson", "kml"})
            result[std::string("export_sites_") + extension] = seconds_of([&] {
                exporter::write({&table, 1}, folder / (std::string("sites.") + extension), {}, quiet);
            });
    }
    std::filesystem::remove_all(folder);
    fmt::print("{}\n", result.dump(2));
    return 0;
}

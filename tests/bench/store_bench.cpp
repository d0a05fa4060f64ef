// How fast the document takes and gives: sites put, undone and redone at province and nation size, and a county opened.
// Prints one JSON object; seconds unless named otherwise. Arguments: a folder to work in (default: the system's).
#include "base/feedback.h"
#include "base/random.h"
#include "store/document.h"

#include <chrono>
#include <fmt/format.h>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

namespace {

using namespace wangge;
namespace fs = std::filesystem;

constexpr int epsg = 4549;
constexpr double province_metres = 300000;

double seconds_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

model::Site made_site(std::int64_t number, base::Random& random) {
    model::Site site;
    site.key = fmt::format("91330{:013}", number * 7919 % 10000000000000);
    site.name = fmt::format("康民大药房连锁有限公司第{}分店", number);
    site.kind = static_cast<model::SiteKind>(random.below(11));
    site.grade = site.previous_grade = static_cast<model::RiskGrade>(random.below(5));
    site.licence_number = fmt::format("浙DA{:09}", number);
    site.credit_code = site.key;
    site.address = fmt::format("人民路{}号", random.below(2000));
    site.owner = "王芳";
    site.phone = "13800000000";
    site.position = {{400000 + random.uniform(0, province_metres), 3200000 + random.uniform(0, province_metres)},
                     model::PositionQuality::exact,
                     0};
    site.last_visit = base::make_date(2025, 3, 1);
    return site;
}

// Puts `count` sites in blocks, as an import does; only the putting is timed.
double put_sites(store::Document& document, std::int64_t count, const std::string& suffix = {}) {
    constexpr std::int64_t block = 20000;
    base::Random random(7);
    std::vector<model::Site> sites;
    double seconds = 0;
    store::Edit edit(document, "bench");
    for (std::int64_t first = 0; first < count; first += block) {
        sites.clear();
        for (std::int64_t i = first; i < std::min(first + block, count); ++i) {
            sites.push_back(made_site(i, random));
            sites.back().name += suffix;
        }
        seconds += seconds_of([&] { edit.put(std::span<const model::Site>(sites)); });
    }
    return seconds + seconds_of([&] { edit.commit(); });
}

void measure_sites(nlohmann::json& result, const fs::path& folder, const std::string& name, std::int64_t count) {
    base::QuietFeedback quiet;
    const fs::path path = folder / (name + ".wangge");
    fs::remove(path);
    store::Document document = store::Document::create(path, name, epsg);
    result[name + "_put"] = put_sites(document, count);
    result[name + "_put_peak_mb"] = peak_megabytes();
    result[name + "_undo"] = seconds_of([&] { document.undo(quiet); });
    result[name + "_redo"] = seconds_of([&] { document.redo(quiet); });
    result[name + "_put_again_unchanged"] = put_sites(document, count);
    result[name + "_put_again_changed"] = put_sites(document, count, "!");
    result[name + "_undo_changed"] = seconds_of([&] { document.undo(quiet); });
    result[name + "_undo_redo_peak_mb"] = peak_megabytes();
    result[name + "_file_mb"] = static_cast<double>(fs::file_size(path)) / 1e6;
}

geo::MultiPolygon square(double x, double y, double size) {
    return geo::rectangle({x, y, x + size, y + size});
}

// 20,000 sites, 1,500 villages, 50,000 cells: the county of the design's targets.
void make_county(const fs::path& path) {
    store::Document document = store::Document::create(path, "county", epsg);
    put_sites(document, 20000);
    store::Edit edit(document, "county");
    std::vector<model::Village> villages;
    for (int i = 0; i < 1500; ++i) {
        model::Village& village = villages.emplace_back();
        village.code = fmt::format("3304241{:05}", i);
        village.name = fmt::format("第{}村", i);
        village.area = square(400000 + i % 40 * 7500.0, 3200000 + i / 40 * 7900.0, 7500);
        village.position = {geo::centroid(village.area), model::PositionQuality::exact, 0};
    }
    edit.put(std::span<const model::Village>(villages));
    std::vector<model::Cell> cells;
    for (int i = 0; i < 50000; ++i) {
        model::Cell& cell = cells.emplace_back();
        cell.code = fmt::format("330424101{:05}", i);
        cell.area = square(400000 + i % 250 * 1200.0, 3200000 + i / 250 * 1500.0, 1200);
    }
    edit.put_plan({.name = "plan", .shape = model::CellShape::square}, cells);
    edit.commit();
}

} // namespace

int main(int count, char** arguments) {
    const fs::path folder = (count > 1 ? fs::path(arguments[1]) : fs::temp_directory_path()) / "wangge-store-bench";
    fs::remove_all(folder);
    fs::create_directories(folder);
    base::QuietFeedback quiet;
    nlohmann::json result;
    result["create"] = seconds_of([&] { store::Document::create(folder / "empty.wangge", "empty", epsg); });
    make_county(folder / "county.wangge");
    result["county_open_and_snapshot"] = seconds_of([&] {
        store::Document document = store::Document::open(folder / "county.wangge", store::OpenMode::read);
        document.snapshot(quiet);
    });
    measure_sites(result, folder, "province", 60000);
    result["province_open_and_snapshot"] = seconds_of([&] {
        store::Document document = store::Document::open(folder / "province.wangge", store::OpenMode::read);
        document.snapshot(quiet);
    });
    {
        store::Document document = store::Document::open(folder / "province.wangge", store::OpenMode::read);
        result["province_check"] = seconds_of([&] { document.check(quiet); });
    }
    if (count <= 2 || std::string(arguments[2]) != "small")
        measure_sites(result, folder, "nation", 1500000);
    // ogr2ogr needs 1.5 s for 60,000 rows and 68 s for 1.5 million, without check or undo.
    result["peer"] = {{"ogr2ogr_province", 1.5}, {"ogr2ogr_nation", 68}};
    fs::remove_all(folder);
    std::cout << result.dump(2) << '\n';
    return 0;
}

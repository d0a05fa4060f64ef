// Travel over real terrain beside GRASS r.cost and r.walk (with -k: knight moves), where the command `grass` is there.
// usage: grass_bench AREAS (the folder with comoros/ and spearfish/) [comoros|spearfish]
//
// The pace of the ground is made from the land cover by a fixed table without impassable cells: a cell without a value
// is another thing to GRASS, which lets paths through between two that touch at a corner. Both programs then search the
// same graph in double precision, so only the summing order differs: the largest difference must stay below a millionth
// of the time.
#include "base/error.h"
#include "base/files.h"
#include "bench/bench_input.h"
#include "reach/terrain_cost.h"

#include <cmath>
#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <gdal_utils.h>
#include <nlohmann/json.hpp>

using namespace wangge;
namespace fs = std::filesystem;

namespace {

// The file warped onto metres, 30 m cells of the window.
geo::Raster warped(const std::string& file, const std::string& crs, const geo::Box& box, const char* method,
                   const fs::path& to) {
    GDALAllRegister();
    GDALDatasetH from = GDALOpen(file.c_str(), GA_ReadOnly);
    base::ensure(from != nullptr, "the raster opens");
    const std::vector<std::string> words{"-t_srs",
                                         crs,
                                         "-te",
                                         fmt::format("{}", box.min_x),
                                         fmt::format("{}", box.min_y),
                                         fmt::format("{}", box.max_x),
                                         fmt::format("{}", box.max_y),
                                         "-tr",
                                         "30",
                                         "30",
                                         "-r",
                                         method,
                                         "-ot",
                                         "Float32",
                                         "-overwrite"};
    std::vector<char*> list;
    for (const std::string& word : words)
        list.push_back(const_cast<char*>(word.c_str()));
    list.push_back(nullptr);
    GDALWarpAppOptions* options = GDALWarpAppOptionsNew(list.data(), nullptr);
    GDALDatasetH made = GDALWarp(to.c_str(), nullptr, 1, &from, options, nullptr);
    GDALWarpAppOptionsFree(options);
    base::ensure(made != nullptr, "the raster is warped");
    GDALClose(made);
    GDALClose(from);
    return bench::read_raster(to);
}

void write_like(const fs::path& like, const fs::path& to, std::vector<float>& values, int width, int height) {
    GDALDatasetH from = GDALOpen(like.c_str(), GA_ReadOnly);
    GDALDatasetH made = GDALCreateCopy(GDALGetDriverByName("GTiff"), to.c_str(), from, 0, nullptr, nullptr, nullptr);
    base::ensure(made != nullptr && GDALRasterIO(GDALGetRasterBand(made, 1), GF_Write, 0, 0, width, height,
                                                 values.data(), width, height, GDT_Float32, 0, 0) == CE_None,
                 "the raster is written");
    GDALClose(made);
    GDALClose(from);
}

nlohmann::json compare(const char* name, const std::string& dem_file, const std::string& cover_file,
                       const std::string& crs, const geo::Box& box) {
    const fs::path folder = fs::temp_directory_path() / (std::string("wangge_grass_") + name);
    fs::create_directories(folder);
    geo::Raster dem = warped(dem_file, crs, box, "bilinear", folder / "dem.tif");
    const geo::Raster cover = warped(cover_file, crs, box, "near", folder / "cover.tif");
    std::vector<float> pace;
    for (std::size_t i = 0; i < dem.values.size(); ++i) {
        if (!(std::abs(dem.values[i]) < 9000))
            dem.values[i] = 0;
        const float value = cover.values[i];
        pace.push_back(value >= 0 && value < 250 ? 0.6F + 0.25F * static_cast<float>(static_cast<int>(value) % 7)
                                                 : 2.5F);
    }
    write_like(folder / "dem.tif", folder / "height.tif", dem.values, dem.width, dem.height);
    write_like(folder / "dem.tif", folder / "pace.tif", pace, dem.width, dem.height);

    reach::TerrainGrid grid(geo::frame_of(dem), 1);
    grid.height.assign(grid.size(), 0);
    for (int row = 0; row < dem.height; ++row)
        for (int column = 0; column < dem.width; ++column) {
            grid.walk[grid.cell(column, row)] = pace[geo::frame_of(dem).index(column, row)];
            grid.height[grid.cell(column, row)] = dem.at(column, row);
        }
    std::vector<reach::Start> starts;
    std::ofstream points(folder / "starts.txt");
    for (int i = 0; i < 9; ++i) {
        const int column = dem.width * (2 * (i % 3) + 1) / 6, row = dem.height * (2 * (i / 3) + 1) / 6;
        starts.push_back({grid.cell(column, row), {0}, i});
        points << fmt::format("{:.3f}|{:.3f}\n", grid.frame().centre(column, row).x,
                              grid.frame().centre(column, row).y);
    }
    points.close();

    const struct {
        const char* name;
        reach::CostOptions options;
        const char* command;
    } jobs[] = {{"cost_8", {8, reach::Slope::none, false}, "r.cost"},
                {"cost_16", {16, reach::Slope::none, false}, "r.cost -k"},
                {"walk_8", {8, reach::Slope::langmuir, false}, "r.walk"},
                {"walk_16", {16, reach::Slope::langmuir, false}, "r.walk -k"}};
    std::ofstream script(folder / "run.sh");
    script << "set -e\ncd " << folder.string() << "\nr.in.gdal -o input=height.tif output=h --q\n"
           << "r.in.gdal -o input=pace.tif output=p --q\ng.region raster=h\n"
           << "v.in.ascii input=starts.txt output=s --q\n";
    for (const auto& job : jobs)
        script << "t0=$(date +%s.%N)\n"
               << job.command << (std::string(job.name).starts_with("walk") ? " elevation=h friction=p" : " input=p")
               << fmt::format(" output={0} start_points=s --q --o\necho {0} $t0 $(date +%s.%N) >> times.txt\n",
                              job.name)
               << fmt::format("r.out.gdal input={0} output={0}.tif format=GTiff type=Float64 --q --o\n", job.name);
    script.close();
    const std::string command = fmt::format(
        "rm -f {0}/times.txt; grass --tmp-location {1} --exec sh {0}/run.sh > {0}/log.txt 2>&1", folder.string(), crs);
    nlohmann::json answer = {{"cells", grid.frame().size()}, {"cell_m", 30}};
    if (std::system("command -v grass > /dev/null") != 0 || std::system(command.c_str()) != 0) {
        answer["grass"] = "not run: see " + (folder / "log.txt").string();
        return answer;
    }
    std::ifstream times(folder / "times.txt");
    base::QuietFeedback quiet;
    for (const auto& job : jobs) {
        reach::CostField field;
        const bench::Timing time =
            bench::timed(1, [&] { field = reach::cost_field(grid, starts, job.options, quiet); });
        const geo::Raster theirs = bench::read_raster(folder / (std::string(job.name) + ".tif"));
        const double scale = std::string(job.name).starts_with("cost") ? 30 : 1; // r.cost counts in cells
        double worst = 0, most = 0;
        std::int64_t differ = 0;
        for (int row = 0; row < dem.height; ++row)
            for (int column = 0; column < dem.width; ++column) {
                const double ours = field[grid.cell(column, row)].seconds, other = theirs.at(column, row) * scale;
                worst = std::max(worst, std::abs(ours - other) / std::max(1.0, other));
                most = std::max(most, ours);
                differ += std::abs(ours - other) > 1e-6 * std::max(1.0, other);
            }
        std::string label;
        double begin = 0, end = 0;
        times >> label >> begin >> end;
        answer[job.name] = {{"seconds", time.seconds},      {"processor", time.processor},
                            {"grass_seconds", end - begin}, {"largest_difference", worst},
                            {"cells_that_differ", differ},  {"longest_s", most}};
    }
    return answer;
}

} // namespace

int main(int argc, char** argv) {
    const fs::path areas = argc > 1 ? argv[1] : "../shared/data/areas";
    const std::string only = argc > 2 ? argv[2] : "";
    nlohmann::json answer;
    if (only != "spearfish")
        answer["comoros"] = compare("comoros", (areas / "comoros/srtm/S12E043.SRTMGL1.hgt.zip").string(),
                                    (areas / "comoros/landcover/landcover_Tree.tif").string(), "EPSG:32738",
                                    {300000, 8676000, 339000, 8745000});
    if (only != "comoros")
        answer["spearfish"] = compare("spearfish", (areas / "spearfish/DEM/dem__dem.GeoTIFF").string(),
                                      (areas / "spearfish/land_cover__demo/land_cover__demo.GeoTIFF").string(),
                                      "EPSG:26713", {590010, 4914000, 608970, 4927980});
    std::printf("%s\n", answer.dump(1).c_str());
}

// Whole imports - read, checked, located, stored, undoable, indexed - of the province's and the nation's sites.
// argv[1]: folder with province/ and nation/ (facilities.csv).
#include "app/action.h"
#include "app/project.h"
#include "base/catalog.h"
#include "base/files.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace wangge;

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Runs in a process of its own, so that its peak memory is its own.
nlohmann::json measured(const std::filesystem::path& input, const std::filesystem::path& project_file) {
    int pipes[2];
    if (pipe(pipes) != 0)
        return nullptr;
    const pid_t child = fork();
    if (child == 0) {
        const base::Catalog catalog = base::Catalog::load(base::data_folder() / "lang" / "en");
        base::QuietFeedback quiet;
        app::Project project(project_file, catalog);
        project.create("bench", 4549);
        const app::Action& action = *app::find_action("import.run");
        const auto arguments = app::checked_arguments(action, {{"kind", "sites"}, {"file", input.string()}});
        const auto start = std::chrono::steady_clock::now();
        nlohmann::json answer = action.run(project, arguments, quiet);
        answer["seconds"] = seconds_since(start);
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        answer["peak_mb"] = static_cast<double>(usage.ru_maxrss) / 1024;
        const std::string text = answer.dump();
        const bool written = write(pipes[1], text.data(), text.size()) == static_cast<ssize_t>(text.size());
        _exit(written ? 0 : 1);
    }
    close(pipes[1]);
    std::string text;
    char buffer[4096];
    for (ssize_t got; (got = read(pipes[0], buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(got));
    close(pipes[0]);
    waitpid(child, nullptr, 0);
    return nlohmann::json::parse(text, nullptr, false);
}

void write_xlsx(const std::filesystem::path& csv, const std::filesystem::path& xlsx) {
    GDALAllRegister();
    CPLSetConfigOption("OGR_XLSX_HEADERS", "FORCE");
    const std::unique_ptr<GDALDataset> in(GDALDataset::Open(csv.c_str(), GDAL_OF_VECTOR));
    const std::unique_ptr<GDALDataset> out(
        GetGDALDriverManager()->GetDriverByName("XLSX")->Create(xlsx.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    out->CopyLayer(in->GetLayer(0), "facilities", nullptr);
}

} // namespace

int main(int argc, char** argv) {
    const std::filesystem::path folder = argc > 1 ? argv[1] : "bench";
    const std::filesystem::path work =
        std::filesystem::temp_directory_path() / ("wangge_bench_" + std::to_string(getpid()));
    std::filesystem::create_directories(work);
    nlohmann::json result;
    const auto run = [&](const std::string& name, const std::filesystem::path& input, std::int64_t rows) {
        if (!std::filesystem::exists(input))
            return;
        const nlohmann::json answer = measured(input, work / (name + ".wangge"));
        result[name] = answer.value("seconds", -1.0);
        result[name + "_peak_mb"] = answer.value("peak_mb", -1.0);
        result[name + "_right"] = answer.value("imported", std::int64_t{-1}) == rows;
        std::filesystem::remove(work / (name + ".wangge"));
    };
    run("csv_60k", folder / "province/facilities.csv", 60000);
    if (std::filesystem::exists(folder / "province/facilities.csv")) {
        write_xlsx(folder / "province/facilities.csv", work / "facilities.xlsx");
        run("xlsx_60k", work / "facilities.xlsx", 60000);
    }
    run("csv_1500k", folder / "nation/facilities.csv", 1500000);
    result["peers"] = {{"ogr2ogr_csv_60k", 1.5}, {"ogr2ogr_xlsx_60k", 1.96}, {"ogr2ogr_csv_1500k", 68}};
    std::filesystem::remove_all(work);
    std::printf("%s\n", result.dump(2).c_str());
    return 0;
}

// How long sheets of paper take: 40 sparse A4 pages in one PDF, 100 full sheets of a county as files and as a book, and
// the memory that many pages need. Usage: paper_bench [FOLDER] [PAGES_OF_THE_LONG_BOOK]
#include "app/action.h"
#include "app/project.h"
#include "app/sheets/atlas.h"
#include "app/sheets/map_question.h"
#include "base/parallel.h"

#include <chrono>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>

namespace {

using namespace wangge;
using nlohmann::json;

double seconds_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// Megabytes of "VmHWM" or "VmRSS".
double memory(const std::string& which) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(which))
            return std::stod(line.substr(which.size() + 1)) / 1024;
    return 0;
}

struct Book {
    app::PaperChoice choice;
    std::shared_ptr<const render::Scene> scene;
    std::unique_ptr<app::PlanFacts> facts;
    std::unique_ptr<app::SheetMaker> maker;
    std::vector<app::SheetSubject> subjects;
    double scene_seconds = 0;

    Book(app::Project& project, const char* page, const std::vector<std::string>& layers, base::Feedback& quiet) {
        const model::SnapshotPtr snapshot = project.snapshot(quiet);
        json given{{"file", "a.pdf"}, {"template", page}, {"paper", "A4"}};
        if (!layers.empty())
            given["layers"] = layers;
        const app::Arguments arguments = app::checked_arguments(*app::find_action("map.write"), given);
        choice = app::paper_choice_of(project, arguments, page);
        scene_seconds = seconds_of([&] {
            std::vector<base::Message> missing;
            scene = app::paper_scene(app::map_request_of(project, snapshot, arguments, quiet, &choice.page),
                                     project.catalog(), quiet, missing);
        });
        m_snapshot = snapshot;
        facts = std::make_unique<app::PlanFacts>(*snapshot, snapshot->cells, quiet);
        maker = std::make_unique<app::SheetMaker>(project.catalog(), choice, *facts, scene, nullptr);
        subjects = maker->subjects(app::SheetKind::cell);
    }
    std::vector<app::AtlasPage> pages(std::size_t count) const {
        std::vector<app::AtlasPage> result;
        for (std::size_t i = 0; i < count; ++i) {
            const app::SheetSubject& subject = subjects[i % subjects.size()];
            result.push_back({subject.name, app::file_name_of(i + 1, subject.name, ".pdf"), choice.layout,
                              [this, &subject, i, count] { return maker->of(subject, i + 1, count); }});
        }
        return result;
    }

private:
    model::SnapshotPtr m_snapshot;
};

} // namespace

int main(int count, char** words) {
    namespace fs = std::filesystem;
    const fs::path folder = count > 1 ? words[1] : "/tmp/wangge-paper-bench";
    const std::size_t many = count > 2 ? std::stoul(words[2]) : 1000;
    fs::create_directories(folder);
    base::QuietFeedback quiet;
    app::Project project(folder / "county.wangge", app::catalog_of("zh"));
    if (!fs::exists(project.path())) {
        app::run_action(*app::find_action("demo"), project, json::object(), quiet);
        app::run_action(*app::find_action("grid"), project, {{"shape", "village"}}, quiet);
        app::run_action(*app::find_action("assign"), project, {{"seconds", 3}}, quiet);
    }
    project.open(store::OpenMode::read);
    json result;
    {
        const Book sparse(project, "board", {"boundaries", "cells", "seats", "labels"}, quiet);
        result["sparse_40_one_pdf_s"] = seconds_of(
            [&] { app::write_book(sparse.pages(40), folder / "sparse.pdf", sparse.choice, "sparse", quiet); });
    }
    const Book full(project, "sheet", {}, quiet);
    result["scene_s"] = full.scene_seconds;
    result["threads"] = base::thread_count();
    result["full_100_files_s"] =
        seconds_of([&] { app::write_pages(full.pages(100), folder / "full", full.choice, "", quiet); });
    result["full_100_book_s"] =
        seconds_of([&] { app::write_book(full.pages(100), folder / "full.pdf", full.choice, "full", quiet); });
    result["memory_after_100_mb"] = memory("VmHWM");
    result["book_pages"] = many;
    result["book_s"] =
        seconds_of([&] { app::write_book(full.pages(many), folder / "many.pdf", full.choice, "many", quiet); });
    result["memory_after_book_mb"] = memory("VmHWM");
    result["book_mb"] = static_cast<double>(fs::file_size(folder / "many.pdf")) / 1e6;
    fmt::print("{}\n", result.dump());
}

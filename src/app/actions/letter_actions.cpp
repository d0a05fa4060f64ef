// Letters of responsibility for everybody of a role, or for every cell, at once.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/letters/letter_facts.h"
#include "app/project.h"
#include "app/sheets/sheet_maker.h"
#include "base/error.h"
#include "base/system_reason.h"

#include <algorithm>

namespace wangge::app {
namespace {

using nlohmann::json;

json run(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::filesystem::path folder = arguments["folder"].get<std::string>();
    const base::Catalog& catalog =
        arguments.contains("lang") ? catalog_of(arguments["lang"].get<std::string>()) : project.catalog();
    const LetterTemplate page = LetterTemplate::load(arguments["template"], catalog);
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const base::Date day = as_of_date(arguments.value("date", ""));
    const int year = arguments.value("year", base::year_of(day));
    const bool is_public = arguments["public"], book = arguments["book"];
    const PlanFacts facts(*snapshot, snapshot->cells, feedback);
    const LetterFacts letters(facts, catalog, day, year, is_public);
    std::vector<LetterSubject> subjects = letters.subjects(page.whom());
    std::vector<std::string> wanted = arguments["of"].get<std::vector<std::string>>();
    for (const std::string& key : wanted)
        if (std::ranges::find(subjects, key, &LetterSubject::key) == subjects.end())
            base::fail_input("letters.no_such_subject", {{"key", key}}, "--of");
    if (!wanted.empty())
        std::erase_if(subjects, [&](const LetterSubject& subject) {
            return std::ranges::find(wanted, subject.key) == wanted.end();
        });
    if (subjects.empty())
        base::fail_input("letters.nobody", {{"template", page.title()}});
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        base::fail_environment("base.cannot_write", {{"file", folder.string()}, {"reason", base::system_reason(error)}},
                               folder.string());

    json files = json::array();
    std::vector<exporter::Letter> all;
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        feedback.check();
        feedback.progress(static_cast<double>(i) / static_cast<double>(subjects.size()), "letters.step.write");
        all.push_back(page.fill([&](std::string_view field) { return letters.field(subjects[i], i + 1, field); },
                                [&](std::string_view table) { return letters.table(subjects[i], table); }));
        if (book)
            continue;
        const std::filesystem::path file = folder / file_name_of(i + 1, subjects[i].name, ".docx");
        exporter::write_letters(all, page.title(), file);
        files.push_back(file.filename().string());
        all.clear();
    }
    if (book) {
        const std::filesystem::path file = folder / (page.title() + ".docx");
        exporter::write_letters(all, page.title(), file);
        files.push_back(file.filename().string());
    }
    return {{"folder", folder.string()},
            {"template", arguments["template"]},
            {"letters", subjects.size()},
            {"public", is_public},
            {"files", std::move(files)}};
}

} // namespace

std::vector<Action> letter_actions() {
    return {{.name = "letters.write",
             .verb = "letters",
             .access = Access::read,
             .params = {{.name = "folder", .type = ParamType::path, .required = true, .positional = true},
                        {.name = "template", .default_value = "inspector"},
                        {.name = "of", .type = ParamType::list, .default_value = json::array()},
                        {.name = "book", .type = ParamType::flag, .default_value = false},
                        {.name = "public", .type = ParamType::flag, .default_value = false},
                        {.name = "year", .type = ParamType::integer, .low = 1949, .high = 9999},
                        {.name = "date"},
                        {.name = "lang", .type = ParamType::choice, .choices = {"zh", "en"}}},
             .run = run}};
}

} // namespace wangge::app

// Many sheets of paper at once: an atlas by township, cell, inspector or station.
#include "app/actions.h"
#include "app/named_plan.h"
#include "app/project.h"
#include "app/sheets/atlas.h"
#include "app/sheets/sheet_changes.h"
#include "app/sheets/sheet_ground.h"
#include "base/error.h"
#include "base/parallel.h"
#include "geo/overlay.h"

#include <algorithm>
#include <optional>

namespace wangge::app {
namespace {

using nlohmann::json;

SheetKind kind_of(const std::string& key) {
    const auto at = std::find(std::begin(sheet_kind_keys), std::end(sheet_kind_keys), key);
    return static_cast<SheetKind>(at - std::begin(sheet_kind_keys));
}

std::string joined(const std::vector<base::Message>& reasons, const base::Catalog& catalog) {
    std::string text;
    for (const base::Message& reason : reasons)
        text += (text.empty() ? "" : catalog.say("paper.why.and")) + catalog.say(reason);
    return text;
}

// The earlier plan that the sheets are compared with.
struct Earlier {
    NamedPlan plan;
    std::optional<PlanFacts> facts;
    std::optional<SheetMaker> maker;

    Earlier(const std::string& name, Project& project, const PaperChoice& choice,
            const std::shared_ptr<const render::Scene>& scene, base::Feedback& feedback)
        : plan(named_plan(name, project.path(), feedback)) {
        facts.emplace(*plan.snapshot, plan.cells, feedback);
        maker.emplace(project.catalog(), choice, *facts, scene, nullptr);
    }
};

// The first page: all sheets by number, with why those that are printed are new.
paper::Sheet index_sheet(const SheetMaker& maker, const PaperChoice& choice, const PlanFacts& facts,
                         const std::vector<SheetSubject>& subjects, const std::vector<SheetChange>& changes,
                         const base::Catalog& catalog) {
    paper::Sheet sheet = maker.county();
    if (choice.title.empty())
        sheet.texts["title"] = catalog.say({"paper.title.index", {{"county", maker.county_name()}}});
    const bool by_cell = subjects.front().kind == SheetKind::cell;
    const bool compared =
        std::ranges::any_of(changes, [](const SheetChange& change) { return !change.reasons.empty(); });
    paper::SheetTable table{catalog.say("paper.sheets.title"),
                            {{catalog.say("paper.roster.number"), 0.4, true},
                             {catalog.say("paper.sheets.name"), 1.4, false},
                             {catalog.say(by_cell ? "paper.cells.where" : "paper.roster.cells"), 0.6, !by_cell},
                             {catalog.say("paper.roster.sites"), 0.6, true}},
                            {}};
    if (compared)
        table.columns.push_back({catalog.say("paper.sheets.changed"), 2.4, false});
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        const std::vector<std::size_t>& cells = subjects[i].cells;
        std::size_t sites = 0;
        for (const std::size_t cell : cells)
            sites += facts.sites_of(cell).size();
        table.rows.push_back(
            {std::nullopt,
             {std::to_string(i + 1), subjects[i].name,
              by_cell ? facts.village_names(facts.cells()[cells.front()]) : std::to_string(cells.size()),
              std::to_string(sites)},
             false});
        if (compared)
            table.rows.back().cells.push_back(joined(changes[i].reasons, catalog));
    }
    sheet.tables["sheets"] = std::move(table);
    // Inspectors have their number on the map anyway: it is that of their sheet.
    for (std::size_t i = 0; i < subjects.size(); ++i)
        if (subjects[i].kind != SheetKind::inspector && !subjects[i].area.empty())
            sheet.marks.push_back({geo::inner_point(subjects[i].area), std::to_string(i + 1)});
    return sheet;
}

json run_atlas(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const SheetKind kind = kind_of(arguments["by"]);
    const std::filesystem::path folder = arguments["folder"].get<std::string>();
    const std::string extension = "." + arguments["format"].get<std::string>();
    const bool book = arguments["book"];
    if (book && extension != ".pdf")
        base::fail_input("paper.book_is_pdf", {}, "--format");
    const PaperChoice choice = paper_choice_of(project, arguments, kind == SheetKind::cell ? "board" : "sheet");
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    if (snapshot->cells.empty())
        base::fail_input("paper.no_cells");
    base::StepFeedback asking(feedback, 0, 0.05), building(feedback, 0.05, 0.2), writing(feedback, 0.2, 1);
    SheetGround ground(project, map_request_of(project, snapshot, arguments, asking, &choice.page), arguments, choice,
                       building);
    const SheetMaker& maker = ground.maker;
    const std::vector<SheetSubject> subjects = maker.subjects(kind);
    if (subjects.empty())
        base::fail_input("paper.no_sheets", {{"by", arguments["by"].get<std::string>()}}, "--by");
    std::optional<Earlier> earlier;
    if (arguments.contains("changed-since"))
        earlier.emplace(arguments["changed-since"], project, choice, ground.scene, building);
    const std::vector<SheetChange> changes = sheet_changes(maker, subjects, earlier ? &*earlier->maker : nullptr, kind);

    // The index has a page and a map of its own: what the sheets are about, without what they show in detail.
    const paper::Template index_page = template_of("index", snapshot->settings);
    const paper::Paper paper{"", !arguments["portrait"].get<bool>() && choice.page.landscape.has_value(),
                             choice.layout.width, choice.layout.height};
    const paper::Layout index_layout = paper::laid_on(index_page, paper);
    MapRequest index_request = ground.request;
    index_request.layers = {index_page.layers.begin(), index_page.layers.end()};
    if (kind != SheetKind::inspector) // plates number the leads, the index its sheets
        index_request.layers.erase("plates");
    const SheetMaker index_maker(project.catalog(), choice, ground.facts,
                                 paper_scene(std::move(index_request), project.catalog(), building, ground.missing),
                                 nullptr);
    std::vector<AtlasPage> pages;
    pages.push_back(
        {project.say("paper.index"), file_name_of(0, project.say("paper.index"), extension.c_str()), index_layout,
         [&] { return index_sheet(index_maker, choice, ground.facts, subjects, changes, project.catalog()); }});
    json sheets = json::array();
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        const std::string file = file_name_of(i + 1, subjects[i].name, extension.c_str());
        json reasons = json::array();
        for (const base::Message& reason : changes[i].reasons)
            reasons.push_back(project.say(reason));
        sheets.push_back({{"number", i + 1},
                          {"name", subjects[i].name},
                          {"file", changes[i].changed ? file : ""},
                          {"changed", changes[i].changed},
                          {"reasons", reasons},
                          {"digest", changes[i].digest}});
        if (changes[i].changed)
            pages.push_back({subjects[i].name, file, choice.layout,
                             [&maker, &subjects, i] { return maker.of(subjects[i], i + 1, subjects.size()); }});
    }
    const std::filesystem::path name = folder / (project.say("paper.book") + ".pdf");
    const AtlasFacts written = book ? write_book(pages, name, choice, maker.county_name(), writing)
                                    : write_pages(pages, folder, choice, choice.makers, writing);
    return {{"folder", folder.string()},
            {"by", arguments["by"]},
            {"sheets", subjects.size()},
            {"printed", pages.size() - 1},
            {"unchanged", subjects.size() + 1 - pages.size()},
            {"files", written.files},
            {"public", choice.public_copy},
            {"list", std::move(sheets)}};
}

} // namespace

std::vector<Action> atlas_actions() {
    Param by{"by", ParamType::choice, true};
    by.choices = {"township", "cell", "inspector", "station"};
    Param format{"format", ParamType::choice};
    format.choices = {"pdf", "svg", "png"};
    format.default_value = "pdf";
    Param book{"book", ParamType::flag};
    book.default_value = false;
    std::vector<Param> params{
        {"folder", ParamType::path, true, true}, by, {"changed-since", ParamType::text}, book, format};
    for (auto&& list : {map_params(), paper_params("A4")})
        params.insert(params.end(), list.begin(), list.end());
    return {{"atlas.write", "atlas", Access::read, std::move(params), run_atlas}};
}

} // namespace wangge::app

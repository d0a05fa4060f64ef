// One page for the county lead: four numbers, the map, the worst blind spots, what changed.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/named_plan.h"
#include "app/project.h"
#include "app/sheets/sheet_ground.h"
#include "app/view/assignment_view.h"
#include "app/view/numbers.h"
#include "base/error.h"
#include "coverage/coverage.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace wangge::app {
namespace {

using nlohmann::json;

// What the page compares between two days or plans.
struct Standing {
    double targets = 0, covered = 0, people = 0, people_covered = 0;
    double spots = 0, sites = 0, cells = 0, unassigned = 0, heaviest = 0;
};

Standing standing_of(const model::Snapshot& s, const std::vector<model::Cell>& cells, std::size_t spots, base::Date day,
                     base::Feedback& feedback) {
    coverage::Options options;
    options.as_of = day;
    options.with_area = false;
    const auto reach = reach::straight_line();
    const coverage::Prepared prepared = coverage::prepare(s, norms_of(s), options, *reach, feedback);
    const coverage::Result result = coverage::measure(prepared, coverage::limits_of(prepared), feedback);
    Standing standing;
    standing.targets = static_cast<double>(result.total.targets);
    standing.covered = static_cast<double>(result.total.covered);
    standing.people = static_cast<double>(result.total.people);
    standing.people_covered = static_cast<double>(result.total.people_covered);
    standing.spots = static_cast<double>(spots);
    standing.sites = static_cast<double>(s.sites.size());
    standing.cells = static_cast<double>(cells.size());
    model::Snapshot only_cells;
    only_cells.cells = cells;
    const WorkloadView load = workload_of(only_cells);
    standing.unassigned = load.people.empty() ? standing.cells : load.unassigned;
    standing.heaviest = load.max_over_mean;
    return standing;
}

double share(double part, double whole) {
    return whole > 0 ? part / whole : 0;
}

struct Row {
    const char* id;
    double now;
    std::optional<double> before;
    enum class Form : std::uint8_t { count, percent, times } form = Form::count;
};

std::string number_of(double value, Row::Form form) {
    if (form == Row::Form::percent)
        return percent_text(value);
    return form == Row::Form::times ? number_text(value, 2) : count_text(std::llround(value));
}

paper::SheetTable changes_table(const std::vector<Row>& rows, const std::string& since, const base::Catalog& catalog) {
    paper::SheetTable table{
        catalog.say({since.empty() ? "paper.changes.now" : "paper.changes.title", {{"since", since}}}),
        {{catalog.say("paper.changes.what"), 2, false}, {catalog.say("paper.changes.value"), 1, true}},
        {}};
    if (!since.empty()) {
        table.columns.insert(table.columns.begin() + 1, {catalog.say("paper.changes.before"), 1, true});
        table.columns.push_back({catalog.say("paper.changes.change"), 1, true});
    }
    for (const Row& row : rows) {
        std::vector<std::string> cells{catalog.say(row.id)};
        if (!since.empty())
            cells.push_back(row.before ? number_of(*row.before, row.form) : "—");
        cells.push_back(number_of(row.now, row.form));
        if (!since.empty()) {
            const double change = row.before ? row.now - *row.before : 0;
            const std::string size = number_of(std::abs(change), row.form);
            cells.push_back(!row.before || size == number_of(0, row.form) ? "—" : (change > 0 ? "▲" : "▼") + size);
        }
        table.rows.push_back({std::nullopt, std::move(cells), false});
    }
    return table;
}

// Items of the ledger found, closed and open since a day.
void add_ledger(std::vector<Row>& rows, const std::vector<model::LedgerItem>& items, base::Date from, base::Date day) {
    double found = 0, closed = 0, open = 0, overdue = 0;
    for (const model::LedgerItem& item : items) {
        found += item.found >= from;
        closed += item.closed && item.closed >= from;
        open += !item.closed;
        overdue += !item.closed && item.due && item.due < day;
    }
    rows.push_back({"paper.changes.found", found, std::nullopt});
    rows.push_back({"paper.changes.closed", closed, std::nullopt});
    rows.push_back({"paper.changes.open", open, std::nullopt});
    rows.push_back({"paper.changes.overdue", overdue, std::nullopt});
}

json run_summary(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::filesystem::path file = arguments["file"].get<std::string>();
    paper::file_kind_of(file);
    const PaperChoice choice = paper_choice_of(project, arguments, "summary");
    const base::Catalog& catalog = project.catalog();
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const base::Date day = choice.day ? choice.day : base::today();
    base::StepFeedback finding(feedback, 0, 0.4), building(feedback, 0.4, 0.8), before_step(feedback, 0.8, 0.95);
    json filled = arguments;
    filled["as-of"] = base::to_text(day);
    MapRequest asked = map_request_of(project, snapshot, filled, finding, &choice.page);
    if (!asked.blind)
        asked.blind =
            std::make_shared<const BlindView>(find_blind_view(snapshot, reach::straight_line(), finding, day));
    const SheetGround ground(project, std::move(asked), filled, choice, building);
    const std::vector<model::BlindSpot>& found = ground.request.blind->spots;
    paper::Sheet sheet = ground.maker.county();
    if (auto spots = sheet.tables.find("spots"); spots != sheet.tables.end()) {
        constexpr std::size_t worst = 10;
        if (spots->second.rows.size() > worst)
            spots->second.rows.resize(worst);
        spots->second.beyond = 0; // the title says that there are more
        spots->second.title = catalog.say("paper.spots.worst");
        // What would close it stands beside each.
        spots->second.columns.push_back({catalog.say("paper.spots.fix"), 3.2, false});
        std::size_t row = 0;
        for (const model::BlindSpot& spot : found) {
            if (row == spots->second.rows.size())
                break;
            if (choice.public_copy && spot.target != model::BlindTarget::village &&
                spot.target != model::BlindTarget::cell)
                continue;
            // A fix may name people: strangers see the cause's kind only.
            spots->second.rows[row++].cells.push_back(choice.public_copy ? "" : catalog.say(spot.fix));
        }
    }
    const Standing now = standing_of(*snapshot, snapshot->cells, found.size(), day, before_step);
    std::optional<Standing> before;
    std::string since;
    if (arguments.contains("since")) {
        const NamedPlan plan = named_plan(arguments["since"], project.path(), before_step);
        since = plan.shown;
        const bool same_file = std::filesystem::equivalent(plan.file, project.path());
        const std::size_t spots =
            same_file ? found.size()
                      : find_blind_view(plan.snapshot, reach::straight_line(), before_step, day).spots.size();
        before = standing_of(*plan.snapshot, plan.cells, spots, day, before_step);
    }
    const auto then = [&](double Standing::*member) {
        return before ? std::optional<double>((*before).*member) : std::nullopt;
    };
    using F = Row::Form;
    std::vector<Row> rows{{"paper.changes.villages", share(now.covered, now.targets),
                           before ? std::optional(share(before->covered, before->targets)) : std::nullopt, F::percent},
                          {"paper.changes.people", share(now.people_covered, now.people),
                           before ? std::optional(share(before->people_covered, before->people)) : std::nullopt,
                           F::percent},
                          {"paper.changes.spots", now.spots, then(&Standing::spots)},
                          {"paper.changes.sites", now.sites, then(&Standing::sites)},
                          {"paper.changes.cells", now.cells, then(&Standing::cells)},
                          {"paper.changes.unassigned", now.unassigned, then(&Standing::unassigned)},
                          {"paper.changes.heaviest", now.heaviest, then(&Standing::heaviest), F::times}};
    const std::vector<model::LedgerItem> items = project.document().ledger();
    if (!items.empty())
        add_ledger(rows, items, base::add_months(day, -3), day);
    sheet.tables["changes"] = changes_table(rows, since, catalog);
    const auto note = [&](std::size_t row) {
        if (!rows[row].before)
            return std::string();
        const double change = rows[row].now - *rows[row].before;
        return number_of(std::abs(change), rows[row].form) == number_of(0, rows[row].form)
                   ? catalog.say("paper.changes.same")
                   : catalog.say({change > 0 ? "paper.changes.up" : "paper.changes.down",
                                  {{"change", number_of(std::abs(change), rows[row].form)}}});
    };
    sheet.numbers = {
        {catalog.say("paper.changes.villages"), percent_text(rows[0].now), "", note(0)},
        {catalog.say("paper.changes.spots"), number_of(rows[2].now, F::count), catalog.say("ui.unit.places"), note(2)},
        {catalog.say("paper.changes.sites"), number_of(rows[3].now, F::count), catalog.say("ui.unit.sites"), note(3)},
        {catalog.say("paper.changes.heaviest"), rows[6].now > 0 ? number_text(rows[6].now, 2) : "—",
         rows[6].now > 0 ? catalog.say("ui.unit.times") : "", note(6)}};
    load_base_maps_for(sheet, choice.layout, before_step);
    paper::PageTools tools;
    const paper::PageFacts drawn =
        paper::write_page(file, sheet, choice.layout, choice.ink, choice.dpi, note_of(sheet, choice), tools);
    return {{"file", file.string()},
            {"villages_covered", share(now.covered, now.targets)},
            {"people_covered", share(now.people_covered, now.people)},
            {"blind_spots", now.spots},
            {"sites", now.sites},
            {"max_over_mean", now.heaviest},
            {"since", since},
            {"public", choice.public_copy},
            {"scale", std::llround(drawn.denominator)}};
}

} // namespace

std::vector<Action> summary_actions() {
    std::vector<Param> params{{"file", ParamType::path, true, true}, {"since", ParamType::text}};
    for (auto&& list : {map_params(), paper_params("A4")})
        params.insert(params.end(), list.begin(), list.end());
    return {{"summary.write", "summary", Access::read, std::move(params), run_summary}};
}

} // namespace wangge::app

#include "app/workspace.h"

#include "app/view/answer_table.h"

#include "app/action.h"
#include "app/document_state.h"
#include "app/plan_book.h"
#include "app/project.h"
#include "app/view/numbers.h"
#include "base/memory.h"
#include "coverage/area_types.h"
#include "export/export.h"

#include <algorithm>
#include <array>

namespace wangge::app {

using nlohmann::json;

std::string_view key_of(Stage stage) {
    static constexpr std::array<std::string_view, stage_count> keys = {"data",        "grids",      "coverage",
                                                                       "blind_spots", "assignment", "output"};
    return keys[static_cast<std::size_t>(stage)];
}

namespace {

// Whether row numbers mean the same things in both.
bool same_rows(const model::Snapshot* a, const model::Snapshot* b) {
    if (!a || !b)
        return a == b;
    const auto same_cells = [](const model::Cell& x, const model::Cell& y) { return x.id == y.id; };
    return a->sites.id == b->sites.id && a->villages.id == b->villages.id && a->people.id == b->people.id &&
           a->townships == b->townships && a->cells.size() == b->cells.size() &&
           std::equal(a->cells.begin(), a->cells.end(), b->cells.begin(), same_cells);
}

json to_json(const ArgumentValues& values) {
    json object = json::object();
    for (const auto& [name, value] : values)
        std::visit([&, &key = name](const auto& v) { object[key] = v; }, value);
    return object;
}

// The result's top-level scalars fill the placeholders of "<action>.done", as the command line prints them.
base::Message summary(const std::string& action, const json& result, const base::Catalog& catalog) {
    base::Message message{action + ".done", {}};
    for (const auto& [key, value] : result.items())
        if (value.is_string()) {
            const std::string id = "value." + key + "." + value.get<std::string>();
            message.args.emplace_back(key, catalog.has(id) ? catalog.say(id) : value.get<std::string>());
        } else if (value.is_boolean())
            message.args.emplace_back(key, catalog.say(value.get<bool>() ? "cli.yes" : "cli.no"));
        else if (value.is_number_integer())
            message.args.emplace_back(key, key.ends_with("version") || key.ends_with("seed") || key == "number" ||
                                                   key == "year"
                                               ? value.dump()
                                               : count_text(value.get<std::int64_t>()));
        else if (value.is_number_float())
            message.args.emplace_back(key, number_text(value.get<double>()));
        else if (value.is_null())
            message.args.emplace_back(key, "—");
    return message;
}

// Where the current plan stands on its way to approval, with the step taken last.
json standing_json(const model::Snapshot& snapshot, const store::Document& document) {
    const auto plan = std::ranges::find_if(snapshot.plans, [](const model::Plan& each) { return each.current; });
    if (plan == snapshot.plans.end())
        return json::object();
    const store::PlanStanding standing = standing_of(document, plan->name, plan_rules_of(snapshot));
    json result = {{"plan", plan->name}, {"state", standing.state}, {"sealed", standing.sealed}};
    if (!standing.moves.empty()) {
        const model::LedgerMove& last = standing.moves.back();
        result.update({{"date", base::to_text(last.date)}, {"by", last.by}, {"note", last.note}});
    }
    return result;
}

} // namespace

Workspace::Workspace(std::filesystem::path settings_file, std::function<void()> wake)
    : settings(Settings::load(settings_file)), imports(wake), drawing(wake), m_settings_file(std::move(settings_file)),
      m_wake(wake), m_live(wake), m_drawing(wake), m_spots(wake), m_indexing(wake), m_naming(wake), m_siting_lane(wake),
      m_fixing(wake), m_weighing(wake), m_access_lane(wake), m_compare_lane(wake), m_jobs(wake) {
    base::give_back_large_blocks();
    siting_choice.add = 8;
    siting_choice.budget.seconds = 20;
}

Workspace::~Workspace() {
    save_look();
    settings.unfinished.clear();
    settings.save(m_settings_file);
}

void Workspace::set_language(std::string_view language) {
    const base::Catalog& catalog = catalog_of(language);
    settings.language = language;
    if (m_project && !busy())
        m_project->set_catalog(catalog);
}

Workspace::DocumentState Workspace::read_state(Project& project, base::Feedback& feedback) {
    DocumentState state;
    state.snapshot = project.snapshot(feedback);
    for (const store::HistoryEntry& entry : project.document().history())
        state.steps.push_back({entry.number, entry.label, entry.when, entry.undone});
    state.can_undo = project.document().can_undo();
    state.can_redo = project.document().can_redo();
    state.look = look_of(project.document().look());
    state.ledger = project.document().ledger();
    try {
        state.standing = standing_json(*state.snapshot, project.document());
    } catch (const base::Error&) { // the project's own states cannot be read: told when somebody moves the plan
        state.standing = json::object();
    }
    return state;
}

void Workspace::take(DocumentState state) {
    if (!same_rows(state.snapshot.get(), m_snapshot.get()))
        selection.clear();              // its row numbers belong to the old columns
    if (state.snapshot != m_snapshot) { // nobody may search again: the old columns need not stay for that
        m_names.reset();
        m_names_asked_of.reset();
    }
    m_snapshot = std::move(state.snapshot);
    m_named_views = m_snapshot ? app::named_views(*m_snapshot) : std::vector<NamedView>{};
    m_counts = m_snapshot ? counts_of(*m_snapshot) : CountsView{};
    m_workload = m_snapshot ? workload_of(*m_snapshot) : WorkloadView{};
    m_assignment_change = m_snapshot ? change_of(*m_snapshot) : AssignmentChange{};
    m_assignment_asked_of.reset();
    m_ledger.reset();
    m_locks = {};
    m_results["standing"] = ResultView(state.standing); // panels read it as they read answers of Actions
    if (m_snapshot)
        try {
            m_locks = locks_of(*m_snapshot);
            m_ledger = std::make_shared<const LedgerView>(m_snapshot, std::move(state.ledger), base::today());
        } catch (const base::Error& error) { // the project's own states: the rest of it is as good as before
            fail_view(error);
        }
    if (!m_snapshot) {
        m_assignment_ground.reset();
        m_fixes.reset();
        m_fixes_asked_of.reset();
        m_linked_ledger.reset();
        m_linked_spots.reset();
        m_links.reset();
        m_coverage.reset();
        m_blind.reset();
        m_blind_at_start.reset();
        m_objects.reset();
        m_siting.reset();
        m_access.reset();
        m_compare.reset();
        show_siting = false;
        siting_choice.forbid.clear(); // places of the other document
        siting_choice.prefer.clear();
        m_scene.reset();
        m_meshes.reset();
        m_ground.reset();
    }
    m_steps = std::move(state.steps);
    m_can_undo = state.can_undo;
    m_can_redo = state.can_redo;
    if (!m_look_unsaved)
        m_look = std::move(state.look);
}

void Workspace::fail(const std::string& action, const base::Error& error) {
    if (error.kind() == base::ErrorKind::cancelled) {
        m_notice = Notice{Notice::Kind::news, {"ui.notice.cancelled", {}}, {}};
        return;
    }
    m_failed_action = action;
    m_notice = Notice{Notice::Kind::error, error.message(), error.where()};
}

void Workspace::create(std::string_view action, const std::filesystem::path& path, const ArgumentValues& arguments) {
    close();
    start(std::string(action), to_json(arguments), std::make_shared<Project>(path, catalog()));
}

void Workspace::run(std::string_view action, const ArgumentValues& arguments) {
    if (m_project)
        start(std::string(action), to_json(arguments), m_project);
}

const ResultView& Workspace::last(std::string_view action) const {
    static const ResultView nothing;
    const auto found = m_results.find(action);
    return found == m_results.end() ? nothing : found->second;
}

void Workspace::run_text(std::string_view action, std::string_view arguments) {
    const json values = json::parse(arguments.empty() ? std::string_view("{}") : arguments, nullptr, false);
    if (!values.is_object())
        base::fail_input("ui.script.bad_json", {{"text", std::string(arguments)}});
    if (m_project)
        start(std::string(action), values, m_project);
}

void Workspace::start(const std::string& action, json arguments, std::shared_ptr<Project> project) {
    m_failed_action.clear();
    m_jobs.start(
        action + ".title",
        [this, action, arguments = std::move(arguments), project](base::Feedback& feedback) -> JobRunner::Deliver {
            const Action* found = find_action(action);
            if (!found)
                base::fail_input("ui.unknown_action", {{"action", action}});
            const auto keep = [this](InterimPtr interim) {
                const std::lock_guard lock(m_interim_mutex);
                m_interim = std::move(interim);
            };
            WatchedFeedback watched(feedback, keep);
            keep(nullptr);
            json result = run_action(*found, *project, arguments, watched);
            base::QuietFeedback unstoppable; // what was stored is read even when the job was stopped
            if (!project->is_open())         // made by this very Action and closed again: the window goes on with it
                project->open(store::OpenMode::write);
            DocumentState state = read_state(*project, feedback.cancelled() ? unstoppable : feedback);
            return [this, action, project, result = std::move(result), state = std::move(state)] {
                if (m_project != project) {
                    m_project = project;
                    moved_to(project->path());
                    settings.opened(m_path);
                }
                take(state);
                m_notice = Notice{result.value("ok", true) ? Notice::Kind::good : Notice::Kind::news,
                                  summary(action, result, catalog()),
                                  {}};
                m_results[action] = ResultView(result, has_answer_tab(action));
                ++m_answers;
            };
        },
        [this, action](const base::Error& error) { fail(action, error); });
}

InterimPtr Workspace::interim() const {
    if (!m_jobs.busy())
        return nullptr;
    const std::lock_guard lock(m_interim_mutex);
    return m_interim;
}

bool Workspace::area_types_by_degurba() const {
    if (!m_snapshot)
        return false;
    const auto kept = m_snapshot->settings.find("area_types");
    return kept != m_snapshot->settings.end() &&
           coverage::AreaTypeChoice::parse(kept->second).source == coverage::AreaSource::degurba;
}

std::string Workspace::undo_label() const {
    const auto last = std::find_if(m_steps.rbegin(), m_steps.rend(), [](const Step& step) { return !step.undone; });
    return last == m_steps.rend() ? "" : last->label;
}

std::string Workspace::redo_label() const {
    const auto first = std::find_if(m_steps.begin(), m_steps.end(), [](const Step& step) { return step.undone; });
    return first == m_steps.end() ? "" : first->label;
}

bool Workspace::poll() {
    save_look();
    const bool live = m_live.poll(), drawn = m_drawing.poll(), found = m_spots.poll(), indexed = m_indexing.poll(),
               named = m_naming.poll(), sited = m_siting_lane.poll(), fixed = m_fixing.poll(),
               weighed = m_weighing.poll(), read = imports.poll(), drew = drawing.poll(),
               reached = m_access_lane.poll(), compared = m_compare_lane.poll(), worked = m_jobs.poll();
    return worked || live || drawn || found || indexed || named || sited || fixed || weighed || read || drew ||
           reached || compared;
}

void Workspace::save_table(model::Table table, const std::filesystem::path& path) {
    const auto said = [&](const std::string& id) { return catalog().has(id) ? catalog().say(id) : id; };
    table.title = said(table.title);
    for (model::Column& column : table.columns)
        column.title = said(column.title);
    m_failed_action.clear();
    m_jobs.start(
        "export.run.title",
        [this, table = std::move(table), path](base::Feedback& feedback) -> JobRunner::Deliver {
            const exporter::Written written = exporter::write({&table, 1}, path, {}, feedback);
            return [this, path, written] {
                m_notice =
                    Notice{Notice::Kind::good,
                           {"ui.notice.table_saved", {{"rows", count_text(written.rows)}, {"file", path.string()}}},
                           {}};
            };
        },
        [this](const base::Error& error) { fail("export.run", error); });
}

void Workspace::jump_to(std::int64_t number) {
    run("edit.jump", {{"number", number}});
}

} // namespace wangge::app

#include "app/workspace.h"

#include "app/action.h"
#include "app/project.h"
#include "app/view/numbers.h"

#include <algorithm>
#include <array>

namespace wangge::app {

using nlohmann::json;

std::string_view key_of(Stage stage) {
    static constexpr std::array<std::string_view, stage_count> keys = {"data",        "grids",      "coverage",
                                                                       "blind_spots", "assignment", "output"};
    return keys[static_cast<std::size_t>(stage)];
}

struct Workspace::DocumentState {
    model::SnapshotPtr snapshot;
    std::vector<Step> steps;
    bool can_undo = false, can_redo = false;
};

namespace {

json to_json(const ArgumentValues& values) {
    json object = json::object();
    for (const auto& [name, value] : values)
        std::visit([&, &key = name](const auto& v) { object[key] = v; }, value);
    return object;
}

// The result's top-level scalars fill the placeholders of "<action>.done", as the command line prints them.
base::Message summary(const std::string& action, const json& result) {
    base::Message message{action + ".done", {}};
    for (const auto& [key, value] : result.items())
        if (value.is_string())
            message.args.emplace_back(key, value.get<std::string>());
        else if (value.is_number_float())
            message.args.emplace_back(key, number_text(value.get<double>()));
        else if (value.is_primitive())
            message.args.emplace_back(key, value.dump());
    return message;
}

} // namespace

Workspace::Workspace(std::filesystem::path settings_file, std::function<void()> wake)
    : settings(Settings::load(settings_file)), m_settings_file(std::move(settings_file)), m_jobs(std::move(wake)) {}

Workspace::~Workspace() {
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
        state.steps.push_back({entry.label, entry.when, entry.undone});
    state.can_undo = project.document().can_undo();
    state.can_redo = project.document().can_redo();
    return state;
}

void Workspace::take(DocumentState state) {
    if (state.snapshot != m_snapshot)
        selection.clear(); // its row numbers belong to the old columns
    m_snapshot = std::move(state.snapshot);
    m_steps = std::move(state.steps);
    m_can_undo = state.can_undo;
    m_can_redo = state.can_redo;
}

void Workspace::fail(const std::string& action, const base::Error& error) {
    if (error.kind() == base::ErrorKind::cancelled) {
        m_notice = Notice{Notice::Kind::news, {"ui.notice.cancelled", {}}, {}};
        return;
    }
    m_failed_action = action;
    m_notice = Notice{Notice::Kind::error, error.message(), error.where()};
}

void Workspace::open(const std::filesystem::path& path) {
    close();
    auto project = std::make_shared<Project>(path, catalog());
    m_jobs.start(
        "ui.job.open",
        [this, project, path](base::Feedback& feedback) -> JobRunner::Deliver {
            project->open(store::OpenMode::write);
            DocumentState state = read_state(*project, feedback);
            return [this, project, path, state = std::move(state)] {
                m_project = project;
                m_path = path;
                settings.opened(path);
                take(state);
                m_notice = Notice{Notice::Kind::good, {"ui.notice.opened", {{"name", m_snapshot->name}}}, {}};
            };
        },
        [this](const base::Error& error) { fail("project.open", error); });
}

void Workspace::create(std::string_view action, const std::filesystem::path& path, const ArgumentValues& arguments) {
    close();
    start(std::string(action) + ".title", std::string(action), to_json(arguments),
          std::make_shared<Project>(path, catalog()), {});
}

void Workspace::close() {
    m_project.reset();
    take({});
    m_path.clear();
}

void Workspace::run(std::string_view action, const ArgumentValues& arguments,
                    std::function<void(const json&)> done) {
    if (m_project)
        start(std::string(action) + ".title", std::string(action), to_json(arguments), m_project, std::move(done));
}

void Workspace::run_text(std::string_view action, std::string_view arguments) {
    const json values = json::parse(arguments.empty() ? std::string_view("{}") : arguments, nullptr, false);
    if (!values.is_object())
        base::fail_input("ui.script.bad_json", {{"text", std::string(arguments)}});
    if (m_project)
        start(std::string(action) + ".title", std::string(action), values, m_project, {});
}

void Workspace::start(std::string title, const std::string& action, json arguments, std::shared_ptr<Project> project,
                      std::function<void(const json&)> done) {
    m_failed_action.clear();
    m_jobs.start(
        std::move(title),
        [this, action, arguments = std::move(arguments), project, done = std::move(done)](
            base::Feedback& feedback) -> JobRunner::Deliver {
            const Action* found = find_action(action);
            if (!found)
                base::fail_input("ui.unknown_action", {{"action", action}});
            json result = run_action(*found, *project, arguments, feedback);
            if (found->access == Access::none) // made by this very Action: the window goes on with it
                project->open(store::OpenMode::write);
            DocumentState state = read_state(*project, feedback);
            return [this, action, project, done, result = std::move(result), state = std::move(state)] {
                if (m_project != project) {
                    m_project = project;
                    m_path = project->path();
                    settings.opened(m_path);
                }
                take(state);
                m_notice = Notice{result.value("ok", true) ? Notice::Kind::good : Notice::Kind::news,
                                  summary(action, result),
                                  {}};
                if (done)
                    done(result);
            };
        },
        [this, action](const base::Error& error) { fail(action, error); });
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
    return m_jobs.poll();
}

} // namespace wangge::app

// Everything the window shows and does but pixels: the open project, its snapshot, jobs, messages, selection, views.
#pragma once
#include "app/drawing_desk.h"
#include "app/import_desk.h"
#include "app/interim.h"
#include "app/job_runner.h"
#include "app/language.h"
#include "app/plan_locks.h"
#include "app/search/search_index.h"
#include "app/selection.h"
#include "app/settings.h"
#include "app/view/assignment_change.h"
#include "app/view/assignment_why.h"
#include "app/view/blind_view.h"
#include "app/view/counts_view.h"
#include "app/view/coverage_view.h"
#include "app/view/fix_view.h"
#include "app/view/ledger_view.h"
#include "app/view/map_scene.h"
#include "app/view/named_views.h"
#include "app/view/object_ground.h"
#include "app/view/result_view.h"
#include "app/view/siting_view.h"
#include "app/view/village_views.h"
#include "model/snapshot.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <variant>
#include <vector>

namespace wangge::app {

class Project;

enum class Stage { data, grids, coverage, blind_spots, assignment, output };
inline constexpr int stage_count = 6;
// "data", "grids", ...: in widget ids, scripts and text ids.
std::string_view key_of(Stage stage);

// Arguments of an Action as panels give them: no JSON in panels.
using ArgumentValue = std::variant<std::string, double, std::int64_t, bool, std::vector<std::string>>;
using ArgumentValues = std::map<std::string, ArgumentValue>;

// One line for the status bar, in the user's language at the time when it is shown.
struct Notice {
    enum class Kind { good, news, error } kind = Kind::news;
    base::Message message;
    std::string where;
};

struct Step {
    std::int64_t number = 0; // 1 is the oldest
    std::string label, when;
    bool undone = false;
};

class Workspace {
public:
    // An empty `settings_file` keeps nothing (tests, scripts). `wake` may be called from any thread.
    Workspace(std::filesystem::path settings_file, std::function<void()> wake);
    ~Workspace();

    Settings settings;
    Selection selection;
    Stage stage = Stage::coverage;

    const base::Catalog& catalog() const { return catalog_of(settings.language); }
    void set_language(std::string_view language);

    void open(const std::filesystem::path& path);
    // At the start: the project that was open when the program was killed, at its stage. False when there is none.
    bool reopen_unfinished();
    // Where the project is looked at now; kept at once, so that nothing of it is lost when the program is killed.
    void note_place(geo::MapPoint centre, base::Metres per_pixel);
    // A new document made by an Action with Access::none (demo, new), then opened.
    void create(std::string_view action, const std::filesystem::path& path, const ArgumentValues& arguments);
    void close();
    bool has_project() const { return m_snapshot != nullptr; }
    const std::filesystem::path& path() const { return m_path; }
    // Null when no project is open. The same pointer until something changed.
    const model::SnapshotPtr& snapshot() const { return m_snapshot; }

    // The last result of an Action in this session; empty when it did not run yet.
    const ResultView& last(std::string_view action) const;
    // Grows with every result.
    std::uint64_t answers() const { return m_answers; }
    // Starts an Action on the open project. Its summary or error becomes the notice, its result last().
    void run(std::string_view action, const ArgumentValues& arguments = {});
    // The same with a JSON object as text, for scripts. Throws Error(bad_input) "ui.script.bad_json".
    void run_text(std::string_view action, std::string_view arguments);

    // Whether the project's area types follow the Degree of Urbanisation instead of the official class.
    bool area_types_by_degurba() const;
    // Writes a table as it is shown, by the file's extension; its title and headings may be text ids.
    void save_table(model::Table table, const std::filesystem::path& path);

    // History, newest last.
    const std::vector<Step>& steps() const { return m_steps; }
    bool can_undo() const { return m_can_undo && !busy(); }
    bool can_redo() const { return m_can_redo && !busy(); }
    // What undo would take back, "" when nothing.
    std::string undo_label() const;
    std::string redo_label() const;
    // To the state right after the step of that number, 0 = before all.
    void jump_to(std::int64_t number);

    // The user's named views of the map.
    const std::vector<NamedView>& named_views() const { return m_named_views; }

    // Views of the open project, worked out in the background. A view that is not there yet or belongs to an older
    // state is null or the last one; asking starts the work.
    const CountsView& counts() const { return m_counts; }
    const WorkloadView& workload() const { return m_workload; }
    // Against the assignment that changes are counted from.
    const AssignmentChange& assignment_change() const { return m_assignment_change; }
    // What must stay as it is in the current plan.
    const PlanLocks& locks() const { return m_locks; }
    // What explains why a cell has its inspector; null until it is there, or when nobody can lead anything.
    std::shared_ptr<const AssignmentGround> assignment_ground();
    // The first list since the project was opened; null = none yet.
    const std::shared_ptr<const BlindView>& blind_spots_at_start() const { return m_blind_at_start; }
    // Places and loads of the objects.
    std::shared_ptr<const ObjectGround> objects();
    // Their names and codes, read when somebody first searches.
    std::shared_ptr<const SearchIndex> names();
    std::shared_ptr<const CoverageView> coverage();
    std::shared_ptr<const BlindView> blind_spots();
    // What would close the blind spot of that row; null until it is worked out.
    std::shared_ptr<const FixView> fixes(model::Row spot);
    // The ledger as it is in the document; null without a project, or when its own states cannot be read.
    const std::shared_ptr<const LedgerView>& ledger() const { return m_ledger; }
    // What the present blind spots say about it; null until both are there.
    std::shared_ptr<const LedgerLinks> ledger_links();
    // Suggested places for siting_choice while show_siting is on: worked out in the background, stopped with the best
    // so far. Null until there is an answer for the present state of the project; an older choice's answer stays until
    // then.
    std::shared_ptr<const SitingView> siting();
    std::optional<JobState> siting_job() const { return m_siting_lane.state(); }
    // Why there is no answer, e.g. no roads to travel on.
    const std::optional<base::Message>& siting_error() const { return m_siting_error; }
    void stop_siting() { m_siting_lane.cancel(); }
    SitingChoice siting_choice;
    bool show_siting = false;
    // Accessibility of the villages for access_choice, by the coverage's way of travel; the older choice's until then.
    std::shared_ptr<const AccessView> access();
    AccessChoice access_choice;
    // Where the two methods of area types differ.
    std::shared_ptr<const AreaComparison> area_comparison();
    // The scene of the request, or the last one until that is ready.
    std::shared_ptr<const render::Scene> map(const MapRequest& request);
    // How this document's map looks; a change shows at once and is written when no job has the document.
    const Look& look() const { return m_look; }
    void set_look(Look look);
    const std::shared_ptr<BaseMapShelf>& shelf() const { return m_shelf; }
    CoverageChoice coverage_choice; // what the sliders say
    ImportDesk imports;             // what the import dialog looks at
    DrawingDesk drawing;            // what the Grids stage looks at
    // True while a view is being worked out.
    bool views_busy() const {
        return m_live.busy() || m_drawing.busy() || m_spots.busy() || m_indexing.busy() || m_naming.busy() ||
               m_siting_lane.busy() || m_fixing.busy() || m_weighing.busy() || m_access_lane.busy() ||
               m_compare_lane.busy() || imports.busy() || drawing.busy();
    }

    // Main thread, once a frame: takes what jobs delivered. True when something changed.
    bool poll();
    bool busy() const { return m_jobs.busy(); }
    std::optional<JobState> job() const { return m_jobs.state(); }
    void cancel() { m_jobs.cancel(); }
    // The best answer so far of the optimiser that is at work; null = none is.
    InterimPtr interim() const;
    const std::optional<Notice>& notice() const { return m_notice; }
    void say(Notice notice) { m_notice = std::move(notice); }
    // Errors that the user has not put away yet are shown where they arose: beside the Action that failed.
    const std::string& failed_action() const { return m_failed_action; }

private:
    struct DocumentState;
    static DocumentState read_state(Project& project, base::Feedback& feedback);
    void take(DocumentState state);
    void start(const std::string& action, nlohmann::json arguments, std::shared_ptr<Project> project);
    void fail(const std::string& action, const base::Error& error);

    std::filesystem::path m_settings_file, m_path;
    bool m_restoring = false;
    std::shared_ptr<Project> m_project;
    model::SnapshotPtr m_snapshot;
    std::vector<Step> m_steps;
    bool m_can_undo = false, m_can_redo = false;
    std::optional<Notice> m_notice;
    std::string m_failed_action;
    CountsView m_counts;
    WorkloadView m_workload;
    AssignmentChange m_assignment_change;
    PlanLocks m_locks;
    std::shared_ptr<const AssignmentGround> m_assignment_ground;
    model::SnapshotPtr m_assignment_asked_of;
    std::vector<NamedView> m_named_views;
    std::map<std::string, ResultView, std::less<>> m_results;
    std::uint64_t m_answers = 0;
    std::shared_ptr<const CoverageGround> m_ground;
    std::shared_ptr<const CoverageView> m_coverage;
    std::shared_ptr<const BlindView> m_blind, m_blind_at_start;
    std::shared_ptr<const ObjectGround> m_objects;
    std::shared_ptr<const SearchIndex> m_names;
    CoverageChoice m_coverage_asked;
    model::SnapshotPtr m_coverage_asked_of, m_blind_asked_of, m_objects_asked_of, m_names_asked_of;
    CoverageChoice m_blind_asked; // its way of travel alone counts
    MapRequest m_map_asked;
    std::shared_ptr<const render::Scene> m_scene;
    std::shared_ptr<render::MeshShelf> m_meshes; // for the drawing lane alone
    void fail_view(const base::Error& error);
    void save_look();
    void moved_to(const std::filesystem::path& path);
    std::function<void()> m_wake;
    Look m_look;
    bool m_look_unsaved = false;
    std::shared_ptr<BaseMapShelf> m_shelf;
    std::vector<base::Message> m_missing_maps; // that were spoken of

    std::shared_ptr<const LedgerView> m_ledger, m_linked_ledger;
    std::shared_ptr<const BlindView> m_linked_spots, m_fixes_asked_of;
    std::shared_ptr<const LedgerLinks> m_links;
    std::shared_ptr<const FixView> m_fixes;
    model::Row m_fixes_asked = model::no_row;

    std::shared_ptr<const SitingView> m_siting;
    std::optional<base::Message> m_siting_error;
    SitingChoice m_siting_asked;
    model::SnapshotPtr m_siting_asked_of;

    std::shared_ptr<const AccessView> m_access;
    AccessChoice m_access_asked;
    CoverageChoice m_access_asked_way;
    std::shared_ptr<const AreaComparison> m_compare;
    model::SnapshotPtr m_access_asked_of, m_compare_asked_of;

    JobRunner m_live, m_drawing, m_spots, m_indexing, m_naming, m_siting_lane, m_fixing, m_weighing, m_access_lane,
        m_compare_lane;
    mutable std::mutex m_interim_mutex;
    InterimPtr m_interim; // shown from the job's thread
    JobRunner m_jobs;     // last: its end waits for work that uses the members above
};

} // namespace wangge::app

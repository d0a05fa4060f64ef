// The project file NAME.wangge: SQLite + SpatiaLite, with every change undoable and the history kept inside.
#pragma once
#include "base/feedback.h"
#include "model/ledger_item.h"
#include "model/snapshot.h"

#include <filesystem>
#include <map>
#include <memory>
#include <span>

namespace wangge::store {

enum class OpenMode { read, write };

struct DocumentInfo {
    std::string name;
    int epsg = 0;
    int schema_version = 0;
    std::string created; // date
    std::map<std::string, std::int64_t>
        counts; // by layer: sites, villages, people, roads, boundaries, waters, cells, plans, quarantine ...
    geo::Box extent;
};

struct HistoryEntry {
    std::int64_t number = 0; // 1 is the oldest
    std::string label;       // JSON-free text id with arguments is the app's affair; stored and returned verbatim
    std::string when;        // local date and time, ISO
    bool undone = false;     // can be redone
    std::int64_t bytes = 0;  // size of the recorded inverse
};

// A cell code that retired and one that took over ground of it.
struct CodeStep {
    std::string parent, child;
    bool operator==(const CodeStep&) const = default;
};

// Where a plan stands on its way from draft to approval.
struct PlanStanding {
    std::string plan, state;              // its name; a key of data/plans/states.json
    bool sealed = false;                  // its cells, people and name do not change
    std::vector<model::LedgerMove> moves; // oldest first
    bool operator==(const PlanStanding&) const = default;
};

// One fault found by check(): a stable code ("store.integrity", "store.spatial_index", ...) and what was found.
struct CheckFault {
    std::string code, detail;
};

class Document {
public:
    // A new empty file. Throws Error: "store.exists" (bad_input) when there is a file, "geo.*" for a CRS that cannot be
    // used, environment when the folder cannot be written.
    static Document create(const std::filesystem::path& path, const std::string& name, int epsg);
    // Migrates an older schema, for reading too ("store.older_read_only" when that cannot be done). Throws Error:
    // "store.no_such_file", "store.not_a_project", "store.newer_version", "store.locked" (another program writes; says
    // which user, host and process).
    static Document open(const std::filesystem::path& path, OpenMode mode);

    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    ~Document();

    const std::filesystem::path& path() const;
    DocumentInfo info() const;
    // The JSON text kept under `key`, "" when there is none.
    std::string setting(std::string_view key) const;
    // The JSON text of how the document is looked at (order of layers, changed style ...), "" when there is none. It is
    // no data: writing it is no step of the history, makes no new snapshot and cannot be undone.
    std::string look() const;
    // Throws Error(bad_input) "store.read_only"; not while an Edit lives.
    void set_look(std::string_view json);
    // Notes of repairs that imports made, oldest first.
    std::vector<model::RepairNote> repair_notes() const;
    // By number.
    std::vector<model::LedgerItem> ledger() const;
    // Codes that cells had and that must not be given again, in order.
    std::vector<std::string> retired_codes() const;
    // All codes that cells of any plan have or had: what a new cell must not get.
    std::vector<std::string> used_codes() const;
    // Parent and child codes, oldest first.
    std::vector<CodeStep> succession() const;
    // Of the plans that somebody moved on, by name.
    std::vector<PlanStanding> plan_standings() const;
    // Changes of risk grades, oldest first.
    std::vector<model::Regrade> regrades() const;
    // The columns, linked. The same pointer until the next edit, undo or redo, or until another program changed the
    // file. During an Edit it shows what that edit has done so far. Throws Error(bad_input) "store.damaged_row".
    model::SnapshotPtr snapshot(base::Feedback& feedback);

    // The cells of any plan, by code. Throws Error(bad_input) "store.no_such_plan".
    std::vector<model::Cell> cells_of_plan(const std::string& name, base::Feedback& feedback) const;

    std::vector<HistoryEntry> history() const;
    bool can_undo() const;
    bool can_redo() const;
    // The entry that was undone or redone. Throws Error(bad_input) "store.nothing_to_undo" / "store.nothing_to_redo".
    HistoryEntry undo(base::Feedback& feedback);
    HistoryEntry redo(base::Feedback& feedback);

    // The fingerprint of the newest link of the chain over the history (see chain.h): 64 hexadecimal digits.
    std::string chain_head() const;

    // PRAGMA integrity_check, foreign keys, CheckSpatialIndex of every spatial table, shapes and words that can be
    // read, history that can be replayed, a chain that holds. Empty = sound.
    std::vector<CheckFault> check(base::Feedback& feedback);

private:
    friend class Edit;
    struct State;
    explicit Document(std::unique_ptr<State> state);
    HistoryEntry step(bool backwards, base::Feedback& feedback);
    std::unique_ptr<State> m_state;
};

struct PutCounts {
    std::int64_t inserted = 0, updated = 0, unchanged = 0;
};

// One undoable change: everything between construction and commit() is one transaction and one history entry. Without
// commit() nothing happened. Only one Edit lives at a time.
class Edit {
public:
    // Throws Error(bad_input) "store.read_only"; Error(environment) "store.busy" while another program writes.
    Edit(Document& document, const std::string& label);
    ~Edit();
    Edit(const Edit&) = delete;
    Edit& operator=(const Edit&) = delete;

    // Inserts, or updates the row with the same stable key (site, person, road, water: key; village: code; boundary:
    // level + code). Ids of the records are ignored unless the key is empty. May be called many times with blocks of
    // rows; large imports use a compact inverse.
    PutCounts put(std::span<const model::Site> sites);
    PutCounts put(std::span<const model::Village> villages);
    PutCounts put(std::span<const model::Person> people);
    PutCounts put(std::span<const model::Road> roads);
    PutCounts put(std::span<const model::Boundary> boundaries);
    PutCounts put(std::span<const model::Water> waters);
    // Names the person as the contact of the village, or as the one who stands in; an empty key takes the name away.
    // Throws Error(bad_input) "store.no_such_village".
    void name_contact(std::string_view village_code, std::string_view person_key, bool backup = false);
    void put(model::RasterKind kind, const geo::Raster& raster); // replaces
    void put(std::span<const model::QuarantineRow> rows);
    void put(std::span<const model::RepairNote> notes);
    void put(std::span<const model::LedgerItem> items); // by number
    void put(std::span<const model::Regrade> regrades); // each is a new line of the log
    // Removes all rows of a layer: "sites", "villages", "people", "roads", "boundaries", "waters", "terrain",
    // "population", "landcover", "quarantine", "quarantine:<kind>", "repairs", "repairs:<kind>". Throws
    // Error(bad_input) "store.unknown_layer".
    void clear(std::string_view layer);

    // Every change of a plan, its name and its cells below throws Error(bad_input) "store.plan_sealed" when the plan is
    // sealed; making it the current one and moving its standing on are no changes.
    // Throws Error(bad_input) "store.no_such_plan".
    void put(const PlanStanding& standing);
    // Stores a plan with its cells, as a rule as the current one; a plan of the same name is replaced. Retired cell
    // codes are kept so that they are never given again. Returns the id. Throws Error(bad_input)
    // "store.cell_code_twice".
    model::PlanId put_plan(const model::Plan& plan, std::span<const model::Cell> cells, bool make_current = true);
    // Throw Error(bad_input) "store.no_such_plan"; "store.plan_exists" for a new name that is taken,
    // "store.plan_in_use" when the current plan is to be removed.
    void use_plan(const std::string& name); // makes it the current one
    void rename_plan(const std::string& name, const std::string& new_name);
    void remove_plan(const std::string& name); // codes that no other plan uses retire
    // Rewrites lead, second and hours of cells of the current plan, found by code; a new lead has the cell since today.
    // Throws Error(bad_input) "store.no_current_plan", "store.no_such_cell".
    void assign_cells(std::span<const model::Cell> cells);
    // Cells of the current plan: those whose code is there are rewritten, others are new; the codes of `gone` retire.
    // The steps say what came from what. Throws Error(bad_input) "store.no_current_plan", "store.no_such_cell".
    void change_cells(std::span<const model::Cell> cells, std::span<const std::string> gone,
                      std::span<const CodeStep> steps);
    // What came from what in a plan, when all of its codes changed at once.
    void note_succession(const std::string& plan, std::span<const CodeStep> steps);
    // Settings kept in the document as JSON text, e.g. "norms".
    void set_setting(std::string_view key, std::string_view json);

    // Makes it all lasting. An edit that changed nothing leaves no history entry. After a failed put or commit the edit
    // can only be given up.
    void commit();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace wangge::store

// Rows of the quarantine: listed, mended, tried again, or given up.
#include "app/actions.h"
#include "app/import_options.h"
#include "app/import_sink.h"
#include "app/imported_plan.h"
#include "app/project.h"
#include "app/sketched_area.h"
#include "base/error.h"
#include "base/text.h"
#include "import/columns.h"
#include "import/mend.h"

#include <fmt/format.h>
#include <map>
#include <set>
#include <tuple>

namespace wangge::app {
namespace {

using nlohmann::json;
using Rows = std::vector<model::QuarantineRow>;
using Edits = std::map<std::size_t, std::map<std::string, std::string>>; // row -> column -> text

// Counted from 1, as the list shows them.
std::size_t row_number(std::string_view text, std::size_t count) {
    std::int64_t number = 0;
    if (!base::parse_integer(text, number) || number < 1 || number > static_cast<std::int64_t>(count))
        base::fail_input("import.mend.no_such_row", {{"row", std::string(text)}, {"count", fmt::format("{}", count)}},
                         "--row");
    return static_cast<std::size_t>(number - 1);
}

std::set<std::size_t> chosen_rows(const Arguments& arguments, const Rows& rows) {
    std::set<std::size_t> chosen;
    for (const json& item : arguments.value("row", json::array()))
        chosen.insert(row_number(item.get<std::string>(), rows.size()));
    const std::string kind = arguments.value("kind", ""), file = arguments.value("file", "");
    if (arguments.value("all", false))
        for (std::size_t i = 0; i < rows.size(); ++i)
            if ((kind.empty() || rows[i].kind == kind) && (file.empty() || rows[i].file == file))
                chosen.insert(i);
    return chosen;
}

// "经度=120.1" is for every chosen row, "3:经度=120.1" for row 3.
Edits edits_of(const Arguments& arguments, const std::set<std::size_t>& chosen, std::size_t count) {
    Edits edits;
    for (const auto& [left, text] : pairs_of(arguments.value("set", json::array()), "--set", true)) {
        const std::size_t colon = left.find(':');
        std::int64_t number = 0;
        if (colon != std::string::npos && base::parse_integer(std::string_view(left).substr(0, colon), number))
            edits[row_number(left.substr(0, colon), count)][left.substr(colon + 1)] = text;
        else
            for (const std::size_t row : chosen)
                edits[row].emplace(left, text);
    }
    return edits;
}

// A column of the row, else the column that holds the field, else a new one of the field's name.
std::string column_for(const std::string& name, const import::Cells& cells, const import::Options& known,
                       import::Kind kind) {
    for (const auto& [column, text] : cells)
        if (column == name)
            return column;
    const import::ColumnTable table = import::ColumnTable::load(kind);
    if (!table.has(name)) {
        std::string columns;
        for (const auto& [column, text] : cells)
            columns += (columns.empty() ? "" : ", ") + column;
        base::fail_input("import.no_such_column", {{"column", name}, {"found", columns}}, "--set");
    }
    if (const auto mapped = known.columns.find(name); mapped != known.columns.end())
        return mapped->second;
    std::vector<std::string> headings;
    for (const auto& [column, text] : cells)
        headings.push_back(column);
    const import::Mapping mapping = import::Mapping::guess(table, headings, {});
    return mapping[name].column >= 0 ? headings[static_cast<std::size_t>(mapping[name].column)] : name;
}

model::QuarantineRow edited(const model::QuarantineRow& row, const std::map<std::string, std::string>& changes,
                            const import::Options& known, std::vector<model::RepairNote>& notes) {
    const auto kind = import::kind_from_key(row.kind);
    import::Cells cells = import::cells_of(row);
    for (const auto& [name, text] : changes) {
        const std::string column = kind ? column_for(name, cells, known, *kind) : name;
        auto cell = std::find_if(cells.begin(), cells.end(), [&](const auto& c) { return c.first == column; });
        if (cell == cells.end())
            cell = cells.emplace(cells.end(), column, "");
        if (cell->second == text)
            continue;
        notes.push_back({.kind = row.kind,
                         .file = row.file,
                         .layer = row.layer,
                         .key = {},
                         .row = row.row,
                         .reason = "mended",
                         .before = column + "=" + cell->second,
                         .after = column + "=" + text});
        cell->second = text;
    }
    model::QuarantineRow result = row;
    result.original = import::original_of(cells);
    return result;
}

// Gives the records to the edit and keeps the rows that failed again.
class MendSink : public ImportSink {
public:
    MendSink(store::Edit* edit, const model::Snapshot& before) : ImportSink(edit, before) {}
    using ImportSink::put;
    void put(std::span<const model::QuarantineRow> rows) override {
        for (const model::QuarantineRow& row : rows)
            refused[row.row].push_back(row);
    }
    std::map<std::int64_t, Rows> refused;
};

json list_of(const Rows& rows, const Project& project) {
    json list = json::array();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        json original = json::parse(rows[i].original, nullptr, false);
        list.push_back({{"number", i + 1},
                        {"kind", rows[i].kind},
                        {"file", rows[i].file},
                        {"layer", rows[i].layer},
                        {"row", rows[i].row},
                        {"reason", rows[i].reason},
                        {"message", project.say("import.reason." + rows[i].reason)},
                        {"detail", rows[i].detail},
                        {"original", original.is_discarded() ? json(rows[i].original) : original}});
    }
    return list;
}

json answer(std::size_t tried, std::size_t imported, std::size_t discarded, const Rows& left, const Project& project,
            const std::map<std::string, std::int64_t>& reasons) {
    json result = {{"tried", tried},         {"imported", imported},
                   {"discarded", discarded}, {"quarantined", left.size()},
                   {"reasons", reasons},     {"waiting", list_of(left, project)}};
    return result;
}

json run(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = without_sketch(project.snapshot(feedback));
    const Rows& rows = snapshot->quarantine;
    std::set<std::size_t> chosen = chosen_rows(arguments, rows);
    const Edits edits = edits_of(arguments, chosen, rows.size());
    for (const auto& [row, changes] : edits)
        chosen.insert(row);
    if (chosen.empty())
        return answer(0, 0, 0, rows, project, {});

    const bool discard = arguments.value("discard", false), dry_run = arguments.value("dry-run", false);
    std::optional<store::Edit> edit;
    if (!dry_run)
        edit.emplace(project.document(), project.say({discard ? "import.mend.label_discard" : "import.mend.label",
                                                      {{"count", fmt::format("{}", chosen.size())},
                                                       {"file", rows[*chosen.begin()].file}}}));
    Rows left;
    std::vector<model::RepairNote> notes;
    std::map<std::string, std::int64_t> reasons;
    std::size_t imported = 0;
    std::map<std::size_t, model::QuarantineRow> still; // rows that failed again
    if (!discard) {
        const geo::Projection projection = geo::Projection::from_epsg(snapshot->epsg);
        const import::Context context{*snapshot, projection};
        std::map<std::tuple<std::string, std::string, std::string>, std::vector<std::size_t>> by_file;
        for (const std::size_t row : chosen)
            by_file[{rows[row].kind, rows[row].file, rows[row].layer}].push_back(row);
        for (const auto& [source, members] : by_file) {
            const import::Options known = remembered_options(*snapshot, rows[members.front()]);
            Rows mended;
            for (const std::size_t row : members) {
                const auto changes = edits.find(row);
                mended.push_back(changes == edits.end() ? rows[row] : edited(rows[row], changes->second, known, notes));
            }
            MendSink sink(edit ? &*edit : nullptr, *snapshot);
            import::mend(mended, known, context, sink, feedback);
            if (edit && !sink.cells().empty()) { // they join the plan that the others made
                number_cells_without_code(project, *snapshot, sink.cells(), feedback);
                edit->change_cells(sink.cells(), {}, {});
            }
            for (std::size_t i = 0; i < members.size(); ++i) {
                Rows& refused = sink.refused[mended[i].row];
                if (refused.empty()) {
                    ++imported;
                    continue;
                }
                mended[i].reason = refused.front().reason;
                mended[i].detail = refused.front().detail;
                refused.erase(refused.begin());
                ++reasons[mended[i].reason];
                still.emplace(members[i], mended[i]);
            }
        }
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (const auto failed = still.find(i); failed != still.end())
            left.push_back(failed->second);
        else if (!chosen.contains(i))
            left.push_back(rows[i]);
    if (edit) {
        if (left != rows) {
            edit->clear("quarantine");
            edit->put(std::span<const model::QuarantineRow>(left));
        }
        if (!notes.empty())
            edit->put(std::span<const model::RepairNote>(notes));
        edit->commit();
    }
    return answer(chosen.size(), imported, discard ? chosen.size() : 0, left, project, reasons);
}

} // namespace

std::vector<Action> mend_actions() {
    const auto flag = [](const char* name) {
        return Param{.name = name, .type = ParamType::flag, .default_value = false};
    };
    const auto text = [](const char* name, ParamType type) { return Param{.name = name, .type = type}; };
    return {{"import.mend",
             "mend",
             Access::write,
             {text("row", ParamType::list), text("set", ParamType::list), text("kind", ParamType::text),
              text("file", ParamType::text), flag("all"), flag("discard"), flag("dry-run")},
             run}};
}

} // namespace wangge::app

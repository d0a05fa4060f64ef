// Grid plans and their cells.
#include "base/error.h"
#include "store/edit_state.h"
#include "store/load.h"

#include <set>

namespace wangge::store {
namespace {

std::vector<std::string> codes_of(const Connection& db, std::int64_t plan) {
    std::vector<std::string> codes;
    Statement rows(db, "SELECT code FROM cells WHERE plan = ?1 ORDER BY code");
    rows.bind(1, plan);
    while (rows.step())
        codes.emplace_back(rows.text(0));
    return codes;
}

// A statement on the table of plans, recorded.
template <class Bind> void change_plans(const Connection& db, Recorder& recorder, const char* sql, Bind&& bind) {
    recorder.touch("plans");
    recorder.record_changes(true);
    Statement change(db, sql);
    bind(change);
    change.run();
    recorder.record_changes(false);
}

void make_none_current(const Connection& db, Recorder& recorder) {
    change_plans(db, recorder, "UPDATE plans SET current = 0 WHERE current <> 0", [](Statement&) {});
}

void bind_cell(Statement& row, const model::Cell& cell, std::int64_t plan, int epsg, std::string& shape) {
    bind_area(row, 1, cell.area, epsg, shape);
    row.bind(2, plan);
    row.bind(3, cell.code);
    row.bind_or_null(4, cell.parents);
    row.bind_or_null(5, cell.township_code);
    row.bind_or_null(6, cell.village_codes);
    row.bind_or_null(7, cell.contact_key);
    row.bind_or_null(8, cell.lead_key);
    row.bind_or_null(9, cell.second_key);
    row.bind(10, cell.hours);
    row.bind_date(11, cell.lead_since);
}

void retire(RowWriter& retired, const std::string& code, const std::string& plan, const std::string& today) {
    PutCounts counts;
    retired.put(
        [&](Statement& row) {
            row.bind(1, code);
            row.bind(2, plan);
            row.bind(3, today);
        },
        true, 0, counts);
}

// Removes a plan; the codes of its cells retire unless they are `kept`.
void take_away(const Connection& db, Recorder& recorder, RowWriter& retired, std::int64_t plan, const std::string& name,
               const std::set<std::string_view>& kept) {
    const std::string today = base::to_text(base::today());
    for (const std::string& code : codes_of(db, plan))
        if (!kept.contains(code))
            retire(retired, code, name, today);
    recorder.remove("cells", "plan", plan);
    recorder.remove("plan_states", "plan", plan);
    recorder.remove("plans", "id", plan);
}

std::int64_t existing_plan(const Connection& db, const std::string& name) {
    const std::int64_t plan = plan_named(db, name);
    if (plan == 0)
        base::fail_input("store.no_such_plan", {{"plan", name}});
    return plan;
}

void refuse_sealed(const Connection& db, std::int64_t plan) {
    Statement row(db, "SELECT name FROM plans JOIN plan_states ON plan_states.plan = plans.id "
                      "WHERE plans.id = ?1 AND sealed <> 0");
    row.bind(1, plan);
    if (row.step())
        base::fail_input("store.plan_sealed", {{"plan", std::string(row.text(0))}});
}

std::int64_t open_current_plan(const Connection& db) {
    const std::int64_t plan = current_plan(db);
    if (plan == 0)
        base::fail_input("store.no_current_plan");
    refuse_sealed(db, plan);
    return plan;
}

void note_steps(RowWriter& lineage, const std::string& plan, const std::string& today,
                std::span<const CodeStep> steps) {
    PutCounts counts;
    for (const CodeStep& step : steps)
        lineage.put(
            [&](Statement& row) {
                row.bind(1, plan);
                row.bind(2, step.parent);
                row.bind(3, step.child);
                row.bind(4, today);
            },
            true, 0, counts);
}

} // namespace

model::PlanId Edit::put_plan(const model::Plan& plan, std::span<const model::Cell> cells, bool make_current) {
    return m_state->guarded([&] {
        State& s = *m_state;
        PutCounts counts;
        if (const std::int64_t old = plan_named(s.db, plan.name)) {
            refuse_sealed(s.db, old);
            std::set<std::string_view> kept;
            for (const model::Cell& cell : cells)
                kept.insert(cell.code);
            take_away(s.db, s.recorder, s.writer("retired_codes", retired_columns, {0}), old, plan.name, kept);
        }
        if (make_current)
            make_none_current(s.db, s.recorder);
        const std::int64_t id = s.writer("plans", plan_columns, {0})
                                    .put(
                                        [&](Statement& row) {
                                            row.bind(1, plan.name);
                                            row.bind(2, key_of(plan.shape));
                                            row.bind_or_null(3, plan.options);
                                            row.bind_or_null(4, plan.created);
                                            row.bind(5, std::int64_t{make_current});
                                        },
                                        true, 0, counts);
        RowWriter& writer = s.writer("cells", cell_columns, {1, 2});
        std::string shape;
        for (const model::Cell& cell : cells) {
            const auto bind = [&](Statement& row) { bind_cell(row, cell, id, s.epsg, shape); };
            const std::int64_t before = counts.inserted;
            writer.put(bind, true, 0, counts);
            if (counts.inserted == before)
                base::fail_input("store.cell_code_twice", {{"code", cell.code}});
        }
        return model::PlanId{id};
    });
}

void Edit::use_plan(const std::string& name) {
    m_state->guarded([&] {
        State& s = *m_state;
        const std::int64_t plan = existing_plan(s.db, name);
        if (plan == current_plan(s.db))
            return;
        make_none_current(s.db, s.recorder);
        change_plans(s.db, s.recorder, "UPDATE plans SET current = 1 WHERE id = ?1",
                     [&](Statement& change) { change.bind(1, plan); });
    });
}

void Edit::rename_plan(const std::string& name, const std::string& new_name) {
    m_state->guarded([&] {
        State& s = *m_state;
        const std::int64_t plan = existing_plan(s.db, name);
        if (const std::int64_t other = plan_named(s.db, new_name); other != 0 && other != plan)
            base::fail_input("store.plan_exists", {{"plan", new_name}});
        refuse_sealed(s.db, plan);
        change_plans(s.db, s.recorder, "UPDATE plans SET name = ?1 WHERE id = ?2 AND name <> ?1",
                     [&](Statement& change) {
                         change.bind(1, new_name);
                         change.bind(2, plan);
                     });
    });
}

void Edit::remove_plan(const std::string& name) {
    m_state->guarded([&] {
        State& s = *m_state;
        const std::int64_t plan = existing_plan(s.db, name);
        if (plan == current_plan(s.db))
            base::fail_input("store.plan_in_use", {{"plan", name}});
        refuse_sealed(s.db, plan);
        // A code lives on while another plan uses it.
        std::vector<std::string> others;
        Statement rows(s.db, "SELECT DISTINCT code FROM cells WHERE plan <> ?1");
        rows.bind(1, plan);
        while (rows.step())
            others.emplace_back(rows.text(0));
        take_away(s.db, s.recorder, s.writer("retired_codes", retired_columns, {0}), plan, name,
                  {others.begin(), others.end()});
    });
}

void Edit::assign_cells(std::span<const model::Cell> cells) {
    m_state->guarded([&] {
        State& s = *m_state;
        const std::int64_t plan = open_current_plan(s.db);
        s.recorder.touch("cells");
        Statement find(s.db, "SELECT id FROM cells WHERE plan = ?1 AND code = ?2");
        Statement update(s.db, "UPDATE cells SET lead_key = ?1, second_key = ?2, hours = ?3, lead_since = CASE WHEN "
                               "?1 IS NULL THEN NULL WHEN lead_key IS ?1 THEN lead_since ELSE ?5 END WHERE id = ?4 "
                               "AND (lead_key IS NOT ?1 OR second_key IS NOT ?2 OR hours IS NOT ?3)");
        for (const model::Cell& cell : cells) {
            find.bind(1, plan);
            find.bind(2, cell.code);
            if (!find.step())
                base::fail_input("store.no_such_cell", {{"code", cell.code}});
            const std::int64_t id = find.integer(0);
            find.reset();
            update.bind_or_null(1, cell.lead_key);
            update.bind_or_null(2, cell.second_key);
            update.bind(3, cell.hours);
            update.bind(4, id);
            update.bind_date(5, base::today());
            s.recorder.record_changes(true);
            update.run();
            s.recorder.record_changes(false);
            s.recorder.relieve();
        }
    });
}

void Edit::change_cells(std::span<const model::Cell> cells, std::span<const std::string> gone,
                        std::span<const CodeStep> steps) {
    m_state->guarded([&] {
        State& s = *m_state;
        const std::int64_t plan = open_current_plan(s.db);
        Statement plan_row(s.db, "SELECT name FROM plans WHERE id = ?1");
        plan_row.bind(1, plan);
        plan_row.step();
        const std::string name(plan_row.text(0)), today = base::to_text(base::today());
        plan_row.reset();
        PutCounts counts;
        RowWriter& retired = s.writer("retired_codes", retired_columns, {0});
        Statement find(s.db, "SELECT id FROM cells WHERE plan = ?1 AND code = ?2");
        for (const std::string& code : gone) {
            find.bind(1, plan);
            find.bind(2, code);
            if (!find.step())
                base::fail_input("store.no_such_cell", {{"code", code}});
            const std::int64_t id = find.integer(0);
            find.reset();
            s.recorder.remove("cells", "id", id);
            retire(retired, code, name, today);
        }
        RowWriter& writer = s.writer("cells", cell_columns, {1, 2});
        std::string shape;
        for (const model::Cell& cell : cells)
            writer.put([&](Statement& row) { bind_cell(row, cell, plan, s.epsg, shape); }, true, 0, counts);
        note_steps(s.writer("code_succession", succession_columns, {0, 1, 2}), name, today, steps);
    });
}

void Edit::note_succession(const std::string& plan, std::span<const CodeStep> steps) {
    m_state->guarded([&] {
        note_steps(m_state->writer("code_succession", succession_columns, {0, 1, 2}), plan,
                   base::to_text(base::today()), steps);
    });
}

} // namespace wangge::store

// Grid plans and their cells.
#include "base/error.h"
#include "store/edit_state.h"

#include <set>

namespace wangge::store {
namespace {

constexpr const char* current_plan = "SELECT id FROM plans WHERE current = 1 ORDER BY id DESC LIMIT 1";

std::int64_t plan_named(const Connection& db, const std::string& name) {
    Statement find(db, "SELECT id FROM plans WHERE name = ?1");
    find.bind(1, name);
    return find.step() ? find.integer(0) : 0;
}

std::vector<std::string> codes_of(const Connection& db, std::int64_t plan) {
    std::vector<std::string> codes;
    Statement rows(db, "SELECT code FROM cells WHERE plan = ?1 ORDER BY code");
    rows.bind(1, plan);
    while (rows.step())
        codes.emplace_back(rows.text(0));
    return codes;
}

} // namespace

model::PlanId Edit::put_plan(const model::Plan& plan, std::span<const model::Cell> cells) {
    return m_state->guarded([&] {
        State& s = *m_state;
        PutCounts counts;
        if (const std::int64_t old = plan_named(s.db, plan.name)) {
            std::set<std::string_view> kept;
            for (const model::Cell& cell : cells)
                kept.insert(cell.code);
            const std::string today = base::to_text(base::today());
            RowWriter& retired = s.writer("retired_codes", retired_columns, {0});
            for (const std::string& code : codes_of(s.db, old))
                if (!kept.contains(code))
                    retired.put(
                        [&](Statement& row) {
                            row.bind(1, code);
                            row.bind(2, plan.name);
                            row.bind(3, today);
                        },
                        true, 0, counts);
            s.recorder.remove("cells", "plan", old);
            s.recorder.remove("plans", "id", old);
        }
        s.recorder.record_changes(true);
        s.db.run("UPDATE plans SET current = 0 WHERE current <> 0");
        s.recorder.record_changes(false);

        const std::int64_t id = s.writer("plans", plan_columns, {0})
                                    .put(
                                        [&](Statement& row) {
                                            row.bind(1, plan.name);
                                            row.bind(2, key_of(plan.shape));
                                            row.bind_or_null(3, plan.options);
                                            row.bind_or_null(4, plan.created);
                                            row.bind(5, std::int64_t{1});
                                        },
                                        true, 0, counts);
        RowWriter& writer = s.writer("cells", cell_columns, {1, 2});
        std::string shape;
        for (const model::Cell& cell : cells) {
            const auto bind = [&](Statement& row) {
                bind_area(row, 1, cell.area, s.epsg, shape);
                row.bind(2, id);
                row.bind(3, cell.code);
                row.bind_or_null(4, cell.parents);
                row.bind_or_null(5, cell.township_code);
                row.bind_or_null(6, cell.village_codes);
                row.bind_or_null(7, cell.contact_key);
                row.bind_or_null(8, cell.lead_key);
                row.bind_or_null(9, cell.second_key);
                row.bind(10, cell.hours);
            };
            const std::int64_t before = counts.inserted;
            writer.put(bind, true, 0, counts);
            if (counts.inserted == before)
                base::fail_input("store.cell_code_twice", {{"code", cell.code}});
        }
        return model::PlanId{id};
    });
}

void Edit::assign_cells(std::span<const model::Cell> cells) {
    m_state->guarded([&] {
        State& s = *m_state;
        const std::int64_t plan = s.db.number(current_plan);
        if (plan == 0)
            base::fail_input("store.no_current_plan");
        Statement find(s.db, "SELECT id FROM cells WHERE plan = ?1 AND code = ?2");
        Statement update(s.db, "UPDATE cells SET lead_key = ?1, second_key = ?2, hours = ?3 WHERE id = ?4 AND "
                               "(lead_key IS NOT ?1 OR second_key IS NOT ?2 OR hours IS NOT ?3)");
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
            s.recorder.record_changes(true);
            update.run();
            s.recorder.record_changes(false);
            s.recorder.relieve();
        }
    });
}

} // namespace wangge::store

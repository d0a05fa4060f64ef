// Where plans stand on their way to approval.
#include "base/error.h"
#include "store/edit_state.h"
#include "store/load.h"
#include "store/moves.h"

namespace wangge::store {

void Edit::put(const PlanStanding& standing) {
    m_state->guarded([&] {
        const std::int64_t plan = plan_named(m_state->db, standing.plan);
        if (plan == 0)
            base::fail_input("store.no_such_plan", {{"plan", standing.plan}});
        const std::string moves = moves_text(standing.moves);
        PutCounts counts;
        m_state->writer("plan_states", plan_state_columns, {0})
            .put(
                [&](Statement& row) {
                    row.bind(1, plan);
                    row.bind(2, standing.state);
                    row.bind(3, std::int64_t{standing.sealed});
                    row.bind(4, moves);
                },
                true, 0, counts);
    });
}

std::vector<PlanStanding> Document::plan_standings() const {
    std::vector<PlanStanding> all;
    Statement rows(m_state->db, "SELECT plans.name, state, sealed, moves FROM plan_states JOIN plans "
                                "ON plans.id = plan_states.plan ORDER BY plans.name");
    while (rows.step())
        all.push_back(
            {std::string(rows.text(0)), std::string(rows.text(1)), rows.integer(2) != 0, moves_of(rows.text(3))});
    return all;
}

} // namespace wangge::store

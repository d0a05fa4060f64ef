// Why a cell has its inspector: the present one beside those who could have it, in numbers.
#pragma once
#include "assign/explain.h"
#include "base/feedback.h"

#include <memory>
#include <optional>

namespace wangge::app {

// Cells, people and prices of one snapshot; made in the background, asked for cell after cell.
class AssignmentGround {
public:
    // Throws as assign::run.
    AssignmentGround(model::SnapshotPtr snapshot, base::Feedback& feedback);

    const model::SnapshotPtr& snapshot() const { return m_snapshot; }
    assign::Explanation explain(model::Row cell, std::size_t most) const;
    // Of a person of an explanation.
    model::Row person(std::int32_t of_field) const { return m_field.people[static_cast<std::size_t>(of_field)]; }
    // Of the present assignment, and of the one that changes are counted from; that is empty when none is kept.
    const assign::ZoneFigures& now() const { return m_now; }
    const std::optional<assign::ZoneFigures>& before() const { return m_before; }

private:
    model::SnapshotPtr m_snapshot;
    workload::Rules m_rules;
    assign::Field m_field;
    std::vector<std::int32_t> m_lead;
    assign::ZoneFigures m_now;
    std::optional<assign::ZoneFigures> m_before;
};

} // namespace wangge::app

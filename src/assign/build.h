// From the project's tables to the problem in numbers.
#pragma once
#include "assign/assign.h"
#include "assign/pairs.h"

namespace wangge::assign {

struct Field {
    Problem problem; // scaled
    Recusals recusals;
    std::vector<model::Row> people;       // row of Snapshot::people of each person of the problem
    std::vector<base::Hours> capacity;    // of each person
    std::vector<double> trips;            // of each cell, a year
    std::vector<std::uint8_t> unservable; // cells that nobody may lead
    int sites_outside = 0;
    std::vector<base::Message> infeasible, notes;
};

// Throws as assign::run.
Field build(const model::Snapshot& snapshot, const workload::Rules& rules, const Options& options,
            base::Feedback& feedback);

// Up to ten names, and how many more: "a, b, c ... +12".
std::string listed(const std::vector<std::string>& names);

} // namespace wangge::assign

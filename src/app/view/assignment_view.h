// The hours of each inspector in the present plan.
#pragma once
#include "app/assignment_before.h"

#include <string>
#include <vector>

namespace wangge::app {

struct WorkloadView {
    struct Person {
        std::string key, name;
        double hours = 0; // a year: half of the cells led and half of those seconded, as two officers share the work
        int cells = 0;    // led
    };
    std::vector<Person> people;                        // of those with cells, most hours first
    double mean = 0, max_over_mean = 0, variation = 0; // variation = deviation / mean
    int unassigned = 0;                                // cells without a leading inspector
};

// Empty people when no cell has anybody.
WorkloadView workload_of(const model::Snapshot& snapshot);
// As it would be were these cells led by `to`; who is their second then changes places with the lead.
WorkloadView workload_with(const model::Snapshot& snapshot, const std::vector<model::Row>& cells,
                           const std::string& to);
// As it was before; empty people when nothing is kept.
WorkloadView workload_of(const model::Snapshot& snapshot, const AssignmentBefore& before);

} // namespace wangge::app

// As many people as possible within reach of several of p places each: maximal covering with backup.
#pragma once
#include "siting/answer.h"
#include "siting/incidence.h"

namespace wangge::siting {

struct BackupCover {
    Incidence covers;
    std::vector<Value> weight;       // of each demand, >= 0
    std::vector<std::int32_t> times; // chosen candidates that must cover each demand before its weight counts, >= 1
    std::vector<Value> bonus;        // of each candidate when it is chosen, >= 0; empty = none
    int p = 1;                       // places to choose, at most
};

// Maximum of the weight of demands that are covered as often as they ask, with the bonus of the chosen (multiple
// coverage: Batta and Mannur, "Covering-location models for emergency situations that require multiple response units",
// 1990). Greedy and annealing on a worth in which half a backup counts a little, then branch and cut when the problem
// is small enough; of a larger one the bound is what each chosen candidate can add at most.
Answer solve_backup_cover(const BackupCover& problem, const Budget& budget, base::Feedback& feedback);

// What `chosen` covers as often as asked, with its bonus.
Value backed_weight(const BackupCover& problem, const std::vector<std::int32_t>& chosen);

} // namespace wangge::siting

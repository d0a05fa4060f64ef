// The step into a new year: registers and cells under the new codes, grades carried, and what did not match.
#pragma once
#include "base/feedback.h"
#include "grid/code_renewal.h"
#include "grid/renew.h"
#include "model/snapshot.h"

#include <set>
#include <string>
#include <vector>

namespace wangge::grid {

// Something that the table of succession could not settle.
struct Mismatch {
    // unknown: a row of the table whose old code nobody has. unlisted: the table lists all codes, but not this one.
    // split: the code went to several, so that a person has to say which. merged: villages that are one now; the
    // detail is the code of the one that is no more. no_area: a site or person whose code names no village or township
    // any more. renumbered: a cell whose number was taken in its new village.
    enum class Kind { unknown, unlisted, split, merged, no_area, renumbered };
    Kind kind = Kind::unknown;
    std::string layer; // "table", "villages", "boundaries", "sites", "people", "cells"
    std::string code, name, detail;
    bool operator==(const Mismatch&) const = default;
};
std::string_view key_of(Mismatch::Kind kind);

struct RollOver {
    std::vector<model::Village> villages;    // all, by new code
    std::vector<model::Boundary> boundaries; // all
    std::vector<model::Site> sites;          // all; the grade is that of before, too: regrades count anew
    std::vector<model::Person> people;       // all; training hours of the year begin at 0
    std::vector<model::Cell> cells;          // of the current plan, with ground, people and hours as they were
    std::vector<Succession> steps;           // cell codes that changed
    std::vector<Mismatch> mismatches;        // in the order of kinds, layers and codes
    std::int64_t villages_changed = 0, sites_changed = 0, people_changed = 0;
    std::int64_t grades_carried = 0; // sites that have one
};

// `object_digits`: that stand before the area code in a cell's code. `taken`: codes that no cell may get (used before).
// Villages that got one code become one: ground united, residents added, seat, class and contact those of the largest.
RollOver roll_over(const model::Snapshot& snapshot, const CodeRenewal& renewal, int object_digits,
                   const std::set<std::string, std::less<>>& taken, base::Feedback& feedback);

} // namespace wangge::grid

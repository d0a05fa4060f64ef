// The least that any choice of places loses in a part of the country, by a sweep from one end to the other.
#pragma once
#include "siting/cover_losses.h"

#include <span>

namespace wangge::siting {

// Steps begin .. end - 1. A demand with candidates outside counts only what it loses for certain: `again` inside.
struct SweepPart {
    std::int32_t begin = 0, end = 0;
    // of each step of the whole country and its end: what is lost from there on at least, whatever was chosen before;
    // only its growth inside the part counts
    std::span<const Value> ahead;
    Value most = 0;         // choices that lose more are of no interest
    std::size_t states = 0; // kept at a time; beyond that the worst are dropped, which weakens the answer
    bool at_most_p = false; // count the places, and what idle ones lose; the part must be everything then
    // No candidate is left out because a later one would do as well. When what lies behind a sweep is ahead of one from
    // the other end, one of the two must be so: else each may leave out what the other relies on.
    bool every_choice = false;
};

struct SweepAnswer {
    Value least = 0;                  // no choice loses less; INT64_MAX when there is none
    Value found = INT64_MAX;          // what the best choice that was seen to the end loses
    std::vector<std::int32_t> chosen; // that choice: steps; only with at_most_p
    std::vector<Value> behind;        // of each step of the part and its end: what every choice of interest lost before
    std::size_t states = 0;           // the most at a time
    bool whole = true;                // nothing was dropped but for losing too much
};

// Dynamic programming over the steps. A state is the set of open demands that are covered; of choices that lead to the
// same state the cheapest is kept, and none that differs from another near one step and is no better in any respect; a
// candidate is left out where one later candidate would do as well. Work and memory grow with the states, so the
// country should be a strip: at most `most_sweep_open` demands open.
SweepAnswer sweep(const CoverLosses& losses, const SweepPart& part, const Deadline& deadline);
inline constexpr std::size_t most_sweep_open = 768;

} // namespace wangge::siting

// The sparse and dense pictures of an Input that the models are made from.
#pragma once
#include "siting/distances.h"
#include "siting/siting.h"

namespace wangge::siting {

// A demand without a place, or a candidate that is forbidden, does not appear; `demand` and `candidate` lead back.
struct Ground {
    std::vector<std::int32_t> demand, candidate;
    std::vector<Value> weight;         // of each demand here
    std::vector<char> preferred;       // of each candidate here
    std::vector<std::int32_t> already; // of each demand here: standing people within its limit
    Lists standing;                    // of each demand here: those people, by row of the input
    Incidence covers;                  // candidates within the limit of each demand, by rows here
    std::vector<reach::Link> nearest;  // of each demand here: the nearest standing person
};

Ground ground_of(const Input& input, base::Feedback& feedback);

// Whole metres or whole seconds.
Value whole(reach::Effort effort, reach::Unit unit);

// Efforts of every demand of the ground to every candidate of the ground, whole, and to the people standing as further
// columns: each of them; or only the nearest as one column, and then no candidates that lie farther than it. Throws
// Error(bad_input) "siting.too_large", and "siting.too_slow" as soon as more than `seconds` are to be expected.
enum class StandingColumns { nearest, each };
DistanceMatrix efforts_of(const Input& input, const Ground& ground, StandingColumns columns, double seconds,
                          base::Feedback& feedback);

} // namespace wangge::siting

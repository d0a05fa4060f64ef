// Proof for a maximal covering problem on a map: the country is cut into bands, and these are put together again.
#pragma once
#include "siting/max_cover_core.h"

#include <atomic>

namespace wangge::siting {

struct BandProof {
    std::vector<std::int32_t> chosen; // rows of the core, ascending: the best that was found; empty = none better than
                                      // what was known
    Value bound = INT64_MAX;          // of the core: no answer is better than the larger of this and what is known
    bool finished = false;            // `chosen` is the best, or what is known is
};

struct BandLimits {
    std::size_t arcs = 0;   // of 12 bytes each that a diagram may have
    std::size_t bands = 64; // to begin with; where many are needed, the end is far
};

// Lagrangian decomposition into bands along the country, a demand between bands being worth its price to each of them
// (Guignard and Kim, 1987). All choices of a band that can be part of a better answer are a decision diagram; prices
// lower the bound, which makes the diagrams smaller; they are found by subgradient descent over the small part of a
// diagram that is nearly best, and what they are worth then by all of it. When little is left the best answer is looked
// for in all bands together; as long as it is too much, neighbours are put together and the prices found anew. A band
// that has to lose something leaves less to lose to the others: the fewer the bands, the more of the gap is seen, so
// they are as wide as their diagrams are likely to fit. The choices that lose little give a good answer before all.
// The places' positions (MaxCover::at) tell where to cut; without them there is one band.
// `known`: what an answer of the whole problem is worth, which may grow meanwhile.
BandProof prove_in_bands(const MaxCoverCore& core, const std::atomic<Value>& known, const BandLimits& limits,
                         const Deadline& deadline);

} // namespace wangge::siting

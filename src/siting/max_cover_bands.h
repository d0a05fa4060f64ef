// Proof for a maximal covering problem on a map: the country is cut into bands, and these are put together again.
#pragma once
#include "siting/max_cover_core.h"

#include <atomic>

namespace wangge::siting {

struct BandProof {
    std::vector<std::int32_t> chosen; // rows of the core, ascending, worth more than `known`; empty = none found
    Value bound = INT64_MAX;          // of the core: no answer is better than the larger of this and what is known
    bool finished = false;            // `chosen` is the best, or what is known is
};

// Lagrangian decomposition into bands along the country, a demand between bands being worth its price to each of them
// (Guignard and Kim, 1987). All choices of a band that can be part of a better answer are a decision diagram; prices
// lower the bound, which makes the diagrams smaller; they are found by subgradient descent over the small part of a
// diagram that is nearly best, and what they are worth then by all of it. Neighbours are put together and the prices
// found anew until the whole country is left. The prices that are left tell for every state how much the rest of the
// country can bring at most. The places' positions (MaxCover::at) tell where to cut; without them there is one band.
// `known`: what an answer of the whole problem is worth, which may grow meanwhile; `most_nodes`: how many nodes of 24
// bytes a diagram may have.
BandProof prove_in_bands(const MaxCoverCore& core, const std::atomic<Value>& known, std::size_t most_nodes,
                         const Deadline& deadline);

} // namespace wangge::siting

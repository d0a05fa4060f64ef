// What a choice of places loses by the definition of siting::CoverLosses, added up step by step and demand by demand.
#pragma once
#include "siting/cover_losses.h"

namespace wangge::test {

// `set`: a bit of each candidate of the core. Without what places that are not used lose.
inline siting::Value lost_by(unsigned set, const siting::CoverLosses& losses) {
    siting::Value lost = 0;
    std::vector<siting::Value> covers(losses.again.size());
    for (std::int32_t step = 0; step < losses.steps(); ++step) {
        const bool in = (set >> losses.candidate[step] & 1) != 0;
        lost += in ? losses.take[step] : losses.leave[step];
        for (const std::int32_t d : losses.covers[step])
            covers[d] += in ? 1 : 0;
    }
    for (std::size_t d = 0; d < covers.size(); ++d)
        lost += covers[d] > 0 ? (covers[d] - 1) * losses.again[d] : losses.missed[d];
    return lost;
}

} // namespace wangge::test

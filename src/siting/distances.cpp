#include "siting/distances.h"

namespace wangge::siting {

Incidence within(const DistanceMatrix& distances, Value limit) {
    Lists near;
    std::vector<std::int32_t> row;
    for (std::size_t d = 0; d < distances.demands; ++d) {
        row.clear();
        const auto cells = distances.row(d);
        for (std::size_t c = 0; c < cells.size(); ++c)
            if (cells[c] <= limit)
                row.push_back(static_cast<std::int32_t>(c));
        near.add(row);
    }
    return incidence_of(std::move(near), distances.candidates);
}

} // namespace wangge::siting

#include "siting/incidence.h"

namespace wangge::siting {

Lists turned(const Lists& lists, std::size_t count) {
    Lists other;
    other.first.assign(count + 1, 0);
    for (const std::int32_t item : lists.items)
        ++other.first[item + 1];
    for (std::size_t i = 0; i < count; ++i)
        other.first[i + 1] += other.first[i];
    other.items.resize(lists.items.size());
    std::vector<std::size_t> next(other.first.begin(), other.first.end() - 1);
    for (std::size_t i = 0; i < lists.size(); ++i)
        for (const std::int32_t item : lists[i])
            other.items[next[item]++] = static_cast<std::int32_t>(i);
    return other;
}

Incidence incidence_of(Lists by_demand, std::size_t candidates) {
    Incidence incidence;
    incidence.by_candidate = turned(by_demand, candidates);
    incidence.by_demand = std::move(by_demand);
    return incidence;
}

} // namespace wangge::siting

// Which candidate places cover which demands, as a sparse matrix that is read by row and by column.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace wangge::siting {

// Lists of row numbers, one after the other: list i is items[first[i]] .. items[first[i + 1]).
struct Lists {
    std::vector<std::size_t> first{0};
    std::vector<std::int32_t> items;

    std::size_t size() const { return first.size() - 1; }
    std::span<const std::int32_t> operator[](std::size_t i) const {
        return std::span(items).subspan(first[i], first[i + 1] - first[i]);
    }
    void add(std::span<const std::int32_t> list) {
        items.insert(items.end(), list.begin(), list.end());
        first.push_back(items.size());
    }
};

// The lists of the other side, each ascending: i is in turned[j] when j is in lists[i]. Items are below `count`.
Lists turned(const Lists& lists, std::size_t count);

struct Incidence {
    Lists by_demand;    // candidates that cover each demand
    Lists by_candidate; // demands that each candidate covers

    std::size_t demands() const { return by_demand.size(); }
    std::size_t candidates() const { return by_candidate.size(); }
    std::size_t links() const { return by_demand.items.size(); }
};

// Precondition: items are below `candidates`; each list ascending and without repetition.
Incidence incidence_of(Lists by_demand, std::size_t candidates);

} // namespace wangge::siting

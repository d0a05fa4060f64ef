#include "assign/route.h"

#include "base/random.h"

#include <algorithm>
#include <limits>

namespace wangge::assign {
namespace {

using Order = std::vector<std::int32_t>;

constexpr std::int32_t most_exact = 11;
constexpr int disturbances_a_stop = 40;

Order exact(const Ways& ways) {
    const std::int32_t stops = ways.places - 1;
    const std::size_t sets = std::size_t{1} << stops;
    constexpr std::int64_t far = std::numeric_limits<std::int64_t>::max() / 2;
    // Shortest way from the base through the set to its last stop.
    std::vector<std::int64_t> best(sets * static_cast<std::size_t>(stops), far);
    std::vector<std::int8_t> before(best.size(), -1);
    const auto at = [&](std::size_t set, std::int32_t last) {
        return set * static_cast<std::size_t>(stops) + static_cast<std::size_t>(last);
    };
    for (std::int32_t s = 0; s < stops; ++s)
        best[at(std::size_t{1} << s, s)] = ways(0, s + 1);
    for (std::size_t set = 1; set < sets; ++set)
        for (std::int32_t last = 0; last < stops; ++last) {
            if (!(set >> last & 1) || best[at(set, last)] >= far)
                continue;
            for (std::int32_t next = 0; next < stops; ++next) {
                if (set >> next & 1)
                    continue;
                const std::size_t more = set | std::size_t{1} << next;
                const std::int64_t way = best[at(set, last)] + ways(last + 1, next + 1);
                if (way < best[at(more, next)]) {
                    best[at(more, next)] = way;
                    before[at(more, next)] = static_cast<std::int8_t>(last);
                }
            }
        }
    std::int32_t last = 0;
    for (std::int32_t s = 1; s < stops; ++s)
        if (best[at(sets - 1, s)] + ways(s + 1, 0) < best[at(sets - 1, last)] + ways(last + 1, 0))
            last = s;
    Order order;
    for (std::size_t set = sets - 1; last >= 0;) {
        order.push_back(last + 1);
        const std::int32_t previous = before[at(set, last)];
        set &= ~(std::size_t{1} << last);
        last = previous;
    }
    std::reverse(order.begin(), order.end());
    return order;
}

Order nearest_neighbour(const Ways& ways) {
    Order order;
    std::vector<bool> seen(static_cast<std::size_t>(ways.places), false);
    for (std::int32_t here = 0; static_cast<std::int32_t>(order.size()) + 1 < ways.places;) {
        std::int32_t next = -1;
        for (std::int32_t j = 1; j < ways.places; ++j)
            if (!seen[j] && (next < 0 || ways(here, j) < ways(here, next)))
                next = j;
        seen[next] = true;
        order.push_back(next);
        here = next;
    }
    return order;
}

// The place at position i of the tour; the base stands before the first and behind the last.
std::int32_t place(const Order& order, std::ptrdiff_t i) {
    return i < 0 || i >= static_cast<std::ptrdiff_t>(order.size()) ? 0 : order[static_cast<std::size_t>(i)];
}

bool two_opt(const Ways& ways, Order& order) {
    const auto n = static_cast<std::ptrdiff_t>(order.size());
    for (std::ptrdiff_t i = 0; i < n; ++i)
        for (std::ptrdiff_t j = i + 1; j < n; ++j) {
            const std::int32_t a = place(order, i - 1), b = place(order, i), c = place(order, j),
                               d = place(order, j + 1);
            if (ways(a, c) + ways(b, d) < ways(a, b) + ways(c, d)) {
                std::reverse(order.begin() + i, order.begin() + j + 1);
                return true;
            }
        }
    return false;
}

// One to three stops in a row move elsewhere, as they are or turned round.
bool or_opt(const Ways& ways, Order& order) {
    const auto n = static_cast<std::ptrdiff_t>(order.size());
    for (std::ptrdiff_t size = 1; size <= std::min<std::ptrdiff_t>(3, n - 1); ++size)
        for (std::ptrdiff_t i = 0; i + size <= n; ++i) {
            const std::int32_t a = place(order, i - 1), b = place(order, i), c = place(order, i + size - 1),
                               d = place(order, i + size);
            const std::int64_t saved = ways(a, b) + ways(c, d) - ways(a, d);
            for (std::ptrdiff_t k = -1; k < n; ++k) {
                if (k >= i - 1 && k < i + size)
                    continue;
                const std::int32_t e = place(order, k), f = place(order, k + 1);
                const std::int64_t straight = ways(e, b) + ways(c, f), turned = ways(e, c) + ways(b, f);
                if (std::min(straight, turned) - ways(e, f) >= saved)
                    continue;
                Order piece(order.begin() + i, order.begin() + i + size);
                if (turned < straight)
                    std::reverse(piece.begin(), piece.end());
                order.erase(order.begin() + i, order.begin() + i + size);
                const std::ptrdiff_t to = k < i ? k + 1 : k + 1 - size;
                order.insert(order.begin() + to, piece.begin(), piece.end());
                return true;
            }
        }
    return false;
}

void improve(const Ways& ways, Order& order) {
    while (two_opt(ways, order) || or_opt(ways, order)) {
    }
}

Order double_bridge(const Order& order, base::Random& random) {
    const std::size_t n = order.size();
    std::size_t cut[3];
    for (std::size_t& c : cut)
        c = 1 + random.below(n - 1);
    std::sort(cut, cut + 3);
    Order other(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(cut[0]));
    const auto append = [&](std::size_t from, std::size_t to) {
        other.insert(other.end(), order.begin() + static_cast<std::ptrdiff_t>(from),
                     order.begin() + static_cast<std::ptrdiff_t>(to));
    };
    append(cut[1], cut[2]);
    append(cut[0], cut[1]);
    append(cut[2], n);
    return other;
}

} // namespace

std::int64_t length_of(const Ways& ways, const Order& order) {
    std::int64_t length = 0;
    std::int32_t here = 0;
    for (const std::int32_t next : order) {
        length += ways(here, next);
        here = next;
    }
    return length + ways(here, 0);
}

Order round_trip(const Ways& ways) {
    if (ways.places <= 1)
        return {};
    if (ways.places - 1 <= most_exact)
        return exact(ways);
    Order best = nearest_neighbour(ways);
    improve(ways, best);
    std::int64_t shortest = length_of(ways, best);
    base::Random random(static_cast<std::uint64_t>(ways.places));
    for (int i = 0; i < disturbances_a_stop * ways.places; ++i) {
        Order other = double_bridge(best, random);
        improve(ways, other);
        if (const std::int64_t length = length_of(ways, other); length < shortest) {
            shortest = length;
            best = std::move(other);
        }
    }
    return best;
}

} // namespace wangge::assign

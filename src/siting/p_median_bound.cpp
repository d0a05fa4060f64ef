#include "siting/p_median_bound.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace wangge::siting {
namespace {

constexpr double first_step = 1.5, last_step = 0.004;
constexpr int patience = 12; // steps without a better bound before the step is shortened
constexpr double shortened = 0.7;
constexpr double deflection = 0.35; // weight of the last direction
constexpr double forgetting = 0.06; // of `share`, at each step

struct Point {
    std::int64_t bound = 0;
    std::vector<std::int64_t> worth;
    std::vector<std::int32_t> order; // the first `choose` are the chosen ones
};

void evaluate(const MedianCore& core, const std::vector<std::int64_t>& price, Point& point) {
    std::fill(point.worth.begin(), point.worth.end(), 0);
    point.bound = core.settled;
    for (std::size_t i = 0; i < core.customers(); ++i) {
        point.bound += price[i];
        for (const Offer& offer : core.offers_of(i)) {
            if (offer.cost >= price[i])
                break;
            point.worth[offer.place] += offer.cost - price[i];
        }
    }
    std::iota(point.order.begin(), point.order.end(), 0);
    const auto cheaper = [&](std::int32_t a, std::int32_t b) {
        return point.worth[a] != point.worth[b] ? point.worth[a] < point.worth[b] : a < b;
    };
    if (core.choose < core.places())
        std::nth_element(point.order.begin(), point.order.begin() + core.choose, point.order.end(), cheaper);
    for (std::int32_t s = 0; s < core.choose; ++s)
        point.bound += point.worth[point.order[s]];
}

} // namespace

std::vector<std::int64_t> prices_of(const MedianCore& core, const std::vector<bool>& open) {
    std::vector<std::int64_t> price(core.customers());
    for (std::size_t i = 0; i < price.size(); ++i) {
        std::int64_t best = core.beyond[i], second = core.beyond[i];
        bool served = false;
        for (const Offer& offer : core.offers_of(i)) {
            if (!open[offer.place])
                continue;
            if (served) {
                second = offer.cost;
                break;
            }
            best = offer.cost;
            served = true;
        }
        price[i] = best + (second - best) / 2;
    }
    return price;
}

MedianDual ascended(const MedianCore& core, std::vector<std::int64_t> price, std::int64_t goal, std::int64_t known,
                    int iterations, const Deadline& deadline) {
    const std::size_t customers = core.customers();
    Point point{.worth = std::vector<std::int64_t>(core.places()), .order = std::vector<std::int32_t>(core.places())};
    for (std::size_t i = 0; i < customers; ++i)
        price[i] = std::min(price[i], core.beyond[i]);
    MedianDual best{.bound = std::numeric_limits<std::int64_t>::min()};
    best.share.assign(core.places(), 0);
    std::vector<double> direction(customers, 0);
    std::vector<char> chosen(core.places());
    double step = first_step;
    int waited = 0;
    for (int round = 0; round < iterations; ++round) {
        evaluate(core, price, point);
        std::fill(chosen.begin(), chosen.end(), 0);
        for (std::int32_t s = 0; s < core.choose; ++s)
            chosen[point.order[s]] = 1;
        for (std::int32_t j = 0; j < core.places(); ++j)
            best.share[j] += forgetting * (chosen[j] - best.share[j]);
        if (point.bound > best.bound) {
            best.bound = point.bound;
            best.price = price;
            best.worth = point.worth;
            best.chosen.assign(point.order.begin(), point.order.begin() + core.choose);
            waited = 0;
        } else if (++waited >= patience) {
            waited = 0;
            step *= shortened;
        }
        if (best.bound > goal || step < last_step || (round % 16 == 0 && deadline.over()))
            break;
        double norm = 0;
        for (std::size_t i = 0; i < customers; ++i) {
            double slope = 1;
            for (const Offer& offer : core.offers_of(i)) {
                if (offer.cost >= price[i])
                    break;
                slope -= chosen[offer.place];
            }
            // A price above `beyond` is of no use: it would be cut back.
            if (slope > 0 && price[i] >= core.beyond[i])
                slope = 0;
            direction[i] = slope + deflection * direction[i];
            norm += direction[i] * direction[i];
        }
        if (norm <= 0)
            break;
        const double pace = step * static_cast<double>(std::max<std::int64_t>(1, known - point.bound)) / norm;
        for (std::size_t i = 0; i < customers; ++i)
            price[i] = std::clamp<std::int64_t>(price[i] + std::llround(pace * direction[i]), 0, core.beyond[i]);
    }
    return best;
}

std::vector<Fate> proven_fates(const MedianCore& core, const MedianDual& dual, std::int64_t goal) {
    std::vector<Fate> fate(core.places(), Fate::free);
    std::vector<char> chosen(core.places(), 0);
    std::int64_t worst_in = std::numeric_limits<std::int64_t>::min(), best_out = 0;
    for (const std::int32_t j : dual.chosen) {
        chosen[j] = 1;
        worst_in = std::max(worst_in, dual.worth[j]);
    }
    bool any_out = false;
    for (std::int32_t j = 0; j < core.places(); ++j)
        if (!chosen[j]) {
            best_out = any_out ? std::min(best_out, dual.worth[j]) : dual.worth[j];
            any_out = true;
        }
    for (std::int32_t j = 0; j < core.places(); ++j) {
        if (!chosen[j] && dual.bound + dual.worth[j] - worst_in > goal)
            fate[j] = Fate::closed;
        else if (chosen[j] && any_out && dual.bound + best_out - dual.worth[j] > goal)
            fate[j] = Fate::open;
    }
    return fate;
}

} // namespace wangge::siting

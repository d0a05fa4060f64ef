#include "demo/settle.h"

#include "demo/noise.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wangge::demo {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

template <class T> void shuffle(std::vector<T>& items, base::Random& random) {
    for (std::size_t i = items.size(); i > 1; --i)
        std::swap(items[i - 1], items[random.below(i)]);
}

std::size_t idx(Hex h) {
    return static_cast<std::size_t>(h);
}

// How good a place is to live: flat, low, dry, beside water but not in it.
double comfort(const Ground& ground, Hex h) {
    if (ground.wet[idx(h)] >= 2)
        return 0;
    const auto slope = static_cast<double>(ground.slope[idx(h)]);
    double value = std::exp(-slope / 0.10) * std::exp(-static_cast<double>(ground.height[idx(h)]) / 700);
    for (const Hex next : ground.lattice.neighbours(h))
        if (next != no_hex && ground.wet[idx(next)] > 0 && ground.wet[idx(next)] < 3) {
            value *= 1.5;
            break;
        }
    return value * (1 + 0.4 * static_cast<double>(ground.rough[idx(h)]));
}

double growth_step(const Ground& ground, Hex to, double river) {
    const auto wet = ground.wet[idx(to)];
    const double water = wet == 1 ? 0.4 * river : wet == 2 ? river : wet == 3 ? 0.7 * river : 0;
    return ground.lattice.spacing() * (0.75 + 7 * static_cast<double>(ground.slope[idx(to)]) + water +
                                       0.35 * static_cast<double>(ground.rough[idx(to)]));
}

void choose_county_seats(const Ground& ground, const SettleOptions& options, base::Random& random, Settlement& s) {
    const Lattice& lattice = ground.lattice;
    std::vector<Hex> order;
    geo::Box box;
    for (Hex h = 0; h < static_cast<Hex>(lattice.size()); ++h)
        box.add(lattice.centre(h));
    const geo::MapPoint middle = box.centre();
    if (options.counties == 1) {
        // The flattest place by the main river near the middle.
        double best = -1;
        Hex seat = no_hex;
        for (Hex h = 0; h < static_cast<Hex>(lattice.size()); ++h) {
            const geo::MapPoint p = lattice.centre(h);
            const double away = std::hypot(p.x - middle.x, p.y - middle.y);
            double value = comfort(ground, h) * std::exp(-away / 3500);
            const Hex near = lattice.at({p.x, p.y + 900}), south = lattice.at({p.x, p.y - 900});
            if ((near != no_hex && ground.wet[idx(near)] == 2) || (south != no_hex && ground.wet[idx(south)] == 2))
                value *= 2;
            if (value > best) {
                best = value;
                seat = h;
            }
        }
        s.counties.push_back({seat, {}});
        return;
    }
    for (Hex h = 0; h < static_cast<Hex>(lattice.size()); ++h)
        if (comfort(ground, h) > 0.55)
            order.push_back(h);
    shuffle(order, random);
    const double radius = 0.5 * std::min(box.width(), box.height()) - 20000;
    for (double apart = 62000; static_cast<int>(s.counties.size()) < options.counties && apart > 5000; apart *= 0.96)
        for (const Hex h : order) {
            if (static_cast<int>(s.counties.size()) == options.counties)
                break;
            const geo::MapPoint p = lattice.centre(h);
            if (std::hypot(p.x - middle.x, p.y - middle.y) > radius)
                continue;
            if (std::all_of(s.counties.begin(), s.counties.end(),
                            [&](const CountyPlace& c) { return distance(lattice, c.seat, h) > apart; }))
                s.counties.push_back({h, {}});
        }
}

void grow_counties(const Ground& ground, const SettleOptions& options, Settlement& s, base::Feedback& feedback) {
    const Lattice& lattice = ground.lattice;
    std::vector<Source> sources;
    for (const CountyPlace& county : s.counties)
        sources.push_back({county.seat, 0, 1});
    // Counties are no discs: some directions are easier to hold than others.
    const auto wild = [&](geo::MapPoint p) {
        return 1.6 * fractal_noise(options.seed + 70, p.x / 14000, p.y / 14000, 2);
    };
    const auto step = [&](Hex, Hex to, std::int32_t) {
        if (lattice.on_rim(to))
            return never;
        const double h = static_cast<double>(ground.height[idx(to)]) / 420;
        return lattice.spacing() *
               (1 + 0.75 * std::min(2.2, h * h) + 2.2 * static_cast<double>(ground.slope[idx(to)]) +
                0.3 * static_cast<double>(ground.rough[idx(to)]) + 0.62 * clamped(wild(lattice.centre(to)), -0.6, 1));
    };
    Spread grown = spread(ground, sources, step, feedback);
    std::vector<float> costs;
    for (const float cost : grown.cost)
        if (std::isfinite(cost))
            costs.push_back(cost);
    const auto wanted =
        std::min(costs.size() - 1, static_cast<std::size_t>(options.area_km2 * 1e6 / lattice.hex_area()));
    std::nth_element(costs.begin(), costs.begin() + static_cast<std::ptrdiff_t>(wanted), costs.end());
    for (std::size_t i = 0; i < grown.owner.size(); ++i)
        if (grown.cost[i] > costs[wanted])
            grown.owner[i] = -1;
    // Islands of outside within are taken by whoever would have reached them.
    std::vector<Hex> outside{0};
    std::vector<std::uint8_t> open(lattice.size(), 0);
    open[0] = 1;
    for (std::size_t i = 0; i < outside.size(); ++i)
        for (const Hex next : lattice.neighbours(outside[i]))
            if (next != no_hex && !open[idx(next)] && grown.owner[idx(next)] < 0) {
                open[idx(next)] = 1;
                outside.push_back(next);
            }
    for (std::size_t i = 0; i < grown.owner.size(); ++i)
        if (grown.owner[i] < 0 && !open[i])
            for (Hex h = static_cast<Hex>(i); grown.owner[i] < 0 && h != no_hex; h = grown.from[idx(h)])
                grown.owner[i] = grown.owner[idx(h)];
    s.county_of = std::move(grown.owner);
}

void choose_townships(const Ground& ground, const SettleOptions& options, base::Random& random, Settlement& s) {
    const Lattice& lattice = ground.lattice;
    std::vector<std::vector<Hex>> inside(s.counties.size());
    for (Hex h = 0; h < static_cast<Hex>(lattice.size()); ++h)
        if (s.county_of[idx(h)] >= 0)
            inside[static_cast<std::size_t>(s.county_of[idx(h)])].push_back(h);
    for (std::size_t c = 0; c < s.counties.size(); ++c) {
        CountyPlace& county = s.counties[c];
        std::vector<Hex>& order = inside[c];
        shuffle(order, random);
        const double side = std::sqrt(static_cast<double>(order.size()) * lattice.hex_area());
        const auto is_inner = [&](Hex h) {
            const geo::MapPoint p = lattice.centre(h);
            for (int k = 0; k < 6; ++k) {
                const double turn = k * 1.0471975511965976, off = 0.035 * side;
                const Hex q = lattice.at({p.x + off * std::cos(turn), p.y + off * std::sin(turn)});
                if (q == no_hex || s.county_of[idx(q)] != static_cast<std::int32_t>(c))
                    return false;
            }
            return true;
        };
        const auto add = [&](Hex h, TownshipKind kind) {
            county.townships.push_back(static_cast<int>(s.townships.size()));
            s.townships.push_back({static_cast<int>(c), h, kind, {}});
        };
        add(county.seat, TownshipKind::street);
        for (const Hex h : order) {
            if (county.townships.size() == 3)
                break;
            const double away = distance(lattice, county.seat, h);
            if (away < 2300 || away > 3600 || comfort(ground, h) < 0.5)
                continue;
            if (county.townships.size() == 2 &&
                distance(lattice, s.townships[static_cast<std::size_t>(county.townships[1])].seat, h) < 4200)
                continue;
            add(h, TownshipKind::street);
        }
        const auto wanted = static_cast<std::size_t>(options.townships_per_county);
        double least = 0.35;
        for (double apart = 0.26 * side; county.townships.size() < wanted; apart *= 0.95, least *= 0.97) {
            for (const Hex h : order) {
                if (county.townships.size() == wanted)
                    break;
                if (comfort(ground, h) < least || distance(lattice, county.seat, h) < std::max(5200.0, 0.6 * apart))
                    continue;
                const bool free = std::all_of(county.townships.begin(), county.townships.end(), [&](int t) {
                    const TownshipPlace& other = s.townships[static_cast<std::size_t>(t)];
                    return other.kind == TownshipKind::street || distance(lattice, other.seat, h) > apart;
                });
                if (free && is_inner(h))
                    add(h, TownshipKind::town);
            }
        }
        // The six highest are rural townships (乡), the others towns (镇).
        const std::size_t rural = wanted * 3 / 10;
        std::vector<int>& all = county.townships;
        std::stable_sort(all.begin(), all.end(), [&](int a, int b) {
            const TownshipPlace &x = s.townships[static_cast<std::size_t>(a)],
                                &y = s.townships[static_cast<std::size_t>(b)];
            if (x.kind != y.kind)
                return x.kind < y.kind;
            return x.kind == TownshipKind::town && ground.height[idx(x.seat)] < ground.height[idx(y.seat)];
        });
        for (std::size_t i = all.size() - rural; i < all.size(); ++i)
            s.townships[static_cast<std::size_t>(all[i])].kind = TownshipKind::rural;
    }
}

void grow_townships(const Ground& ground, base::Random& random, Settlement& s, base::Feedback& feedback) {
    std::vector<Source> sources;
    for (const TownshipPlace& t : s.townships)
        sources.push_back({t.seat, 0, t.kind == TownshipKind::street ? 0.6 : random.uniform(0.9, 1.12)});
    s.township_of = spread(
                        ground, sources,
                        [&](Hex, Hex to, std::int32_t owner) {
                            const int county = s.townships[static_cast<std::size_t>(owner)].county;
                            return s.county_of[idx(to)] == county ? growth_step(ground, to, 4.0) : never;
                        },
                        feedback)
                        .owner;
}

// Village seats by darts: no two nearer than the local spacing, which is small in town and large in the mountains.
std::vector<Hex> village_seats(const Ground& ground, const Settlement& s, const std::vector<float>& spacing,
                               const std::vector<Hex>& order, double scale) {
    const Lattice& lattice = ground.lattice;
    constexpr double bucket = 1500;
    geo::Box box;
    box.add(lattice.centre(0));
    box.add(lattice.centre(static_cast<Hex>(lattice.size()) - 1));
    box = box.grown(5000);
    const int columns = static_cast<int>(box.width() / bucket) + 1, rows = static_cast<int>(box.height() / bucket) + 1;
    std::vector<std::vector<Hex>> grid(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
    std::vector<Hex> seats;
    const auto bucket_of = [&](geo::MapPoint p) {
        return std::pair(static_cast<int>((p.x - box.min_x) / bucket), static_cast<int>((p.y - box.min_y) / bucket));
    };
    const auto put = [&](Hex h) {
        const auto [c, r] = bucket_of(lattice.centre(h));
        grid[static_cast<std::size_t>(r) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(c)].push_back(
            h);
        seats.push_back(h);
    };
    for (const TownshipPlace& t : s.townships)
        put(t.seat);
    for (const Hex h : order) {
        const double apart = scale * static_cast<double>(spacing[idx(h)]);
        const geo::MapPoint p = lattice.centre(h);
        const auto [c, r] = bucket_of(p);
        const int reach = static_cast<int>(apart / bucket) + 1;
        bool free = true;
        for (int row = std::max(0, r - reach); free && row <= std::min(rows - 1, r + reach); ++row)
            for (int column = std::max(0, c - reach); free && column <= std::min(columns - 1, c + reach); ++column)
                for (const Hex other : grid[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                                            static_cast<std::size_t>(column)])
                    if (distance(lattice, other, h) < apart) {
                        free = false;
                        break;
                    }
        if (free)
            put(h);
    }
    return seats;
}

void make_villages(const Ground& ground, const SettleOptions& options, base::Random& random, Settlement& s,
                   base::Feedback& feedback) {
    const Lattice& lattice = ground.lattice;
    std::vector<float> spacing(lattice.size(), 0);
    std::vector<Hex> order;
    for (Hex h = 0; h < static_cast<Hex>(lattice.size()); ++h) {
        const std::int32_t t = s.township_of[idx(h)];
        if (t < 0 || ground.wet[idx(h)] >= 2)
            continue;
        const TownshipPlace& township = s.townships[static_cast<std::size_t>(t)];
        const double town = distance(lattice, s.counties[static_cast<std::size_t>(township.county)].seat, h);
        const double seat = distance(lattice, township.seat, h);
        const double good = std::min(1.0, comfort(ground, h));
        const double density = 0.16 + 0.84 * good + 9 * std::exp(-std::pow(town / 1700, 2)) +
                               2.6 * std::exp(-std::pow(town / 3600, 2)) + 1.2 * std::exp(-std::pow(seat / 1300, 2));
        spacing[idx(h)] = static_cast<float>(2000 / std::sqrt(density));
        // Good places are tried first.
        if (good > 0.02)
            order.push_back(h);
    }
    shuffle(order, random);
    std::stable_sort(order.begin(), order.end(), [&](Hex a, Hex b) {
        const auto rank = [&](Hex h) { return static_cast<int>(4 * std::min(1.0, comfort(ground, h))); };
        return rank(a) > rank(b);
    });
    const double wanted = options.villages_per_county * options.counties;
    double scale = 1;
    std::vector<Hex> seats;
    for (int attempt = 0; attempt < 5; ++attempt) {
        feedback.check();
        seats = village_seats(ground, s, spacing, order, scale);
        const double ratio = static_cast<double>(seats.size()) / wanted;
        if (std::abs(ratio - 1) < 0.004)
            break;
        scale *= std::sqrt(ratio);
    }
    std::vector<Source> sources;
    for (const Hex h : seats) {
        const int t = s.township_of[idx(h)];
        s.townships[static_cast<std::size_t>(t)].villages.push_back(static_cast<int>(s.villages.size()));
        s.villages.push_back({t, h, 220, false, 0});
        sources.push_back({h, 0, 1});
    }
    s.village_of = spread(
                       ground, sources,
                       [&](Hex, Hex to, std::int32_t owner) {
                           const int t = s.villages[static_cast<std::size_t>(owner)].township;
                           return s.township_of[idx(to)] == t ? growth_step(ground, to, 3.0) : never;
                       },
                       feedback)
                       .owner;
    for (const std::int32_t v : s.village_of)
        if (v >= 0)
            s.villages[static_cast<std::size_t>(v)].area_km2 += lattice.hex_area() / 1e6;
}

void classify(const Ground& ground, Settlement& s) {
    const Lattice& lattice = ground.lattice;
    for (VillagePlace& v : s.villages) {
        const TownshipPlace& t = s.townships[static_cast<std::size_t>(v.township)];
        const double town = distance(lattice, s.counties[static_cast<std::size_t>(t.county)].seat, v.seat);
        if (t.kind == TownshipKind::street) {
            v.urban_rural_class = town < 3000 ? 111 : 112;
            v.committee_of_residents = town < 3400;
        } else if (v.seat == t.seat) {
            v.urban_rural_class = t.kind == TownshipKind::town ? 121 : 210;
            v.committee_of_residents = t.kind == TownshipKind::town;
        }
    }
    // Villages that touch the town or a town's centre are the fringe.
    std::vector<int> next_class(s.villages.size(), 0);
    for (Hex h = 0; h < static_cast<Hex>(lattice.size()); ++h) {
        const std::int32_t v = s.village_of[idx(h)];
        if (v < 0 || s.villages[static_cast<std::size_t>(v)].urban_rural_class != 220)
            continue;
        for (const Hex beside : lattice.neighbours(h)) {
            const std::int32_t w = beside == no_hex ? -1 : s.village_of[idx(beside)];
            if (w < 0 || w == v)
                continue;
            const VillagePlace &here = s.villages[static_cast<std::size_t>(v)],
                               &there = s.villages[static_cast<std::size_t>(w)];
            int& found = next_class[static_cast<std::size_t>(v)];
            if (there.urban_rural_class == 111 ||
                (there.urban_rural_class == 112 && distance(lattice, here.seat, there.seat) < 1500))
                found = 112;
            else if (there.urban_rural_class == 121 && here.township == there.township && found == 0 &&
                     distance(lattice, here.seat, there.seat) < 1900)
                found = 122;
        }
    }
    for (std::size_t v = 0; v < s.villages.size(); ++v)
        if (next_class[v])
            s.villages[v].urban_rural_class = next_class[v];
}

} // namespace

double distance(const Lattice& lattice, Hex a, Hex b) {
    const geo::MapPoint p = lattice.centre(a), q = lattice.centre(b);
    return std::hypot(p.x - q.x, p.y - q.y);
}

Settlement settle(const Ground& ground, const SettleOptions& options, base::Feedback& feedback) {
    base::Random random(options.seed);
    Settlement s;
    choose_county_seats(ground, options, random, s);
    grow_counties(ground, options, s, feedback);
    choose_townships(ground, options, random, s);
    grow_townships(ground, random, s, feedback);
    make_villages(ground, options, random, s, feedback);
    classify(ground, s);
    return s;
}

} // namespace wangge::demo

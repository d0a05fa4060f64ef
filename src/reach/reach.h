// How far it is from people to places, whatever the way of travel: the ground that coverage, siting and assignment
// share.
#pragma once
#include "base/feedback.h"
#include "base/units.h"
#include "geo/polygon.h"
#include "model/snapshot.h"
#include "reach/field.h"
#include "reach/travel_rules.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace wangge::reach {

enum class Travel : std::uint8_t { line, road, terrain };
// "line", "road", "terrain".
std::string_view key_of(Travel travel);
enum class Unit : std::uint8_t { metres, minutes };

// What it takes to get there, in the unit of the Reach that measured it.
using Effort = base::Quantity<struct EffortTag>;
inline constexpr Effort out_of_reach{std::numeric_limits<double>::infinity()};

// Columns of points on the document's plane, metres; a NaN coordinate is a point that is nowhere.
struct Points {
    std::span<const double> x, y;
    std::size_t size() const { return x.size(); }
};

// A source seen from a target.
struct Link {
    std::int32_t source = -1; // row of the sources; -1 = there is none
    Effort effort = out_of_reach;
};

// The sources of each target, nearest first and at equal effort in order of row: target t has links
// [first[t], first[t + 1]).
struct Links {
    std::vector<std::size_t> first{0};
    std::vector<Link> links;
    std::size_t targets() const { return first.size() - 1; }
    std::span<const Link> of(std::size_t target) const {
        return std::span(links).subspan(first[target], first[target + 1] - first[target]);
    }
};

// How a place hangs together with the rest of the country: with the main network, with a part that is cut off from it,
// or with none (no road within the walking limit; shut in by barriers).
enum class Foothold : std::uint8_t { joined, cut_off, none };

// One way of travel over one country. All answers are the same for any number of threads.
class Reach {
public:
    virtual ~Reach() = default;
    virtual Travel travel() const = 0;
    virtual Unit unit() const = 0;

    // The nearest source of each target; of equally near ones the lowest row. A target that is nowhere has none.
    virtual std::vector<Link> nearest(Points targets, Points sources, base::Feedback& feedback) const = 0;
    // Up to `count` nearest sources of each target.
    virtual Links nearest(Points targets, Points sources, int count, base::Feedback& feedback) const = 0;
    // All sources within limits[t] of target t, closed: effort <= limit. One limit a target.
    virtual Links within(Points targets, Points sources, std::span<const Effort> limits,
                         base::Feedback& feedback) const = 0;
    // Of each region, how much no source reaches within `limit`.
    virtual std::vector<base::SquareMetres> uncovered_areas(const std::vector<const geo::MultiPolygon*>& regions,
                                                            Points sources, Effort limit,
                                                            base::Feedback& feedback) const = 0;

    // The first source at every point of the lattice, whose effort and source are filled in. Source s sets out with
    // delays[s] behind it; none when `delays` is empty. Unless a way of travel knows better, by nearest(), which takes
    // no delays: then Error(bad_input) "reach.no_delays".
    virtual void fill(Field& lattice, Points sources, std::span<const Effort> delays, base::Feedback& feedback) const;
    // Everywhere Foothold::joined unless a way of travel knows better; a point that is nowhere has none.
    virtual std::vector<Foothold> footholds(Points points, base::Feedback& feedback) const;
};

// Of each region the area that lies beyond `limit` in the field.
std::vector<base::SquareMetres> areas_beyond(const Field& field, Effort limit,
                                             const std::vector<const geo::MultiPolygon*>& regions,
                                             base::Feedback& feedback);

// As the crow flies, in metres; areas are bounded by true circular arcs.
std::unique_ptr<Reach> straight_line();

// The Reach for a way of travel over the roads, waters, terrain and land cover of the snapshot; it keeps a copy of what
// it needs, and its last field of times for the same people, whatever the limit.
// Line is measured in metres, road and terrain in minutes. Throws Error(bad_input) "reach.no_roads" when there is no
// road to travel on, "reach.no_terrain" when there is neither terrain nor land cover, "reach.no_rule" when the table
// lacks a rule.
std::unique_ptr<Reach> make_reach(Travel travel, const model::Snapshot& snapshot, const TravelOptions& options,
                                  base::Feedback& feedback);

} // namespace wangge::reach

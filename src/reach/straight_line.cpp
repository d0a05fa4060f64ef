#include "base/error.h"
#include "base/parallel.h"
#include "geo/disc_cover.h"
#include "geo/point_index.h"
#include "reach/reach.h"

#include <algorithm>
#include <cmath>

namespace wangge::reach {
namespace {

constexpr std::size_t block = 512;

Link to_link(const geo::Neighbour& neighbour) {
    return {neighbour.row, neighbour.row < 0 ? out_of_reach : Effort{neighbour.distance}};
}

class StraightLine : public Reach {
public:
    Travel travel() const override { return Travel::line; }
    Unit unit() const override { return Unit::metres; }

    std::vector<Link> nearest(Points targets, Points sources, base::Feedback& feedback) const override {
        const geo::PointIndex index(sources.x, sources.y);
        const auto found = index.nearest_of(targets.x, targets.y, feedback);
        std::vector<Link> links(found.size());
        std::transform(found.begin(), found.end(), links.begin(), to_link);
        return links;
    }

    Links nearest(Points targets, Points sources, int count, base::Feedback& feedback) const override {
        const geo::PointIndex index(sources.x, sources.y);
        const auto found = index.nearest_of(targets.x, targets.y, count, feedback);
        Links links;
        links.first.reserve(targets.size() + 1);
        for (std::size_t t = 0; t < targets.size(); ++t) {
            for (int k = 0; k < count; ++k)
                if (const geo::Neighbour& neighbour = found[t * count + k]; neighbour.row >= 0)
                    links.links.push_back(to_link(neighbour));
            links.first.push_back(links.links.size());
        }
        return links;
    }

    Links within(Points targets, Points sources, std::span<const Effort> limits,
                 base::Feedback& feedback) const override {
        base::ensure(limits.size() == targets.size(), "one limit a target");
        const geo::PointIndex index(sources.x, sources.y);
        std::vector<std::vector<Link>> rows(targets.size());
        base::parallel_blocks(targets.size(), block, [&](std::size_t begin, std::size_t end) {
            feedback.check();
            for (std::size_t t = begin; t < end; ++t)
                rows[t] = sources_near(index, {targets.x[t], targets.y[t]}, sources, limits[t]);
        });
        Links links;
        links.first.reserve(targets.size() + 1);
        for (const auto& row : rows) {
            links.links.insert(links.links.end(), row.begin(), row.end());
            links.first.push_back(links.links.size());
        }
        return links;
    }

    std::vector<base::SquareMetres> uncovered_areas(const std::vector<const geo::MultiPolygon*>& regions,
                                                    Points sources, Effort limit,
                                                    base::Feedback& feedback) const override {
        const geo::DiscCover cover(sources.x, sources.y, base::Metres{limit.value}, feedback);
        return cover.uncovered(regions, feedback);
    }

private:
    static std::vector<Link> sources_near(const geo::PointIndex& index, geo::MapPoint place, Points sources,
                                          Effort limit) {
        std::vector<Link> links;
        if (std::isnan(place.x) || std::isnan(place.y) || !(limit.value >= 0))
            return links;
        if (std::isinf(limit.value)) {
            for (const geo::Neighbour& neighbour : index.nearest(place, static_cast<int>(index.size())))
                links.push_back(to_link(neighbour));
            return links;
        }
        for (const std::int32_t row : index.within(place, base::Metres{limit.value})) {
            const double dx = sources.x[row] - place.x, dy = sources.y[row] - place.y;
            links.push_back({row, Effort{std::sqrt(dx * dx + dy * dy)}});
        }
        std::stable_sort(links.begin(), links.end(), [](const Link& a, const Link& b) { return a.effort < b.effort; });
        return links;
    }
};

} // namespace

std::unique_ptr<Reach> straight_line() {
    return std::make_unique<StraightLine>();
}

} // namespace wangge::reach

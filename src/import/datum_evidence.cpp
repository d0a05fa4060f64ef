// Which datum brings the rows of a file to the places that they name.
#include "import/placement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <unordered_map>

namespace wangge::import {
namespace {

using geo::MapPoint;

constexpr std::array<geo::Datum, 3> hypotheses{geo::Datum::cgcs2000, geo::Datum::gcj02, geo::Datum::bd09};
constexpr std::size_t most_samples = 3000;
constexpr double sure_enough = 0.9;
constexpr std::int64_t enough_rows = 5;

double distance_to_segment(MapPoint p, MapPoint a, MapPoint b) {
    const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    const double t = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

double distance_outside(const geo::MultiPolygon& area, MapPoint p) {
    if (geo::contains(area, p))
        return 0;
    double nearest = INFINITY;
    for (const geo::Polygon& part : area.parts)
        for (std::size_t i = 0; i + 1 < part.outer.size(); ++i)
            nearest = std::min(nearest, distance_to_segment(p, part.outer[i], part.outer[i + 1]));
    return nearest;
}

double area_likelihood(const geo::MultiPolygon& area, MapPoint p) {
    const double outside = distance_outside(area, p);
    return outside == 0 ? std::log(0.9) : std::log(0.1) - std::min(outside / 200, 8.0);
}

// Road segments by squares of `side` metres.
class RoadSquares {
public:
    explicit RoadSquares(const std::vector<model::Road>& roads) {
        for (const model::Road& road : roads)
            for (std::size_t i = 0; i + 1 < road.line.size(); ++i) {
                const MapPoint a = road.line[i], b = road.line[i + 1];
                const double length = std::hypot(b.x - a.x, b.y - a.y);
                const int steps = std::min(1000, static_cast<int>(length / side) + 1);
                std::int64_t last = INT64_MIN;
                for (int k = 0; k <= steps; ++k) {
                    const std::int64_t key = key_at(a.x + (b.x - a.x) * k / steps, a.y + (b.y - a.y) * k / steps);
                    if (key != last)
                        m_segments[key].push_back({a, b});
                    last = key;
                }
            }
    }
    // Up to `side`; infinity farther away.
    double distance(MapPoint p) const {
        double nearest = INFINITY;
        for (int dx = -1; dx <= 1; ++dx)
            for (int dy = -1; dy <= 1; ++dy)
                if (const auto found = m_segments.find(key_at(p.x + dx * side, p.y + dy * side));
                    found != m_segments.end())
                    for (const auto& [a, b] : found->second)
                        nearest = std::min(nearest, distance_to_segment(p, a, b));
        return nearest;
    }
    bool empty() const { return m_segments.empty(); }

private:
    static constexpr double side = 500;
    static std::int64_t key_at(double x, double y) {
        return static_cast<std::int64_t>(std::floor(x / side)) * 1000003 +
               static_cast<std::int64_t>(std::floor(y / side));
    }
    std::unordered_map<std::int64_t, std::vector<std::pair<MapPoint, MapPoint>>> m_segments;
};

double median(std::vector<double> values) {
    if (values.empty())
        return 0;
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

} // namespace

void weigh_datums(std::span<const Sample> samples, std::optional<geo::Datum> hint, const Context& context,
                  const Gazetteer& gazetteer, Verdict& verdict) {
    // The same rows under each hypothesis.
    const std::size_t step = std::max<std::size_t>(1, samples.size() / most_samples);
    std::vector<const Sample*> chosen;
    for (std::size_t i = 0; i < samples.size(); i += step)
        chosen.push_back(&samples[i]);
    std::array<std::vector<MapPoint>, hypotheses.size()> points;
    for (std::size_t h = 0; h < hypotheses.size(); ++h) {
        for (const Sample* sample : chosen)
            points[h].push_back(sample->raw);
        Verdict trial = verdict;
        trial.datum = hypotheses[h];
        std::vector<std::uint8_t> ignored(points[h].size());
        Placement(trial, context.projection).place(points[h], ignored);
    }
    const RoadSquares roads(context.snapshot.roads);

    std::array<double, hypotheses.size()> sum{}, moved{};
    std::array<std::int64_t, hypotheses.size()> inside{};
    std::int64_t named = 0, placed = 0;
    std::array<std::vector<double>, hypotheses.size()> seat_distances;
    DatumEvidence& evidence = verdict.evidence;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const PlaceMatch& match = chosen[i]->match;
        if (!std::isfinite(points[0][i].x) || !std::isfinite(points[1][i].x) || !std::isfinite(points[2][i].x))
            continue;
        const geo::MultiPolygon* village = gazetteer.village_area(match);
        const geo::MultiPolygon* township = village ? nullptr : gazetteer.township_area(match);
        const bool seat = !village && match.village != model::no_row && std::isfinite(gazetteer.point_of(match).x);
        bool used = village || township || seat;
        evidence.in_villages += village != nullptr;
        evidence.near_seats += seat;
        evidence.in_townships += township != nullptr;
        named += village || township;
        ++placed;
        for (std::size_t h = 0; h < hypotheses.size(); ++h) {
            const MapPoint p = points[h][i];
            moved[h] += std::hypot(p.x - points[0][i].x, p.y - points[0][i].y);
            if (village || township) {
                sum[h] += area_likelihood(village ? *village : *township, p);
                inside[h] += geo::contains(village ? *village : *township, p);
            }
            if (seat) {
                const MapPoint at = gazetteer.point_of(match);
                seat_distances[h].push_back(std::hypot(p.x - at.x, p.y - at.y));
            }
        }
        if (!roads.empty()) {
            std::array<double, hypotheses.size()> d;
            for (std::size_t h = 0; h < hypotheses.size(); ++h)
                d[h] = std::min(500.0, roads.distance(points[h][i]));
            if (*std::min_element(d.begin(), d.end()) < 500) {
                for (std::size_t h = 0; h < hypotheses.size(); ++h)
                    sum[h] -= 0.5 * std::log1p(d[h] * d[h] / (40.0 * 40.0));
                ++evidence.near_roads;
                used = true;
            }
        }
        evidence.rows += used;
    }
    double scale = INFINITY;
    for (const auto& distances : seat_distances)
        scale = std::min(scale, std::max(100.0, median(distances)));
    for (std::size_t h = 0; h < hypotheses.size(); ++h)
        for (const double d : seat_distances[h])
            sum[h] -= std::log1p(d * d / (scale * scale));

    // Hypotheses that put every point on the same place are one: outside mainland China GCJ-02 changes nothing.
    std::array<bool, hypotheses.size()> same_as_first{};
    for (std::size_t h = 1; h < hypotheses.size(); ++h) {
        double farthest = 0;
        for (std::size_t i = 0; i < chosen.size(); ++i)
            if (std::isfinite(points[0][i].x) && std::isfinite(points[h][i].x))
                farthest =
                    std::max(farthest, std::hypot(points[0][i].x - points[h][i].x, points[0][i].y - points[h][i].y));
        same_as_first[h] = farthest < 0.01;
    }
    const double best_sum = *std::max_element(sum.begin(), sum.end());
    std::array<double, hypotheses.size()> weight{};
    double total = 0;
    for (std::size_t h = 0; h < hypotheses.size(); ++h) {
        const double prior = hint ? (hypotheses[h] == *hint ? 0.96 : 0.02) : h == 0 ? 0.6 : 0.2;
        weight[h] = prior * std::exp(0.5 * (sum[h] - best_sum));
        total += weight[h];
    }
    for (std::size_t h = 1; h < hypotheses.size(); ++h)
        if (same_as_first[h]) {
            weight[0] += weight[h];
            weight[h] = 0;
        }
    const auto best = static_cast<std::size_t>(std::max_element(weight.begin(), weight.end()) - weight.begin());
    for (std::size_t h = 0; h < hypotheses.size() && evidence.rows > 0; ++h)
        evidence.hypotheses.push_back(
            {.datum = hypotheses[h],
             .score = sum[h] / static_cast<double>(evidence.rows),
             .confidence = std::min(0.999, weight[h] / total),
             .inside = named > 0 ? static_cast<double>(inside[h]) / static_cast<double>(named) : 0,
             .moved = base::Metres{moved[h] / static_cast<double>(std::max<std::int64_t>(1, placed))}});
    const double confidence = total > 0 ? std::min(0.999, weight[best] / total) : 0;
    if (confidence >= sure_enough && (evidence.rows >= enough_rows || hint)) {
        verdict.datum = hypotheses[best];
        verdict.confidence = confidence;
        return;
    }
    verdict.datum = geo::Datum::cgcs2000;
    verdict.confidence = evidence.rows == 0 ? 0 : weight[0] / total;
    if (!samples.empty())
        verdict.notices.push_back({"import.notice.datum_assumed", {{"rows", fmt::format("{}", evidence.rows)}}});
}

} // namespace wangge::import

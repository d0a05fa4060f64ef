// Where somebody may be placed: the candidates of siting, told in words.
#include "app/siting_places.h"
#include "base/error.h"
#include "geo/area_index.h"
#include "geo/overlay.h"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace wangge::app {
namespace {

constexpr std::array<std::string_view, candidate_places_count> keys{"villages", "sites", "cells", "junctions"};

void say_township(const model::Snapshot& snapshot, model::Row township, CandidatePlace& place) {
    if (township == model::no_row)
        return;
    const model::Boundary& boundary = snapshot.boundaries[snapshot.townships[township]];
    place.township = boundary.name;
    place.township_code = boundary.code;
}

std::vector<CandidatePlace> village_seats(const model::Snapshot& snapshot) {
    const model::VillageTable& villages = snapshot.villages;
    std::vector<CandidatePlace> places;
    for (std::size_t v = 0; v < villages.size(); ++v) {
        places.push_back({std::string(villages.code[v]), std::string(villages.name[v]),
                          std::string(villages.township_name[v]), std::string(villages.code[v]),
                          std::string(villages.township_code[v]), villages.point(v)});
        say_township(snapshot, villages.township[v], places.back());
    }
    return places;
}

std::vector<CandidatePlace> site_places(const model::Snapshot& snapshot) {
    const model::SiteTable& sites = snapshot.sites;
    std::vector<CandidatePlace> places;
    for (std::size_t s = 0; s < sites.size(); ++s) {
        CandidatePlace place{.key = std::string(sites.key[s]),
                             .name = std::string(sites.name[s]),
                             .village_code = std::string(sites.village_code[s]),
                             .township_code = std::string(sites.township_code[s]),
                             .point = sites.point(s)};
        if (sites.village[s] != model::no_row)
            place.village_code = snapshot.villages.code[sites.village[s]];
        say_township(snapshot, sites.township[s], place);
        places.push_back(std::move(place));
    }
    return places;
}

// The village and township that a point lies in.
class Ground {
public:
    explicit Ground(const model::Snapshot& snapshot)
        : m_snapshot(snapshot), m_villages(snapshot.villages.area), m_townships(areas_of(snapshot)) {}
    // False outside the county, where there is one.
    bool say(CandidatePlace& place) const {
        if (const std::int32_t v = m_villages.find(place.point); v >= 0) {
            place.village_code = m_snapshot.villages.code[v];
            if (place.name.empty())
                place.name = m_snapshot.villages.name[v];
        }
        const std::int32_t t = m_townships.find(place.point);
        say_township(m_snapshot, t < 0 ? model::no_row : t, place);
        return t >= 0 || m_snapshot.townships.empty();
    }

private:
    static geo::AreaIndex areas_of(const model::Snapshot& snapshot) {
        std::vector<const geo::MultiPolygon*> areas;
        for (const model::Row row : snapshot.townships)
            areas.push_back(&snapshot.boundaries[row].area);
        return geo::AreaIndex(areas);
    }
    const model::Snapshot& m_snapshot;
    geo::AreaIndex m_villages, m_townships;
};

std::vector<CandidatePlace> cell_places(const model::Snapshot& snapshot) {
    if (snapshot.cells.empty())
        base::fail_input("siting.no_cells", {}, "--candidates");
    const Ground ground(snapshot);
    std::vector<CandidatePlace> places;
    for (const model::Cell& cell : snapshot.cells) {
        CandidatePlace place{.key = cell.code, .point = geo::inner_point(cell.area)};
        ground.say(place);
        place.name = place.name.empty() ? cell.code : fmt::format("{} {}", place.name, cell.code);
        places.push_back(std::move(place));
    }
    return places;
}

// A point of three or more ways: ends count one, a line that passes counts two.
std::vector<CandidatePlace> junction_places(const model::Snapshot& snapshot, base::Feedback& feedback) {
    std::map<std::pair<std::int64_t, std::int64_t>, int> ways; // whole metres: hands that drew a crossing differ less
    std::size_t seen = 0;
    for (const model::Road& road : snapshot.roads) {
        if (++seen % 1024 == 0)
            feedback.check();
        for (std::size_t i = 0; i < road.line.size(); ++i)
            ways[{std::llround(road.line[i].x), std::llround(road.line[i].y)}] +=
                i == 0 || i + 1 == road.line.size() ? 1 : 2;
    }
    const Ground ground(snapshot);
    std::vector<CandidatePlace> places;
    for (const auto& [at, count] : ways) {
        if (count < 3)
            continue;
        CandidatePlace place{.key = fmt::format("J{}-{}", at.first, at.second),
                             .point = {static_cast<double>(at.first), static_cast<double>(at.second)}};
        if (!ground.say(place))
            continue;
        if (place.name.empty())
            place.name = place.key;
        places.push_back(std::move(place));
    }
    if (places.empty())
        base::fail_input("siting.no_junctions", {}, "--candidates");
    return places;
}

} // namespace

std::string_view key_of(CandidatePlaces kind) {
    return keys[static_cast<std::size_t>(kind)];
}

CandidatePlaces candidate_places_from(std::string_view key) {
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (keys[i] == key)
            return static_cast<CandidatePlaces>(i);
    base::ensure(false, "candidate places that the choices name");
    return CandidatePlaces::villages;
}

std::vector<CandidatePlace> candidate_places(const model::Snapshot& snapshot, CandidatePlaces kind,
                                             base::Feedback& feedback) {
    switch (kind) {
    case CandidatePlaces::sites:
        return site_places(snapshot);
    case CandidatePlaces::cells:
        return cell_places(snapshot);
    case CandidatePlaces::junctions:
        return junction_places(snapshot, feedback);
    case CandidatePlaces::villages:
        break;
    }
    return village_seats(snapshot);
}

} // namespace wangge::app

// A small county of townships and villages with crooked borders, made by hand or at random.
#pragma once
#include "base/random.h"
#include "model/snapshot.h"

#include <cmath>
#include <fmt/format.h>

namespace wangge::grid {

inline void add_township(model::Snapshot& s, const std::string& code, geo::MultiPolygon area) {
    model::Boundary boundary;
    boundary.level = model::BoundaryLevel::township;
    boundary.code = code;
    boundary.area = std::move(area);
    s.boundaries.push_back(std::move(boundary));
}

inline void add_village(model::Snapshot& s, const std::string& code, const std::string& township,
                        geo::MultiPolygon area) {
    const geo::MapPoint seat = geo::centroid(area);
    s.villages.id.push_back({static_cast<std::int64_t>(s.villages.size()) + 1});
    s.villages.x.push_back(seat.x);
    s.villages.y.push_back(seat.y);
    s.villages.area.push_back(std::move(area));
    s.villages.code.push_back(code);
    s.villages.name.push_back(code);
    s.villages.township_code.push_back(township);
    s.villages.contact_key.push_back("");
    s.villages.backup_key.push_back("");
}

inline void add_person(model::Snapshot& s, const std::string& key, geo::MapPoint place) {
    s.people.id.push_back({static_cast<std::int64_t>(s.people.size()) + 1});
    s.people.x.push_back(place.x);
    s.people.y.push_back(place.y);
    s.people.quality.push_back(model::PositionQuality::exact);
    s.people.role.push_back(model::PersonRole::informant);
    s.people.key.push_back(key);
    s.people.village_code.push_back("");
    s.people.township_code.push_back("");
}

// Quadrilaterals of a jittered lattice with shared corners; the rim is straight.
inline std::vector<geo::MultiPolygon> patches(int columns, int rows, double size, double jitter, base::Random& random) {
    std::vector<geo::MapPoint> corner;
    for (int r = 0; r <= rows; ++r)
        for (int c = 0; c <= columns; ++c)
            corner.push_back({c * size + (c % columns ? random.uniform(-jitter, jitter) : 0),
                              r * size + (r % rows ? random.uniform(-jitter, jitter) : 0)});
    std::vector<geo::MultiPolygon> areas;
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < columns; ++c) {
            const int i = r * (columns + 1) + c;
            areas.push_back(
                {{{{corner[i], corner[i + 1], corner[i + columns + 2], corner[i + columns + 1], corner[i]}, {}}}});
        }
    return areas;
}

// 2 x 2 townships of 10 km, each of 3 x 3 villages: codes 330100001000 ..., 330100001201 ...
inline model::Snapshot county() {
    base::Random random(7);
    model::Snapshot s;
    const auto villages = patches(6, 6, 10000.0 / 3, 900, random);
    for (int t = 0; t < 4; ++t) {
        std::vector<geo::MapPoint> rim;
        const int left = t % 2 * 3, low = t / 2 * 3;
        const auto corner = [&](int column, int row) {
            return column < 6 && row < 6 ? villages[row * 6 + column].parts[0].outer[0]
                   : row < 6             ? villages[row * 6 + 5].parts[0].outer[1]
                   : column < 6          ? villages[30 + column].parts[0].outer[3]
                                         : villages[35].parts[0].outer[2];
        };
        for (int i = 0; i < 3; ++i)
            rim.push_back(corner(left + i, low));
        for (int i = 0; i < 3; ++i)
            rim.push_back(corner(left + 3, low + i));
        for (int i = 0; i < 3; ++i)
            rim.push_back(corner(left + 3 - i, low + 3));
        for (int i = 0; i < 3; ++i)
            rim.push_back(corner(left, low + 3 - i));
        rim.push_back(rim.front());
        const std::string code = fmt::format("33010000{}", t + 1);
        add_township(s, code, {{{rim, {}}}});
        for (int v = 0; v < 9; ++v)
            add_village(s, fmt::format("{}2{:02}", code, v + 1), code, villages[(low + v / 3) * 6 + left + v % 3]);
    }
    for (int i = 0; i < 40; ++i)
        add_person(s, fmt::format("p{:02}", i), {random.uniform(0, 20000), random.uniform(0, 20000)});
    model::link(s);
    return s;
}

inline std::vector<const geo::MultiPolygon*> areas_of(const std::vector<model::Cell>& cells) {
    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Cell& cell : cells)
        areas.push_back(&cell.area);
    return areas;
}

} // namespace wangge::grid

#include "model/snapshot.h"

#include "geo/area_index.h"
#include "geo/overlay.h"

#include <unordered_map>

namespace wangge::model {
namespace {

using RowByText = std::unordered_map<std::string_view, Row>;

Row row_of(const RowByText& rows, std::string_view text) {
    const auto found = rows.find(text);
    return found == rows.end() ? no_row : found->second;
}

geo::MultiPolygon county_of(const Snapshot& s) {
    std::vector<geo::MultiPolygon> pieces;
    for (const BoundaryLevel level : {BoundaryLevel::county, BoundaryLevel::township}) {
        for (const Boundary& boundary : s.boundaries)
            if (boundary.level == level)
                pieces.push_back(boundary.area);
        if (pieces.size() == 1)
            return pieces.front();
        if (!pieces.empty())
            return geo::united(pieces);
    }
    for (const geo::MultiPolygon& area : s.villages.area)
        if (!area.empty())
            pieces.push_back(area);
    return pieces.empty() ? geo::MultiPolygon{} : geo::united(pieces);
}

} // namespace

void link(Snapshot& s) {
    base::QuietFeedback quiet;
    s.townships.clear();
    std::vector<const geo::MultiPolygon*> township_areas;
    RowByText township_rows, village_rows, person_rows;
    for (std::size_t i = 0; i < s.boundaries.size(); ++i) {
        if (s.boundaries[i].level != BoundaryLevel::township)
            continue;
        township_rows.emplace(s.boundaries[i].code, static_cast<Row>(s.townships.size()));
        s.townships.push_back(static_cast<Row>(i));
        township_areas.push_back(&s.boundaries[i].area);
    }
    for (std::size_t i = 0; i < s.villages.size(); ++i)
        village_rows.emplace(s.villages.code[i], static_cast<Row>(i));
    for (std::size_t i = 0; i < s.people.size(); ++i)
        person_rows.emplace(s.people.key[i], static_cast<Row>(i));
    person_rows.erase("");

    const geo::AreaIndex townships(township_areas);
    const geo::AreaIndex villages(s.villages.area);

    const auto township_at = townships.find(s.villages.x, s.villages.y, quiet);
    s.villages.township.resize(s.villages.size());
    s.villages.contact.resize(s.villages.size());
    for (std::size_t i = 0; i < s.villages.size(); ++i) {
        // A village belongs to the township that its code names; a seat near the line may fall across it.
        const Row by_code = row_of(township_rows, s.villages.township_code[i]);
        s.villages.township[i] = by_code != no_row ? by_code : township_at[i];
        s.villages.contact[i] = row_of(person_rows, s.villages.contact_key[i]);
    }

    s.sites.village = villages.find(s.sites.x, s.sites.y, quiet);
    s.sites.township = townships.find(s.sites.x, s.sites.y, quiet);
    for (std::size_t i = 0; i < s.sites.size(); ++i) {
        if (s.sites.village[i] == no_row)
            s.sites.village[i] = row_of(village_rows, s.sites.village_code[i]);
        if (s.sites.township[i] == no_row)
            s.sites.township[i] = row_of(township_rows, s.sites.township_code[i]);
        if (s.sites.township[i] == no_row && s.sites.village[i] != no_row)
            s.sites.township[i] = s.villages.township[s.sites.village[i]];
    }

    const auto person_village = villages.find(s.people.x, s.people.y, quiet);
    const auto person_township = townships.find(s.people.x, s.people.y, quiet);
    s.people.village.resize(s.people.size());
    s.people.township.resize(s.people.size());
    for (std::size_t i = 0; i < s.people.size(); ++i) {
        const Row village = row_of(village_rows, s.people.village_code[i]);
        const Row township = row_of(township_rows, s.people.township_code[i]);
        s.people.village[i] = village != no_row ? village : person_village[i];
        s.people.township[i] = township != no_row  ? township
                               : village != no_row ? s.villages.township[village]
                                                   : person_township[i];
    }
    s.county = county_of(s);
}

} // namespace wangge::model

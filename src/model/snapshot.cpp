#include "model/snapshot.h"

#include "geo/area_index.h"
#include "geo/overlay.h"

#include <algorithm>
#include <span>
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

void SiteTable::append(SiteTable&& more) {
    // Each column goes as soon as it was copied: there may be hundreds of megabytes.
    const auto join = [](auto& column, auto rows) {
        if constexpr (requires { column.append(rows); })
            column.append(rows);
        else
            column.insert(column.end(), rows.begin(), rows.end());
    };
    join(id, std::move(more.id));
    join(x, std::move(more.x));
    join(y, std::move(more.y));
    join(quality, std::move(more.quality));
    join(match_score, std::move(more.match_score));
    join(kind, std::move(more.kind));
    join(grade, std::move(more.grade));
    join(previous_grade, std::move(more.previous_grade));
    join(flags, std::move(more.flags));
    join(last_visit, std::move(more.last_visit));
    join(licence_expiry, std::move(more.licence_expiry));
    join(hazards_found, std::move(more.hazards_found));
    join(key, std::move(more.key));
    join(name, std::move(more.name));
    join(tags, std::move(more.tags));
    join(licence_number, std::move(more.licence_number));
    join(licence_scope, std::move(more.licence_scope));
    join(credit_code, std::move(more.credit_code));
    join(address, std::move(more.address));
    join(owner, std::move(more.owner));
    join(phone, std::move(more.phone));
    join(township_code, std::move(more.township_code));
    join(village_code, std::move(more.village_code));
    join(opening_hours, std::move(more.opening_hours));
}

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
    s.villages.backup.resize(s.villages.size());
    for (std::size_t i = 0; i < s.villages.size(); ++i) {
        // A village belongs to the township that its code names; a seat near the line may fall across it.
        const Row by_code = row_of(township_rows, s.villages.township_code[i]);
        s.villages.township[i] = by_code != no_row ? by_code : township_at[i];
        s.villages.contact[i] = row_of(person_rows, s.villages.contact_key[i]);
        s.villages.backup[i] = row_of(person_rows, s.villages.backup_key[i]);
    }

    s.sites.village = s.sites.township = {};
    // Block by block: rows of a million sites at once would be megabytes more.
    constexpr std::size_t block = 1 << 16;
    for (std::size_t first = 0; first < s.sites.size(); first += block) {
        const std::size_t count = std::min(block, s.sites.size() - first);
        const std::span x(s.sites.x.data() + first, count), y(s.sites.y.data() + first, count);
        const auto site_village = villages.find(x, y, quiet);
        const auto site_township = townships.find(x, y, quiet);
        for (std::size_t k = 0; k < count; ++k) {
            Row village = site_village[k], township = site_township[k];
            if (village == no_row)
                village = row_of(village_rows, s.sites.village_code[first + k]);
            if (township == no_row)
                township = row_of(township_rows, s.sites.township_code[first + k]);
            if (township == no_row && village != no_row)
                township = s.villages.township[village];
            s.sites.village.push_back(village);
            s.sites.township.push_back(township);
        }
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

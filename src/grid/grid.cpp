#include "grid/grid.h"

#include "base/error.h"
#include "geo/overlay.h"
#include "geo/voronoi.h"
#include "grid/holders.h"
#include "grid/lattice.h"
#include "grid/measure.h"
#include "grid/whole_areas.h"

#include <cmath>
#include <fmt/format.h>
#include <numeric>
#include <unordered_map>

namespace wangge::grid {
namespace {

using geo::MultiPolygon;
using model::CellShape;

// A cell wholly in one township has no more than this share elsewhere (rounding of the cut).
constexpr double wholly = 1 - 1e-9;

// The areas that may hold cells; those that have no part in `within` are replaced by nothing.
std::vector<const MultiPolygon*> township_areas(const model::Snapshot& s, std::string_view within = {}) {
    static const MultiPolygon nothing;
    std::vector<const MultiPolygon*> areas;
    std::string_view only = within;
    for (std::size_t i = 0; i < s.villages.size() && !within.empty(); ++i)
        if (s.villages.code[i] == within && s.villages.township[i] >= 0)
            only = s.boundaries[s.townships[s.villages.township[i]]].code;
    for (const model::Row row : s.townships)
        areas.push_back(within.empty() || s.boundaries[row].code == only ? &s.boundaries[row].area : &nothing);
    return areas;
}

std::vector<const MultiPolygon*> village_areas(const model::Snapshot& s, std::string_view within = {}) {
    static const MultiPolygon nothing;
    std::vector<const MultiPolygon*> areas;
    for (std::size_t i = 0; i < s.villages.size(); ++i) {
        const model::Row township = s.villages.township[i];
        const bool in = within.empty() || s.villages.code[i] == within ||
                        (township >= 0 && s.boundaries[s.townships[township]].code == within);
        areas.push_back(in ? &s.villages.area[i] : &nothing);
    }
    return areas;
}

// The code of the county: its boundary's, else what all townships begin with.
std::string county_code(const model::Snapshot& s) {
    for (const model::Boundary& boundary : s.boundaries)
        if (boundary.level == model::BoundaryLevel::county && !boundary.code.empty())
            return boundary.code.substr(0, 6);
    for (const model::Row row : s.townships)
        if (s.boundaries[row].code.size() >= 6)
            return s.boundaries[row].code.substr(0, 6);
    return s.villages.size() > 0 ? std::string(s.villages.code[0].substr(0, 6)) : std::string();
}

geo::MapPoint centre_of(const MultiPolygon& area) {
    return geo::bounds(area).centre();
}

// Cells from convex ones: cut them to the region and see where they lie.
Made cut_cells(const model::Snapshot& s, const geo::ConvexCells& cells, const MultiPolygon& region,
               const std::vector<std::int32_t>& contacts, std::string_view within, base::Feedback& feedback) {
    Made made;
    std::vector<std::uint32_t> kept;
    std::vector<double> sizes;
    for (geo::CutCell& piece : geo::cut(cells, region, feedback)) {
        model::Cell cell;
        cell.area = piece.whole ? cells.area(piece.cell) : std::move(piece.area);
        if (!contacts.empty())
            cell.contact_key = s.people.key[contacts[piece.cell]];
        const geo::Box box = cells.box(piece.cell);
        made.centres.push_back(std::isfinite(box.width() + box.height()) && contacts.empty() ? box.centre()
                                                                                             : centre_of(cell.area));
        kept.push_back(piece.cell);
        sizes.push_back(geo::area(cell.area).value);
        made.cells.push_back(std::move(cell));
    }
    feedback.progress(0.4, "grid.step.where");
    made.townships = holders(cells, kept, sizes, township_areas(s, within), feedback);
    made.villages = holders(cells, kept, sizes, village_areas(s, within), feedback);
    return made;
}

Made lattice_cells(const model::Snapshot& s, const Options& options, const MultiPolygon& region,
                   base::Feedback& feedback) {
    const bool square = options.shape == CellShape::square;
    const geo::Box box = geo::bounds(region);
    const geo::ConvexCells cells = square ? cells_of(square_lattice(box, options.size)) : hexagons(box, options.size);
    Made made = cut_cells(s, cells, region, {}, options.within, feedback);
    made.row_height = options.size.value * (square ? 1 : std::sqrt(3.0) / 2);
    return made;
}

Made contact_cells(const model::Snapshot& s, const Options& options, const MultiPolygon& region,
                   base::Feedback& feedback) {
    std::vector<double> x, y;
    std::vector<std::int32_t> people;
    for (std::size_t i = 0; i < s.people.size(); ++i)
        if (s.people.role[i] == options.role && s.people.placed(i)) {
            x.push_back(s.people.x[i]);
            y.push_back(s.people.y[i]);
            people.push_back(static_cast<std::int32_t>(i));
        }
    const geo::NearestCells nearest = geo::nearest_cells(x, y);
    if (nearest.row.empty())
        base::fail_input("grid.no_contacts", {{"role", "@kind.role." + std::string(model::key_of(options.role))}});
    std::vector<std::int32_t> contacts;
    for (const std::int32_t row : nearest.row)
        contacts.push_back(people[row]);
    return cut_cells(s, nearest.cells, region, contacts, options.within, feedback);
}

// A cell's shape as a key for finding the same cell again.
std::string shape_key(const MultiPolygon& area) {
    const geo::Box box = geo::bounds(area);
    return fmt::format("{:.4f} {:.4f} {:.4f} {:.4f}", box.min_x, box.min_y, box.max_x, box.max_y);
}

} // namespace

MultiPolygon region_of(const model::Snapshot& s, std::string_view within) {
    MultiPolygon region;
    if (within.empty()) {
        region = s.county;
        if (region.empty())
            base::fail_input("grid.no_region");
    } else {
        for (const model::Row row : s.townships)
            if (s.boundaries[row].code == within)
                region = s.boundaries[row].area;
        for (std::size_t i = 0; i < s.villages.size() && region.empty(); ++i)
            if (s.villages.code[i] == within)
                region = s.villages.area[i];
        if (region.empty())
            base::fail_input("grid.unknown_area", {{"code", std::string(within)}}, "--within");
    }
    region = geo::normalised(std::move(region));
    return geo::is_valid(region) ? region : geo::made_valid(region);
}

namespace {

// Codes and township codes of cells whose places are known.
Codes give_codes(const model::Snapshot& s, const Options& options, Made& made) {
    std::unordered_map<std::string, const model::Cell*> before;
    std::set<std::string, std::less<>> taken = options.taken;
    if (options.replaces_current)
        for (const model::Cell& cell : s.cells) {
            before.emplace(shape_key(cell.area), &cell);
            taken.insert(cell.code);
        }
    const std::string county = county_code(s);
    std::vector<CodePlace> places(made.cells.size());
    for (std::size_t i = 0; i < made.cells.size(); ++i) {
        model::Cell& cell = made.cells[i];
        const Holder township = made.townships[i];
        const Holder village = made.villages.empty() ? Holder{} : made.villages[i];
        cell.township_code.clear();
        if (township.row >= 0 && township.share >= wholly)
            cell.township_code = s.boundaries[s.townships[township.row]].code;
        else if (township.row < 0 && village.row >= 0 && village.share >= wholly)
            cell.township_code = s.villages.township_code[village.row];
        places[i].centre = made.centres[i];
        places[i].area_code = county;
        if (township.row >= 0)
            places[i].area_code = s.boundaries[s.townships[township.row]].code;
        // The village must be one of that township, or the code would name two places.
        if (village.row >= 0 && !s.villages.code[village.row].empty() &&
            (township.row < 0 || s.villages.township[village.row] == township.row))
            places[i].area_code = s.villages.code[village.row];
        if (before.empty())
            continue;
        const auto same = before.find(shape_key(cell.area));
        if (same == before.end() || same->second->area != cell.area)
            continue;
        places[i].kept = same->second->code;
        cell.lead_key = same->second->lead_key;
        cell.second_key = same->second->second_key;
        cell.lead_since = same->second->lead_since;
        cell.hours = same->second->hours;
    }
    Codes codes = number_cells(places, options.codes, {made.row_height}, taken, options.object_code);
    for (std::size_t i = 0; i < made.cells.size(); ++i)
        made.cells[i].code = codes.codes[i];
    return codes;
}

} // namespace

Result run(const model::Snapshot& s, const Options& options, base::Feedback& feedback) {
    feedback.progress(0, "grid.step.cut");
    const MultiPolygon region = region_of(s, options.within);
    Result result;
    result.region = geo::area(region);
    Made made;
    switch (options.shape) {
    case CellShape::square:
    case CellShape::hexagon:
        made = lattice_cells(s, options, region, feedback);
        break;
    case CellShape::nearest:
        made = contact_cells(s, options, region, feedback);
        break;
    case CellShape::village:
    case CellShape::township:
        made = whole_areas(s, options, region, result, feedback);
        break;
    case CellShape::balanced:
    case CellShape::drawn:
        base::fail_input("grid.shape_not_here", {{"shape", std::string(model::key_of(options.shape))}}, "--shape");
    }
    if (options.shape != CellShape::square && options.shape != CellShape::hexagon)
        made.row_height =
            std::sqrt(result.region.value / static_cast<double>(std::max<std::size_t>(1, made.cells.size())));
    feedback.progress(0.7, "grid.step.number");
    const Codes codes = give_codes(s, options, made);
    result.codes_widened = codes.widened;
    result.sequence_digits = codes.sequence_digits;

    feedback.progress(0.8, "grid.step.measure");
    std::vector<const MultiPolygon*> areas;
    for (const model::Cell& cell : made.cells)
        areas.push_back(&cell.area);
    const Tightness tightness = measure(areas, region, feedback);
    result.area = tightness.area;
    result.gaps = tightness.gaps;
    result.overlaps = tightness.overlaps;
    result.cells = std::move(made.cells);
    std::sort(result.cells.begin(), result.cells.end(),
              [](const model::Cell& a, const model::Cell& b) { return a.code < b.code; });
    feedback.progress(1, "grid.step.measure");
    return result;
}

Codes number(const model::Snapshot& s, const Options& options, base::Feedback& feedback,
             std::vector<model::Cell>& cells) {
    Made made;
    std::vector<const MultiPolygon*> areas;
    double sum = 0;
    for (const model::Cell& cell : cells) {
        areas.push_back(&cell.area);
        made.centres.push_back(geo::centroid(cell.area));
        sum += geo::area(cell.area).value;
    }
    made.townships = holders(areas, township_areas(s), feedback);
    made.villages = holders(areas, village_areas(s), feedback);
    made.row_height = cells.empty() ? 0 : std::sqrt(sum / static_cast<double>(cells.size()));
    made.cells = std::move(cells);
    Codes codes = give_codes(s, options, made);
    cells = std::move(made.cells);
    return codes;
}

} // namespace wangge::grid

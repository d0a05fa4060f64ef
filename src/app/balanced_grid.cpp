#include "app/balanced_grid.h"

#include "app/interim.h"
#include "assign/balanced.h"
#include "geo/area_index.h"
#include "grid/measure.h"

#include <algorithm>
#include <fmt/format.h>

namespace wangge::app {
namespace {

std::vector<const geo::MultiPolygon*> areas_of(const std::vector<model::Cell>& cells) {
    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Cell& cell : cells)
        areas.push_back(&cell.area);
    return areas;
}

int default_count(const model::Snapshot& s) {
    const auto inspectors = std::ranges::count(s.people.role, model::PersonRole::inspector);
    return static_cast<int>(std::max<std::ptrdiff_t>(1, inspectors > 0 ? inspectors : std::ssize(s.townships)));
}

model::Cell joined(const std::vector<const model::Cell*>& pieces, base::Feedback& feedback) {
    model::Cell cell;
    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Cell* piece : pieces) {
        areas.push_back(&piece->area);
        if (!piece->village_codes.empty())
            cell.village_codes += (cell.village_codes.empty() ? "" : ";") + piece->village_codes;
    }
    cell.area = grid::united_cells(areas, feedback);
    return cell;
}

} // namespace

std::vector<double> hours_of_cells(const model::Snapshot& s, const std::vector<model::Cell>& cells,
                                   const workload::Rules& rules, base::Feedback& feedback) {
    const std::vector<std::int32_t> cell_of = geo::AreaIndex(areas_of(cells)).find(s.sites.x, s.sites.y, feedback);
    const auto loads = workload::loads_of_sites(s, rules, feedback);
    std::vector<double> hours(cells.size(), 0);
    for (std::size_t i = 0; i < cell_of.size(); ++i)
        if (cell_of[i] >= 0)
            hours[cell_of[i]] += loads[i].on_site.value;
    return hours;
}

grid::Result balanced_grid(const model::Snapshot& snapshot, grid::Options options, const BalancedGridOptions& wanted,
                           const workload::Rules& rules, base::Feedback& feedback) {
    base::StepFeedback cutting(feedback, 0, 0.15), searching(feedback, 0.15, 0.65), joining_step(feedback, 0.65, 0.8);
    grid::Options base_cells = options;
    const bool villages = std::ranges::any_of(snapshot.villages.area, [](const auto& area) { return !area.empty(); });
    base_cells.shape = villages ? model::CellShape::village : model::CellShape::square;
    base_cells.replaces_current = false;
    grid::Result result = grid::run(snapshot, base_cells, cutting);
    const std::vector<model::Cell> pieces = std::move(result.cells);

    assign::BalancedOptions search;
    search.zones = wanted.cells > 0 ? wanted.cells : default_count(snapshot);
    search.seed = wanted.seed;
    search.seconds = wanted.seconds;
    search.better = [&](const std::vector<std::int32_t>& zone) {
        show_interim(feedback, [&] {
            Interim interim;
            for (std::size_t i = 0; i < pieces.size(); ++i) {
                interim.areas.push_back(pieces[i].area);
                interim.zone.push_back(fmt::format("{:03}", zone[i] + 1));
            }
            return interim;
        });
    };
    const assign::BalancedResult zones =
        assign::balanced_zones(areas_of(pieces), hours_of_cells(snapshot, pieces, rules, searching), search, searching);

    base::QuietFeedback unstoppable;
    base::Feedback& joining =
        zones.stopped && wanted.keep_on_stop ? static_cast<base::Feedback&>(unstoppable) : joining_step;
    joining.check();

    std::vector<std::vector<const model::Cell*>> members(search.zones);
    for (std::size_t i = 0; i < pieces.size(); ++i)
        members[zones.zone[i]].push_back(&pieces[i]);
    result.cells.clear();
    for (const auto& zone : members)
        result.cells.push_back(joined(zone, joining));
    const grid::Codes codes = grid::number(snapshot, options, joining, result.cells);
    result.codes_widened = codes.widened;
    result.sequence_digits = codes.sequence_digits;
    const grid::Tightness tightness =
        grid::measure(areas_of(result.cells), grid::region_of(snapshot, options.within), joining);
    result.area = tightness.area;
    result.gaps = tightness.gaps;
    result.overlaps = tightness.overlaps;
    std::ranges::sort(result.cells, {}, &model::Cell::code);
    return result;
}

} // namespace wangge::app

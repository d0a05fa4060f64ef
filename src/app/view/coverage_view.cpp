#include "app/view/coverage_view.h"

#include "app/coverage_inputs.h"
#include "app/reach_areas.h"
#include "app/view/numbers.h"
#include "geo/area_index.h"
#include "geo/convex_cut.h"
#include "geo/overlay.h"
#include "geo/point_index.h"
#include "grid/lattice.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace wangge::app {
namespace {

coverage::Limits all_at(reach::Effort effort) {
    coverage::Limits limits;
    limits.values.fill(effort);
    return limits;
}

double share(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

model::Table township_table(const coverage::Prepared& prepared, const coverage::Result& result) {
    model::Table table{.id = "townships",
                       .title = "ui.table.townships",
                       .columns = {{"name", "ui.column.township"},
                                   {"villages", "ui.column.villages", model::ColumnType::integer},
                                   {"people", "ui.column.people", model::ColumnType::integer},
                                   {"contacts", "ui.column.contacts", model::ColumnType::integer},
                                   {"share", "ui.column.covered_share", model::ColumnType::real, false, 1},
                                   {"not_covered", "ui.column.not_covered", model::ColumnType::integer},
                                   {"people_not", "ui.column.people_not_covered", model::ColumnType::integer}}};
    std::vector<std::int64_t> contacts(prepared.groups.size());
    for (const model::Row person : prepared.sources) {
        const model::Row township = prepared.snapshot->people.township[static_cast<std::size_t>(person)];
        for (std::size_t g = 0; g < prepared.groups.size(); ++g)
            if (township != model::no_row && prepared.groups[g].township == township)
                ++contacts[g];
    }
    for (std::size_t g = 0; g < prepared.groups.size(); ++g) {
        const coverage::Totals& totals = result.by_group[g];
        if (totals.targets == 0)
            continue;
        table.rows.push_back({prepared.groups[g].name, totals.targets, totals.people, contacts[g],
                              totals.people > 0 ? model::Value{100 * share(totals.people_covered, totals.people)}
                                                : model::Value{}, // nobody lives there: no share
                              totals.uncovered + totals.over_capacity, totals.people - totals.people_covered});
    }
    return table;
}

} // namespace

const EffortScale& scale_of(reach::Unit unit) {
    static constexpr EffortScale kilometres,
        minutes{.unit = 1, .highest = 60, .step = 1, .curve_step = 5, .bin = 5, .unit_text = "ui.unit.min"};
    return unit == reach::Unit::metres ? kilometres : minutes;
}

std::string effort_label(reach::Effort effort, reach::Unit unit, const base::Catalog& catalog) {
    if (unit == reach::Unit::metres)
        return length_text(base::Metres{effort.value}, catalog);
    return std::isfinite(effort.value)
               ? catalog.say({"ui.unit.min_of", {{"number", number_text(effort.value, effort.value < 10 ? 1 : 0)}}})
               : "—";
}

CoverageGround::CoverageGround(model::SnapshotPtr snapshot, std::shared_ptr<const reach::Reach> reach,
                               const CoverageChoice& choice, base::Feedback& feedback, base::Date as_of)
    : m_snapshot(std::move(snapshot)), m_reach(std::move(reach)), m_choice(choice) {
    coverage::Options options;
    options.role = choice.role;
    options.as_of = as_of ? as_of : base::today();
    options.with_area = false; // exact areas cost more than all the rest; the Action gives them
    options.with_planned = choice.with_planned;
    if (!choice.with_capacity)
        options.capacity = base::Persons{0};
    m_prepared = coverage::prepare(*m_snapshot, norms_of(*m_snapshot), options, *m_reach, feedback);
    m_target = norms_of(*m_snapshot).factor("coverage_target", model::AreaType::rural, options.as_of);
    find_near_hospital(norms_of(*m_snapshot).metres("hospital_radius", model::AreaType::rural, options.as_of),
                       feedback);
    const EffortScale& scale = scale_of(unit());
    // The farthest first: what lies within less is a part of what the Reach found then.
    for (int step = static_cast<int>(std::lround(scale.highest / scale.curve_step)); step >= 0; --step) {
        const coverage::Result result =
            coverage::measure(m_prepared, all_at({step * scale.curve_step * scale.unit}), feedback);
        m_curve.push_back(share(result.total.people_covered, result.total.people));
    }
    std::reverse(m_curve.begin(), m_curve.end());
    m_at_norms = coverage::measure(m_prepared, m_prepared.norm_limits, feedback);
    if (choice.travel == reach::Travel::line) {
        lay_squares(feedback);
    } else {
        m_field = map_lattice(m_snapshot->county);
        m_reach->fill(m_field, {m_prepared.source_x, m_prepared.source_y}, {}, feedback);
    }
}

void CoverageGround::find_near_hospital(base::Metres radius, base::Feedback& feedback) {
    const auto types = coverage::site_area_types(*m_snapshot, m_prepared.village_area, radius, feedback);
    std::vector<double> x, y;
    for (std::size_t i = 0; i < types.size(); ++i)
        if (types[i].type == model::AreaType::hospital_surroundings) {
            x.push_back(m_snapshot->sites.x[i]);
            y.push_back(m_snapshot->sites.y[i]);
        }
    for (const reach::Link& link : m_reach->nearest({x, y}, {m_prepared.source_x, m_prepared.source_y}, feedback))
        m_near_hospital.push_back(link.source < 0 ? std::nan("") : link.effort.value);
}

void CoverageGround::lay_squares(base::Feedback& feedback) {
    const geo::Box box = geo::bounds(m_snapshot->county);
    if (box.empty())
        return;
    // One kilometre, or more where that would be too many to draw.
    constexpr double most = 12000;
    const double side = std::max(1000.0, 1000 * std::ceil(std::sqrt(box.width() * box.height() / most) / 1000));
    const geo::ConvexCells cells = grid::cells_of(grid::square_lattice(box, base::Metres{side}));
    std::vector<geo::MapPoint> middles;
    for (geo::CutCell& piece : geo::cut(cells, m_snapshot->county, feedback)) {
        geo::MultiPolygon area = piece.whole ? cells.area(piece.cell) : std::move(piece.area);
        middles.push_back(piece.whole ? cells.box(piece.cell).centre() : geo::inner_point(area));
        m_square_area.push_back(geo::area(area).value);
        m_squares.push_back(std::move(area));
    }
    const geo::PointIndex people(m_prepared.source_x, m_prepared.source_y);
    const geo::AreaIndex villages(m_snapshot->villages.area);
    for (const geo::MapPoint middle : middles) {
        const geo::Neighbour nearest = people.nearest(middle);
        const model::Row village = villages.find(middle);
        m_square_distance.push_back(nearest.row < 0 ? std::nan("") : nearest.distance);
        m_square_village.push_back(village);
        m_square_type.push_back(village == model::no_row
                                    ? model::AreaType::rural
                                    : m_prepared.village_area[static_cast<std::size_t>(village)].type);
    }
}

bool CoverageGround::fits(const model::SnapshotPtr& snapshot, const CoverageChoice& choice) const {
    return m_snapshot == snapshot && m_choice.role == choice.role && m_choice.travel == choice.travel &&
           m_choice.mode == choice.mode && m_choice.with_planned == choice.with_planned &&
           m_choice.with_capacity == choice.with_capacity;
}

namespace {

// Each square with the state of its middle.
void show_squares(const CoverageGround& ground, CoverageView& view) {
    view.areas = ground.squares();
    view.area_effort = ground.square_distance();
    double whole = 0;
    for (std::size_t i = 0; i < view.areas.size(); ++i) {
        const double distance = view.area_effort[i], limit = view.result.limits[ground.square_type()[i]].value;
        const model::Row village = ground.square_village()[i];
        const bool full = village != model::no_row &&
                          view.result.state[static_cast<std::size_t>(village)] == model::CoverState::over_capacity;
        view.area_state.push_back(!(distance <= limit) ? model::CoverState::uncovered
                                  : full               ? model::CoverState::over_capacity
                                                       : model::CoverState::covered);
        const double third = std::min(2.0, std::floor(distance / view.reach.value * 3));
        const std::size_t step = !(distance <= limit) ? 4 : full ? 3 : static_cast<std::size_t>(third);
        view.area_share[step] += ground.square_area()[i];
        whole += ground.square_area()[i];
    }
    for (double& part : view.area_share)
        part = whole > 0 ? part / whole : 0;
}

// Bands of effort; where a village in reach has more people than its contacts may serve, its part of them is full.
void show_isochrones(const CoverageGround& ground, CoverageView& view, base::Feedback& feedback) {
    const model::Snapshot& s = *ground.snapshot();
    const double whole = geo::area(s.county).value;
    std::vector<geo::MultiPolygon> full_villages;
    for (std::size_t v = 0; v < view.result.state.size(); ++v)
        if (view.result.state[v] == model::CoverState::over_capacity)
            full_villages.push_back(s.villages.area[v]);
    const geo::MultiPolygon full =
        full_villages.empty() ? geo::MultiPolygon{} : geo::intersection(geo::united(full_villages), s.county);
    geo::MultiPolygon full_within = full; // less what lies beyond
    const auto add = [&](geo::MultiPolygon area, double effort, model::CoverState state, std::size_t step) {
        if (area.empty())
            return;
        view.area_share[step] += geo::area(area).value / whole;
        view.areas.push_back(std::move(area));
        view.area_effort.push_back(effort);
        view.area_state.push_back(state);
    };
    for (Isochrone& band : isochrones(ground.field(), s.county, view.reach, feedback)) {
        const auto step = static_cast<std::size_t>(band.step);
        if (step == 4 && !full.empty())
            full_within = geo::difference(full, band.area);
        if (step == 4 || full.empty()) {
            add(std::move(band.area), band.effort,
                step == 4 ? model::CoverState::uncovered : model::CoverState::covered, step);
            continue;
        }
        feedback.check();
        add(geo::difference(band.area, full), band.effort, model::CoverState::covered, step);
    }
    add(std::move(full_within), 0, model::CoverState::over_capacity, 3);
}

} // namespace

CoverageView measure_coverage(std::shared_ptr<const CoverageGround> ground, const CoverageChoice& choice,
                              base::Feedback& feedback) {
    const auto began = std::chrono::steady_clock::now();
    const coverage::Prepared& prepared = ground->prepared();
    CoverageView view;
    view.choice = choice;
    view.nobody = prepared.sources.empty();
    view.result = coverage::measure(
        prepared, choice.reach.value > 0 ? all_at(choice.reach) : coverage::limits_of(prepared), feedback);
    const coverage::Totals& total = view.result.total;
    view.people_share = share(total.people_covered, total.people);
    view.villages_not_covered = total.uncovered + total.over_capacity;
    view.people_not_covered = total.people - total.people_covered;
    view.reach = view.result.limits[model::AreaType::rural];
    view.unit = ground->unit();
    const coverage::Totals& by_norms = ground->at_norms().total;
    view.people_share_at_norms = share(by_norms.people_covered, by_norms.people);
    view.villages_not_covered_at_norms = by_norms.uncovered + by_norms.over_capacity;

    for (const std::string_view key : model::keys<model::AreaType>()) {
        const model::AreaType type = *model::from_key<model::AreaType>(key);
        const coverage::Totals& part = view.result.by_area_type[type];
        if (part.targets > 0)
            view.bars.push_back({type, view.result.limits[type], part.targets, share(part.people_covered, part.people),
                                 share(part.people_over_capacity, part.people),
                                 share(part.people_uncovered, part.people),
                                 share(ground->at_norms().by_area_type[type].people_covered, part.people)});
    }
    if (const std::vector<double>& near = ground->near_hospital(); !near.empty()) {
        const auto within = [&](double limit) {
            return share(std::count_if(near.begin(), near.end(), [&](double d) { return d <= limit; }),
                         static_cast<std::int64_t>(near.size()));
        };
        constexpr auto type = model::AreaType::hospital_surroundings;
        const double limit = view.result.limits[type].value, reached = within(limit);
        view.bars.push_back({type, view.result.limits[type], static_cast<std::int64_t>(near.size()), reached, 0,
                             1 - reached, within(prepared.norm_limits[type].value)});
    }

    const double bin = scale_of(view.unit).bin * scale_of(view.unit).unit;
    constexpr std::size_t bins = 14; // the last one takes all that is farther
    for (std::size_t i = 0; i < bins; ++i) {
        const double middle = (static_cast<double>(i) + .5) * bin;
        const int step = middle > view.reach.value ? 4 : std::min(3, static_cast<int>(middle / view.reach.value * 3));
        view.distances.push_back(
            {reach::Effort{static_cast<double>(i) * bin}, reach::Effort{static_cast<double>(i + 1) * bin}, 0, step});
    }
    view.nearest.reserve(prepared.nearest.size());
    for (const reach::Link& link : prepared.nearest) {
        view.nearest.push_back(link.source < 0 ? std::nan("") : link.effort.value);
        if (link.source < 0)
            ++view.unreachable;
        else
            ++view.distances[std::min(bins - 1, static_cast<std::size_t>(link.effort.value / bin))].villages;
    }
    if (view.nobody) {
        // A county all out of reach would say that people are far away; there are none.
    } else if (ground->field().size() > 0)
        show_isochrones(*ground, view, feedback);
    else
        show_squares(*ground, view);
    view.townships = township_table(prepared, view.result);
    view.ground = std::move(ground);
    view.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return view;
}

} // namespace wangge::app

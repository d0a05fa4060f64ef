#include "assign/build.h"

#include "assign/roster.h"
#include "base/error.h"
#include "base/text.h"
#include "geo/area_index.h"
#include "workload/leave.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <unordered_map>

namespace wangge::assign {
namespace {

using model::Row;

std::string name_of(const model::Snapshot& s, Row person) {
    return std::string(s.people.name[person].empty() ? s.people.key[person] : s.people.name[person]);
}

std::vector<Row> chosen_inspectors(const model::Snapshot& s, const Options& options, Field& field) {
    Roster chosen = roster(s, options.inspectors, options.as_of);
    if (!chosen.left_out.empty())
        field.notes.push_back(
            {"assign.left_out", {{"names", listed(chosen.left_out)}, {"date", base::to_text(options.as_of)}}});
    if (chosen.in_office.empty())
        base::fail_input("assign.no_inspectors", {{"left_out", fmt::format("{}", chosen.left_out.size())}});
    return std::move(chosen.in_office);
}

// Of the year from that day on.
double share_at_work(std::string_view leave, base::Date as_of) {
    constexpr int year = 365;
    int away = 0;
    if (const auto periods = workload::leave_periods(leave); periods && as_of)
        for (int d = 0; d < year; ++d)
            away += workload::is_away(*periods, as_of + d);
    return std::max(0.01, 1 - away / static_cast<double>(year)); // nobody's share is nothing: shares divide
}

void add_people(const model::Snapshot& s, const workload::Rules& rules, const Options& options, Field& field) {
    Problem& problem = field.problem;
    geo::Box box;
    for (const geo::MapPoint centre : problem.graph.centre)
        box.add(centre);
    double total = 0;
    std::vector<std::string> homeless;
    for (const Row row : field.people) {
        const double hours = s.people.capacity_hours[row];
        field.capacity.push_back((hours > 0 ? base::Hours{hours} : rules.default_capacity) *
                                 share_at_work(s.people.leave[row], options.as_of));
        total += field.capacity.back().value;
        problem.granted.push_back(workload::skills_granted(rules, s.people.skills[row]));
        if (s.people.placed(row)) {
            problem.base.push_back(s.people.point(row));
        } else {
            problem.base.push_back(box.centre());
            homeless.push_back(name_of(s, row));
        }
    }
    for (const base::Hours capacity : field.capacity)
        problem.share.push_back(capacity.value / total);
    if (!homeless.empty())
        field.notes.push_back({"assign.no_base", {{"names", listed(homeless)}}});
}

// A skill that nobody has cannot be asked for; it is named, and the rest goes on without it.
void drop_missing_skills(const model::Snapshot& s, const workload::Rules& rules, Field& field) {
    std::uint32_t somebody = 0;
    for (const std::uint32_t granted : field.problem.granted)
        somebody |= granted;
    for (std::size_t skill = 0; skill < std::min<std::size_t>(32, rules.skills.size()); ++skill) {
        if (somebody >> skill & 1u)
            continue;
        std::vector<std::string> cells;
        for (std::size_t c = 0; c < s.cells.size(); ++c)
            if (field.problem.asked[c] >> skill & 1u)
                cells.push_back(s.cells[c].code);
        if (!cells.empty())
            field.infeasible.push_back(
                {"assign.no_skill",
                 {{"skill",
                   rules.skills[skill].names.empty() ? rules.skills[skill].id : rules.skills[skill].names.back()},
                  {"count", fmt::format("{}", cells.size())},
                  {"cells", listed(cells)}}});
    }
    for (std::uint32_t& asked : field.problem.asked)
        asked &= somebody;
}

// People who are recused from a cell, or who would find nobody to complete the pair, must not lead it.
void find_forbidden(const model::Snapshot& s, const workload::Rules& rules, Field& field) {
    Problem& problem = field.problem;
    const std::int32_t people = problem.people();
    field.unservable.assign(s.cells.size(), 0);
    std::vector<std::string> recused_cells, pairless_cells;
    const bool pairs = rules.officers >= 2 && people >= 2;
    std::map<std::uint32_t, bool> simple; // asked skills -> everybody finds a partner, where nobody is recused
    for (std::int32_t c = 0; c < problem.cells(); ++c) {
        bool anyone_recused = false;
        for (std::int32_t p = 0; p < people && !field.recusals.empty(); ++p)
            anyone_recused = anyone_recused || is_recused(field.recusals, c, p, people);
        if (!anyone_recused) {
            const auto known = simple.find(problem.asked[c]);
            if (known != simple.end() && known->second)
                continue;
        }
        std::vector<std::int32_t> refused;
        int free = 0;
        for (std::int32_t p = 0; p < people; ++p) {
            const bool recused = is_recused(field.recusals, c, p, people);
            free += !recused;
            bool partner = !pairs;
            for (std::int32_t q = 0; q < people && !partner; ++q)
                partner = may_pair(problem, field.recusals, c, p, q);
            if (recused || !partner)
                refused.push_back(p);
        }
        if (!anyone_recused)
            simple[problem.asked[c]] = refused.empty();
        if (refused.empty())
            continue;
        if (static_cast<std::int32_t>(refused.size()) == people) {
            // nobody: the cell stays in some zone for its shape, and is named instead of being given to anyone
            field.unservable[c] = 1;
            (free == 0 ? recused_cells : pairless_cells).push_back(s.cells[c].code);
            continue;
        }
        if (problem.forbidden.empty())
            problem.forbidden.assign(static_cast<std::size_t>(problem.cells()) * people, false);
        for (const std::int32_t p : refused)
            problem.forbidden[static_cast<std::size_t>(c) * people + p] = true;
    }
    for (const auto& [id, cells] :
         {std::pair{"assign.all_recused", &recused_cells}, std::pair{"assign.no_pair", &pairless_cells}})
        if (!cells->empty())
            field.infeasible.push_back({id, {{"count", fmt::format("{}", cells->size())}, {"cells", listed(*cells)}}});
}

// Whoever has had a cell too long must hand it on, where somebody else may have it.
void add_rotation(const Options& options, const model::Snapshot& s, Field& field) {
    if (options.rotation_years <= 0 || !options.as_of)
        return;
    Problem& problem = field.problem;
    const std::int32_t people = problem.people();
    base::Date made;
    for (const model::Plan& plan : s.plans)
        if (plan.current)
            made = base::parse_date(plan.created).value_or(base::Date{});
    std::vector<std::string> kept;
    for (std::int32_t c = 0; c < problem.cells(); ++c) {
        const model::Cell& cell = s.cells[c];
        const base::Date since = cell.lead_since ? cell.lead_since : made;
        if (cell.lead_key.empty() || !since || base::add_months(since, 12 * options.rotation_years) > options.as_of)
            continue;
        std::int32_t lead = -1, others = 0;
        for (std::int32_t p = 0; p < people; ++p)
            if (s.people.key[field.people[p]] == cell.lead_key)
                lead = p;
            else
                others += !problem.is_forbidden(c, p);
        if (lead < 0)
            continue;
        if (others == 0) {
            kept.push_back(cell.code);
            continue;
        }
        if (problem.forbidden.empty())
            problem.forbidden.assign(static_cast<std::size_t>(problem.cells()) * people, false);
        problem.forbidden[static_cast<std::size_t>(c) * people + lead] = true;
    }
    if (!kept.empty())
        field.infeasible.push_back(
            {"assign.rotation_unmet", {{"count", fmt::format("{}", kept.size())}, {"cells", listed(kept)}}});
}

// Held cells have one lead who may, closed people only their own cells. A lock that cannot be kept is named.
void add_locks(const Options& options, const model::Snapshot& s, Field& field) {
    if (options.held.empty() && options.closed.empty())
        return;
    Problem& problem = field.problem;
    const std::int32_t people = problem.people();
    if (problem.forbidden.empty())
        problem.forbidden.assign(static_cast<std::size_t>(problem.cells()) * people, false);
    std::vector<std::string> broken;
    for (std::int32_t c = 0; c < problem.cells(); ++c) {
        std::int32_t lead = -1;
        for (std::int32_t p = 0; p < people; ++p)
            if (s.people.key[field.people[p]] == s.cells[c].lead_key)
                lead = p;
        const bool closed = std::ranges::find(options.closed, s.cells[c].lead_key) != options.closed.end();
        if (const bool held = closed || (!options.held.empty() && options.held[c] != 0); held) {
            if (lead < 0 || problem.is_forbidden(c, lead)) {
                broken.push_back(s.cells[c].code);
                continue;
            }
            for (std::int32_t p = 0; p < people; ++p)
                if (p != lead)
                    problem.forbidden[static_cast<std::size_t>(c) * people + p] = true;
            continue;
        }
        for (std::int32_t p = 0; p < people; ++p)
            if (std::ranges::find(options.closed, s.people.key[field.people[p]]) != options.closed.end())
                problem.forbidden[static_cast<std::size_t>(c) * people + p] = true;
    }
    if (!broken.empty())
        field.infeasible.push_back(
            {"assign.lock_unmet", {{"count", fmt::format("{}", broken.size())}, {"cells", listed(broken)}}});
}

void add_present(const Options& options, const model::Snapshot& s, Field& field) {
    if (options.keep.empty())
        return;
    base::ensure(options.keep.size() == s.cells.size(), "one kept lead a cell");
    std::unordered_map<std::string_view, std::int32_t> by_key;
    for (std::size_t p = 0; p < field.people.size(); ++p)
        by_key.emplace(s.people.key[field.people[p]], static_cast<std::int32_t>(p));
    for (const std::string& key : options.keep) {
        const auto found = by_key.find(key);
        field.problem.present.push_back(found == by_key.end() ? -1 : found->second);
    }
}

} // namespace

std::string listed(const std::vector<std::string>& names) {
    constexpr std::size_t most = 10;
    if (names.size() <= most)
        return fmt::format("{}", fmt::join(names, ", "));
    return fmt::format("{} ... +{}", fmt::join(names.begin(), names.begin() + most, ", "), names.size() - most);
}

// Minutes of the way as the straight metres that the rules' speed and detour make in that time.
void add_ways(const workload::Rules& rules, const reach::Reach& reach, Field& field, base::Feedback& feedback) {
    Problem& problem = field.problem;
    const auto columns = [](const std::vector<geo::MapPoint>& places) {
        std::pair<std::vector<double>, std::vector<double>> xy;
        for (const geo::MapPoint place : places) {
            xy.first.push_back(place.x);
            xy.second.push_back(place.y);
        }
        return xy;
    };
    const auto cells = columns(problem.place), bases = columns(problem.base);
    const std::size_t people = problem.base.size();
    const double metres_a_minute = 60 / (3600 * workload::travel_hours(rules, {1}).value / rules.legs);
    std::vector<float> way(problem.place.size() * people);
    for (std::size_t c = 0; c < problem.place.size(); ++c)
        for (std::size_t p = 0; p < people; ++p)
            way[c * people + p] =
                static_cast<float>(problem.metres(static_cast<std::int32_t>(c), static_cast<std::int32_t>(p)));
    const std::vector<reach::Effort> limits(problem.place.size(), reach::out_of_reach);
    const reach::Links links = reach.within({cells.first, cells.second}, {bases.first, bases.second}, limits, feedback);
    int off = 0;
    for (std::size_t c = 0; c < problem.place.size(); ++c) {
        off += links.of(c).empty() ? 1 : 0;
        for (const reach::Link& link : links.of(c))
            way[c * people + static_cast<std::size_t>(link.source)] =
                static_cast<float>(link.effort.value * metres_a_minute);
    }
    if (off > 0)
        field.notes.push_back({"assign.no_way", {{"count", fmt::format("{}", off)}}});
    problem.way = std::move(way);
}

Field build(const model::Snapshot& s, const workload::Rules& rules, const Options& options, base::Feedback& feedback) {
    if (s.cells.empty())
        base::fail_input("assign.no_cells");
    if (s.sites.size() == 0)
        base::fail_input("assign.no_sites");
    Field field;
    field.people = chosen_inspectors(s, options, field);
    const auto people = static_cast<std::int32_t>(field.people.size());
    Problem& problem = field.problem;

    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Cell& cell : s.cells)
        areas.push_back(&cell.area);
    feedback.progress(0, "assign.reading");
    problem.graph = graph_of(areas, options.border_tolerance, feedback);
    add_people(s, rules, options, field);

    const std::size_t cells = s.cells.size();
    const auto loads = workload::loads_of_sites(s, rules, feedback);
    const geo::AreaIndex index(areas);
    const auto cell_of = index.find(s.sites.x, s.sites.y, feedback);
    const auto recused = recused_of_sites(s, field.people);
    std::vector<double> on_site(cells, 0);
    std::vector<geo::MapPoint> sum(cells);
    field.trips.assign(cells, 0);
    problem.asked.assign(cells, 0);
    for (std::size_t i = 0; i < loads.size(); ++i) {
        const std::int32_t c = s.sites.placed(i) ? cell_of[i] : -1;
        if (c < 0) {
            ++field.sites_outside;
            continue;
        }
        on_site[c] += loads[i].on_site.value;
        field.trips[c] += loads[i].trips;
        // relative to the cell, so that large coordinates lose no digits
        sum[c].x += loads[i].trips * (s.sites.x[i] - problem.graph.centre[c].x);
        sum[c].y += loads[i].trips * (s.sites.y[i] - problem.graph.centre[c].y);
        problem.asked[c] |= workload::skills_asked(rules, s.sites, i);
        if (!recused.empty() && !recused[i].empty() && field.recusals.empty())
            field.recusals.assign(cells * people, false);
        for (std::size_t r = 0; !recused.empty() && r < recused[i].size(); ++r)
            field.recusals[static_cast<std::size_t>(c) * people + recused[i][r]] = true;
    }
    if (field.sites_outside > 0)
        field.notes.push_back({"assign.sites_outside", {{"count", fmt::format("{}", field.sites_outside)}}});
    const double seconds_per_metre = 3600 * workload::travel_hours(rules, {1}).value;
    for (std::size_t c = 0; c < cells; ++c) {
        const geo::MapPoint centre = problem.graph.centre[c];
        const double trips = field.trips[c];
        problem.on_site.push_back(std::llround(3600 * on_site[c]));
        problem.seconds_per_metre.push_back(trips * seconds_per_metre);
        problem.place.push_back(trips > 0 ? geo::MapPoint{centre.x + sum[c].x / trips, centre.y + sum[c].y / trips}
                                          : centre);
    }
    if (options.reach && options.reach->unit() == reach::Unit::minutes)
        add_ways(rules, *options.reach, field, feedback);
    drop_missing_skills(s, rules, field);
    find_forbidden(s, rules, field);
    add_rotation(options, s, field);
    add_locks(options, s, field);
    add_present(options, s, field);
    if (rules.officers >= 2 && people < 2)
        field.infeasible.push_back({"assign.one_inspector", {}});
    if (problem.graph.parts > 1)
        field.notes.push_back({"assign.linked_parts", {{"parts", fmt::format("{}", problem.graph.parts)}}});
    scale(problem, options.weights);
    return field;
}

} // namespace wangge::assign

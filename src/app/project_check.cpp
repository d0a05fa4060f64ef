#include "app/project_check.h"

#include "base/text.h"
#include "geo/area_index.h"
#include "geo/overlay.h"
#include "grid/measure.h"
#include "model/training.h"

#include <cmath>
#include <fmt/format.h>
#include <map>
#include <set>
#include <unordered_map>

namespace wangge::app {
namespace {

// Gathers the offenders of one rule and speaks of them once.
class Rule {
public:
    Rule(std::string text_id, bool fault) : m_id(std::move(text_id)), m_fault(fault) {}
    void found(std::string what) {
        if (m_count++ < 3)
            m_first += (m_first.empty() ? "" : ", ") + what;
    }
    void report(std::vector<ProjectFinding>& findings) const {
        if (m_count > 0)
            findings.push_back({m_fault, {m_id, {{"count", fmt::format("{}", m_count)}, {"first", m_first}}}});
    }

private:
    std::string m_id;
    bool m_fault;
    std::size_t m_count = 0;
    std::string m_first;
};

void check_codes(const model::Snapshot& s, std::vector<ProjectFinding>& findings) {
    Rule duplicate("check.duplicate_code", true), orphan("check.village_without_township", true),
        nowhere("check.village_outside_townships", false);
    std::set<std::string_view> townships;
    for (const model::Row row : s.townships)
        townships.insert(s.boundaries[row].code);
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < s.villages.size(); ++i) {
        if (!s.villages.code[i].empty() && !seen.insert(s.villages.code[i]).second)
            duplicate.found(std::string(s.villages.code[i]));
        if (!townships.empty() && s.villages.township[i] == model::no_row)
            (s.villages.township_code[i].empty() ? nowhere : orphan)
                .found(fmt::format("{} {}", s.villages.code[i], s.villages.name[i]));
    }
    std::set<std::string_view> cells;
    for (const model::Cell& cell : s.cells)
        if (!cells.insert(cell.code).second)
            duplicate.found(cell.code);
    duplicate.report(findings);
    orphan.report(findings);
    nowhere.report(findings);
}

void check_shapes(const model::Snapshot& s, std::vector<ProjectFinding>& findings, base::Feedback& feedback) {
    Rule invalid("check.invalid_shape", true);
    const auto test = [&](const geo::MultiPolygon& area, std::string_view name) {
        feedback.check();
        if (!area.empty() && !geo::is_valid(area))
            invalid.found(std::string(name));
    };
    for (const model::Boundary& boundary : s.boundaries)
        test(boundary.area, boundary.name);
    for (std::size_t i = 0; i < s.villages.size(); ++i)
        test(s.villages.area[i], s.villages.name[i]);
    for (const model::Cell& cell : s.cells)
        test(cell.area, cell.code);
    invalid.report(findings);
}

// Square metres that two bounding boxes share: no more ground than that can be shared by what is inside.
double shared_box(const geo::MultiPolygon& a, const geo::MultiPolygon& b) {
    const geo::Box one = geo::bounds(a), two = geo::bounds(b);
    return std::max(0.0, std::min(one.max_x, two.max_x) - std::max(one.min_x, two.min_x)) *
           std::max(0.0, std::min(one.max_y, two.max_y) - std::max(one.min_y, two.min_y));
}

// Cells of one plan lie side by side: no two share ground, and together they are the ground that they were cut from.
void check_tiling(const model::Snapshot& s, std::vector<ProjectFinding>& findings, base::Feedback& feedback) {
    if (s.cells.empty())
        return;
    std::vector<const geo::MultiPolygon*> areas;
    double sum = 0;
    for (const model::Cell& cell : s.cells) {
        areas.push_back(&cell.area);
        sum += geo::area(cell.area).value;
    }
    const geo::AreaIndex index(areas);
    Rule overlap("check.cells_overlap", true);
    for (std::size_t i = 0; i < areas.size(); ++i) {
        feedback.progress(static_cast<double>(i) / areas.size(), "check.step.tiling");
        feedback.check();
        for (const std::int32_t other : index.touching(geo::bounds(*areas[i])))
            if (other > static_cast<std::int32_t>(i) && shared_box(*areas[i], *areas[other]) > 1.0) {
                // Edges that were rounded apart by less than a millimetre over a kilometre are not an overlap.
                const double shared = geo::area(geo::intersection(*areas[i], *areas[other])).value;
                if (shared > 1.0)
                    overlap.found(fmt::format("{} / {} ({:.1f} m2)", s.cells[i].code, s.cells[other].code, shared));
            }
    }
    const std::size_t before = findings.size();
    overlap.report(findings);
    const double county = geo::area(s.county).value;
    if (county > 0 && std::abs(sum - county) > 1e-6 * county)
        findings.push_back(
            {false,
             {"check.cells_not_county",
              {{"cells_km2", fmt::format("{:.4f}", sum / 1e6)}, {"county_km2", fmt::format("{:.4f}", county / 1e6)}}}});
    if (findings.size() == before || county <= 0)
        return;
    const grid::Tightness found = grid::measure(areas, s.county, feedback);
    findings.push_back({false,
                        {"check.cells_misfit",
                         {{"gaps_m2", fmt::format("{:.1f}", found.gaps.value)},
                          {"overlaps_m2", fmt::format("{:.1f}", found.overlaps.value)},
                          {"outside_m2", fmt::format("{:.1f}", found.outside.value)}}}});
}

void check_people(const model::Snapshot& s, std::vector<ProjectFinding>& findings) {
    std::unordered_map<std::string_view, model::PersonRole> roles;
    for (std::size_t i = 0; i < s.people.size(); ++i)
        roles.emplace(s.people.key[i], s.people.role[i]);
    Rule nobody("check.cell_without_pair", false), same("check.pair_of_one", true),
        stranger("check.cell_names_stranger", true);
    for (const model::Cell& cell : s.cells) {
        if (cell.lead_key.empty() || cell.second_key.empty())
            nobody.found(cell.code);
        else if (cell.lead_key == cell.second_key)
            same.found(cell.code);
        for (const std::string& key : {cell.lead_key, cell.second_key}) {
            const auto person = roles.find(key);
            if (!key.empty() && (person == roles.end() || person->second != model::PersonRole::inspector))
                stranger.found(fmt::format("{}: {}", cell.code, key));
        }
    }
    nobody.report(findings);
    same.report(findings);
    stranger.report(findings);
    // Only where the register has the days at all.
    Rule untrained("check.trained_too_seldom", false);
    const base::Date today = base::today();
    bool days_known = false;
    for (std::size_t i = 0; i < s.people.size(); ++i)
        days_known = days_known || !s.people.trainings[i].empty();
    for (std::size_t i = 0; i < s.people.size() && days_known; ++i)
        if (s.people.role[i] != model::PersonRole::inspector && !(s.people.end[i] && s.people.end[i] < today) &&
            model::trainings_within_a_year(s.people.trainings[i], today) < model::least_trainings_a_year)
            untrained.found(std::string(s.people.name[i]));
    untrained.report(findings);
    Rule contact("check.contact_is_stranger", true), twice("check.backup_is_contact", true),
        alone("check.village_without_two", false);
    for (std::size_t i = 0; i < s.villages.size(); ++i) {
        for (const auto& [key, person] : {std::pair{s.villages.contact_key[i], s.villages.contact[i]},
                                          std::pair{s.villages.backup_key[i], s.villages.backup[i]}})
            if (!key.empty() && person == model::no_row)
                contact.found(fmt::format("{}: {}", s.villages.name[i], key));
        if (s.people.size() > 0 && (s.villages.contact_key[i].empty() || s.villages.backup_key[i].empty()))
            alone.found(std::string(s.villages.name[i]));
        else if (!s.villages.contact_key[i].empty() && s.villages.contact_key[i] == s.villages.backup_key[i])
            twice.found(std::string(s.villages.name[i]));
    }
    contact.report(findings);
    twice.report(findings);
    alone.report(findings);
}

// One finding a rule; each breach by itself is in broken_rules(). Cells without a person were told above.
void check_rules(const std::vector<grid::RuleBreach>& breaches, std::vector<ProjectFinding>& findings) {
    std::map<grid::RuleKind, Rule> rules;
    for (const grid::RuleBreach& breach : breaches)
        if (breach.kind != grid::RuleKind::named_person || breach.fault)
            rules.try_emplace(breach.kind, breach.message.id + ".all", breach.fault)
                .first->second.found(breach.message.args.back().second);
    for (const auto& [kind, rule] : rules)
        rule.report(findings);
}

} // namespace

std::vector<ProjectFinding> check_project(const model::Snapshot& snapshot,
                                          const std::vector<grid::RuleBreach>& breaches, base::Feedback& feedback) {
    std::vector<ProjectFinding> findings;
    check_codes(snapshot, findings);
    check_people(snapshot, findings);
    check_shapes(snapshot, findings, feedback);
    check_tiling(snapshot, findings, feedback);
    check_rules(breaches, findings);
    return findings;
}

} // namespace wangge::app

// Risk grades: what the score makes of every site, and the log of what was changed.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/project.h"
#include "app/tables/regrade_table.h"
#include "base/error.h"
#include "export/export.h"
#include "model/row_records.h"
#include "workload/grades.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace wangge::app {
namespace {

using model::RiskGrade;
using nlohmann::json;

constexpr std::array grades{RiskGrade::a, RiskGrade::b, RiskGrade::c, RiskGrade::d, RiskGrade::ungraded};

json counts_json(const std::array<std::int64_t, grades.size()>& counts) {
    json all = json::object();
    for (std::size_t i = 0; i < grades.size(); ++i) {
        const std::string_view key = model::key_of(grades[i]);
        all[key.empty() ? "ungraded" : std::string(key)] = counts[i];
    }
    return all;
}

std::size_t place_of(RiskGrade grade) {
    return static_cast<std::size_t>(std::ranges::find(grades, grade) - grades.begin());
}

std::vector<bool> wanted_sites(const model::Snapshot& s, const Arguments& arguments) {
    std::set<model::SiteKind> kinds;
    for (const std::string word : arguments.value("kinds", json::array()))
        if (const auto kind = model::from_key<model::SiteKind>(word))
            kinds.insert(*kind);
        else
            base::fail_input("draw.unknown_kind", {{"kind", word}}, "--kinds");
    std::vector<bool> wanted(s.sites.size(), kinds.empty());
    for (std::size_t i = 0; i < wanted.size(); ++i)
        wanted[i] = wanted[i] || kinds.contains(s.sites.kind[i]);
    return wanted;
}

std::string reasons_text(const workload::Score& score) {
    std::string text;
    for (const auto& [id, points] : score.reasons)
        text += fmt::format("{}{} {:g}", text.empty() ? "" : ";", id, points);
    return text;
}

// A site whose grade the score would change.
struct Change {
    std::size_t site = 0;
    workload::Score score;
};

json run_grade(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::string file = arguments.value("file", "");
    if (!file.empty())
        exporter::format_of(file);
    const base::Date as_of = as_of_date(arguments.value("as-of", ""));
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const model::SiteTable& sites = snapshot->sites;
    const workload::Rules rules = visit_rules_of(*snapshot, as_of);
    if (rules.grade_limits.empty())
        base::fail_input("grade.no_limits");
    const std::vector<bool> wanted = wanted_sites(*snapshot, arguments);
    std::array<std::int64_t, grades.size()> now{}, scored{};
    std::vector<Change> changes;
    std::int64_t count = 0;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        if (i % 4096 == 0)
            feedback.check();
        if (!wanted[i])
            continue;
        ++count;
        workload::Score score = workload::score_of(rules, sites, i, as_of);
        ++now[place_of(sites.grade[i])];
        ++scored[place_of(score.grade)];
        if (score.grade != sites.grade[i])
            changes.push_back({i, std::move(score)});
    }
    std::ranges::stable_sort(changes, std::greater<>(), [](const Change& c) { return c.score.points; });

    std::vector<model::Regrade> regrades;
    for (const Change& change : changes)
        regrades.push_back({std::string(sites.key[change.site]), as_of, sites.grade[change.site], change.score.grade,
                            change.score.points, reasons_text(change.score)});
    if (arguments["apply"] && !changes.empty()) {
        std::vector<model::Site> records;
        for (const Change& change : changes) {
            records.push_back(model::site_at(sites, change.site));
            records.back().previous_grade = records.back().grade;
            records.back().grade = change.score.grade;
        }
        store::Edit edit(project.document(), project.say("grade.label"));
        edit.put(std::span<const model::Site>(records));
        edit.put(std::span<const model::Regrade>(regrades));
        edit.commit();
    }
    json answer = {{"as_of", base::to_text(as_of)},
                   {"sites", count},
                   {"changes", changes.size()},
                   {"applied", arguments["apply"].get<bool>()},
                   {"outcome", project.say(arguments["apply"] ? "grade.stored" : "grade.tried")},
                   {"grades_now", counts_json(now)},
                   {"grades_by_score", counts_json(scored)}};
    const std::size_t most = arguments["top"].get<std::size_t>();
    json list = json::array();
    for (std::size_t i = 0; i < changes.size() && i < most; ++i) {
        const Change& change = changes[i];
        list.push_back({{"key", sites.key[change.site]},
                        {"name", sites.name[change.site]},
                        {"before", model::key_of(sites.grade[change.site])},
                        {"after", model::key_of(change.score.grade)},
                        {"points", change.score.points},
                        {"why", regrade_reasons(project.catalog(), regrades[i].reasons)}});
    }
    answer["list"] = std::move(list);
    if (!file.empty()) {
        const TableInput input{*snapshot, project.catalog(), as_of, feedback, {}};
        exporter::write(std::vector{regrade_table(input, regrades)}, file, {}, feedback);
        answer["file"] = file;
    }
    return answer;
}

base::Date day_of(const Arguments& arguments, const char* name) {
    const std::string text = arguments.value(name, "");
    const auto day = base::parse_date(text);
    if (!text.empty() && !day)
        base::fail_input("app.bad_value", {{"param", name}, {"value", text}, {"expected", "2026-10-01"}},
                         std::string("--") + name);
    return day.value_or(base::Date{});
}

json run_regrades(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::string file = arguments.value("file", "");
    if (!file.empty())
        exporter::format_of(file);
    const base::Date from = day_of(arguments, "from"), until = day_of(arguments, "until");
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const model::SiteTable& sites = snapshot->sites;
    const std::vector<bool> wanted = wanted_sites(*snapshot, arguments);
    std::array<std::int64_t, grades.size()> now{};
    std::int64_t count = 0, differ = 0;
    std::set<std::string_view> keys;
    for (std::size_t i = 0; i < sites.size(); ++i)
        if (wanted[i]) {
            ++count;
            ++now[place_of(sites.grade[i])];
            differ += sites.previous_grade[i] != sites.grade[i] && sites.previous_grade[i] != RiskGrade::ungraded;
            keys.insert(sites.key[i]);
        }
    const bool all = !arguments.contains("kinds");
    std::vector<model::Regrade> logged = project.document().regrades();
    std::erase_if(logged, [&](const model::Regrade& regrade) {
        return (from && regrade.made < from) || (until && regrade.made > until) ||
               (!all && !keys.contains(regrade.site_key));
    });
    std::set<std::string_view> changed;
    std::int64_t up = 0;
    for (const model::Regrade& regrade : logged) {
        changed.insert(regrade.site_key);
        up += regrade.after > regrade.before;
    }
    json list = json::array();
    for (const model::Regrade& regrade : logged)
        list.push_back({{"day", base::to_text(regrade.made)},
                        {"key", regrade.site_key},
                        {"before", model::key_of(regrade.before)},
                        {"after", model::key_of(regrade.after)},
                        {"points", std::isnan(regrade.score) ? json(nullptr) : json(regrade.score)},
                        {"why", regrade_reasons(project.catalog(), regrade.reasons)}});
    json answer = {{"sites", count},
                   {"grades_now", counts_json(now)},
                   {"differ_from_previous", differ},
                   {"logged", logged.size()},
                   {"regraded", changed.size()},
                   {"raised", up},
                   {"lowered", static_cast<std::int64_t>(logged.size()) - up},
                   {"list", std::move(list)}};
    if (!file.empty()) {
        const TableInput input{*snapshot, project.catalog(), base::today(), feedback, {}};
        exporter::write(std::vector{regrade_table(input, logged)}, file, {}, feedback);
        answer["file"] = file;
    }
    return answer;
}

} // namespace

std::vector<Action> grade_actions() {
    const Param file{.name = "file", .type = ParamType::path, .positional = true},
        kinds{.name = "kinds", .type = ParamType::list};
    return {{.name = "grade.score",
             .verb = "grade",
             .access = Access::write,
             .params = {file,
                        kinds,
                        {.name = "as-of"},
                        {.name = "apply", .type = ParamType::flag, .default_value = false},
                        {.name = "top", .type = ParamType::integer, .default_value = 20, .low = 0, .high = 1000000}},
             .run = run_grade},
            {.name = "grade.log",
             .verb = "regrades",
             .access = Access::read,
             .params = {file, kinds, {.name = "from"}, {.name = "until"}},
             .run = run_regrades}};
}

} // namespace wangge::app

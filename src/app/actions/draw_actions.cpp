// The double-random draw, and its replay by anybody who has the protocol.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/draw_protocol.h"
#include "app/project.h"
#include "assign/roster.h"
#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "coverage/area_types.h"
#include "workload/hours.h"
#include "workload/leave.h"

#include <algorithm>
#include <charconv>

namespace wangge::app {
namespace {

using nlohmann::json;

struct Candidates {
    assign::DrawList list;
    std::vector<std::size_t> site_rows; // of Snapshot::sites, as list.sites
    std::vector<model::Row> people;     // of Snapshot::people, as list.officers
};

Candidates candidates(const model::Snapshot& s, const std::vector<std::string>& kinds, base::Date as_of,
                      base::Feedback& feedback) {
    for (const std::string& kind : kinds)
        if (!model::from_key<model::SiteKind>(kind))
            base::fail_input("draw.unknown_kind", {{"kind", kind}}, "--kinds");
    Candidates found;
    found.people = assign::roster(s, {}, as_of).in_office;
    std::erase_if(found.people, [&](model::Row person) {
        const auto leave = workload::leave_periods(s.people.leave[static_cast<std::size_t>(person)]);
        return leave && workload::is_away(*leave, as_of);
    });
    const workload::Rules rules = visit_rules_of(s, as_of);
    for (const model::Row row : found.people)
        found.list.officers.push_back(
            {std::string(s.people.key[row]), workload::skills_granted(rules, s.people.skills[row])});
    const auto recused = assign::recused_of_sites(s, found.people);
    const auto areas =
        coverage::site_area_types(s, coverage::village_area_types(s),
                                  norms_of(s).metres("hospital_radius", model::AreaType::rural, as_of), feedback);
    for (std::size_t i = 0; i < s.sites.size(); ++i) {
        if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), model::key_of(s.sites.kind[i])) == kinds.end())
            continue;
        assign::DrawSite site{std::string(s.sites.key[i]),
                              std::string(model::key_of(s.sites.grade[i])),
                              std::string(model::key_of(areas[i].type)),
                              workload::skills_asked(rules, s.sites, i),
                              {}};
        for (std::size_t r = 0; !recused.empty() && r < recused[i].size(); ++r)
            site.recused.emplace_back(s.people.key[found.people[recused[i][r]]]);
        found.list.sites.push_back(std::move(site));
        found.site_rows.push_back(i);
    }
    return found;
}

// "A=1" ... "ungraded=1"
std::map<std::string, double> rates_of(const json& given) {
    std::map<std::string, double> rates;
    for (const std::string item : given) {
        const std::size_t mark = item.find('=');
        double rate = 0;
        const char* end = item.data() + item.size();
        if (mark == std::string::npos || std::from_chars(item.data() + mark + 1, end, rate).ptr != end)
            base::fail_input("draw.bad_rate", {{"grade", item}}, "--rates");
        const std::string grade = item.substr(0, mark);
        rates[grade == "ungraded" ? std::string() : grade] = rate;
    }
    return rates;
}

std::string draw_path(const Arguments& arguments, const char* name) {
    return arguments.contains(name) ? arguments[name].get<std::string>() : std::string();
}

json run_verify(Project& project, const std::string& file, const Arguments& arguments, base::Feedback& feedback) {
    const json protocol = json::parse(base::read_file(file), nullptr, false);
    if (protocol.is_discarded() || !protocol.is_object())
        base::fail_input("draw.bad_protocol", {{"what", "JSON"}}, file);
    const ReadProtocol read = read_draw_protocol(protocol, file);
    const assign::Draw again = assign::draw(read.list, read.options, feedback);
    const json replayed = draw_protocol(read.list, read.options, again);
    json differences = json::array();
    for (const char* part : {"list_digest", "strata"})
        if (protocol.value(part, json()) != replayed[part])
            differences.push_back(
                {{"part", part}, {"written", protocol.value(part, json())}, {"replayed", replayed[part]}});
    const json written = protocol.value("drawn", json::array());
    for (std::size_t i = 0; i < std::max(written.size(), replayed["drawn"].size()); ++i) {
        const auto row = [&](const json& rows) {
            json picked = json::object(); // the protocol may hold names besides
            for (const char* key : {"site", "lead", "second"})
                picked[key] = i < rows.size() && rows[i].is_object() ? rows[i].value(key, json()) : json();
            return picked;
        };
        if (row(written) != row(replayed["drawn"]))
            differences.push_back(
                {{"part", "drawn"}, {"row", i + 1}, {"written", row(written)}, {"replayed", row(replayed["drawn"])}});
    }
    const base::Date as_of = as_of_date(protocol.value("as_of", arguments.value("as-of", "")));
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    std::vector<std::string> kinds;
    if (protocol.contains("kinds") && protocol["kinds"].is_array())
        kinds = protocol["kinds"].get<std::vector<std::string>>();
    const bool same_list =
        assign::list_text(candidates(*snapshot, kinds, as_of, feedback).list) == assign::list_text(read.list);
    const bool ok = differences.empty();
    return {{"ok", ok},
            {"verified", ok},
            {"seed", read.options.seed},
            {"list_digest", again.digest},
            {"list_is_the_projects", same_list},
            {"outcome", project.say(ok ? "draw.verified" : "draw.differs")},
            {"drawn_count", again.drawn.size()},
            {"difference_count", differences.size()},
            {"differences", std::move(differences)}};
}

json run_draw(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    if (const std::string file = draw_path(arguments, "verify"); !file.empty())
        return run_verify(project, file, arguments, feedback);
    const base::Date as_of = as_of_date(arguments.value("as-of", ""));
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const model::Snapshot& s = *snapshot;
    std::vector<std::string> kinds;
    if (arguments.contains("kinds"))
        kinds = arguments["kinds"].get<std::vector<std::string>>();
    const Candidates found = candidates(s, kinds, as_of, feedback);
    const assign::DrawOptions options{.sites = arguments.value("sites", 0),
                                      .seed = arguments.value("seed", ""),
                                      .rates = rates_of(arguments["rates"])};
    const assign::Draw drawn = assign::draw(found.list, options, feedback);
    json protocol = draw_protocol(found.list, options, drawn);
    protocol["as_of"] = base::to_text(as_of);
    protocol["kinds"] = kinds;
    int without_pair = 0;
    const auto person = [&](int officer) {
        return officer < 0 ? json(nullptr) : json(s.people.name[found.people[officer]]);
    };
    for (std::size_t i = 0; i < drawn.drawn.size(); ++i) {
        const assign::DrawnSite& d = drawn.drawn[i];
        without_pair += d.second < 0;
        protocol["drawn"][i]["name"] = s.sites.name[found.site_rows[d.site]];
        protocol["drawn"][i]["lead_name"] = person(d.lead);
        protocol["drawn"][i]["second_name"] = person(d.second);
    }
    protocol["without_pair"] = without_pair;
    protocol["site_count"] = found.list.sites.size();
    protocol["officer_count"] = found.list.officers.size();
    if (const std::string file = draw_path(arguments, "out"); !file.empty()) {
        base::write_file(file, protocol.dump(1) + "\n");
        protocol["file"] = file;
    }
    protocol.erase("list"); // thousands of rows: for the file, not for the screen
    protocol["drawn_count"] = drawn.drawn.size();
    protocol["outcome"] = project.say({"draw.drawn",
                                       {{"drawn", std::to_string(drawn.drawn.size())},
                                        {"sites", std::to_string(found.list.sites.size())},
                                        {"officers", std::to_string(found.list.officers.size())},
                                        {"without_pair", std::to_string(without_pair)}}});
    return protocol;
}

} // namespace

std::vector<Action> draw_actions() {
    return {{.name = "draw.sites",
             .verb = "draw",
             .access = Access::read,
             .params = {{.name = "sites", .type = ParamType::integer, .low = 1, .high = 10000000},
                        {.name = "seed"},
                        {.name = "kinds", .type = ParamType::list},
                        {.name = "rates", .type = ParamType::list, .default_value = {"A=1", "B=2", "C=4", "D=8"}},
                        {.name = "as-of"},
                        {.name = "out", .type = ParamType::path},
                        {.name = "verify", .type = ParamType::path}},
             .run = run_draw}};
}

} // namespace wangge::app

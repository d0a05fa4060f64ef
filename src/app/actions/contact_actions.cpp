// Who is named for a village, and who stands in.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/project.h"
#include "base/error.h"
#include "coverage/contacts.h"

#include <algorithm>
#include <cmath>

namespace wangge::app {
namespace {

using model::Row;
using nlohmann::json;

// Somebody who is on the roster becomes a village's contact, or the one who stands in.
json run_contact(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const std::string village = arguments["village"], person = arguments["person"];
    const bool backup = arguments["backup"];
    const model::PersonTable& people = snapshot->people;
    std::size_t row = 0;
    while (row < people.size() && people.key[row] != person)
        ++row;
    if (row == people.size())
        base::fail_input("contact.unknown_person", {{"key", person}}, "PERSON");
    if (people.role[row] == model::PersonRole::inspector)
        base::fail_input("contact.inspector", {{"name", std::string(people.name[row])}}, "PERSON");
    for (std::size_t v = 0; v < snapshot->villages.size(); ++v)
        if (snapshot->villages.code[v] == village &&
            (backup ? snapshot->villages.contact_key[v] : snapshot->villages.backup_key[v]) == person)
            base::fail_input("contact.twice", {{"name", std::string(people.name[row])}}, "PERSON");
    store::Edit edit(project.document(), "contact.name");
    edit.name_contact(village, person, backup);
    edit.commit();
    return {{"village", village},
            {"person", person},
            {"name", std::string(people.name[row])},
            {"as", project.say(backup ? "contact.as_backup" : "contact.as_contact")}};
}

json way_json(reach::Effort way) {
    return std::isfinite(way.value) ? json(std::round(way.value * 10) / 10) : json(nullptr);
}

json run_contacts(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const base::Date as_of = as_of_date(arguments.value("as-of", ""));
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const model::Snapshot& s = *snapshot;
    if (s.villages.size() == 0)
        base::fail_input("contact.no_villages");
    const auto reach = reach_of(project, arguments, snapshot, as_of, feedback);
    const coverage::ContactPlan plan = coverage::plan_contacts(
        s, norms_of(s), *reach, {.as_of = as_of, .renew = arguments["renew"].get<bool>()}, feedback);
    const auto key = [&](Row person) {
        return person == model::no_row ? std::string() : std::string(s.people.key[static_cast<std::size_t>(person)]);
    };
    const auto name = [&](Row person) {
        return person == model::no_row ? std::string() : std::string(s.people.name[static_cast<std::size_t>(person)]);
    };
    json list = json::array();
    for (std::size_t v = 0; v < plan.villages.size(); ++v) {
        const coverage::VillageContact& village = plan.villages[v];
        const bool changed = village.contact_changed || village.backup_changed;
        if (!changed && !arguments["list"])
            continue;
        list.push_back({{"code", s.villages.code[v]},
                        {"village", s.villages.name[v]},
                        {"contact", key(village.contact)},
                        {"contact_name", name(village.contact)},
                        {"contact_way", way_json(village.contact_way)},
                        {"backup", key(village.backup)},
                        {"backup_name", name(village.backup)},
                        {"backup_way", way_json(village.backup_way)},
                        {"new", changed}});
    }
    if (arguments["apply"] && plan.changed > 0) {
        store::Edit edit(project.document(), project.say("contact.label"));
        for (std::size_t v = 0; v < plan.villages.size(); ++v) {
            const coverage::VillageContact& village = plan.villages[v];
            if (village.contact_changed)
                edit.name_contact(s.villages.code[v], key(village.contact));
            if (village.backup_changed)
                edit.name_contact(s.villages.code[v], key(village.backup), true);
        }
        edit.commit();
    }
    return {{"as_of", base::to_text(as_of)},
            {"villages", plan.villages.size()},
            {"changed", plan.changed},
            {"applied", arguments["apply"].get<bool>()},
            {"outcome", project.say(arguments["apply"] ? "contact.stored" : "contact.tried")},
            {"without_contact", plan.without_contact},
            {"without_backup", plan.without_backup},
            {"over_capacity", plan.over_capacity},
            {"most_villages", plan.contact_of.empty() ? 0 : std::ranges::max(plan.contact_of)},
            {"unit", reach->unit() == reach::Unit::metres ? "m" : "min"},
            {"list", std::move(list)}};
}

} // namespace

std::vector<Action> contact_actions() {
    std::vector<Action> actions = {{.name = "contact.name",
                                    .verb = "contact",
                                    .access = Access::write,
                                    .params = {{.name = "village", .required = true, .positional = true},
                                               {.name = "person", .required = true, .positional = true},
                                               {.name = "backup", .type = ParamType::flag, .default_value = false}},
                                    .run = run_contact},
                                   {.name = "contact.plan",
                                    .verb = "contacts",
                                    .access = Access::write,
                                    .params = {{.name = "apply", .type = ParamType::flag, .default_value = false},
                                               {.name = "renew", .type = ParamType::flag, .default_value = false},
                                               {.name = "as-of"},
                                               {.name = "list", .type = ParamType::flag, .default_value = false}},
                                    .run = run_contacts}};
    for (Param& param : travel_params())
        actions.back().params.push_back(std::move(param));
    return actions;
}

} // namespace wangge::app

#include "app/plan_book.h"

#include "app/project.h"
#include "base/error.h"
#include "base/files.h"

#include <algorithm>

namespace wangge::app {

using coverage::LedgerRules;

LedgerRules plan_rules_of(const model::Snapshot& snapshot) {
    if (const auto own = snapshot.settings.find("plan_states"); own != snapshot.settings.end() && !own->second.empty())
        return LedgerRules::parse(own->second, snapshot.name + ": plan_states");
    return LedgerRules::parse(base::read_file(base::data_folder() / "plans" / "states.json"), "data/plans/states.json");
}

store::PlanStanding standing_of(const store::Document& document, const std::string& plan, const LedgerRules& rules) {
    for (store::PlanStanding& standing : document.plan_standings())
        if (standing.plan == plan)
            return standing;
    return {.plan = plan, .state = rules.states.front().key, .sealed = false, .moves = {}};
}

store::PlanStanding moved(store::PlanStanding standing, const PlanMove& move, const LedgerRules& rules,
                          const model::PersonTable& people) {
    const LedgerRules::State* to = rules.find(move.to);
    if (!to)
        base::fail_input("plan.unknown_state", {{"state", move.to}}, "--to");
    std::string allowed;
    const LedgerRules::Move* rule = nullptr;
    for (const LedgerRules::Move& each : rules.moves) {
        if (each.from != standing.state)
            continue;
        allowed += (allowed.empty() ? "" : ", ") + each.to;
        if (each.to == move.to)
            rule = &each;
    }
    if (!rule)
        base::fail_input("plan.no_such_move",
                         {{"plan", standing.plan},
                          {"from", "@plan.state." + standing.state},
                          {"to", "@plan.state." + move.to},
                          {"allowed", allowed.empty() ? "-" : allowed}},
                         "--to");
    const auto need = [&](bool wanted, const std::string& text, const char* what) {
        if (wanted && text.empty())
            base::fail_input("plan.needs",
                             {{"plan", standing.plan},
                              {"to", "@plan.state." + move.to},
                              {"what", std::string("@ledger.member.") + what}},
                             std::string("--") + what);
    };
    need(rule->needs_by, move.by, "by");
    need(rule->needs_note, move.note, "note");
    if (!move.by.empty()) {
        std::size_t person = 0;
        while (person < people.size() && people.key[person] != move.by)
            ++person;
        if (person == people.size())
            base::fail_input("ledger.unknown_person", {{"key", move.by}}, "--by");
        const model::PersonRole role = people.role[person];
        if (!rule->by_roles.empty() && std::ranges::find(rule->by_roles, role) == rule->by_roles.end())
            base::fail_input("ledger.wrong_role",
                             {{"key", move.by}, {"role", "@kind.role." + std::string(model::key_of(role))}}, "--by");
        if (rule->not_by_responsible && !standing.moves.empty() && standing.moves.back().by == move.by)
            base::fail_input("plan.own_work", {{"key", move.by}, {"plan", standing.plan}}, "--by");
    }
    standing.moves.push_back({move.date, standing.state, move.to, move.by, move.note});
    standing.state = move.to;
    standing.sealed = !to->open;
    return standing;
}

std::string plan_state_text(const std::string& state, const base::Catalog& catalog) {
    const std::string id = "plan.state." + state;
    return catalog.has(id) ? catalog.say(id) : state;
}

void require_open(Project& project, const std::string& plan) {
    for (const store::PlanStanding& standing : project.document().plan_standings())
        if (standing.plan == plan && standing.sealed)
            base::fail_input("store.plan_sealed", {{"plan", plan}});
}

void require_current_open(Project& project, const model::Snapshot& snapshot) {
    for (const model::Plan& plan : snapshot.plans)
        if (plan.current)
            require_open(project, plan.name);
}

} // namespace wangge::app

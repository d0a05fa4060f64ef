#include "app/plan_locks.h"

#include "base/error.h"

#include <nlohmann/json.hpp>

namespace wangge::app {

using nlohmann::json;

std::string PlanLocks::to_json() const {
    return json{{"cells", cells}, {"people", people}, {"pairs", pairs}}.dump();
}

PlanLocks locks_of(const model::Snapshot& snapshot) {
    PlanLocks locks;
    const auto kept = snapshot.settings.find(locks_setting);
    if (kept == snapshot.settings.end())
        return locks;
    try {
        const json all = json::parse(kept->second);
        for (const auto& [member, set] :
             {std::pair("cells", &locks.cells), std::pair("people", &locks.people), std::pair("pairs", &locks.pairs)})
            for (const json& each : all.value(member, json::array()))
                set->insert(each.get<std::string>());
    } catch (const json::exception& error) {
        base::fail_input("plan.bad_locks", {{"reason", error.what()}});
    }
    return locks;
}

} // namespace wangge::app

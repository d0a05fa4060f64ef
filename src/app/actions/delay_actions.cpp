// How long each of the people needs before setting out: listed, written for Excel, read back, set one by one.
#include "app/actions.h"
#include "app/project.h"
#include "app/rules/start_delays.h"
#include "base/error.h"

namespace wangge::app {
namespace {

using nlohmann::json;

json run_delays(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    if (arguments.contains("file"))
        write_delays(arguments["file"].get<std::string>(), {*snapshot, project.catalog(), base::today(), feedback, {}});
    const StartDelays delays = start_delays(*snapshot);
    json list = json::array();
    for (std::size_t i = 0; i < snapshot->people.size(); ++i)
        if (const auto delay = delays.find(std::string(snapshot->people.key[i])); delay != delays.end())
            list.push_back({{"key", delay->first},
                            {"name", snapshot->people.name[i]},
                            {"role", model::key_of(snapshot->people.role[i])},
                            {"minutes", delay->second.value}});
    json answer = {{"people", snapshot->people.size()},
                   {"delayed", list.size()},
                   {"not_in_register", delays.size() - list.size()},
                   {"delays", std::move(list)}};
    if (arguments.contains("file"))
        answer["file"] = arguments["file"];
    return answer;
}

json run_set_delays(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const bool reset = arguments["reset"], file = arguments.contains("file");
    const json pairs = arguments.value("set", json::array());
    if (static_cast<int>(reset) + static_cast<int>(file) + static_cast<int>(!pairs.empty()) != 1)
        base::fail_input("delays.file_or_reset", {}, "--reset");
    const StartDelays before = start_delays(*snapshot);
    StartDelays delays;
    if (file)
        delays = read_delays(arguments["file"].get<std::string>(), *snapshot, project.catalog());
    else if (!reset)
        delays = before;
    for (const std::string pair : pairs)
        set_delays(pair, *snapshot, delays);
    if (delays != before) {
        store::Edit edit(project.document(), project.say("delays.set.label"));
        edit.set_setting(start_delays_setting, delays_text(delays));
        edit.commit();
    }
    return {{"delayed", delays.size()}};
}

} // namespace

std::vector<Action> delay_actions() {
    const Param file{.name = "file", .type = ParamType::path, .positional = true};
    return {{.name = "delays.list", .verb = "delays", .access = Access::read, .params = {file}, .run = run_delays},
            {.name = "delays.set",
             .verb = "set-delays",
             .access = Access::write,
             .params = {file,
                        {.name = "set", .type = ParamType::list, .unit = "min"},
                        {.name = "reset", .type = ParamType::flag, .default_value = false}},
             .run = run_set_delays}};
}

} // namespace wangge::app

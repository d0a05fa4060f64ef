// Town, fringe, village and hospital surroundings: what the sources say, why, and where they differ.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/project.h"
#include "app/rules/rule_rows.h"
#include "app/rules/rule_sheet.h"
#include "base/error.h"
#include "base/text.h"
#include "coverage/area_types.h"
#include "coverage/population.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace wangge::app {
namespace {

using coverage::AreaTypeOf;
using nlohmann::json;

// Villages and residents by type.
json by_type(const model::Snapshot& snapshot, const std::vector<AreaTypeOf>& types) {
    json all = json::object();
    for (const std::string_view key : model::keys<model::AreaType>()) {
        std::int64_t villages = 0, people = 0;
        for (std::size_t i = 0; i < types.size(); ++i)
            if (model::key_of(types[i].type) == key) {
                ++villages;
                people += std::llround(std::max(0.0, snapshot.villages.population[i]));
            }
        if (villages > 0)
            all[std::string(key)] = {{"villages", villages}, {"people", people}};
    }
    return all;
}

// Square kilometres and people by class.
json by_class(const Project& project, const coverage::Degurba& degurba) {
    json rows = json::object();
    for (const std::uint8_t code : coverage::degurba_codes()) {
        std::int64_t cells = 0;
        double people = 0;
        for (const coverage::DegurbaCell& cell : degurba.cells)
            if (cell.code == code) {
                ++cells;
                people += cell.people;
            }
        if (cells > 0)
            rows[std::to_string(code)] = {{"name", project.say("kind.degurba." + std::to_string(code))},
                                          {"cells", cells},
                                          {"people", std::llround(people)}};
    }
    return rows;
}

// "CODE=fringe" pairs into the choice; "auto" takes a word back.
void take_words(const model::Snapshot& snapshot, const json& words, coverage::AreaTypeChoice& choice) {
    std::string all; // pairs come one by one or joined by commas
    for (const json& word : words)
        all += (all.empty() ? "" : ",") + word.get<std::string>();
    if (all.empty())
        return;
    for (const std::string_view word : base::split(all, ',')) {
        const std::string text(word);
        const std::size_t at = text.find('=');
        const std::string code = text.substr(0, at), type = at == std::string::npos ? "" : text.substr(at + 1);
        bool known = false;
        for (std::size_t i = 0; i < snapshot.villages.size() && !known; ++i)
            known = snapshot.villages.code[i] == code;
        if (!known || code.empty())
            base::fail_input("areatypes.no_village", {{"code", code}}, "--set");
        if (type == "auto") {
            choice.by_hand.erase(code);
            continue;
        }
        const auto found = model::from_key<model::AreaType>(type);
        if (!found || *found == model::AreaType::hospital_surroundings)
            base::fail_input("areatypes.bad_type", {{"found", type}}, "--set");
        choice.by_hand[code] = *found;
    }
}

json village_list(const Project& project, const model::Snapshot& snapshot, const std::vector<AreaTypeOf>& decided,
                  const std::vector<AreaTypeOf>& official, const std::vector<AreaTypeOf>& degurba) {
    json all = json::array();
    for (std::size_t i = 0; i < decided.size(); ++i) {
        const auto row = static_cast<model::Row>(i);
        const auto say = [&](const AreaTypeOf& of) { return project.say(coverage::area_reason(snapshot, of, row)); };
        json village = {{"key", snapshot.villages.code[i]},
                        {"name", snapshot.villages.name[i]},
                        {"people", std::llround(std::max(0.0, snapshot.villages.population[i]))},
                        {"area_type", model::key_of(decided[i].type)},
                        {"area_reason", say(decided[i])}};
        if (!official.empty()) {
            village["official"] = model::key_of(official[i].type);
            village["official_reason"] = say(official[i]);
        }
        if (!degurba.empty()) {
            village["degurba"] = model::key_of(degurba[i].type);
            village["degurba_reason"] = say(degurba[i]);
            village["degurba_code"] = degurba[i].code;
        }
        if (!official.empty() && !degurba.empty())
            village["differs"] = official[i].type != degurba[i].type;
        all.push_back(std::move(village));
    }
    return all;
}

json cell_list(const Project& project, const model::Snapshot& snapshot, const std::vector<AreaTypeOf>& villages,
               base::Metres radius, base::Feedback& feedback) {
    json all = json::array();
    const std::vector<AreaTypeOf> types = coverage::cell_area_types(snapshot, villages, radius, feedback);
    for (std::size_t c = 0; c < types.size(); ++c) {
        const model::Row village = types[c].reason == coverage::AreaReason::class_code ||
                                           types[c].reason == coverage::AreaReason::code_structure
                                       ? [&] {
                                             for (std::size_t i = 0; i < villages.size(); ++i)
                                                 if (snapshot.cells[c].village_codes.find(snapshot.villages.code[i]) !=
                                                         std::string::npos &&
                                                     villages[i].type == types[c].type)
                                                     return static_cast<model::Row>(i);
                                             return model::no_row;
                                         }()
                                       : model::no_row;
        all.push_back({{"code", snapshot.cells[c].code},
                       {"area_type", model::key_of(types[c].type)},
                       {"area_reason", project.say(coverage::area_reason(snapshot, types[c], village))}});
    }
    return all;
}

// The project's own thresholds: the text of a file, which is refused when it could not be used later; "" when they are
// to be forgotten; nothing when it was not asked for.
std::optional<std::string> thresholds_in(const Project& project, const Arguments& arguments) {
    const bool reset = arguments["reset"];
    if (!arguments.contains("thresholds"))
        return reset ? std::optional(std::string()) : std::nullopt;
    if (reset)
        base::fail_input("areatypes.file_or_reset", {}, "--reset");
    return read_rules(threshold_form(), arguments["thresholds"].get<std::string>(), project.catalog());
}

json run_area_types(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const base::Date as_of = as_of_date(arguments.value("as-of", ""));
    coverage::AreaTypeChoice choice = coverage::area_type_choice(*project.snapshot(feedback));
    const json words = arguments.value("set", json::array());
    const std::string edition = arguments.value("edition", choice.edition);
    const std::optional<std::string> thresholds = thresholds_in(project, arguments);
    if (!words.empty() || arguments.contains("use") || thresholds) {
        take_words(*project.snapshot(feedback), words, choice);
        if (arguments.contains("use")) {
            choice.source =
                arguments["use"] == "degurba" ? coverage::AreaSource::degurba : coverage::AreaSource::official;
            choice.edition = edition;
        }
        if (thresholds)
            refuse_contradictions(threshold_form(), own_rules(threshold_form(), *project.snapshot(feedback)),
                                  *thresholds,
                                  std::filesystem::path(arguments.value("thresholds", "--reset")).filename().string());
        if (!project.writable())
            project.open(store::OpenMode::write);
        store::Edit edit(project.document(), project.say("areatypes.show.label"));
        if (!words.empty() || arguments.contains("use"))
            edit.set_setting("area_types", choice.to_json());
        if (thresholds)
            edit.set_setting("degurba", *thresholds);
        edit.commit();
    }
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const std::string source = arguments["source"];
    const base::Metres radius = norms_of(*snapshot).metres("hospital_radius", model::AreaType::rural, as_of);
    std::vector<AreaTypeOf> official, degurba;
    json answer = {{"source", coverage::key_of(choice.source)},
                   {"method", project.say("areatypes.method." + std::string(coverage::key_of(choice.source)))},
                   {"edition", edition},
                   {"villages", snapshot->villages.size()},
                   {"by_hand", choice.by_hand.size()},
                   {"hospital_radius_m", radius.value}};
    answer["own_thresholds"] = !own_rules(threshold_form(), *snapshot).empty();
    if (source != "degurba") {
        official = coverage::official_area_types(*snapshot);
        answer["official"] = by_type(*snapshot, official);
    }
    if (source != "official") {
        feedback.progress(0.2, "areatypes.step.degurba");
        const coverage::Degurba grid = coverage::degurba_of(*snapshot, edition, as_of, feedback);
        degurba = coverage::degurba_area_types(*snapshot, grid, feedback);
        answer["degurba"] = by_type(*snapshot, degurba);
        answer["grid"] = by_class(project, grid);
        answer["cell_m"] = grid.frame.cell_x;
    }
    const std::vector<AreaTypeOf> decided = coverage::village_area_types(*snapshot);
    answer["by_area_type"] = by_type(*snapshot, decided);
    if (source == "both") {
        std::int64_t differ = 0;
        for (std::size_t i = 0; i < official.size(); ++i)
            differ += official[i].type != degurba[i].type;
        answer["differ"] = differ;
    } else {
        answer["differ"] = nullptr;
    }
    if (arguments["list"]) {
        answer["list"] = village_list(project, *snapshot, decided, official, degurba);
        answer["cells"] = cell_list(project, *snapshot, decided, radius, feedback);
    }
    return answer;
}

} // namespace

std::vector<Action> area_type_actions() {
    return {{.name = "areatypes.show",
             .verb = "areatypes",
             .access = Access::read,
             .params = {{.name = "source",
                         .type = ParamType::choice,
                         .choices = {"official", "degurba", "both"},
                         .default_value = "both"},
                        {.name = "edition", .type = ParamType::choice, .choices = coverage::degurba_editions()},
                        {.name = "list", .type = ParamType::flag, .default_value = false},
                        {.name = "set", .type = ParamType::list},
                        {.name = "use", .type = ParamType::choice, .choices = {"official", "degurba"}},
                        {.name = "thresholds", .type = ParamType::path},
                        {.name = "reset", .type = ParamType::flag, .default_value = false},
                        {.name = "as-of"}},
             .run = run_area_types}};
}

} // namespace wangge::app

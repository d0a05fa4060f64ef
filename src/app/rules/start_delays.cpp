#include "app/rules/start_delays.h"

#include "app/rules/rule_form.h"
#include "app/rules/sheet_headings.h"
#include "app/tables/table_builder.h"
#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "export/export.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

namespace wangge::app {
namespace {

using nlohmann::json;

using Keys = std::set<std::string, std::less<>>;

Keys keys_of(const model::Snapshot& snapshot) {
    Keys keys;
    for (std::size_t i = 0; i < snapshot.people.size(); ++i)
        keys.emplace(snapshot.people.key[i]);
    return keys;
}

void must_be_known(const Keys& known, const std::string& key, const std::string& where) {
    if (!known.contains(key))
        base::fail_input("delays.unknown_person", {{"key", key}}, where);
}

base::Minutes sensible(double minutes, const std::string& where) {
    if (const auto problem = why_not(sensible_delay, minutes))
        throw base::Error(base::ErrorKind::bad_input, *problem, where);
    return {minutes};
}

base::Minutes minutes_in(std::string_view text, const std::string& where) {
    double minutes = 0;
    if (!base::parse_number(base::half_width(base::trimmed(text)), minutes))
        base::fail_input("rules.not_a_number", {{"value", std::string(base::trimmed(text))}}, where);
    return sensible(minutes, where);
}

void put(StartDelays& delays, const std::string& key, base::Minutes minutes) {
    if (minutes.value > 0)
        delays[key] = minutes;
    else
        delays.erase(key);
}

struct Pair {
    std::string key, value, where;
};

// A key may hold an "=": the last one counts.
std::vector<Pair> pairs_in(std::string_view pairs, const std::string& option) {
    std::vector<Pair> found;
    for (const std::string_view pair : base::split(pairs, ',')) {
        const std::size_t equals = pair.rfind('=');
        if (equals == std::string_view::npos)
            base::fail_input("delays.bad_pair", {{"found", std::string(pair)}}, option);
        found.push_back({std::string(base::trimmed(pair.substr(0, equals))),
                         std::string(base::trimmed(pair.substr(equals + 1))), option + " " + std::string(pair)});
    }
    return found;
}

std::string_view township_of(const model::Snapshot& snapshot, std::size_t person) {
    const model::Row township = snapshot.people.township[person];
    if (township == model::no_row)
        return {};
    return snapshot.boundaries[static_cast<std::size_t>(snapshot.townships[static_cast<std::size_t>(township)])].name;
}

StartDelays read_json(const std::filesystem::path& file, const Keys& known) {
    const std::string name = file.filename().string();
    const json parsed = json::parse(base::read_file(file), nullptr, false);
    if (!parsed.is_object() || parsed.size() != 1 || !parsed.contains(start_delays_setting) ||
        !parsed[start_delays_setting].is_array())
        base::fail_input("delays.bad_json", {}, name);
    StartDelays delays;
    Keys seen;
    const json& list = parsed[start_delays_setting];
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string where = fmt::format("{}: {}[{}]", name, start_delays_setting, i);
        const json& row = list[i];
        if (!row.is_object() || row.size() != 2 || !row.contains("person") || !row["person"].is_string() ||
            !row.contains("minutes") || !row["minutes"].is_number())
            base::fail_input("delays.bad_json", {}, where);
        const std::string key = row["person"];
        must_be_known(known, key, where);
        if (!seen.insert(key).second)
            base::fail_input("delays.said_twice", {{"key", key}}, where);
        put(delays, key, sensible(row["minutes"], where));
    }
    return delays;
}

} // namespace

StartDelays start_delays(const model::Snapshot& snapshot) {
    StartDelays delays;
    const auto own = snapshot.settings.find(start_delays_setting);
    if (own == snapshot.settings.end() || own->second.empty())
        return delays;
    const json parsed = json::parse(own->second);
    for (const json& row : parsed.at(start_delays_setting))
        put(delays, row.at("person"), {row.at("minutes").get<double>()});
    return delays;
}

std::string delays_text(const StartDelays& delays) {
    if (delays.empty())
        return {};
    json list = json::array();
    for (const auto& [key, delay] : delays)
        list.push_back({{"person", key}, {"minutes", delay.value}});
    return json{{start_delays_setting, std::move(list)}}.dump();
}

StartDelays delays_in(std::string_view pairs, const std::string& option) {
    StartDelays delays;
    for (const Pair& pair : pairs_in(pairs, option))
        delays[pair.key] = minutes_in(pair.value, pair.where);
    return delays;
}

void set_delays(std::string_view pairs, const model::Snapshot& snapshot, StartDelays& delays) {
    const Keys known = keys_of(snapshot);
    for (const Pair& pair : pairs_in(pairs, "--set")) {
        must_be_known(known, pair.key, pair.where);
        put(delays, pair.key, pair.value == "default" ? base::Minutes{} : minutes_in(pair.value, pair.where));
    }
}

model::Table delay_table(const TableInput& input) {
    const model::PersonTable& people = input.snapshot.people;
    const StartDelays delays = start_delays(input.snapshot);
    const bool whole = std::all_of(delays.begin(), delays.end(),
                                   [](const auto& each) { return each.second.value == std::floor(each.second.value); });
    TableBuilder t(input, "delays", model::ShapeKind::none);
    t.text("key").personal().text("name").name_of_person().text("role").text("township_name");
    t.real("start_delay", whole ? 0 : 2);
    for (std::size_t i = 0; i < people.size(); ++i) {
        t.row(t.table().columns.size());
        t.put(people.key[i]);
        t.put(people.name[i]);
        t.put_key("role", model::key_of(people.role[i]));
        t.put(township_of(input.snapshot, i));
        const auto delay = delays.find(std::string(people.key[i]));
        t.put_real(delay == delays.end() ? 0 : delay->second.value);
    }
    return t.take();
}

void write_delays(const std::filesystem::path& file, const TableInput& input) {
    const std::string extension = base::lower_ascii(file.extension().string());
    if (extension == ".json") {
        const std::string text = delays_text(start_delays(input.snapshot));
        base::write_file(file, (text.empty() ? json{{start_delays_setting, json::array()}}.dump() : text) + "\n");
    } else if (extension == ".csv" || extension == ".xlsx")
        exporter::write(std::vector{delay_table(input)}, file, {}, input.feedback);
    else
        base::fail_input("rules.unknown_format", {}, file.filename().string());
}

StartDelays read_delays(const std::filesystem::path& file, const model::Snapshot& snapshot,
                        const base::Catalog& catalog) {
    const Keys known = keys_of(snapshot);
    if (base::lower_ascii(file.extension().string()) == ".json")
        return read_json(file, known);
    const std::vector<SheetColumn> columns = {{"key", "field.delays.key", true},
                                              {"start_delay", "field.start_delay", true}};
    StartDelays delays;
    Keys seen;
    for (const SheetLine& line : sheet_lines(file, columns, catalog)) {
        const std::string key(line.text("key"));
        must_be_known(known, key, line.where);
        if (!seen.insert(key).second)
            base::fail_input("delays.said_twice", {{"key", key}}, line.where);
        if (const std::string_view text = line.text("start_delay"); !text.empty())
            put(delays, key, minutes_in(text, line.where));
    }
    return delays;
}

RuleBoard delay_board(const model::Snapshot& snapshot, const base::Catalog& catalog) {
    const model::PersonTable& people = snapshot.people;
    const StartDelays delays = start_delays(snapshot);
    RuleBoard board;
    board.has_own = !delays.empty();
    for (const model::PersonRole role :
         {model::PersonRole::informant, model::PersonRole::coordinator, model::PersonRole::inspector}) {
        RuleBoard::Page page{catalog.say("kind.role." + std::string(model::key_of(role))), {}, {}};
        for (std::size_t i = 0; i < people.size(); ++i) {
            if (people.role[i] != role)
                continue;
            RuleCell cell;
            cell.id = people.key[i];
            cell.name = people.name[i].empty() ? people.key[i] : people.name[i];
            cell.unit = catalog.say("rules.unit.min");
            cell.sensible = sensible_delay;
            if (const auto delay = delays.find(cell.id); delay != delays.end())
                cell.value = delay->second.value;
            board.differing += cell.differs();
            std::string note(township_of(snapshot, i));
            note += (note.empty() ? "" : " · ") + cell.id;
            std::string name = cell.name;
            page.lines.push_back({std::move(name), {std::move(cell)}, std::move(note)});
        }
        if (!page.lines.empty())
            board.pages.push_back(std::move(page));
    }
    return board;
}

} // namespace wangge::app

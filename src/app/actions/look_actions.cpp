// How the document's map looks: layers, style, base maps.
#include "app/actions.h"
#include "app/base_maps.h"
#include "app/look.h"
#include "app/project.h"
#include "base/error.h"
#include "base/text.h"

#include <algorithm>
#include <array>

namespace wangge::app {
namespace {

using nlohmann::json;

constexpr std::array<const char*, 2> themes{"light", "dark"};

// "a=1,b=2" may come as one word or as several.
json words_of(const Arguments& arguments, const char* name) {
    json words = json::array();
    for (const json& item : arguments.value(name, json::array()))
        for (const std::string_view word : base::split(item.get_ref<const std::string&>(), ','))
            words.push_back(std::string(word));
    return words;
}

// "roads=0.5" pairs.
std::pair<std::string, std::string> pair_of(const json& item, const char* option, const char* expected) {
    const std::string text = item.get<std::string>();
    const std::size_t at = text.find('=');
    if (at == 0 || at == std::string::npos || at + 1 == text.size())
        base::fail_input("app.bad_value", {{"param", option}, {"value", text}, {"expected", expected}}, option);
    return {text.substr(0, at), text.substr(at + 1)};
}

void check_layer(const std::string& layer, const std::vector<std::string>& known, const char* option) {
    if (std::find(known.begin(), known.end(), layer) != known.end())
        return;
    std::string list;
    for (const std::string& name : known)
        list += (list.empty() ? "" : " ") + name;
    base::fail_input("render.unknown_layer", {{"layer", layer}, {"known", list}}, option);
}

json answer_of(const Look& look) {
    json answer = json::parse(look.order.empty() && text_of(look).empty() ? "{}" : text_of(look));
    answer.erase("eyes");
    answer.erase("fill");
    answer.erase("style");
    // Top first, as the legend has it.
    std::vector<std::string> order = render::ground_order(look.order);
    std::reverse(order.begin(), order.end());
    answer["order"] = order;
    return answer;
}

json run_layers(Project& project, const Arguments& arguments, base::Feedback&) {
    Look look = look_of(project.document().look());
    const std::string before = text_of(look);
    if (arguments["reset"]) {
        look.order.clear();
        look.opacity.clear();
        look.points.clear();
        look.kernel = {0};
    }
    if (arguments.contains("order")) {
        look.order.clear();
        for (const json& item : arguments["order"]) {
            check_layer(item, render::ground_layers(), "--order");
            look.order.insert(look.order.begin(), item.get<std::string>());
        }
    }
    for (const json& item : words_of(arguments, "opacity")) {
        const auto [layer, text] = pair_of(item, "--opacity", "LAYER=0...1");
        check_layer(layer, render::layer_names(), "--opacity");
        double value = 0;
        if (!base::parse_number(text, value) || !(value >= 0 && value <= 1))
            base::fail_input("app.bad_value", {{"param", "opacity"}, {"value", text}, {"expected", "0...1"}},
                             "--opacity");
        look.opacity[layer] = value;
        if (value == 1 && layer.find('.') == std::string::npos)
            look.opacity.erase(layer);
    }
    for (const json& item : words_of(arguments, "points")) {
        const auto [layer, text] = pair_of(item, "--points", "LAYER=usual|symbols|groups|density");
        check_layer(layer, render::layer_names(), "--points");
        const bool points = layer == "villages" || layer.starts_with("sites") || layer.starts_with("people");
        bool known = false;
        for (const render::PointMode mode : {render::PointMode::usual, render::PointMode::symbols,
                                             render::PointMode::groups, render::PointMode::density})
            if (text == key_of(mode)) {
                known = true;
                look.points[layer] = mode;
            }
        if (!known || !points)
            base::fail_input("app.bad_value",
                             {{"param", "points"},
                              {"value", item.get<std::string>()},
                              {"expected", "sites|people|villages=usual|symbols|groups|density"}},
                             "--points");
    }
    if (arguments.contains("kernel-m"))
        look.kernel = {arguments["kernel-m"]};
    if (text_of(look) != before) {
        project.document().set_look(text_of(look));
    }
    return answer_of(look);
}

json run_style(Project& project, const Arguments& arguments, base::Feedback&) {
    Look look = look_of(project.document().look());
    const std::string what = arguments["do"], key = arguments.value("key", ""), theme = arguments.value("theme", "");
    // A colour is chosen for a ground, so without a theme it is the light one's; sizes hold for both.
    const auto concerns = [&](std::string_view name, const char* each) {
        return theme.empty() ? !style::is_colour_name(name) || std::string_view(each) == "light" : theme == each;
    };
    if (what == "set") {
        if (key.empty() || !arguments.contains("value"))
            base::fail_input("app.missing_parameter", {{"param", key.empty() ? "key" : "value"}, {"action", "style"}});
        for (const char* each : themes)
            if (concerns(key, each))
                look.style[each] =
                    style::with_change(each, look.style_of(each), key, arguments["value"].get<std::string>());
        project.document().set_look(text_of(look));
    } else if (what == "reset") {
        for (const char* each : themes)
            if (theme.empty() || theme == each)
                look.style[each] = style::without_change(look.style_of(each), key);
        project.document().set_look(text_of(look));
    }
    json changes = json::object();
    for (const char* each : themes) {
        changes[each] = json::object();
        for (const auto& [name, value] : style::list_changes(look.style_of(each)))
            if (key.empty() || what != "show" || name.starts_with(key))
                changes[each][name] = value;
    }
    return {{"do", what}, {"changes", changes["light"].size() + changes["dark"].size()}, {"style", changes}};
}

json run_base_maps(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    if (arguments.contains("remove"))
        remove_base_map(project, arguments["remove"].get<std::size_t>() - 1, project.say("basemap.list.label"),
                        feedback);
    json list = json::array();
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const std::vector<BaseMapEntry> entries = base_maps_of(*snapshot);
    std::vector<base::Message> missing;
    const auto open = BaseMapShelf(project.path(), nullptr).open(*snapshot, missing);
    for (const BaseMapEntry& entry : entries)
        list.push_back(
            {{"file", entry.file}, {"layer", entry.options.layer}, {"datum", geo::key_of(entry.options.datum)}});
    json notices = json::array();
    for (const base::Message& message : missing)
        notices.push_back({{"id", message.id}, {"message", project.say(message)}});
    return {{"basemaps", list.size()}, {"shown", open.size()}, {"list", list}, {"notices", notices}};
}

} // namespace

std::vector<Action> look_actions() {
    Param kernel{"kernel-m", ParamType::number};
    kernel.unit = "m";
    kernel.low = 10;
    kernel.high = 1e6;
    Param reset{"reset", ParamType::flag};
    Param what{"do", ParamType::choice, true, true};
    what.choices = {"set", "reset", "show"};
    Param key{"key", ParamType::text, false, true}, value{"value", ParamType::text, false, true};
    Param theme{"theme", ParamType::choice};
    theme.choices = {"light", "dark"};
    Param remove{"remove", ParamType::integer};
    remove.low = 1;
    remove.high = 1000;
    return {{"look.layers",
             "layers",
             Access::write,
             {Param{"order", ParamType::list}, Param{"opacity", ParamType::list}, Param{"points", ParamType::list},
              kernel, reset},
             run_layers},
            {"look.style", "style", Access::write, {what, key, value, theme}, run_style},
            {"basemap.list", "basemaps", Access::write, {remove}, run_base_maps}};
}

} // namespace wangge::app

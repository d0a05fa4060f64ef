#include "cli/help.h"

#include "base/files.h"
#include "base/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace wangge::cli {
namespace {

using app::Action;
using app::Param;
using app::ParamType;

std::string padded(std::string text, int width) {
    text.append(std::max(1, width - base::display_width(text)), ' ');
    return text;
}

std::string value_form(const Param& param) {
    if (!param.choices.empty())
        return fmt::format("{}", fmt::join(param.choices, "|"));
    switch (param.type) {
    case ParamType::path:
        return "FILE";
    case ParamType::integer:
    case ParamType::number:
        return "N";
    case ParamType::list:
        return "A,B...";
    default:
        return "TEXT";
    }
}

std::string option_form(const Param& param) {
    if (param.positional)
        return param.name;
    if (param.name.size() == 1)
        return fmt::format("-{} {}", param.name, value_form(param));
    return param.type == ParamType::flag ? "--" + param.name : fmt::format("--{} {}", param.name, value_form(param));
}

std::string form_of(const Action& action) {
    std::string form = "wangge " + action.verb + (action.takes_project ? " PROJECT" : "");
    for (const Param& param : action.params) {
        std::string shown;
        if (param.positional) {
            for (const char c : param.name)
                shown += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
        } else {
            shown = option_form(param);
        }
        form += param.required ? " " + shown : " [" + shown + "]";
    }
    return form;
}

std::string limits_of(const Param& param, const base::Catalog& catalog) {
    std::string limits;
    if (param.positional && !param.choices.empty())
        limits += fmt::format(" ({})", fmt::join(param.choices, " | "));
    if (param.low < param.high)
        limits += fmt::format(" ({} - {}{}{})", param.low, param.high, param.unit.empty() ? "" : " ", param.unit);
    else if (!param.unit.empty())
        limits += fmt::format(" ({})", param.unit);
    if (!param.default_value.is_null()) {
        const std::string value =
            param.default_value.is_string() ? param.default_value.get<std::string>() : param.default_value.dump();
        limits += catalog.say({"cli.help.default", {{"value", value}}});
    }
    return limits;
}

} // namespace

std::string overview(const base::Catalog& catalog) {
    std::string text = catalog.say({"cli.help.overview", {{"version", base::version()}}}) + "\n\n";
    for (const Action& action : app::all_actions())
        if (!action.verb.empty())
            text += "  " + padded(action.verb, 14) + catalog.say(action.name + ".title") + "\n";
    text += "\n" + catalog.say("cli.help.global") + "\n";
    for (const char* option : {"--json", "--lang zh|en", "--threads N", "--quiet", "--help", "--version"}) {
        const std::string name(base::split(std::string_view(option).substr(2), ' ').front());
        text += "  " + padded(option, 22) + catalog.say("cli.global." + name + ".help") + "\n";
    }
    text += "\n" + catalog.say("cli.help.codes") + "\n";
    return text;
}

std::string help_of(const Action& action, const base::Catalog& catalog) {
    std::string text = form_of(action) + "\n\n" + catalog.say(action.name + ".help") + "\n";
    if (!action.params.empty())
        text += "\n";
    for (const Param& param : action.params)
        text += "  " + padded(option_form(param), 30) + catalog.say(action.name + "." + param.name + ".help") +
                limits_of(param, catalog) + "\n";
    return text;
}

} // namespace wangge::cli

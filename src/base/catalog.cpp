#include "base/catalog.h"

#include "base/error.h"
#include "base/files.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace wangge::base {

namespace {

std::string said_argument(const Catalog& catalog, std::string_view argument) {
    std::string said;
    while (!argument.empty()) {
        const std::size_t end = argument.find("; @");
        const std::string_view part = argument.substr(0, end), id = part.substr(1, part.find('|') - 1);
        const std::size_t bar = part.find('|');
        said += said.empty() ? "" : catalog.say("base.list_comma");
        said += catalog.has(id) ? catalog.say(id) : std::string(bar == part.npos ? part : part.substr(bar + 1));
        argument = end == argument.npos ? std::string_view() : argument.substr(end + 2);
    }
    return said;
}

} // namespace

Catalog Catalog::load(const std::filesystem::path& folder) {
    Catalog catalog;
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    if (error || files.empty())
        fail_environment("base.no_language", {{"folder", folder.string()}});
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        const nlohmann::json texts = nlohmann::json::parse(read_file(file), nullptr, false);
        if (!texts.is_object())
            fail_environment("base.bad_language_file", {{"file", file.string()}}, file.string());
        for (const auto& [id, text] : texts.items()) {
            if (!text.is_string())
                fail_environment("base.bad_language_file", {{"file", file.string()}}, file.string() + ": " + id);
            catalog.m_texts.emplace(id, text.get<std::string>());
        }
    }
    return catalog;
}

std::string Catalog::say(const Message& message) const {
    const auto found = m_texts.find(message.id);
    if (found == m_texts.end()) {
        std::string raw = message.id;
        for (const auto& [name, value] : message.args)
            raw += " " + name + "=" + value;
        return raw;
    }
    std::string said;
    std::string_view rest = found->second;
    while (!rest.empty()) {
        const std::size_t open = rest.find('{'), close = rest.find('}', open);
        if (open == std::string_view::npos || close == std::string_view::npos)
            break;
        said += rest.substr(0, open);
        const std::string_view name = rest.substr(open + 1, close - open - 1);
        const auto arg =
            std::find_if(message.args.begin(), message.args.end(), [&](const auto& a) { return a.first == name; });
        if (arg == message.args.end()) {
            said += rest.substr(open, close - open + 1);
        } else {
            // An argument that is itself a text id ("@id") is said in the same language; so is each of a list of them
            // ("@id|otherwise; @id|otherwise"), where an id that has no text gives way to what stands after the bar.
            said += arg->second.starts_with('@') ? said_argument(*this, arg->second) : arg->second;
        }
        rest.remove_prefix(close + 1);
    }
    said += rest;
    return said;
}

} // namespace wangge::base

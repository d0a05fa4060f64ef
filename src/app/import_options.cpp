#include "app/import_options.h"

#include "base/error.h"
#include "base/text.h"

#include <fmt/format.h>

namespace wangge::app {
namespace {

using nlohmann::json;

int epsg_of(std::string text) {
    const std::string given = text;
    if (base::lower_ascii(text.substr(0, 5)) == "epsg:")
        text.erase(0, 5);
    if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos)
        base::fail_input("import.bad_crs", {{"text", given}}, "--crs");
    return std::stoi(text);
}

// "3", or "3-4" for headings in two rows.
void read_header(const std::string& text, import::Options& options) {
    std::int64_t first = 0, last = 0;
    const std::size_t dash = text.find('-');
    const std::string_view all = text;
    const bool good = base::parse_integer(all.substr(0, dash), first) &&
                      (dash == std::string::npos || base::parse_integer(all.substr(dash + 1), last));
    if (dash == std::string::npos)
        last = first;
    if (!good || first < 1 || last < first || last > first + 4 || last > 1000)
        base::fail_input("import.bad_header", {{"text", text}}, "--header");
    options.header_row = static_cast<int>(first);
    options.header_rows = static_cast<int>(last - first + 1);
}

std::string name_of(std::string_view kind, std::string_view file, std::string_view layer) {
    return fmt::format("{}|{}|{}", kind, file, layer);
}

json sources_of(const model::Snapshot& snapshot) {
    const auto found = snapshot.settings.find(import_sources);
    json sources = found == snapshot.settings.end() ? json::object() : json::parse(found->second, nullptr, false);
    return sources.is_object() ? sources : json::object();
}

} // namespace

std::map<std::string, std::string> pairs_of(const json& list, const char* option, bool may_be_blank) {
    std::map<std::string, std::string> pairs;
    for (const json& item : list) {
        const std::string text = item.get<std::string>();
        const std::size_t at = text.find('=');
        if (at == 0 || at == std::string::npos || (at + 1 == text.size() && !may_be_blank))
            base::fail_input("import.bad_map", {{"text", text}}, option);
        pairs[text.substr(0, at)] = text.substr(at + 1);
    }
    return pairs;
}

std::vector<Param> reading_params() {
    const auto text = [](const char* name) { return Param{.name = name, .type = ParamType::text}; };
    const auto list = [](const char* name) { return Param{.name = name, .type = ParamType::list}; };
    Param encoding{.name = "encoding", .type = ParamType::choice, .default_value = "auto"};
    encoding.choices = {"auto", "utf-8", "gb18030"};
    Param datum{.name = "datum", .type = ParamType::choice, .default_value = "auto"};
    datum.choices = {"auto", "cgcs2000", "wgs84", "gcj02", "bd09"};
    return {text("layer"),  encoding,     datum,       text("crs"), text("header"),
            text("legend"), text("only"), list("map"), list("set")};
}

// clang-format 14 takes a line that begins with "import" for a module's.
using import::Options;

Options import_options(const Arguments& arguments) {
    Options options;
    options.layer = arguments.value("layer", "");
    options.encoding = arguments.value("encoding", "auto");
    if (const std::string datum = arguments.value("datum", "auto"); datum != "auto")
        options.datum = geo::datum_from_key(datum);
    if (const std::string crs = arguments.value("crs", ""); !crs.empty())
        options.epsg = epsg_of(crs);
    if (const std::string header = arguments.value("header", ""); !header.empty() && header != "auto")
        read_header(header, options);
    options.columns = pairs_of(arguments.value("map", json::array()), "--map", true);
    options.constants = pairs_of(arguments.value("set", json::array()), "--set", false);
    const bool append = arguments.value("append", false), replace = arguments.value("replace", false);
    if (append + replace + arguments.value("update", false) > 1)
        base::fail_input("import.one_mode");
    options.legend = arguments.value("legend", "auto");
    options.only = arguments.value("only", "");
    options.existing = append    ? import::Existing::append
                       : replace ? import::Existing::replace
                                 : import::Existing::update;
    return options;
}

std::string with_source(const model::Snapshot& snapshot, const std::string& file, const import::ImportReport& report) {
    json sources = sources_of(snapshot);
    sources[name_of(key_of(report.kind), file, report.layer)] = {
        {"columns", report.columns}, {"datum", report.datum}, {"epsg", report.epsg}};
    return sources.dump(-1, ' ', false, json::error_handler_t::replace);
}

Options remembered_options(const model::Snapshot& snapshot, const model::QuarantineRow& row) {
    Options options;
    const json sources = sources_of(snapshot);
    const auto found = sources.find(name_of(row.kind, row.file, row.layer));
    if (found == sources.end() || !found->is_object())
        return options;
    const json& source = *found;
    const json columns = source.value("columns", json::object());
    for (const auto& [field, column] : columns.items()) {
        const std::string text = column.is_string() ? column.get<std::string>() : "";
        if (text.starts_with('='))
            options.constants[field] = text.substr(1);
        else if (!text.empty())
            options.columns[field] = text;
    }
    options.epsg = source.value("epsg", 0);
    if (const std::string datum = source.value("datum", ""); !datum.empty() && options.epsg == 4490)
        options.datum = geo::datum_from_key(datum);
    return options;
}

} // namespace wangge::app

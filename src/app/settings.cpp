#include "app/settings.h"

#include "base/error.h"
#include "base/files.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>

namespace wangge::app {

namespace fs = std::filesystem;
using nlohmann::json;

std::string_view key_of(TextSize size) {
    constexpr std::array<std::string_view, text_size_count> keys = {"small", "normal", "large"};
    return keys[static_cast<std::size_t>(size)];
}

double factor_of(TextSize size) {
    constexpr std::array<double, text_size_count> factors = {0.9, 1, 1.2};
    return factors[static_cast<std::size_t>(size)];
}

Settings Settings::load(const fs::path& file) {
    Settings settings;
    std::error_code ignored;
    if (file.empty() || !fs::exists(file, ignored))
        return settings;
    try {
        const json kept = json::parse(base::read_file(file));
        settings.language = kept.value("language", settings.language) == "en" ? "en" : "zh";
        settings.dark = kept.value("dark", false);
        for (int i = 0; i < text_size_count; ++i)
            if (key_of(static_cast<TextSize>(i)) == kept.value("text_size", "normal"))
                settings.text_size = static_cast<TextSize>(i);
        settings.left_width = kept.value("left_width", 0.0);
        settings.right_width = kept.value("right_width", 0.0);
        settings.drawer_height = kept.value("drawer_height", 0.0);
        settings.recent = kept.value("recent", std::vector<std::string>());
        settings.unfinished = kept.value("unfinished", "");
        const json places = kept.value("places", json::object());
        for (const auto& [project, place] : places.items())
            settings.places[project] = {place.value("stage", ""), place.value("x", 0.0), place.value("y", 0.0),
                                        place.value("metres_per_pixel", 0.0)};
        const json tables = kept.value("tables", json::object());
        for (const auto& [id, table] : tables.items())
            settings.tables[id] = {table.value("widths", std::map<std::string, double>()),
                                   table.value("hidden", std::set<std::string>())};
        for (const json& each : kept.value("templates", json::array()))
            settings.templates.push_back({each.value("kind", ""), each.value("headings", std::vector<std::string>()),
                                          each.value("columns", std::map<std::string, std::string>())});
    } catch (const json::exception&) {
        return {};
    } catch (const base::Error&) {
        return {};
    }
    return settings;
}

bool Settings::save(const fs::path& file) const {
    if (file.empty())
        return true;
    json layouts = json::object();
    for (const auto& [id, layout] : tables)
        if (!(layout == TableLayout{}))
            layouts[id] = {{"widths", layout.widths}, {"hidden", layout.hidden}};
    json seen = json::object();
    for (const auto& [project, place] : places)
        seen[project] = {
            {"stage", place.stage}, {"x", place.x}, {"y", place.y}, {"metres_per_pixel", place.metres_per_pixel}};
    json mappings = json::array();
    for (const ColumnTemplate& each : templates)
        mappings.push_back({{"kind", each.kind}, {"headings", each.headings}, {"columns", each.columns}});
    const json kept = {{"language", language},
                       {"dark", dark},
                       {"text_size", key_of(text_size)},
                       {"left_width", left_width},
                       {"right_width", right_width},
                       {"drawer_height", drawer_height},
                       {"recent", recent},
                       {"places", seen},
                       {"unfinished", unfinished},
                       {"tables", layouts},
                       {"templates", mappings}};
    std::error_code ignored;
    fs::create_directories(file.parent_path(), ignored);
    try {
        base::write_file(file, kept.dump(2) + "\n");
    } catch (const base::Error&) {
        return false;
    }
    return true;
}

std::string Settings::name_of(const fs::path& project) {
    std::error_code failed;
    const fs::path whole = fs::absolute(project, failed);
    return failed ? project.string() : whole.lexically_normal().string();
}

std::optional<LastPlace> Settings::place_of(const fs::path& project) const {
    const auto found = places.find(name_of(project));
    return found == places.end() ? std::nullopt : std::optional(found->second);
}

const ColumnTemplate* Settings::template_of(std::string_view kind, const std::vector<std::string>& headings) const {
    const auto at = std::find_if(templates.begin(), templates.end(), [&](const ColumnTemplate& each) {
        return each.kind == kind && each.headings == headings;
    });
    return at == templates.end() ? nullptr : &*at;
}

void Settings::keep(ColumnTemplate kept) {
    constexpr std::size_t most = 40;
    std::erase_if(templates,
                  [&](const ColumnTemplate& each) { return each.kind == kept.kind && each.headings == kept.headings; });
    templates.push_back(std::move(kept));
    if (templates.size() > most)
        templates.erase(templates.begin());
}

void Settings::opened(const fs::path& project) {
    constexpr std::size_t most = 8;
    const std::string path = name_of(project);
    std::erase(recent, path);
    recent.insert(recent.begin(), path);
    if (recent.size() > most)
        recent.resize(most);
    std::erase_if(places, [&](const auto& place) {
        return std::find(recent.begin(), recent.end(), place.first) == recent.end();
    });
}

fs::path Settings::usual_file() {
    if (const char* folder = std::getenv("XDG_CONFIG_HOME"); folder && *folder)
        return fs::path(folder) / "wangge" / "desktop.json";
    if (const char* home = std::getenv("HOME"); home && *home)
        return fs::path(home) / ".config" / "wangge" / "desktop.json";
    return {};
}

} // namespace wangge::app

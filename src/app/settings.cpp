#include "app/settings.h"

#include "base/error.h"
#include "base/files.h"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

namespace wangge::app {

namespace fs = std::filesystem;
using nlohmann::json;

Settings Settings::load(const fs::path& file) {
    Settings settings;
    std::error_code ignored;
    if (file.empty() || !fs::exists(file, ignored))
        return settings;
    try {
        const json kept = json::parse(base::read_file(file));
        settings.language = kept.value("language", settings.language) == "en" ? "en" : "zh";
        settings.dark = kept.value("dark", false);
        settings.left_width = kept.value("left_width", 0.0);
        settings.right_width = kept.value("right_width", 0.0);
        settings.drawer_height = kept.value("drawer_height", 0.0);
        settings.recent = kept.value("recent", std::vector<std::string>());
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
    const json kept = {{"language", language},           {"dark", dark},
                       {"left_width", left_width},       {"right_width", right_width},
                       {"drawer_height", drawer_height}, {"recent", recent}};
    std::error_code ignored;
    fs::create_directories(file.parent_path(), ignored);
    try {
        base::write_file(file, kept.dump(2) + "\n");
    } catch (const base::Error&) {
        return false;
    }
    return true;
}

void Settings::opened(const fs::path& project) {
    constexpr std::size_t most = 8;
    std::error_code failed;
    const fs::path whole = fs::absolute(project, failed);
    const std::string path = failed ? project.string() : whole.lexically_normal().string();
    std::erase(recent, path);
    recent.insert(recent.begin(), path);
    if (recent.size() > most)
        recent.resize(most);
}

fs::path Settings::usual_file() {
    if (const char* folder = std::getenv("XDG_CONFIG_HOME"); folder && *folder)
        return fs::path(folder) / "wangge" / "desktop.json";
    if (const char* home = std::getenv("HOME"); home && *home)
        return fs::path(home) / ".config" / "wangge" / "desktop.json";
    return {};
}

} // namespace wangge::app

// What the window remembers between two starts; kept in the user's own configuration folder.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace wangge::app {

struct Settings {
    std::string language = "zh";
    bool dark = false;
    double left_width = 0, right_width = 0, drawer_height = 0; // logical pixels; 0 = as designed
    std::vector<std::string> recent;                           // projects, the last one first

    // The user's file, or the defaults where it is missing or damaged: a window must open. An empty path = defaults.
    static Settings load(const std::filesystem::path& file);
    // Says false when it cannot be written; that is no reason to stop.
    bool save(const std::filesystem::path& file) const;
    void opened(const std::filesystem::path& project);
    // $XDG_CONFIG_HOME/wangge/desktop.json, else ~/.config/wangge/desktop.json; empty when neither is known.
    static std::filesystem::path usual_file();
};

} // namespace wangge::app

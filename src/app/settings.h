// What the window remembers between two starts; kept in the user's own configuration folder.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::app {

// Where a project was looked at last: the stage, the middle of the map on its plane, metres a logical pixel.
struct LastPlace {
    std::string stage;
    double x = 0, y = 0, metres_per_pixel = 0;
    bool operator==(const LastPlace&) const = default;
};

// How large everything in the window is, text above all.
enum class TextSize { small, normal, large };
inline constexpr int text_size_count = 3;
// "small", "normal", "large".
std::string_view key_of(TextSize size);
// How much larger than normal.
double factor_of(TextSize size);

// What the user made of a table's columns, by their ids.
struct TableLayout {
    std::map<std::string, double> widths; // logical pixels; not given = as the content asks
    std::set<std::string> hidden;
    bool operator==(const TableLayout&) const = default;
};

// How the columns of files with these headings were read, kept for the next file that has the same.
struct ColumnTemplate {
    std::string kind;                           // of import::Kind, e.g. "sites"
    std::vector<std::string> headings;          // unique names, in the file's order
    std::map<std::string, std::string> columns; // every field of the kind -> its heading, "" = left out
    bool operator==(const ColumnTemplate&) const = default;
};

struct Settings {
    std::string language = "zh";
    bool dark = false;
    TextSize text_size = TextSize::normal;
    double left_width = 0, right_width = 0, drawer_height = 0; // logical pixels; 0 = as designed
    std::vector<std::string> recent;                           // projects, the last one first
    std::map<std::string, LastPlace> places;                   // by project
    std::string unfinished; // the project that is open; still there at the next start when the program was killed

    std::map<std::string, TableLayout> tables; // by id
    std::vector<ColumnTemplate> templates;     // the newest last

    // The user's file, or the defaults where it is missing or damaged: a window must open. An empty path = defaults.
    static Settings load(const std::filesystem::path& file);
    // Says false when it cannot be written; that is no reason to stop.
    bool save(const std::filesystem::path& file) const;
    void opened(const std::filesystem::path& project);
    // Null when nothing is kept for files with these headings.
    const ColumnTemplate* template_of(std::string_view kind, const std::vector<std::string>& headings) const;
    // Takes the place of the one with the same kind and headings; the oldest goes when there are many.
    void keep(ColumnTemplate kept);
    std::optional<LastPlace> place_of(const std::filesystem::path& project) const;
    // The name under which settings remember a project: its whole path.
    static std::string name_of(const std::filesystem::path& project);
    // $XDG_CONFIG_HOME/wangge/desktop.json, else ~/.config/wangge/desktop.json; empty when neither is known.
    static std::filesystem::path usual_file();
};

} // namespace wangge::app

// Reads every #include under src/ against the ladder of the house: a folder includes itself and what it is allowed to
// use.
#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace fs = std::filesystem;

namespace {

using Names = std::set<std::string>;

std::string text_of(const fs::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

// `wangge_folder(NAME USES a b c LIBRARIES ...)` of src/CMakeLists.txt is the one place where the ladder is written
// down.
std::map<std::string, Names> ladder() {
    std::map<std::string, Names> uses;
    const std::string cmake = text_of(fs::path(WANGGE_SOURCE_DIR) / "CMakeLists.txt");
    const std::regex folder(R"(\nwangge_folder\((\w+)([^)]*)\))");
    for (std::sregex_iterator match(cmake.begin(), cmake.end(), folder), end; match != end; ++match) {
        Names& allowed = uses[(*match)[1]];
        std::stringstream words((*match)[2]);
        bool listing = false;
        for (std::string word; words >> word;) {
            if (word == "USES" || word == "LIBRARIES")
                listing = word == "USES";
            else if (listing)
                allowed.insert(word);
        }
    }
    return uses;
}

// Which libraries a folder may touch; a header of any other folder that appears elsewhere is a leak.
const std::map<std::string, Names> homes_of_libraries = {
    {"sqlite3.h", {"store"}},
    {"spatialite.h", {"store"}},
    {"gdal", {"geo", "import", "export"}},
    {"ogr", {"geo", "import", "export"}},
    {"cpl_", {"geo", "import", "export"}},
    {"geos_c.h", {"geo"}},
    {"proj.h", {"geo"}},
    {"openssl/", {"base"}},
    {"xlsxwriter.h", {"export"}},
    {"GL/", {"render"}},
    {"epoxy/", {"render"}},
    {"EGL/", {"render"}},
    {"imgui", {"ui"}},
    {"GLFW/", {"ui"}},
    {"coin/", {"siting"}},
    {"Cbc", {"siting"}},
    {"Osi", {"siting"}},
    {"Clp", {"siting"}},
    {"cairo", {"paper"}},
    {"pango", {"paper"}},
};

template <class Visit> void each_include(Visit visit) {
    const std::regex include(R"re(^\s*#include\s+["<]([^">]+)[">])re");
    for (const auto& entry : fs::recursive_directory_iterator(WANGGE_SOURCE_DIR)) {
        const fs::path& path = entry.path();
        if (path.extension() != ".h" && path.extension() != ".cpp")
            continue;
        const fs::path inside = fs::relative(path, WANGGE_SOURCE_DIR);
        std::stringstream lines(text_of(path));
        for (std::string line; std::getline(lines, line);)
            if (std::smatch match; std::regex_search(line, match, include))
                visit(inside, match[1].str());
    }
}

TEST(House, EveryIncludeGoesDownTheLadder) {
    const auto uses = ladder();
    ASSERT_GE(uses.size(), 10u);
    std::size_t read = 0;
    each_include([&](const fs::path& file, const std::string& included) {
        const std::string from = file.begin()->string(), to = fs::path(included).begin()->string();
        if (!uses.contains(from) || !uses.contains(to) || from == to)
            return;
        ++read;
        EXPECT_TRUE(uses.at(from).contains(to)) << "src/" << file.string() << " includes " << included;
    });
    EXPECT_GT(read, 100u);
}

TEST(House, TheLadderHasNoWayBackUp) {
    // Folders are declared from the ground up, so each may only use what stands above it in the file.
    const auto uses = ladder();
    std::map<std::string, Names> reach;
    const std::function<bool(const std::string&, const std::string&, int)> leads = [&](const auto& from, const auto& to,
                                                                                       int depth) {
        if (depth > 40)
            return true;
        for (const std::string& next : uses.at(from))
            if (next == to || (uses.contains(next) && leads(next, to, depth + 1)))
                return true;
        return false;
    };
    for (const auto& [folder, allowed] : uses)
        EXPECT_FALSE(leads(folder, folder, 0)) << folder << " can be reached from itself";
}

TEST(House, LibrariesStayInTheirRooms) {
    each_include([&](const fs::path& file, const std::string& included) {
        const std::string folder = file.begin()->string();
        for (const auto& [library, homes] : homes_of_libraries)
            EXPECT_TRUE(!included.starts_with(library) || homes.contains(folder))
                << "src/" << file.string() << " includes " << included;
    });
}

TEST(House, HeadersDoNotCarryHeavyLibraries) {
    each_include([&](const fs::path& file, const std::string& included) {
        if (file.extension() != ".h" || file.begin()->string() == "app" || file.begin()->string() == "cli")
            return;
        for (const char* heavy : {"nlohmann/json.hpp", "sqlite3.h", "gdal", "ogr", "geos_c.h", "boost/", "lemon/"})
            EXPECT_FALSE(included.starts_with(heavy)) << "src/" << file.string() << " includes " << included;
    });
}

} // namespace

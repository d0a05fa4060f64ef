// Runs the real `wangge` program from a test and reads what it said.
#pragma once
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace wangge::test {

// A folder of its own for one test, removed with it.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "wangge-test-XXXXXX").string();
        m_path = mkdtemp(pattern.data());
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    std::filesystem::path operator/(const std::string& name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

inline std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

inline std::string quoted(const std::string& word) {
    std::string result = "'";
    for (const char c : word)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

struct Outcome {
    int code = -1;
    std::string out, err;
    nlohmann::json json() const { return nlohmann::json::parse(out); }
};

// Runs any command line of the shell.
inline Outcome run_shell(const std::string& command) {
    TemporaryFolder folder;
    const std::string line =
        "( " + command + " ) >" + quoted((folder / "out").string()) + " 2>" + quoted((folder / "err").string());
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), text_of(folder / "out"),
            text_of(folder / "err")};
}

// wangge WORDS...; English unless the words say otherwise.
inline Outcome run_wangge(const std::vector<std::string>& words) {
    std::string line = "WANGGE_LANG=en " + quoted(WANGGE_PROGRAM);
    for (const std::string& word : words)
        line += " " + quoted(word);
    return run_shell(line);
}

// Puts the demo county at `path`. The program makes it once; the tests take copies. False when that failed.
inline bool put_demo_county(const std::filesystem::path& path) {
    static const TemporaryFolder folder;
    static const std::filesystem::path made = folder / "demo.wangge";
    static const bool good = run_wangge({"demo", made.string(), "--quiet"}).code == 0;
    std::error_code failed;
    return good && std::filesystem::copy_file(made, path, failed);
}

} // namespace wangge::test

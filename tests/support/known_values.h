// The published values of the public optimisation instances.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace wangge::test {

struct KnownValue {
    std::string instance;
    std::filesystem::path file;
    double value = 0;
};

// Rows of known_values.csv with that problem; empty where the shared data are absent.
inline std::vector<KnownValue>
known_values(const std::string& problem,
             const std::filesystem::path& folder = std::filesystem::path(WANGGE_SHARED_DATA_DIR) / "benchmarks") {
    std::ifstream in(folder / "known_values.csv");
    std::vector<KnownValue> rows;
    for (std::string line; std::getline(in, line);) {
        std::vector<std::string> cells(1);
        bool quoted = false;
        for (const char c : line) {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                cells.emplace_back();
            else
                cells.back() += c;
        }
        if (cells.size() >= 4 && cells[0] == problem)
            rows.push_back({cells[1], folder / cells[2], std::strtod(cells[3].c_str(), nullptr)});
    }
    return rows;
}

} // namespace wangge::test

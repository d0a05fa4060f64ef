// The engines on public instance files, for `wangge solve`: one row a problem and file format.
#pragma once
#include "siting/answer.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

namespace wangge::app {

struct SolveRequest {
    std::filesystem::path file;
    std::optional<std::int64_t> p; // instead of the file's
    std::optional<double> radius;  // metres
    bool maximise = false;         // where a problem has both senses
    double tolerance = 0.005;      // zones: how far each may be from the mean, as a part of it
    siting::Budget budget;
};

struct SolveResult {
    siting::Answer answer;
    double units = 1; // whole numbers of the answer to one unit of the file: 1000 when metres were counted in mm
};

struct Solver {
    std::string_view problem; // "p-median"
    std::string_view format;  // "orlib"; the first row of a problem is what is taken without --format
    SolveResult (*run)(const SolveRequest& request, base::Feedback& feedback);
};

std::span<const Solver> solvers();

// The rows of each family, one function a file.
std::span<const Solver> cover_solvers();
std::span<const Solver> median_solvers();
std::span<const Solver> gap_solvers();
std::span<const Solver> zone_solvers();

} // namespace wangge::app

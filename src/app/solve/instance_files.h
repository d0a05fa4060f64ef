// Public instance files as the engines' plain values. A bad file throws Error(bad_input) "solve.*" with its line.
#pragma once
#include "siting/distances.h"

#include <filesystem>
#include <optional>

namespace wangge::app {

struct GraphInstance {
    std::int64_t p = 0;
    siting::DistanceMatrix distances; // every vertex to every vertex
};

// OR-Library p-median graph: "n m p", then edges "i j cost"; of an edge given twice the last cost counts. Distances are
// shortest paths.
GraphInstance read_graph(const std::filesystem::path& file, base::Feedback& feedback);

// The request's p, else the file's. Throws Error(bad_input) "solve.no_p", "solve.p_too_large".
std::int64_t checked_p(std::optional<std::int64_t> asked, std::int64_t of_file, std::size_t candidates);

} // namespace wangge::app

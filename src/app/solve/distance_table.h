// A table of distances between named places and weighted demands, one pair a row.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace wangge::app {

struct DistanceTable {
    std::vector<std::string> places, demands; // in the order of the file
    std::vector<double> weight;               // of each demand
    struct Pair {
        std::size_t demand, place;
        double distance; // metres
    };
    std::vector<Pair> pairs;
};

// CSV with the columns distance, name (of the place), DestinationName and demand, in any order (the San Francisco store
// case of spopt); a folder stands for its one file that has them. Throws Error(bad_input) "solve.no_table",
// "solve.bad_number".
DistanceTable read_distance_table(const std::filesystem::path& path);

} // namespace wangge::app

// Times by road on the synthetic county and province beside those of the peers: values and seconds. One JSON object.
#include "bench/bench_input.h"
#include "reach/road_reach.h"

#include <cmath>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

using namespace wangge;

namespace {

struct Peers {
    const char* size;
    double sum, max, search_seconds, with_building_seconds; // igraph; SciPy
};
constexpr Peers known[] = {{"county", 303358.8, 1052.68, 0.009, 0.095}, {"province", 21764178.9, 1398.73, 0.75, 2.4}};

constexpr model::RoadClass classes[] = {model::RoadClass::local, model::RoadClass::tertiary,
                                        model::RoadClass::secondary, model::RoadClass::primary};
constexpr double speeds[] = {20, 30, 40, 60};

std::vector<std::array<double, 3>> read_rows(const std::filesystem::path& file) {
    std::vector<std::array<double, 3>> rows;
    const std::string text = base::read_file(file);
    std::string_view all = text;
    for (std::size_t line = all.find('\n') + 1; line < all.size();) {
        const std::size_t end = all.find('\n', line);
        std::size_t at = all.find(',', line) + 1;
        std::array<double, 3> row{};
        for (double& value : row) {
            if (at == 0 || at > end)
                break;
            const std::size_t stop = std::min(all.find(',', at), end);
            base::ensure(base::parse_number(all.substr(at, stop - at), value), "a number");
            at = stop + 1;
        }
        rows.push_back(row);
        line = end + 1;
    }
    return rows;
}

// The edges as roads of the class that has their speed: the input gives the seconds.
std::vector<model::Road> roads_of(const bench::Points& nodes, const std::vector<std::array<double, 3>>& edges) {
    std::vector<model::Road> roads(edges.size());
    for (std::size_t e = 0; e < edges.size(); ++e) {
        const auto a = static_cast<std::size_t>(edges[e][0]) - 1, b = static_cast<std::size_t>(edges[e][1]) - 1;
        roads[e].line = {{nodes.x[a], nodes.y[a]}, {nodes.x[b], nodes.y[b]}};
        const double kmh = geo::length(roads[e].line).value / edges[e][2] * 3.6;
        std::size_t nearest = 0;
        for (std::size_t i = 1; i < 4; ++i)
            if (std::abs(speeds[i] - kmh) < std::abs(speeds[nearest] - kmh))
                nearest = i;
        roads[e].road_class = classes[nearest];
    }
    return roads;
}

nlohmann::json measured(int runs, const std::function<void()>& work) {
    const bench::Timing time = bench::timed(runs, work);
    return {{"seconds", time.seconds}, {"best", time.best}, {"processor", time.processor}};
}

reach::Doors doors_at(const std::vector<std::array<double, 3>>& rows, const std::vector<std::uint32_t>& node_of) {
    reach::Doors doors;
    for (const auto& row : rows) {
        doors.doors.push_back({node_of[static_cast<std::size_t>(row[0]) - 1], 0});
        doors.end_point();
    }
    return doors;
}

} // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        std::fprintf(stderr, "usage: road_bench FOLDER county|province [RUNS]\n");
        return 2;
    }
    const std::filesystem::path folder = std::filesystem::path(arguments[1]) / arguments[2];
    const int runs = count > 3 ? std::atoi(arguments[3]) : 3;
    base::QuietFeedback quiet;
    const bench::Points nodes = bench::read_points(folder / "nodes.csv"),
                        villages = bench::read_points(folder / "villages.csv"),
                        informants = bench::read_points(folder / "informants.csv");
    model::Snapshot snapshot;
    snapshot.roads = roads_of(nodes, read_rows(folder / "edges.csv"));
    const auto village_node = read_rows(folder / "village_node.csv"),
               coordinator_node = read_rows(folder / "coordinator_node.csv");
    reach::TravelOptions options;
    nlohmann::json rules = nlohmann::json::array();
    const auto rule = [&](const char* name, const std::string& of, double value, const char* unit) {
        rules.push_back({{"rule", name}, {"of", of}, {"value", value}, {"unit", unit}, {"source", "peers"}});
    };
    rule("road_speed", "any", 20, "km/h");
    for (std::size_t i = 0; i < 4; ++i)
        rule("road_speed", std::string(model::key_of(classes[i])), speeds[i], "km/h");
    rule("walk_speed", "any", 5, "km/h");
    rule("snap_limit", "any", 2000, "m");
    for (const char* name : {"both_ways", "water_blocks", "join_crossings"})
        rule(name, "any", 0, "yes");
    rule("ferry_wait", "any", 15, "min");
    rule("node_tolerance", "any", 0.5, "m");
    options.table.add(reach::TravelTable::parse(nlohmann::json{{"travel", rules}}.dump(), "peers"));

    nlohmann::json answer = {{"size", arguments[2]}, {"edges", snapshot.roads.size()}, {"nodes", nodes.size()}};
    reach::RoadGraph graph;
    answer["build"] =
        measured(runs, [&] { graph = reach::build_road_graph(snapshot.roads, reach::road_rules(options), quiet); });
    answer["graph_nodes"] = graph.nodes();
    answer["components"] = graph.components;
    // The graph puts its nodes in another order: found again by their places.
    std::map<std::pair<double, double>, std::uint32_t> by_place;
    for (std::uint32_t n = 0; n < graph.nodes(); ++n)
        by_place[{graph.x[n], graph.y[n]}] = n;
    std::vector<std::uint32_t> node_of(nodes.size());
    for (std::size_t n = 0; n < nodes.size(); ++n)
        node_of[n] = by_place.at({nodes.x[n], nodes.y[n]});
    const reach::Doors sources = doors_at(coordinator_node, node_of);
    std::vector<reach::Arrival> first;
    double sum = 0, most = 0;
    answer["search"] = measured(runs, [&] {
        first = reach::first_arrivals(graph, sources, {}, reach::never - 1, quiet);
        sum = most = 0;
        for (const auto& row : village_node) {
            const double seconds = first[node_of[static_cast<std::size_t>(row[0]) - 1]].time / 1000.0;
            sum += seconds;
            most = std::max(most, seconds);
        }
    });
    answer["sum_seconds"] = sum;
    answer["max_seconds"] = most;
    for (const Peers& peers : known)
        if (std::string_view(arguments[2]) == peers.size)
            answer["peers"] = {{"sum_seconds", peers.sum},
                               {"max_seconds", peers.max},
                               {"igraph_search", peers.search_seconds},
                               {"scipy_with_building", peers.with_building_seconds}};
    // What the program does: on foot from every village to the road and from the road to every informant.
    std::unique_ptr<reach::Reach> reach;
    answer["make_reach"] =
        measured(1, [&] { reach = reach::make_reach(reach::Travel::road, snapshot, options, quiet); });
    const reach::Points to{villages.x, villages.y}, from{informants.x, informants.y};
    answer["nearest"] = measured(runs, [&] { (void)reach->nearest(to, from, quiet); });
    answer["nearest_5"] = measured(1, [&] { (void)reach->nearest(to, from, 5, quiet); });
    const std::vector<reach::Effort> limits(to.size(), reach::Effort{15});
    std::size_t links = 0;
    answer["within_15_min"] = measured(1, [&] { links = reach->within(to, from, limits, quiet).links.size(); });
    answer["within_15_min"]["links"] = links;
    geo::Box box;
    for (std::size_t i = 0; i < nodes.size(); ++i)
        box.add(geo::MapPoint{nodes.x[i], nodes.y[i]});
    reach::Field field = reach::lattice_over(box, {0});
    answer["field"] = measured(runs, [&] { reach->fill(field, from, {}, quiet); });
    answer["field"]["points"] = field.size();
    answer["field"]["side_m"] = field.side;
    std::vector<reach::Catchment> areas;
    const double bands[] = {5, 10, 15};
    answer["isochrones"] = measured(runs, [&] { areas = reach::catchments(field, bands, false, {}, quiet); });
    answer["service_areas"] =
        measured(runs, [&] { areas = reach::catchments(field, std::span(bands).last(1), true, {}, quiet); });
    answer["service_areas"]["areas"] = areas.size();
    std::printf("%s\n", answer.dump(2).c_str());
    return 0;
}

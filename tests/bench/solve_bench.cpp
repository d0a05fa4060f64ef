// `wangge solve` on the public instances with known values. Prints one JSON object: for each instance value, known
// value, bound, whether proven, seconds by the clock and of the processors. Ends with 1 when an assignment is not worth
// what its answer says. argv: the benchmarks folder (known_values.csv), the problem as that file names it ("p-median",
// "capacitated p-median", "GAP Min", "GAP Max" ...), seconds for each instance (default 60; "120cpu": seconds of the
// processors, for a machine that is shared), and instance names (default all).
#include "app/solve/solvers.h"
#include "base/text.h"
#include "support/gap_value.h"
#include "support/known_values.h"

#include <cstdio>
#include <ctime>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

using namespace wangge;
using nlohmann::json;

namespace {

struct Form {
    std::string_view problem, format;
    bool maximise = false;
    std::optional<std::int64_t> p;
    std::optional<double> radius;
    enum InName { nothing, p_and_radius, zones } in_name = nothing; // NAME_p_radius; NAME k=p
};
const std::map<std::string, Form> forms = {
    {"p-median", {"p-median", "orlib"}},
    {"p-median p4", {"p-median", "distances", false, 4}},
    {"p-center", {"p-center", "orlib"}},
    {"p-center p4", {"p-center", "distances", false, 4}},
    {"LSCP 5km", {"lscp", "distances", false, {}, 5000}},
    {"MCLP 5km p4", {"mclp", "distances", true, 4, 5000}},
    {"MCLP p_radius", {"mclp", "points", true, {}, {}, Form::p_and_radius}},
    {"capacitated p-median", {"capacitated-p-median", "orlib"}},
    {"GAP Min", {"gap", "orlib"}},
    {"GAP Max", {"gap", "orlib", true}},
    {"contiguous zones, population within 0.5 %, fewest cut edges", {"zones", "graph", false, {}, {}, Form::zones}},
};

// Stops a solver when the program has used so many seconds of the processors.
class ProcessorTime : public base::QuietFeedback {
public:
    explicit ProcessorTime(double seconds)
        : m_end(std::clock() + static_cast<std::clock_t>(seconds * CLOCKS_PER_SEC)) {}
    bool cancelled() const override { return std::clock() > m_end; }

private:
    std::clock_t m_end;
};

} // namespace

int main(int argc, char** argv) {
    if (argc < 3 || !forms.contains(argv[2])) {
        std::fprintf(stderr, "usage: solve_bench BENCHMARKS PROBLEM [SECONDS] [INSTANCE...]\n");
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    const Form& form = forms.at(argv[2]);
    const std::set<std::string> wanted(argv + std::min(argc, 4), argv + argc);
    json result = {{"problem", argv[2]}, {"instances", json::array()}};
    int optimal = 0, proven = 0;
    double worst = 0, most = 0;
    for (const test::KnownValue& row : test::known_values(argv[2], folder)) {
        if (!wanted.empty() && !wanted.contains(row.instance))
            continue;
        for (const app::Solver& solver : app::solvers()) {
            if (solver.problem != form.problem || solver.format != form.format)
                continue;
            app::SolveRequest request{.file = row.file, .p = form.p};
            request.radius = form.radius;
            if (form.in_name == Form::zones)
                request.p = std::atoi(row.instance.substr(row.instance.find('=') + 1).c_str());
            if (form.in_name == Form::p_and_radius) {
                const auto parts = base::split(row.instance, '_');
                request.p = std::atoi(std::string(parts.at(1)).c_str());
                request.radius = std::atof(std::string(parts.at(2)).c_str());
            }
            request.maximise = form.maximise;
            const double seconds = argc > 3 ? std::atof(argv[3]) : 60;
            const bool of_processors = argc > 3 && std::string_view(argv[3]).ends_with("cpu");
            request.budget.seconds = of_processors ? 1e6 : seconds;
            ProcessorTime quiet(of_processors ? seconds : 1e6);
            const std::clock_t began = std::clock();
            const auto [answer, units] = solver.run(request, quiet);
            const double cpu = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
            const double value = static_cast<double>(answer.objective) / units;
            if (form.problem == "gap" && test::gap_value(row.file, answer.assignment) != answer.objective) {
                std::fprintf(stderr, "%s: not a plan of the value that is claimed\n", row.instance.c_str());
                return 1;
            }
            // Above 0 is worse than the known value, below 0 better.
            const double worse = (form.maximise ? row.value - value : value - row.value) / row.value;
            optimal += worse <= 1e-9;
            proven += answer.proven();
            worst = std::max(worst, worse);
            most = std::max(most, cpu);
            result["instances"].push_back({{"instance", row.instance},
                                           {"value", value},
                                           {"known", row.value},
                                           {"worse_percent", 100 * worse},
                                           {"bound", static_cast<double>(answer.bound) / units},
                                           {"proven", answer.proven()},
                                           {"seconds", answer.seconds},
                                           {"cpu_seconds", cpu}});
            std::fprintf(stderr, "%s %.10g known %.10g bound %.10g%s %.2f s cpu %.2f\n", row.instance.c_str(), value,
                         row.value, static_cast<double>(answer.bound) / units, answer.proven() ? " proven" : "",
                         answer.seconds, cpu);
        }
    }
    result["at_known_value"] = optimal;
    result["proven"] = proven;
    result["worst_percent"] = 100 * worst;
    result["most_cpu_seconds"] = most;
    std::printf("%s\n", result.dump(1).c_str());
}

// Coverage and blind spots: counts and areas of the synthetic county, province or nation beside those of the peers, and
// how fast a county project of full size follows a slider.
#include "base/random.h"
#include "bench/bench_input.h"
#include "coverage/blind_spots.h"
#include "coverage/county_maker.h"

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

using namespace wangge;
using coverage::test::CountyMaker;

namespace {

const base::Date today = base::make_date(2026, 11, 22);

// What correct programs agree on (peers.md); uncovered km2 with exact arcs where it is known.
struct Peers {
    const char* size;
    double sum, max;
    std::int64_t villages, sites;
    double uncovered_km2, tolerance;
};
constexpr Peers known[] = {{"county", 2743320.4, 10585.34, 5, 20, 144.1472, 0.0002},
                           {"province", 183942656.6, 14359.48, 475, 1079, 17176.2, 0.2},
                           {"nation", 0, 0, 38944, 154608, 0, 0}};

coverage::Options within(double metres, coverage::TargetKind of, bool with_area) {
    coverage::Options options;
    options.of = of;
    options.as_of = today;
    options.limit = reach::Effort{metres};
    options.capacity = base::Persons{0};
    options.with_area = with_area;
    return options;
}

// {"seconds": median, "best": ..., "processor": ...} of an operation.
template <class Work> nlohmann::json measured(int runs, const Work& work) {
    const bench::Timing time = bench::timed(runs, work);
    return {{"seconds", time.seconds}, {"best", time.best}, {"processor", time.processor}};
}

// 20,000 sites, 1,500 villages and as many informants with limited capacity, 50,000 cells in the square of a county.
const model::Snapshot& full_county(CountyMaker& maker) {
    base::Random random(20261122);
    const double side = 50000;
    maker.raw().boundaries.clear();
    maker.boundary(model::BoundaryLevel::county, "330999", {0, 0, side, side});
    for (int t = 0; t < 20; ++t)
        maker.boundary(model::BoundaryLevel::township, std::to_string(330999100 + t),
                       {side * (t % 5) / 5, side * (t / 5) / 4, side * (t % 5 + 1) / 5, side * (t / 5 + 1) / 4});
    for (const char* key : {"a", "b"})
        maker.person({.key = key, .role = model::PersonRole::inspector});
    for (int i = 0; i < 1500; ++i) {
        const double x = random.uniform(0, side), y = random.uniform(0, side);
        const int classes[] = {111, 112, 220, 220, 220};
        maker.village(std::to_string(330999100200 + i), x, y, 200 + static_cast<double>(random.below(4000)),
                      classes[random.below(5)], "p" + std::to_string(i));
        maker.person({.key = "p" + std::to_string(i),
                      .x = x + random.normal() * 1500,
                      .y = y + random.normal() * 1500,
                      .end = random.below(10) == 0 ? base::make_date(2025, 1, 1) : base::Date{},
                      .last_training = base::make_date(random.below(8) == 0 ? 2024 : 2026, 3, 1)});
    }
    for (int i = 0; i < 20000; ++i)
        maker.site("s" + std::to_string(i), random.uniform(0, side), random.uniform(0, side),
                   static_cast<model::SiteKind>(random.below(10)), today + -static_cast<int>(random.below(900)),
                   random.below(100) != 0, "", static_cast<model::RiskGrade>(random.below(5)));
    for (int row = 0; row < 200; ++row)
        for (int column = 0; column < 250; ++column) {
            const double x = side * column / 250, y = side * row / 200;
            maker.cell(std::to_string(row * 250 + column), {x, y, x + side / 250, y + side / 200}, "a",
                       random.below(20) == 0 ? "" : "b");
        }
    return maker.linked();
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("usage: coverage_bench FOLDER [RUNS]\n", stderr);
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    const std::string size = folder.filename().string();
    const int runs = argc > 2 ? std::atoi(argv[2]) : 3;
    base::QuietFeedback quiet;
    const auto reach = reach::straight_line();
    const coverage::Norms norms = coverage::test::shipped_norms();
    nlohmann::json out;
    bool right = true;

    CountyMaker maker;
    maker.raw().boundaries.clear();
    const bench::Points villages = bench::read_points(folder / "villages.csv"),
                        sites = bench::read_points(folder / "facilities.csv"),
                        informants = bench::read_points(folder / "informants.csv"),
                        coordinators = bench::read_points(folder / "coordinators.csv");
    for (std::size_t i = 0; i < villages.size(); ++i)
        maker.village(std::to_string(i), villages.x[i], villages.y[i], 0);
    for (std::size_t i = 0; i < sites.size(); ++i)
        maker.site(std::to_string(i), sites.x[i], sites.y[i], model::SiteKind::retail_pharmacy);
    for (std::size_t i = 0; i < informants.size(); ++i)
        maker.person({.key = "i" + std::to_string(i), .x = informants.x[i], .y = informants.y[i]});
    const geo::MultiPolygon region = geo::normalised(bench::read_areas(folder / (size + ".gpkg"), "region").at(0));
    maker.raw().boundaries.push_back({{}, model::BoundaryLevel::county, "1", size, region});
    const model::Snapshot& bench_county = maker.linked();

    std::vector<reach::Link> nearest;
    out["nearest_coordinator_of_villages"] = measured(runs, [&] {
        nearest = reach->nearest({villages.x, villages.y}, {coordinators.x, coordinators.y}, quiet);
    });
    double sum = 0, most = 0;
    for (const reach::Link& link : nearest) {
        sum += link.effort.value;
        most = std::max(most, link.effort.value);
    }
    out["nearest_coordinator_of_villages"]["sum"] = sum;
    out["nearest_coordinator_of_villages"]["max"] = most;

    coverage::Result of_villages, of_sites, with_area;
    const auto cover = [&](coverage::TargetKind of, bool area, coverage::Result& result) {
        return measured(runs,
                        [&] { result = coverage::run(bench_county, norms, within(3000, of, area), *reach, quiet); });
    };
    out["villages_3km"] = cover(coverage::TargetKind::villages, false, of_villages);
    out["villages_3km"]["farther"] = of_villages.total.uncovered;
    out["sites_3km"] = cover(coverage::TargetKind::sites, false, of_sites);
    out["sites_3km"]["farther"] = of_sites.total.uncovered;
    out["villages_and_area_3km"] = cover(coverage::TargetKind::villages, true, with_area);
    const double uncovered = with_area.total.uncovered_area.value / 1e6;
    out["villages_and_area_3km"]["uncovered_km2"] = uncovered;
    for (const Peers& peers : known)
        if (size == peers.size) {
            right = of_villages.total.uncovered == peers.villages && of_sites.total.uncovered == peers.sites &&
                    (peers.sum == 0 || (std::abs(sum - peers.sum) < 0.06 && std::abs(most - peers.max) < 0.006)) &&
                    (peers.uncovered_km2 == 0 || std::abs(uncovered - peers.uncovered_km2) < peers.tolerance);
            out["peers"] = {{"sum", peers.sum},
                            {"max", peers.max},
                            {"villages_farther_3km", peers.villages},
                            {"sites_farther_3km", peers.sites},
                            {"uncovered_km2", peers.uncovered_km2},
                            {"agree", right}};
        }

    CountyMaker full_maker;
    const model::Snapshot& full = full_county(full_maker);
    coverage::Options options = within(3000, coverage::TargetKind::villages, true);
    options.capacity.reset();
    coverage::Prepared prepared;
    coverage::Result moved;
    coverage::BlindSpots spots;
    const workload::Rules rules = workload::load_default("", today);
    nlohmann::json& project = out["county_project"];
    project["prepare"] = measured(runs, [&] { prepared = coverage::prepare(full, norms, options, *reach, quiet); });
    double limit = 1500;
    project["slider"] = measured(std::max(runs, 5), [&] {
        coverage::Limits limits;
        limits.values.fill(reach::Effort{limit += 250});
        moved = coverage::measure(prepared, limits, quiet);
    });
    project["blind_spots"] = measured(
        runs, [&] { spots = coverage::find_blind_spots(full, norms, rules, {.as_of = today}, *reach, quiet); });
    for (const model::BlindSpotKind kind :
         {model::BlindSpotKind::supply, model::BlindSpotKind::contact, model::BlindSpotKind::responsibility,
          model::BlindSpotKind::visit, model::BlindSpotKind::unmapped}) {
        const coverage::BlindSpotOptions one{.as_of = today, .kind = kind};
        project["blind_spots_by_kind"][std::string(model::key_of(kind))] =
            measured(runs, [&] { coverage::find_blind_spots(full, norms, rules, one, *reach, quiet); });
    }
    project["blind_spots_found"] = spots.spots.size();
    project["covered"] = moved.total.covered;
    project["over_capacity"] = moved.total.over_capacity;
    std::puts(out.dump(1).c_str());
    return right ? 0 : 1;
}

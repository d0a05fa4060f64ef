#include "siting/max_cover_proof.h"

#include "siting/max_cover_bands.h"
#include "siting/mip.h"

#include <algorithm>
#include <cmath>

namespace wangge::siting {
namespace {

// Diagrams may have so many arcs; fewer where branching has a chance in what time they leave.
constexpr std::size_t few_arcs = 2'000'000, many_arcs = 64'000'000, most_branched = 40'000; // links
constexpr std::size_t few_bands = 4, many_bands = 64;
// The linear relaxation of a larger one would take all day.
constexpr std::size_t most_relaxed = 150'000; // links

Value total(const MaxCover& problem) {
    Value sum = 0;
    for (const Value weight : problem.weight)
        sum += weight;
    return sum;
}

// Least weight that is not covered: y_d + sum x_c >= 1, x whole.
Mip program(const MaxCover& core) {
    Mip mip;
    for (std::size_t c = 0; c < core.covers.candidates(); ++c)
        mip.add_binary(-static_cast<double>(core.bonus[c]));
    for (std::size_t d = 0; d < core.covers.demands(); ++d) {
        const int missed = mip.add_column(static_cast<double>(core.weight[d]), 0, 1, false);
        mip.add_row(1, Mip::infinity);
        mip.add_term(missed, 1);
        for (const std::int32_t c : core.covers.by_demand[d])
            mip.add_term(c, 1);
    }
    mip.add_row(-Mip::infinity, core.p);
    for (std::size_t c = 0; c < core.covers.candidates(); ++c)
        mip.add_term(static_cast<int>(c), 1);
    return mip;
}

std::vector<std::int32_t> in_problem(const MaxCoverCore& core, const std::vector<std::int32_t>& rows) {
    std::vector<std::int32_t> chosen = core.taken;
    for (const std::int32_t c : rows)
        chosen.push_back(core.candidate[c]);
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

// A little is left for rounding; whole weights give whole values.
Value whole(double value) {
    return static_cast<Value>(std::floor(value + 1e-6 * std::max(1.0, std::abs(value) * 1e-6)));
}

} // namespace

MaxCoverProof prove_max_cover(MaxCoverCore core, const std::atomic<Value>& latest, bool quick, base::Feedback& feedback,
                              const Deadline& deadline) {
    MaxCoverProof proof;
    feedback.progress(0.6, "siting.proving");
    const bool small = core.problem.covers.links() < most_branched;
    const BandLimits limits{.arcs = small ? few_arcs : many_arcs, .bands = quick ? few_bands : many_bands};
    const BandProof bands = prove_in_bands(core, latest, limits, deadline);
    proof.finished = bands.finished;
    if (bands.bound < INT64_MAX)
        proof.bound = core.sure + bands.bound;
    Value known = latest;
    if (!bands.chosen.empty()) {
        proof.chosen = in_problem(core, bands.chosen);
        known = std::max(known, core.sure + covered_weight(core.problem, bands.chosen));
    }
    if (bands.finished || quick || core.problem.covers.links() > most_relaxed)
        return proof;
    // The linear relaxation has the best prices there are; what they rule out goes before the search by branching.
    feedback.progress(0.7, "siting.bounding");
    const auto relaxed = solve_lp(program(core.problem), deadline);
    if (!relaxed)
        return proof;
    const double value = static_cast<double>(total(core.problem)) - relaxed->value;
    proof.bound = std::min(proof.bound, core.sure + whole(value));
    if (proof.bound <= known) {
        proof.finished = true;
        return proof;
    }
    const double room = value - static_cast<double>(known - core.sure) - 1 + 1e-3;
    std::vector<char> keep(core.candidate.size(), 1);
    for (std::size_t c = 0; c < keep.size(); ++c)
        if (relaxed->reduced_cost[c] > room && relaxed->x[c] < 1e-6)
            keep[c] = 0;
        else if (relaxed->reduced_cost[c] < -room && relaxed->x[c] > 1 - 1e-6)
            keep[c] = 2;
    core = narrowed(core, keep);
    if (core.problem.p < 0) {
        proof.finished = true;
        return proof;
    }

    feedback.progress(0.8, "siting.proving");
    const Value weight = total(core.problem);
    const double most = static_cast<double>(weight - (known - core.sure) - 1);
    const MipAnswer found = solve_mip(program(core.problem), most, true, deadline);
    if (!found.x.empty()) {
        std::vector<std::int32_t> rows;
        for (std::size_t c = 0; c < core.candidate.size(); ++c)
            if (found.x[c] > 0.5)
                rows.push_back(static_cast<std::int32_t>(c));
        proof.chosen = in_problem(core, rows);
    }
    proof.finished = found.finished;
    if (std::isfinite(found.bound) && std::abs(found.bound) < 1e15)
        proof.bound = std::min(proof.bound, core.sure + weight - static_cast<Value>(std::ceil(found.bound - 1e-4)));
    return proof;
}

} // namespace wangge::siting

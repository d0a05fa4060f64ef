#include "siting/backup_cover.h"

#include "base/error.h"
#include "siting/mip.h"
#include "siting/set_search.h"

#include <numeric>

namespace wangge::siting {
namespace {

constexpr std::int64_t most_work = 60'000'000; // links read by the annealing, about
constexpr double search_share = 0.4;           // of the time
constexpr std::size_t most_links = 60'000;     // of a problem that is branched upon
constexpr double promise = 0.3;                // of a demand's weight, for being covered, but not yet often enough

Value bonus_of(const BackupCover& problem, std::int32_t candidate) {
    return problem.bonus.empty() ? 0 : problem.bonus[candidate];
}

// The part of its weight that a demand gives when the `nth` candidate covers it.
double step_of(std::int32_t times, std::int32_t nth) {
    const double step = promise / times;
    return nth < times ? step : nth == times ? 1 - step * (times - 1) : 0;
}

// What p candidates can add at most: each a share of every demand that it covers.
Value simple_bound(const BackupCover& problem) {
    std::vector<double> most;
    for (std::size_t c = 0; c < problem.covers.candidates(); ++c) {
        double sum = static_cast<double>(bonus_of(problem, static_cast<std::int32_t>(c)));
        for (const std::int32_t d : problem.covers.by_candidate[c])
            sum += static_cast<double>(problem.weight[d]) / problem.times[d];
        most.push_back(sum);
    }
    const std::size_t p = std::min<std::size_t>(problem.p, most.size());
    std::partial_sort(most.begin(), most.begin() + static_cast<std::ptrdiff_t>(p), most.end(), std::greater<>());
    const double by_share = std::accumulate(most.begin(), most.begin() + static_cast<std::ptrdiff_t>(p), 0.0);
    Value all = 0;
    for (std::size_t d = 0; d < problem.covers.demands(); ++d)
        if (static_cast<std::int32_t>(problem.covers.by_demand[d].size()) >= problem.times[d] &&
            problem.times[d] <= problem.p)
            all += problem.weight[d];
    for (std::size_t c = 0; c < problem.covers.candidates() && !problem.bonus.empty(); ++c)
        all += problem.bonus[c];
    return std::min(all, static_cast<Value>(std::floor(by_share + 1e-6 * (by_share + 1))));
}

// Least weight that is not covered as often as asked: times x (1 - missed) <= sum x.
Mip program(const BackupCover& problem) {
    Mip mip;
    for (std::size_t c = 0; c < problem.covers.candidates(); ++c)
        mip.add_binary(-static_cast<double>(bonus_of(problem, static_cast<std::int32_t>(c))));
    for (std::size_t d = 0; d < problem.covers.demands(); ++d) {
        const int missed = mip.add_binary(static_cast<double>(problem.weight[d]));
        mip.add_row(problem.times[d], Mip::infinity);
        mip.add_term(missed, problem.times[d]);
        for (const std::int32_t c : problem.covers.by_demand[d])
            mip.add_term(c, 1);
    }
    mip.add_row(-Mip::infinity, problem.p);
    for (std::size_t c = 0; c < problem.covers.candidates(); ++c)
        mip.add_term(static_cast<int>(c), 1);
    return mip;
}

} // namespace

Value backed_weight(const BackupCover& problem, const std::vector<std::int32_t>& chosen) {
    std::vector<std::int32_t> count(problem.covers.demands(), 0);
    Value sum = 0;
    for (const std::int32_t c : chosen) {
        sum += bonus_of(problem, c);
        for (const std::int32_t d : problem.covers.by_candidate[c])
            sum += ++count[d] == problem.times[d] ? problem.weight[d] : 0;
    }
    return sum;
}

Answer solve_backup_cover(const BackupCover& problem, const Budget& budget, base::Feedback& feedback) {
    base::ensure(problem.weight.size() == problem.covers.demands() && problem.times.size() == problem.weight.size() &&
                     problem.p >= 0,
                 "a weight and a number for each demand");
    const Deadline deadline(budget, feedback), search({.seconds = budget.seconds * search_share}, feedback);
    feedback.progress(0.05, "siting.searching");
    std::vector<std::int32_t> count(problem.covers.demands(), 0), free(problem.covers.candidates());
    std::iota(free.begin(), free.end(), 0);
    // What a candidate adds to what `count` says.
    const auto gain = [&](std::int32_t c) {
        double sum = static_cast<double>(bonus_of(problem, c));
        for (const std::int32_t d : problem.covers.by_candidate[c])
            sum += static_cast<double>(problem.weight[d]) * step_of(problem.times[d], count[d] + 1);
        return sum;
    };
    const auto enter = [&](std::int32_t c) {
        for (const std::int32_t d : problem.covers.by_candidate[c])
            ++count[d];
    };
    const auto worth = [&](const std::vector<std::int32_t>& members) {
        std::fill(count.begin(), count.end(), 0);
        double sum = 0;
        for (const std::int32_t c : members) {
            sum += gain(c);
            enter(c);
        }
        return sum;
    };
    std::vector<std::int32_t> start;
    std::vector<char> inside(free.size(), 0);
    while (static_cast<int>(start.size()) < std::min<int>(problem.p, static_cast<int>(free.size()))) {
        std::int32_t best = -1;
        double most = -1;
        for (const std::int32_t c : free)
            if (const double more = inside[c] || (best >= 0 && search.over()) ? -1 : gain(c); more > most) {
                most = more;
                best = c;
            }
        inside[best] = 1;
        start.push_back(best);
        enter(best);
    }
    const auto links = static_cast<std::int64_t>(problem.covers.links());
    const auto places = std::max<std::int64_t>(1, static_cast<std::int64_t>(free.size()));
    const std::int64_t per_trial =
        1 + static_cast<std::int64_t>(problem.covers.demands()) / 8 + problem.p * (1 + links / places);
    Answer answer;
    answer.chosen = swapped_set(problem.covers, free, start, most_work / per_trial, budget.seed, worth,
                                [&] { return search.over(); });
    answer.objective = backed_weight(problem, answer.chosen);
    answer.bound = std::max(answer.objective, simple_bound(problem));
    if (answer.bound > answer.objective && problem.covers.links() <= most_links && !deadline.over()) {
        feedback.progress(0.5, "siting.proving");
        const Value total = std::accumulate(problem.weight.begin(), problem.weight.end(), Value{0});
        const MipAnswer found =
            solve_mip(program(problem), static_cast<double>(total - answer.objective - 1), true, deadline);
        std::vector<std::int32_t> chosen;
        for (std::size_t c = 0; c < free.size() && !found.x.empty(); ++c)
            if (found.x[c] > 0.5)
                chosen.push_back(static_cast<std::int32_t>(c));
        const bool better = backed_weight(problem, chosen) > answer.objective;
        if (better) {
            answer.objective = backed_weight(problem, chosen);
            answer.chosen = std::move(chosen);
        }
        if (found.finished && (better || found.x.empty()))
            answer.bound = answer.objective;
        else if (std::abs(found.bound) < 1e15)
            answer.bound =
                std::clamp(total - static_cast<Value>(std::ceil(found.bound - 1e-4)), answer.objective, answer.bound);
    }
    std::sort(answer.chosen.begin(), answer.chosen.end());
    answer.stopped = !answer.proven();
    answer.seconds = deadline.passed();
    return answer;
}

} // namespace wangge::siting

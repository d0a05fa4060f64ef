#include "siting/max_cover_windows.h"

#include "base/random.h"
#include "siting/max_cover_anneal.h"

#include <algorithm>

namespace wangge::siting {
namespace {

constexpr std::uint64_t fewest_members = 6, most_members = 24; // of a window
constexpr double heats[] = {0.06, 0.03, 0.045, 0.02};          // of annealings, in turn

// Of each candidate: 1 in the window, 2 a member outside of it, 0 neither.
std::vector<char> window_around(const Incidence& covers, const std::vector<char>& member, std::int32_t start,
                                std::uint64_t wanted) {
    std::vector<char> keep(covers.candidates(), 0), used(covers.demands(), 0);
    std::vector<std::int32_t> queue{start};
    keep[start] = 1;
    std::uint64_t met = 0;
    for (std::size_t i = 0; i < queue.size() && met < wanted; ++i) {
        met += member[queue[i]] ? 1 : 0;
        for (const std::int32_t d : covers.by_candidate[queue[i]]) {
            if (used[d])
                continue;
            used[d] = 1;
            for (const std::int32_t c : covers.by_demand[d])
                if (!keep[c]) {
                    keep[c] = 1;
                    queue.push_back(c);
                }
        }
    }
    for (std::size_t c = 0; c < keep.size(); ++c)
        if (member[c] && !keep[c])
            keep[c] = 2;
    return keep;
}

} // namespace

std::vector<std::int32_t> searched_in_windows(const MaxCoverCore& core, std::vector<std::int32_t> members,
                                              const WindowSearch& options, const Deadline& deadline) {
    base::Random random(options.seed);
    MaxCoverCore whole{.problem = core.problem, .candidate = {}, .taken = {}, .sure = 0};
    for (std::size_t c = 0; c < core.candidate.size(); ++c)
        whole.candidate.push_back(static_cast<std::int32_t>(c));
    std::vector<char> member(whole.candidate.size(), 0);
    for (const std::int32_t c : members)
        member[c] = 1;
    Value value = covered_weight(whole.problem, members);
    for (int n = 0; n < options.windows && !members.empty() && !deadline.over(); ++n) {
        const std::int32_t start = members[random.below(members.size())];
        const std::uint64_t wanted = fewest_members + random.below(most_members - fewest_members + 1);
        const MaxCoverCore window = narrowed(whole, window_around(whole.problem.covers, member, start, wanted));
        std::vector<std::int32_t> now;
        for (std::size_t c = 0; c < window.candidate.size(); ++c)
            if (member[window.candidate[c]])
                now.push_back(static_cast<std::int32_t>(c));
        const Annealing annealing{.heat = heats[static_cast<std::size_t>(n) % std::size(heats)],
                                  .trials = options.trials * static_cast<std::int64_t>(window.candidate.size()),
                                  .seed = random.bits()};
        const std::vector<std::int32_t> found =
            annealed(window.problem, likest(window.problem.covers), now, annealing, deadline);
        const Value worth = window.sure + covered_weight(window.problem, found);
        if (worth <= value)
            continue;
        value = worth;
        members = window.taken;
        for (const std::int32_t c : found)
            members.push_back(window.candidate[c]);
        std::fill(member.begin(), member.end(), 0);
        for (const std::int32_t c : members)
            member[c] = 1;
    }
    std::sort(members.begin(), members.end());
    return members;
}

} // namespace wangge::siting

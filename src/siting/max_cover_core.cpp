#include "siting/max_cover_core.h"

#include <algorithm>
#include <unordered_map>

namespace wangge::siting {
namespace {

std::uint64_t hash_of(const std::vector<std::int32_t>& list) {
    std::uint64_t hash = 0x9E3779B97F4A7C15u;
    for (const std::int32_t item : list)
        hash = (hash ^ static_cast<std::uint64_t>(item)) * 0x100000001B3u + (hash >> 29);
    return hash;
}

// Demands by list, those with the same list summed; a demand that nobody covers is left out.
class Merger {
public:
    void add(const std::vector<std::int32_t>& list, Value weight) {
        if (list.empty() || weight == 0)
            return;
        const auto [first, last] = m_known.equal_range(hash_of(list));
        for (auto known = first; known != last; ++known)
            if (std::ranges::equal(m_lists[known->second], list)) {
                m_weight[known->second] += weight;
                return;
            }
        m_known.emplace(hash_of(list), m_lists.size());
        m_lists.add(list);
        m_weight.push_back(weight);
    }
    void give(MaxCover& problem, std::size_t candidates) {
        problem.covers = incidence_of(std::move(m_lists), candidates);
        problem.weight = std::move(m_weight);
    }

private:
    std::unordered_multimap<std::uint64_t, std::size_t> m_known;
    Lists m_lists;
    std::vector<Value> m_weight;
};

} // namespace

Value covered_weight(const MaxCover& problem, const std::vector<std::int32_t>& chosen) {
    std::vector<char> covered(problem.covers.demands());
    Value sum = 0;
    for (const std::int32_t c : chosen) {
        sum += problem.bonus.empty() ? 0 : problem.bonus[c];
        for (const std::int32_t d : problem.covers.by_candidate[c])
            if (!covered[d]) {
                covered[d] = 1;
                sum += problem.weight[d];
            }
    }
    return sum;
}

MaxCoverCore core_of(const MaxCover& problem) {
    MaxCoverCore core;
    core.problem.p = problem.p;
    core.problem.bonus = problem.bonus;
    core.problem.at = problem.at;
    core.problem.bonus.resize(problem.covers.candidates(), 0);
    core.candidate.resize(problem.covers.candidates());
    for (std::size_t c = 0; c < core.candidate.size(); ++c)
        core.candidate[c] = static_cast<std::int32_t>(c);
    Merger merger;
    std::vector<std::int32_t> list;
    for (std::size_t d = 0; d < problem.covers.demands(); ++d) {
        list.assign(problem.covers.by_demand[d].begin(), problem.covers.by_demand[d].end());
        merger.add(list, problem.weight[d]);
    }
    merger.give(core.problem, core.candidate.size());
    return core;
}

void drop_dominated(MaxCoverCore& core, const Deadline& deadline) {
    const Incidence& covers = core.problem.covers;
    std::vector<char> keep(covers.candidates(), 1);
    std::vector<std::int32_t> mark(covers.demands(), -1);
    for (std::int32_t c = 0; c < static_cast<std::int32_t>(keep.size()) && !(c % 64 == 0 && deadline.over()); ++c) {
        const auto mine = covers.by_candidate[c];
        if (mine.empty()) {
            keep[c] = core.problem.bonus[c] > 0 ? 1 : 0;
            continue;
        }
        std::int32_t rarest = mine.front();
        for (const std::int32_t d : mine) {
            mark[d] = c;
            if (covers.by_demand[d].size() < covers.by_demand[rarest].size())
                rarest = d;
        }
        for (const std::int32_t other : covers.by_demand[rarest]) {
            if (other == c || !keep[other] || core.problem.bonus[other] < core.problem.bonus[c] ||
                covers.by_candidate[other].size() < mine.size())
                continue;
            std::size_t shared = 0;
            for (const std::int32_t d : covers.by_candidate[other])
                shared += mark[d] == c ? 1 : 0;
            if (shared == mine.size()) {
                keep[c] = 0;
                break;
            }
        }
    }
    core = narrowed(core, keep);
}

MaxCoverCore narrowed(const MaxCoverCore& core, const std::vector<char>& keep) {
    MaxCoverCore less;
    less.taken = core.taken;
    less.sure = core.sure;
    less.problem.p = core.problem.p;
    std::vector<std::int32_t> place(keep.size(), -1);
    for (std::size_t c = 0; c < keep.size(); ++c) {
        if (keep[c] == 2) {
            less.taken.push_back(core.candidate[c]);
            less.sure += core.problem.bonus[c];
            --less.problem.p;
        } else if (keep[c] == 1) {
            place[c] = static_cast<std::int32_t>(less.candidate.size());
            less.candidate.push_back(core.candidate[c]);
            less.problem.bonus.push_back(core.problem.bonus[c]);
            if (!core.problem.at.empty())
                less.problem.at.push_back(core.problem.at[c]);
        }
    }
    Merger merger;
    std::vector<std::int32_t> list;
    for (std::size_t d = 0; d < core.problem.covers.demands(); ++d) {
        list.clear();
        bool sure = false;
        for (const std::int32_t c : core.problem.covers.by_demand[d]) {
            sure = sure || keep[c] == 2;
            if (place[c] >= 0)
                list.push_back(place[c]);
        }
        if (sure)
            less.sure += core.problem.weight[d];
        else
            merger.add(list, core.problem.weight[d]);
    }
    merger.give(less.problem, less.candidate.size());
    return less;
}

} // namespace wangge::siting

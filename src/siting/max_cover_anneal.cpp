#include "siting/max_cover_anneal.h"

#include "base/random.h"

#include <algorithm>
#include <cmath>

namespace wangge::siting {
namespace {

constexpr double cold = 0.05; // the last temperature, as a part of the first
// Of the trials: any outsider; one of the likest; the rest ask one that shares a demand.
constexpr double far_share = 0.1, like_share = 0.6;
constexpr std::size_t likest_kept = 20;
constexpr std::int32_t nobody = -1, several = -2;

// A trial reads only who covers the outsider's demands alone; nothing is kept up to date for the other outsiders, which
// makes it a hundred times cheaper than knowing the best one.
class Chain {
public:
    Chain(const MaxCover& problem, const Lists& likest, const std::vector<std::int32_t>& start, std::uint64_t seed)
        : m_problem(problem), m_likest(likest), m_random(seed), m_sole(problem.covers.demands(), nobody),
          m_count(problem.covers.demands(), 0), m_mixed(problem.covers.demands(), 0),
          m_loss(problem.covers.candidates(), 0), m_place(problem.covers.candidates(), -1) {
        for (const std::int32_t c : start)
            enter(c);
        m_best = m_members;
        m_best_value = m_value;
    }

    void run(double heat, std::int64_t trials, const Deadline& deadline) {
        constexpr std::int64_t stage = 4096; // trials at one temperature
        if (m_members.empty())
            return;
        const double hot = heat * static_cast<double>(m_value) / static_cast<double>(m_members.size());
        for (std::int64_t done = 0; done < trials && !deadline.over(); done += stage) {
            const double part = static_cast<double>(done) / static_cast<double>(trials);
            const double temperature = hot * std::pow(cold, part) + 1e-9;
            for (std::int64_t n = 0; n < stage; ++n)
                propose(temperature);
        }
    }
    const std::vector<std::int32_t>& best() const { return m_best; }

private:
    Value bonus(std::int32_t c) const { return m_problem.bonus.empty() ? 0 : m_problem.bonus[c]; }

    void propose(double temperature) {
        const std::int32_t leaver = m_members[m_random.below(m_members.size())];
        const std::int32_t comer = asked(leaver);
        if (m_place[comer] >= 0)
            return;
        Value wins = bonus(comer) - m_loss[leaver];
        for (const std::int32_t d : m_problem.covers.by_candidate[comer])
            wins += m_sole[d] == nobody || m_sole[d] == leaver ? m_problem.weight[d] : 0;
        if (wins < 0 && m_random.uniform() >= std::exp(static_cast<double>(wins) / temperature))
            return;
        leave(leaver);
        enter(comer);
        if (m_value > m_best_value) {
            m_best_value = m_value;
            m_best = m_members;
        }
    }

    std::int32_t asked(std::int32_t leaver) {
        const auto mine = m_problem.covers.by_candidate[leaver];
        const auto like = m_likest[leaver];
        const double chance = m_random.uniform();
        if (mine.empty() || like.empty() || chance < far_share)
            return static_cast<std::int32_t>(m_random.below(m_place.size()));
        if (chance < far_share + like_share)
            return like[m_random.below(like.size())];
        const auto near = m_problem.covers.by_demand[mine[m_random.below(mine.size())]];
        return near[m_random.below(near.size())];
    }

    void enter(std::int32_t candidate) {
        m_place[candidate] = static_cast<std::int32_t>(m_members.size());
        m_members.push_back(candidate);
        m_loss[candidate] = bonus(candidate);
        m_value += bonus(candidate);
        for (const std::int32_t d : m_problem.covers.by_candidate[candidate]) {
            const Value weight = m_problem.weight[d];
            m_mixed[d] ^= candidate;
            switch (m_count[d]++) {
            case 0:
                m_sole[d] = candidate;
                m_loss[candidate] += weight;
                m_value += weight;
                break;
            case 1:
                m_loss[m_sole[d]] -= weight;
                m_sole[d] = several;
                break;
            default:
                break;
            }
        }
    }
    void leave(std::int32_t candidate) {
        m_members[m_place[candidate]] = m_members.back();
        m_place[m_members.back()] = m_place[candidate];
        m_members.pop_back();
        m_place[candidate] = -1;
        m_value -= m_loss[candidate];
        for (const std::int32_t d : m_problem.covers.by_candidate[candidate]) {
            m_mixed[d] ^= candidate;
            switch (--m_count[d]) {
            case 0:
                m_sole[d] = nobody;
                break;
            case 1:
                m_sole[d] = m_mixed[d];
                m_loss[m_sole[d]] += m_problem.weight[d];
                break;
            default:
                break;
            }
        }
    }

    const MaxCover& m_problem;
    const Lists& m_likest;
    base::Random m_random;
    std::vector<std::int32_t> m_sole;           // of each demand: the one member that covers it, nobody or several
    std::vector<std::int32_t> m_count, m_mixed; // members that cover it; their rows, by exclusive or
    std::vector<Value> m_loss;                  // of each member: what only it gives
    std::vector<std::int32_t> m_members, m_place, m_best;
    Value m_value = 0, m_best_value = 0;
};

} // namespace

Lists likest(const Incidence& covers) {
    struct Like {
        double share; // of what either covers, what both cover
        std::int32_t candidate;
    };
    Lists lists;
    std::vector<std::int32_t> shared(covers.candidates(), 0), touched, kept;
    std::vector<Like> likes;
    for (std::size_t c = 0; c < covers.candidates(); ++c) {
        touched.clear();
        for (const std::int32_t d : covers.by_candidate[c])
            for (const std::int32_t other : covers.by_demand[d])
                if (shared[other]++ == 0)
                    touched.push_back(other);
        likes.clear();
        for (const std::int32_t other : touched) {
            const std::size_t either =
                covers.by_candidate[c].size() + covers.by_candidate[other].size() - shared[other];
            if (other != static_cast<std::int32_t>(c))
                likes.push_back({static_cast<double>(shared[other]) / static_cast<double>(either), other});
            shared[other] = 0;
        }
        const std::size_t count = std::min(likest_kept, likes.size());
        std::partial_sort(likes.begin(), likes.begin() + static_cast<std::ptrdiff_t>(count), likes.end(),
                          [](const Like& a, const Like& b) {
                              return a.share != b.share ? a.share > b.share : a.candidate < b.candidate;
                          });
        kept.clear();
        for (std::size_t i = 0; i < count; ++i)
            kept.push_back(likes[i].candidate);
        lists.add(kept);
    }
    return lists;
}

std::vector<std::int32_t> annealed(const MaxCover& problem, const Lists& likest, const std::vector<std::int32_t>& start,
                                   const Annealing& options, const Deadline& deadline) {
    Chain chain(problem, likest, start, options.seed);
    chain.run(options.heat, options.trials, deadline);
    return chain.best();
}

} // namespace wangge::siting

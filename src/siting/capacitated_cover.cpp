#include "siting/capacitated_cover.h"

#include "base/error.h"
#include "siting/mip.h"
#include "siting/set_search.h"

#include <numeric>

namespace wangge::siting {
namespace {

constexpr std::int64_t most_work = 40'000'000; // links read by the annealing, about
constexpr double search_share = 0.4;           // of the time
constexpr std::size_t most_links = 30'000;     // of a problem that is branched upon

// Deals the demands out among open places.
class Dealer {
public:
    explicit Dealer(const CapacitatedCover& problem)
        : m_problem(problem), m_open(problem.covers.candidates(), 0), m_room(problem.capacity),
          m_order(problem.covers.demands()) {
        std::iota(m_order.begin(), m_order.end(), 0);
        std::stable_sort(m_order.begin(), m_order.end(),
                         [&](std::int32_t a, std::int32_t b) { return problem.weight[a] > problem.weight[b]; });
    }

    // Weight served by `members` and those who stand; `place` receives who serves each demand, -1 nobody.
    Value deal(const std::vector<std::int32_t>& members, std::vector<std::int32_t>& place, std::int64_t& served) {
        open_all(members, 1);
        place.assign(m_problem.covers.demands(), -1);
        Value sum = 0;
        served = 0;
        for (const std::int32_t d : m_order)
            if (seat(d, place) || (m_problem.weight[d] > 0 && seat_by_moving(d, place))) {
                sum += m_problem.weight[d];
                ++served;
            }
        open_all(members, 0);
        return sum;
    }

    // Whoever was left over is dealt with first from now on.
    void prefer_unserved(const std::vector<std::int32_t>& place) {
        std::stable_partition(m_order.begin(), m_order.end(), [&](std::int32_t d) { return place[d] < 0; });
    }

private:
    void open_all(const std::vector<std::int32_t>& members, char open) {
        for (const auto* list : {&m_problem.fixed, &members})
            for (const std::int32_t c : *list)
                if (c >= 0) {
                    m_open[c] = open;
                    m_room[c] = m_problem.capacity[c];
                }
    }
    // The place that is left with least room, the first of equals.
    std::int32_t tightest(std::int32_t demand, std::int32_t except) const {
        std::int32_t best = -1;
        for (const std::int32_t c : m_problem.covers.by_demand[demand])
            if (m_open[c] && c != except && m_room[c] >= m_problem.weight[demand] &&
                (best < 0 || m_room[c] < m_room[best]))
                best = c;
        return best;
    }
    bool seat(std::int32_t demand, std::vector<std::int32_t>& place) {
        const std::int32_t c = tightest(demand, -1);
        if (c < 0)
            return false;
        place[demand] = c;
        m_room[c] -= m_problem.weight[demand];
        return true;
    }
    // Somebody else goes elsewhere so that this one fits.
    bool seat_by_moving(std::int32_t demand, std::vector<std::int32_t>& place) {
        for (const std::int32_t c : m_problem.covers.by_demand[demand]) {
            if (!m_open[c] || m_problem.capacity[c] < m_problem.weight[demand])
                continue;
            const Value lacking = m_problem.weight[demand] - m_room[c];
            for (const std::int32_t other : m_problem.covers.by_candidate[c]) {
                if (place[other] != c || m_problem.weight[other] < lacking)
                    continue;
                const std::int32_t to = tightest(other, c);
                if (to < 0)
                    continue;
                place[other] = to;
                m_room[to] -= m_problem.weight[other];
                m_room[c] += m_problem.weight[other] - m_problem.weight[demand];
                place[demand] = c;
                return true;
            }
        }
        return false;
    }

    const CapacitatedCover& m_problem;
    std::vector<char> m_open;
    std::vector<Value> m_room;
    std::vector<std::int32_t> m_order; // the heaviest first, but for those who were preferred
};

class Solver {
public:
    Solver(const CapacitatedCover& problem, const Budget& budget, base::Feedback& feedback)
        : m_problem(problem), m_budget(budget), m_feedback(feedback), m_deadline(budget, feedback),
          m_search_end({.seconds = budget.seconds * search_share}, feedback), m_dealer(problem) {
        std::vector<char> stands(problem.covers.candidates(), 0);
        for (const std::int32_t c : problem.fixed)
            stands[c] = 1;
        for (std::size_t c = 0; c < stands.size(); ++c)
            if (!stands[c])
                m_free.push_back(static_cast<std::int32_t>(c));
        m_scale = std::ranges::count(problem.preferred, 1) > 0 ? static_cast<Value>(m_free.size()) + 1 : 1;
        m_all = std::accumulate(problem.weight.begin(), problem.weight.end(), Value{0});
    }

    Answer run() {
        m_feedback.progress(0.05, "siting.searching");
        if (m_problem.add)
            search_most();
        else
            search_fewest();
        bound_by_sums();
        if ((!m_found || m_bound != known()) && m_problem.covers.links() <= most_links && !m_deadline.over())
            prove();
        Answer answer;
        answer.feasible = m_found;
        answer.chosen = m_problem.fixed;
        answer.chosen.insert(answer.chosen.end(), m_members.begin(), m_members.end());
        std::sort(answer.chosen.begin(), answer.chosen.end());
        answer.assignment = m_place;
        answer.objective = known();
        answer.bound = m_found ? m_bound : m_problem.add ? m_all : 0;
        answer.stopped = m_found ? !answer.proven() : !m_impossible;
        answer.seconds = m_deadline.passed();
        return answer;
    }

private:
    Value known() const { return m_problem.add ? m_served : static_cast<Value>(m_members.size()); }
    // How many preferred places; worth a fraction of one resident or place.
    Value liked(const std::vector<std::int32_t>& members) const {
        return m_problem.preferred.empty()
                   ? 0
                   : std::ranges::count_if(members, [&](std::int32_t c) { return c >= 0 && m_problem.preferred[c]; });
    }
    std::int64_t trials(std::size_t members) const {
        const auto links = static_cast<std::int64_t>(m_problem.covers.links());
        const auto demands = static_cast<std::int64_t>(m_problem.covers.demands());
        return most_work / (1 + demands + links + static_cast<std::int64_t>(members));
    }
    // Swaps until the best set of that size seems found.
    std::vector<std::int32_t> swapped(const std::vector<std::int32_t>& start) {
        // A demand without weight counts a little, so that the fewest places are found for those too.
        const double one = 0.5 / static_cast<double>(m_problem.covers.demands() + 1);
        std::vector<std::int32_t> place;
        const auto worth = [&](const std::vector<std::int32_t>& members) {
            std::int64_t served = 0;
            const auto sum = static_cast<double>(m_dealer.deal(members, place, served));
            return sum + one * static_cast<double>(served) +
                   0.25 * static_cast<double>(liked(members)) / static_cast<double>(m_free.size() + 1);
        };
        return swapped_set(m_problem.covers, m_free, start, trials(start.size()), m_budget.seed, worth,
                           [&] { return m_search_end.over(); });
    }
    // One by one the place that could take most of what nobody serves yet, `most` places or until all are served.
    std::vector<std::int32_t> greedy(std::size_t most) {
        std::vector<std::int32_t> members, place;
        std::vector<char> inside(m_problem.covers.candidates(), 0);
        const auto demands = static_cast<std::int64_t>(m_problem.covers.demands());
        for (std::int64_t served = 0; members.size() < std::min(most, m_free.size()) && !m_deadline.over();) {
            m_dealer.deal(members, place, served);
            if (served == demands || (!m_problem.add && serves_all(members)))
                break;
            std::int32_t best = -1;
            std::pair<Value, Value> worth{-1, -1}; // weight, demands; then the first
            for (const std::int32_t c : m_free) {
                if (inside[c])
                    continue;
                std::pair<Value, Value> takes{0, 0};
                for (const std::int32_t d : m_problem.covers.by_candidate[c])
                    if (place[d] < 0 && takes.first + m_problem.weight[d] <= m_problem.capacity[c]) {
                        takes.first += m_problem.weight[d];
                        ++takes.second;
                    }
                if (takes > worth) {
                    worth = takes;
                    best = c;
                }
            }
            inside[best] = 1;
            members.push_back(best);
        }
        return members;
    }

    void search_most() {
        m_members = swapped(greedy(static_cast<std::size_t>(*m_problem.add)));
        m_served = m_dealer.deal(m_members, m_place, m_count);
        m_found = true;
    }
    // The places that greed takes to serve all; without those that are not needed; then with one less as long as swaps
    // make up for it.
    void search_fewest() {
        std::vector<std::int32_t> members = greedy(m_free.size());
        if (!serves_all(members))
            return;
        for (std::size_t i = members.size(); i-- > 0 && !m_search_end.over();) {
            std::vector<std::int32_t> fewer = members;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            if (serves_all(fewer))
                members = std::move(fewer);
        }
        while (!members.empty() && !m_search_end.over()) {
            // Whoever serves least goes.
            std::vector<Value> load(m_problem.covers.candidates(), 0);
            for (std::size_t d = 0; d < m_place.size(); ++d)
                load[m_place[d]] += m_problem.weight[d];
            members.erase(std::min_element(members.begin(), members.end(),
                                           [&](std::int32_t a, std::int32_t b) { return load[a] < load[b]; }));
            members = swapped(members);
            if (!serves_all(members))
                return;
        }
    }
    // Takes the members as the answer when they serve everybody.
    bool serves_all(const std::vector<std::int32_t>& members) {
        constexpr int turns = 6;
        const auto demands = static_cast<std::int64_t>(m_problem.covers.demands());
        std::vector<std::int32_t> place;
        std::int64_t served = 0;
        Value sum = m_dealer.deal(members, place, served);
        for (int turn = 1; turn < turns && served < demands; ++turn) {
            m_dealer.prefer_unserved(place);
            sum = m_dealer.deal(members, place, served);
        }
        if (served < demands)
            return false;
        m_found = true;
        m_served = sum;
        m_members = members;
        m_place = std::move(place);
        return true;
    }

    void bound_by_sums() {
        Value room = 0, reachable = 0;
        for (const std::int32_t c : m_problem.fixed)
            room += m_problem.capacity[c];
        std::vector<Value> rooms;
        for (const std::int32_t c : m_free)
            rooms.push_back(m_problem.capacity[c]);
        std::sort(rooms.begin(), rooms.end(), std::greater<>());
        for (std::size_t d = 0; d < m_problem.covers.demands(); ++d)
            reachable +=
                std::ranges::any_of(m_problem.covers.by_demand[d],
                                    [&](std::int32_t c) { return m_problem.capacity[c] >= m_problem.weight[d]; })
                    ? m_problem.weight[d]
                    : 0;
        if (m_problem.add) {
            for (std::size_t i = 0; i < std::min<std::size_t>(rooms.size(), *m_problem.add); ++i)
                room += rooms[i];
            m_bound = std::max(known(), std::min(room, reachable));
            return;
        }
        m_bound = 0;
        for (const Value more : rooms) {
            if (room >= m_all)
                break;
            room += more;
            ++m_bound;
        }
        m_impossible = reachable < m_all || room < m_all;
        if (m_found)
            m_bound = std::min(m_bound, known());
    }

    // Columns: free places, then links.
    Mip program() const {
        Mip mip;
        const bool most = m_problem.add.has_value();
        std::vector<int> column(m_problem.covers.candidates(), -1);
        for (const std::int32_t c : m_free) {
            const Value liking = !m_problem.preferred.empty() && m_problem.preferred[c] ? 1 : 0;
            column[c] = mip.add_binary(static_cast<double>(most ? -liking : m_scale - liking));
        }
        const auto free = static_cast<int>(m_free.size());
        const Incidence& covers = m_problem.covers;
        for (std::size_t d = 0; d < covers.demands(); ++d)
            for (std::size_t i = 0; i < covers.by_demand[d].size(); ++i) {
                const bool fits = m_problem.capacity[covers.by_demand[d][i]] >= m_problem.weight[d];
                mip.add_column(most ? -static_cast<double>(m_problem.weight[d] * m_scale) : 0, 0, fits ? 1 : 0, true);
            }
        std::vector<std::vector<std::pair<int, double>>> loads(covers.candidates());
        int link = free;
        for (std::size_t d = 0; d < covers.demands(); ++d) {
            mip.add_row(most ? 0 : 1, 1);
            for (std::size_t i = 0; i < covers.by_demand[d].size(); ++i)
                mip.add_term(link + static_cast<int>(i), 1);
            for (const std::int32_t c : covers.by_demand[d]) {
                loads[c].emplace_back(link, static_cast<double>(m_problem.weight[d]));
                if (column[c] >= 0) {
                    mip.add_row(-Mip::infinity, 0);
                    mip.add_term(link, 1);
                    mip.add_term(column[c], -1);
                }
                ++link;
            }
        }
        for (std::size_t c = 0; c < loads.size(); ++c) {
            mip.add_row(-Mip::infinity, column[c] < 0 ? static_cast<double>(m_problem.capacity[c]) : 0);
            for (const auto& [term, weight] : loads[c])
                mip.add_term(term, weight);
            if (column[c] >= 0)
                mip.add_term(column[c], -static_cast<double>(m_problem.capacity[c]));
        }
        if (most) {
            mip.add_row(-Mip::infinity, *m_problem.add);
            for (int c = 0; c < free; ++c)
                mip.add_term(c, 1);
        }
        return mip;
    }

    void prove() {
        m_feedback.progress(0.5, "siting.proving");
        const bool most = m_problem.add.has_value();
        // Better: one resident more, or one place less; preferences only break ties within.
        const Value goal = most      ? -(m_served + 1) * m_scale
                           : m_found ? (known() - 1) * m_scale
                                     : static_cast<Value>(m_free.size()) * m_scale;
        const MipAnswer found = solve_mip(program(), static_cast<double>(goal), true, m_deadline);
        const bool right = found.x.empty() || take(found.x);
        if (found.finished && right) {
            m_impossible = !m_found;
            m_bound = known();
        } else if (std::abs(found.bound) < 1e15) {
            const auto value = static_cast<Value>(std::ceil(found.bound - 1e-4));
            // A better answer counts in steps of `scale`, less what preferences add: those are fewer than `scale`.
            m_bound = most ? std::clamp(-value / m_scale, known(), m_bound)
                           : std::clamp((value + m_scale - 1) / m_scale, m_bound,
                                        m_found ? known() : static_cast<Value>(m_free.size()));
        }
    }

    bool take(const std::vector<double>& x) {
        std::vector<std::int32_t> members, place(m_problem.covers.demands(), -1);
        std::vector<Value> room(m_problem.covers.candidates(), 0);
        for (const std::int32_t c : m_problem.fixed)
            room[c] = m_problem.capacity[c];
        for (std::size_t i = 0; i < m_free.size(); ++i)
            if (x[i] > 0.5) {
                members.push_back(m_free[i]);
                room[m_free[i]] = m_problem.capacity[m_free[i]];
            }
        std::size_t link = m_free.size();
        std::int64_t served = 0;
        Value sum = 0;
        for (std::size_t d = 0; d < place.size(); ++d)
            for (const std::int32_t c : m_problem.covers.by_demand[d])
                if (x[link++] > 0.5) {
                    if (place[d] >= 0 || (room[c] -= m_problem.weight[d]) < 0)
                        return false;
                    place[d] = c;
                    sum += m_problem.weight[d];
                    ++served;
                }
        const bool better = m_problem.add ? sum > m_served && members.size() <= static_cast<std::size_t>(*m_problem.add)
                                          : served == static_cast<std::int64_t>(place.size()) &&
                                                (!m_found || members.size() < m_members.size());
        if (!better)
            return false;
        m_found = true;
        m_members = std::move(members);
        m_place = std::move(place);
        m_served = sum;
        m_bound = m_problem.add ? std::max(m_bound, m_served) : m_bound;
        return true;
    }

    const CapacitatedCover& m_problem;
    const Budget m_budget;
    base::Feedback& m_feedback;
    const Deadline m_deadline, m_search_end;
    Dealer m_dealer;
    std::vector<std::int32_t> m_free, m_members, m_place;
    Value m_scale = 1, m_all = 0, m_served = 0, m_bound = 0;
    std::int64_t m_count = 0;
    bool m_found = false, m_impossible = false;
};

} // namespace

Answer solve_capacitated_cover(const CapacitatedCover& problem, const Budget& budget, base::Feedback& feedback) {
    base::ensure(problem.weight.size() == problem.covers.demands() &&
                     problem.capacity.size() == problem.covers.candidates() && problem.add.value_or(0) >= 0,
                 "a weight for each demand and a capacity for each candidate");
    return Solver(problem, budget, feedback).run();
}

} // namespace wangge::siting

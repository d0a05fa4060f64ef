#include "siting/cover_losses.h"

#include "siting/branching.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace wangge::siting {
namespace {

constexpr int longest_smoothing = 512; // rounds
constexpr Value most_weight = Value{1} << 50;

// Numbers for the candidates that grow along the length of the country: how much farther from one end than from the
// other, counted in shared demands; then everybody takes the mean of the neighbours, which turns levels into a slope.
class Strip {
public:
    explicit Strip(const Incidence& covers)
        : m_covers(covers), m_place(covers.candidates(), 0), m_part(covers.candidates(), -1),
          m_mean(covers.demands(), 0) {
        std::vector<std::int32_t> level(m_part.size(), -1), back(m_part.size(), -1);
        std::int32_t part = 0;
        for (std::int32_t c = 0; c < static_cast<std::int32_t>(m_part.size()); ++c) {
            if (m_part[c] >= 0)
                continue;
            const std::int32_t end = walk(walk(c, level).back(), level).back();
            for (const std::int32_t member : walk(end, back)) {
                m_part[member] = part;
                m_place[member] = static_cast<double>(level[member] - back[member]);
            }
            ++part;
        }
    }

    void smooth() {
        for (std::size_t d = 0; d < m_mean.size(); ++d)
            m_mean[d] = mean(m_covers.by_demand[d], m_place, 0);
        for (std::size_t c = 0; c < m_place.size(); ++c)
            m_place[c] = mean(m_covers.by_candidate[c], m_mean, m_place[c]);
    }

    std::vector<std::int32_t> order() const {
        std::vector<std::int32_t> order(m_place.size());
        std::iota(order.begin(), order.end(), 0);
        std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
            return m_part[a] != m_part[b]     ? m_part[a] < m_part[b]
                   : m_place[a] != m_place[b] ? m_place[a] < m_place[b]
                                              : a < b;
        });
        return order;
    }

private:
    // Those that can be reached from `start`, the farthest last; sets their levels.
    std::vector<std::int32_t> walk(std::int32_t start, std::vector<std::int32_t>& level) const {
        std::vector<std::int32_t> queue{start};
        std::vector<char> met(m_place.size()), used(m_mean.size());
        met[start] = 1;
        level[start] = 0;
        for (std::size_t i = 0; i < queue.size(); ++i)
            for (const std::int32_t d : m_covers.by_candidate[queue[i]]) {
                if (used[d])
                    continue;
                used[d] = 1;
                for (const std::int32_t c : m_covers.by_demand[d])
                    if (!met[c]) {
                        met[c] = 1;
                        level[c] = level[queue[i]] + 1;
                        queue.push_back(c);
                    }
            }
        return queue;
    }
    static double mean(std::span<const std::int32_t> rows, const std::vector<double>& of, double none) {
        double sum = 0;
        for (const std::int32_t row : rows)
            sum += of[row];
        return rows.empty() ? none : sum / static_cast<double>(rows.size());
    }

    const Incidence& m_covers;
    std::vector<double> m_place;
    std::vector<std::int32_t> m_part; // those that no demand links are apart
    std::vector<double> m_mean;
};

std::size_t most_open(const Incidence& covers, const std::vector<std::int32_t>& order) {
    std::vector<std::int32_t> step(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        step[order[i]] = static_cast<std::int32_t>(i);
    std::vector<std::ptrdiff_t> change(order.size() + 1, 0);
    for (std::size_t d = 0; d < covers.demands(); ++d) {
        if (covers.by_demand[d].empty())
            continue;
        const auto by_step = [&](std::int32_t a, std::int32_t b) { return step[a] < step[b]; };
        const auto [first, last] = std::minmax_element(covers.by_demand[d].begin(), covers.by_demand[d].end(), by_step);
        ++change[step[*first]];
        --change[step[*last] + 1];
    }
    std::ptrdiff_t open = 0, most = 0;
    for (const std::ptrdiff_t more : change)
        most = std::max(most, open += more);
    return static_cast<std::size_t>(most);
}

// Of several smoothings the order with the fewest demands open at a time.
std::vector<std::int32_t> along_the_strip(const Incidence& covers) {
    Strip strip(covers);
    std::vector<std::int32_t> best = strip.order();
    std::size_t fewest = most_open(covers, best);
    for (int round = 1; round <= longest_smoothing; ++round) {
        strip.smooth();
        if ((round & (round - 1)) != 0)
            continue; // a look after 1, 2, 4, 8 ... rounds
        std::vector<std::int32_t> order = strip.order();
        const std::size_t open = most_open(covers, order);
        if (open < fewest) {
            fewest = open;
            best = std::move(order);
        }
    }
    return best;
}

// Losses without any values yet.
CoverLosses steps_of(const Incidence& covers) {
    CoverLosses losses;
    losses.candidate = along_the_strip(covers);
    losses.most_open = most_open(covers, losses.candidate);
    losses.first.assign(covers.demands(), losses.steps());
    losses.last.assign(covers.demands(), -1);
    for (std::int32_t step = 0; step < losses.steps(); ++step) {
        losses.covers.add(covers.by_candidate[losses.candidate[step]]);
        for (const std::int32_t d : losses.covers[step]) {
            losses.first[d] = std::min(losses.first[d], step);
            losses.last[d] = step;
        }
    }
    losses.covered_by = turned(losses.covers, covers.demands());
    return losses;
}

// The next step's candidate costs so much, of which its demands pay their prices.
void add_step(CoverLosses& losses, Value cost) {
    for (const std::int32_t d : losses.covers[losses.take.size()])
        cost -= losses.again[d];
    losses.take.push_back(std::max<Value>(0, cost));
    losses.leave.push_back(std::max<Value>(0, -cost));
    losses.bound += losses.leave.back();
}

Value scaled(double price, Value scale) {
    return std::llround(price * static_cast<double>(scale));
}

} // namespace

CoverLosses losses_of(const MaxCover& problem, const MaxCoverBound& prices) {
    const Value all = std::accumulate(problem.weight.begin(), problem.weight.end(), Value{0}) +
                      std::accumulate(problem.bonus.begin(), problem.bonus.end(), Value{0});
    if (all > most_weight || problem.covers.candidates() == 0 || problem.p <= 0)
        return {};
    CoverLosses losses = steps_of(problem.covers);
    losses.p = problem.p;
    losses.idle = std::max<Value>(0, scaled(prices.idle, losses.scale));
    losses.bound = losses.idle * problem.p;
    for (std::size_t d = 0; d < problem.covers.demands(); ++d) {
        const Value weight = problem.weight[d] * losses.scale;
        losses.again.push_back(std::clamp<Value>(scaled(prices.price[d], losses.scale), 0, weight));
        losses.missed.push_back(weight - losses.again.back());
        losses.bound += losses.missed.back();
    }
    for (const std::int32_t c : losses.candidate)
        add_step(losses, losses.idle - problem.bonus[c] * losses.scale);
    return losses;
}

CoverLosses losses_of(const CoverCore& core, const std::vector<double>& price) {
    const auto all = static_cast<double>(std::accumulate(core.cost.begin(), core.cost.end(), Value{1}));
    if (all > static_cast<double>(most_weight) || core.cost.empty())
        return {};
    CoverLosses losses = steps_of(core.covers);
    losses.p = CoverLosses::any_number;
    losses.scale = fine_unit(all * 1024); // a step may miss many demands at once
    // More than all candidates cost is more than any answer may lose.
    const Value never = (static_cast<Value>(all) + 1) * losses.scale;
    for (const double at : price) {
        losses.again.push_back(std::clamp<Value>(scaled(at, losses.scale), 0, never));
        losses.missed.push_back(never);
        losses.bound -= losses.again.back();
    }
    for (const std::int32_t c : losses.candidate)
        add_step(losses, core.cost[c] * losses.scale);
    return losses;
}

CoverLosses reversed(CoverLosses losses) {
    const std::int32_t last = losses.steps() - 1;
    Lists covers;
    for (std::int32_t step = last; step >= 0; --step)
        covers.add(losses.covers[step]);
    losses.covers = std::move(covers);
    losses.covered_by = turned(losses.covers, losses.first.size());
    for (auto* of : {&losses.take, &losses.leave})
        std::reverse(of->begin(), of->end());
    std::reverse(losses.candidate.begin(), losses.candidate.end());
    std::swap(losses.first, losses.last);
    for (auto* of : {&losses.first, &losses.last})
        for (std::int32_t& step : *of)
            step = last - step;
    return losses;
}

} // namespace wangge::siting

#include "siting/max_cover_bound.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace wangge::siting {
namespace {

constexpr int patience = 20; // rounds without a better bound before the step shrinks

class Descent {
public:
    explicit Descent(const MaxCoverCore& core)
        : m_problem(core.problem), m_price(core.problem.covers.demands()), m_slope(m_price.size()),
          m_smooth(m_price.size(), 0), m_score(core.problem.covers.candidates()), m_order(m_score.size()) {
        for (std::size_t c = 0; c < m_order.size(); ++c)
            m_order[c] = static_cast<std::int32_t>(c);
        m_top = std::min<std::size_t>(m_order.size(), std::max(0, core.problem.p));
        // A demand's weight shared by those who cover it: nobody is preferred yet.
        for (std::size_t d = 0; d < m_price.size(); ++d)
            m_price[d] = static_cast<double>(m_problem.weight[d]) * 0.5;
    }

    double evaluate() {
        double value = 0;
        for (std::size_t d = 0; d < m_price.size(); ++d)
            value += static_cast<double>(m_problem.weight[d]) - m_price[d];
        for (std::size_t c = 0; c < m_score.size(); ++c) {
            double score = static_cast<double>(m_problem.bonus[c]);
            for (const std::int32_t d : m_problem.covers.by_candidate[c])
                score += m_price[d];
            m_score[c] = score;
        }
        std::nth_element(
            m_order.begin(), m_order.begin() + static_cast<std::ptrdiff_t>(m_top), m_order.end(),
            [&](std::int32_t a, std::int32_t b) { return m_score[a] != m_score[b] ? m_score[a] > m_score[b] : a < b; });
        std::fill(m_slope.begin(), m_slope.end(), -1.0);
        std::sort(m_order.begin(), m_order.begin() + static_cast<std::ptrdiff_t>(m_top));
        for (std::size_t i = 0; i < m_top; ++i) {
            value += m_score[m_order[i]];
            for (const std::int32_t d : m_problem.covers.by_candidate[m_order[i]])
                m_slope[d] += 1;
        }
        return value;
    }

    // One step downhill towards `target`; the direction remembers the last ones, which stops most of the zigzag.
    void move(double value, double target, double step) {
        double norm = 0;
        for (std::size_t d = 0; d < m_price.size(); ++d) {
            m_smooth[d] = 0.1 * m_slope[d] + 0.9 * m_smooth[d];
            const bool stuck = (m_smooth[d] > 0 && m_price[d] <= 0) ||
                               (m_smooth[d] < 0 && m_price[d] >= static_cast<double>(m_problem.weight[d]));
            if (!stuck)
                norm += m_smooth[d] * m_smooth[d];
        }
        if (norm == 0)
            return;
        const double length = step * (value - target) / norm;
        for (std::size_t d = 0; d < m_price.size(); ++d)
            m_price[d] = std::clamp(m_price[d] - length * m_smooth[d], 0.0, static_cast<double>(m_problem.weight[d]));
    }

    void give(MaxCoverBound& bound) const {
        bound.score = m_score;
        bound.price = m_price;
    }

private:
    const MaxCover& m_problem;
    std::vector<double> m_price, m_slope, m_smooth, m_score;
    std::vector<std::int32_t> m_order;
    std::size_t m_top = 0;
};

double between_last_in_and_first_out(std::vector<double> score, int p) {
    if (p <= 0 || static_cast<std::size_t>(p) >= score.size())
        return 0;
    std::nth_element(score.begin(), score.begin() + p, score.end(), std::greater<>());
    return (*std::min_element(score.begin(), score.begin() + p) + score[p]) / 2;
}

} // namespace

MaxCoverBound max_cover_bound(const MaxCoverCore& core, Value known, int rounds, const Deadline& deadline) {
    Descent descent(core);
    MaxCoverBound best;
    best.value = descent.evaluate();
    descent.give(best);
    double value = best.value, step = 1.0;
    int quiet = 0;
    for (int round = 1; round <= rounds && !deadline.over() && step > 1e-5; ++round) {
        // A little below the known value, so that the step stays open when the bound comes close.
        const double target = static_cast<double>(known) - 1e-4 * std::abs(static_cast<double>(known));
        descent.move(value, target, step);
        value = descent.evaluate();
        quiet = value < best.value - 1e-6 * std::abs(best.value) ? 0 : quiet + 1;
        if (value < best.value) {
            best.value = value;
            descent.give(best);
            if (best.value < static_cast<double>(known) + 1 - 1e-6)
                break; // nothing better is left
        }
        if (quiet > patience) {
            step *= 0.9;
            quiet = 0;
        }
    }
    best.idle = between_last_in_and_first_out(best.score, core.problem.p);
    return best;
}

std::vector<char> decided_by(const MaxCoverCore& core, const MaxCoverBound& bound, Value known) {
    const std::size_t count = bound.score.size();
    std::vector<char> keep(count, 1);
    const auto p = static_cast<std::size_t>(std::max(0, core.problem.p));
    if (p >= count)
        return keep;
    std::vector<std::int32_t> order(count);
    for (std::size_t c = 0; c < count; ++c)
        order[c] = static_cast<std::int32_t>(c);
    std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
        return bound.score[a] != bound.score[b] ? bound.score[a] > bound.score[b] : a < b;
    });
    // An answer better than `known` is worth at least 1 more.
    const double room =
        bound.value - static_cast<double>(known) - 1 + 1e-6 * std::max(1.0, std::abs(bound.value) * 1e-6);
    const double last_in = p == 0 ? INFINITY : bound.score[order[p - 1]], first_out = bound.score[order[p]];
    for (std::size_t i = 0; i < count; ++i) {
        const double score = bound.score[order[i]];
        if (i < p && score - first_out > room)
            keep[order[i]] = 2;
        if (i >= p && last_in - score > room)
            keep[order[i]] = 0;
    }
    return keep;
}

} // namespace wangge::siting

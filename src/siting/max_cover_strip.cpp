#include "siting/max_cover_strip.h"

#include "siting/cover_sweep.h"

#include <algorithm>

namespace wangge::siting {
namespace {

constexpr int bound_rounds = 8000;
constexpr std::int32_t shortest_part = 64, fewest_parts = 16;
// States at a time in the first sweep of a part, in the last of the first round, and how many times as many follow.
constexpr std::size_t few_states = 500, many_states = 30'000, more_to_guess = 6, more_a_round = 4;

class Strip {
public:
    Strip(const CoverLosses& losses, Value most, std::size_t states, const Deadline& deadline)
        : m_losses(losses), m_most(most), m_states(states), m_deadline(deadline),
          m_ahead(static_cast<std::size_t>(losses.steps()) + 1, 0) {}

    // Tries until it is known whether a choice loses at most `most`, or nothing is to be hoped for.
    SweepAnswer run() {
        SweepAnswer answer{.least = 0, .whole = false};
        const std::int32_t part = short_parts();
        m_apart = m_ahead;
        for (std::size_t states = many_states; states <= m_states && !m_deadline.over(); states *= more_a_round) {
            for (std::int32_t begin = (m_losses.steps() - 1) / part * part; begin >= 0 && open(); begin -= part)
                lengthen(begin, states);
            if (open()) {
                answer = sweep(m_losses,
                               {.begin = 0,
                                .end = m_losses.steps(),
                                .ahead = m_ahead,
                                .most = m_most,
                                .states = 2 * states,
                                .at_most_p = true},
                               m_deadline);
            }
            answer.least = std::max(answer.least, m_ahead.front());
            if (answer.least > m_most || answer.whole)
                break;
        }
        return answer;
    }

private:
    bool open() const { return m_ahead.front() <= m_most && !m_deadline.over(); }

    // Parts of equal length, each on its own; then twice as long. Returns the length in the end.
    std::int32_t short_parts() {
        const std::int32_t steps = m_losses.steps();
        std::int32_t length = shortest_part;
        for (;; length *= 2) {
            std::vector<Value> ahead(m_ahead.size(), 0);
            for (std::int32_t begin = (steps - 1) / length * length; begin >= 0; begin -= length) {
                const std::int32_t end = std::min(steps, begin + length);
                const Value inside = m_ahead[begin] - m_ahead[end];
                const Value least = open() ? least_loss(begin, end, m_ahead.front() - inside, many_states) : 0;
                for (std::int32_t step = begin; step < end; ++step)
                    ahead[step] = ahead[end] + m_ahead[step] - m_ahead[end];
                ahead[begin] = ahead[end] + std::max(inside, least);
            }
            m_ahead = std::move(ahead);
            if (length * fewest_parts >= steps)
                return length;
        }
    }

    // From `begin` to the end of the strip; what is lost before comes of the parts on their own.
    void lengthen(std::int32_t begin, std::size_t states) {
        const Value least = least_loss(begin, m_losses.steps(), m_apart.front() - m_apart[begin], states);
        for (std::int32_t step = 0; step <= begin; ++step)
            m_ahead[step] = std::max(m_ahead[step], m_apart[step] - m_apart[begin] + least);
    }

    // `elsewhere`: what is lost outside the part at least. What few states find limits what more have to follow.
    Value least_loss(std::int32_t begin, std::int32_t end, Value elsewhere, std::size_t states) const {
        SweepPart part{.begin = begin, .end = end, .ahead = m_ahead, .most = m_most - elsewhere, .states = few_states};
        Value least = 0;
        for (;; part.states = std::min(states, part.states * more_to_guess)) {
            const SweepAnswer answer = sweep(m_losses, part, m_deadline);
            least = std::max(least, std::min(answer.least, part.most + 1));
            if (answer.whole || part.states >= states || m_deadline.over())
                return least;
            part.most = std::min(part.most, answer.found);
        }
    }

    const CoverLosses& m_losses;
    const Value m_most;
    const std::size_t m_states;
    const Deadline& m_deadline;
    std::vector<Value> m_ahead; // of each step: what is lost from there on at least
    std::vector<Value> m_apart; // the same by the sum of parts alone
};

} // namespace

StripProof prove_along_strip(const MaxCoverCore& core, Value known, std::size_t states, const Deadline& deadline) {
    StripProof proof;
    const CoverLosses losses = losses_of(core.problem, max_cover_bound(core, known, bound_rounds, deadline));
    if (losses.steps() == 0 || losses.most_open > most_sweep_open)
        return proof;
    // What an answer that is better by 1 may lose.
    const Value most = losses.bound - (known + 1) * losses.scale;
    if (most < 0) {
        proof.finished = true;
        proof.bound = known;
        return proof;
    }
    const SweepAnswer answer = Strip(losses, most, states, deadline).run();
    if (answer.least > most) {
        proof.finished = true;
        proof.bound = known;
    } else {
        const Value room = losses.bound - answer.least;
        proof.bound = room / losses.scale; // room > 0: it is known * scale at least
        if (answer.found <= most)
            for (const std::int32_t step : answer.chosen)
                proof.chosen.push_back(losses.candidate[step]);
        std::sort(proof.chosen.begin(), proof.chosen.end());
        proof.finished = answer.whole && !proof.chosen.empty();
    }
    return proof;
}

} // namespace wangge::siting

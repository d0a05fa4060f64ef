#include "siting/p_median_search.h"

#include "base/parallel.h"
#include "siting/interchange.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace wangge::siting {
namespace {

class Search {
public:
    Search(const MedianCore& core, const Deadline& deadline) : m_core(core), m_columns(core), m_deadline(deadline) {}

    // A greedy choice among random samples, then interchange.
    MedianAnswer started(std::uint64_t seed) const {
        base::Random random(seed);
        Interchange now(m_core, m_columns);
        std::vector<std::int32_t> closed(m_core.places());
        std::iota(closed.begin(), closed.end(), 0);
        const double ratio = static_cast<double>(m_core.places()) / std::max(1, m_core.choose);
        const auto sample = static_cast<std::size_t>(std::ceil(std::log2(ratio + 1)));
        for (std::int32_t opened = 0; opened < m_core.choose; ++opened) {
            // The sample is drawn to the end of `closed`.
            std::size_t best = 0;
            std::int64_t most = -1;
            for (std::size_t drawn = 0; drawn < std::min(sample, closed.size()); ++drawn) {
                const std::size_t last = closed.size() - 1 - drawn;
                std::swap(closed[random.below(last + 1)], closed[last]);
                const std::int64_t gain = m_deadline.over() ? 0 : now.gain(closed[last]);
                if (gain > most) {
                    most = gain;
                    best = last;
                }
            }
            now.open(closed[best]);
            closed[best] = closed.back();
            closed.pop_back();
        }
        return improved(now, random);
    }
    // From one answer towards the other, one best swap after another; the best answer between them, improved.
    MedianAnswer linked(const MedianAnswer& from, const MedianAnswer& to, std::uint64_t seed) const {
        base::Random random(seed);
        Interchange now(m_core, m_columns);
        now.set(from.open);
        std::vector<std::int32_t> coming;
        std::set_difference(to.open.begin(), to.open.end(), from.open.begin(), from.open.end(),
                            std::back_inserter(coming));
        std::vector<std::int32_t> leaving;
        std::set_difference(from.open.begin(), from.open.end(), to.open.begin(), to.open.end(),
                            std::back_inserter(leaving));
        std::vector<bool> may_go(m_core.places(), false);
        for (const std::int32_t place : leaving)
            may_go[place] = true;
        std::int64_t best = std::numeric_limits<std::int64_t>::max();
        std::vector<std::int32_t> open;
        while (coming.size() > 1 && !m_deadline.over()) {
            Interchange::Swap next{.saves = std::numeric_limits<std::int64_t>::min()};
            for (const std::int32_t place : coming) {
                const Interchange::Swap swap = now.best_swap(place, &may_go);
                if (swap.saves > next.saves)
                    next = swap;
            }
            now.apply(next);
            std::erase(coming, next.comes);
            may_go[next.goes] = false;
            if (now.cost() < best) {
                best = now.cost();
                open = now.open_places();
            }
        }
        if (open.empty())
            return from.cost <= to.cost ? from : to;
        now.set(open);
        return improved(now, random);
    }

private:
    MedianAnswer improved(Interchange& now, base::Random& random) const {
        now.descend(random, [&] { return m_deadline.over(); });
        MedianAnswer answer{.cost = now.cost(), .open = now.open_places()};
        std::sort(answer.open.begin(), answer.open.end());
        return answer;
    }

    const MedianCore& m_core;
    MedianColumns m_columns;
    const Deadline& m_deadline;
};

// The best different answers, cheapest first.
class Elite {
public:
    explicit Elite(std::size_t size) : m_size(size) {}
    bool take(const MedianAnswer& answer) {
        const auto before = [](const MedianAnswer& a, const MedianAnswer& b) {
            return a.cost != b.cost ? a.cost < b.cost : a.open < b.open;
        };
        const auto at = std::lower_bound(m_answers.begin(), m_answers.end(), answer, before);
        if (at != m_answers.end() && at->open == answer.open)
            return false;
        const bool kept = static_cast<std::size_t>(at - m_answers.begin()) < m_size;
        m_answers.insert(at, answer);
        if (m_answers.size() > m_size)
            m_answers.pop_back();
        return kept;
    }
    const std::vector<MedianAnswer>& answers() const { return m_answers; }

private:
    std::size_t m_size;
    std::vector<MedianAnswer> m_answers;
};

} // namespace

MedianAnswer searched(const MedianCore& core, const MedianSearch& options, const Deadline& deadline,
                      base::Feedback& feedback) {
    const Search search(core, deadline);
    std::vector<MedianAnswer> found(std::max(1, options.starts));
    feedback.progress(0, "siting.searching");
    base::parallel_blocks(found.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n)
            if (n == 0 || !deadline.over())
                found[n] = search.started(options.seed * 1000003 + n);
    });
    Elite elite(std::max<std::size_t>(1, options.elite));
    for (const MedianAnswer& answer : found)
        if (!answer.open.empty() || core.choose == 0)
            elite.take(answer);
    // Generations of links, until the best answer stays.
    for (int generation = 1; !deadline.over(); ++generation) {
        const std::vector<MedianAnswer> parents = elite.answers();
        std::vector<std::pair<std::size_t, std::size_t>> pairs;
        for (std::size_t a = 0; a < parents.size(); ++a)
            for (std::size_t b = a + 1; b < parents.size(); ++b)
                pairs.emplace_back(a, b);
        std::vector<MedianAnswer> children(pairs.size());
        feedback.progress(0.5 * generation / (generation + 1), "siting.searching");
        base::parallel_blocks(pairs.size(), 1, [&](std::size_t begin, std::size_t end) {
            for (std::size_t n = begin; n < end; ++n)
                if (!deadline.over())
                    children[n] =
                        search.linked(parents[pairs[n].first], parents[pairs[n].second],
                                      options.seed * 7919 + static_cast<std::uint64_t>(generation) * 1009 + n);
        });
        bool changed = false;
        for (const MedianAnswer& child : children)
            if (!child.open.empty())
                changed = elite.take(child) || changed;
        if (!changed || elite.answers().front().cost == parents.front().cost)
            break;
    }
    return elite.answers().front();
}

} // namespace wangge::siting

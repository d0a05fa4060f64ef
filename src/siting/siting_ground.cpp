#include "siting/siting_ground.h"

#include "base/error.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace wangge::siting {
namespace {

constexpr std::size_t most_pairs = 40'000'000;

// How long a search will take, by what it says of its progress. One that will take longer than it may is cancelled.
class Estimate : public base::Feedback {
public:
    Estimate(double seconds, base::Feedback& outer) : m_seconds(seconds), m_outer(outer) {}

    void progress(double fraction, std::string_view text_id) override {
        m_outer.progress(fraction, text_id);
        const double passed = m_clock.passed();
        // The first few searches say little.
        if (fraction > 0 && passed > std::min(1.0, m_seconds / 10) && passed / fraction > m_seconds)
            m_needed = passed / fraction;
    }
    bool cancelled() const override { return m_outer.cancelled() || m_needed > 0; }

    // What `search` gives. Throws Error(bad_input) "siting.too_slow" in place of Error(cancelled) of its own making.
    template <class Search> auto hold(Search&& search) {
        try {
            return search();
        } catch (const base::Error&) {
            if (m_needed > 0 && !m_outer.cancelled())
                base::fail_input("siting.too_slow", {{"needed", std::to_string(std::llround(std::ceil(m_needed)))}},
                                 "--seconds");
            throw;
        }
    }

private:
    double m_seconds;
    base::Feedback& m_outer;
    Deadline m_clock{{}, m_outer};
    std::atomic<double> m_needed = 0;
};

template <class T> std::vector<T> picked(const std::vector<T>& values, const std::vector<std::int32_t>& rows) {
    std::vector<T> some;
    for (const std::int32_t row : rows)
        some.push_back(values[row]);
    return some;
}

Lists rows_of(const reach::Links& links) {
    Lists lists;
    std::vector<std::int32_t> list;
    for (std::size_t t = 0; t < links.targets(); ++t) {
        list.clear();
        for (const reach::Link& link : links.of(t))
            list.push_back(link.source);
        std::sort(list.begin(), list.end());
        lists.add(list);
    }
    return lists;
}

} // namespace

Value whole(reach::Effort effort, reach::Unit unit) {
    return std::llround(unit == reach::Unit::metres ? effort.value : effort.value * 60);
}

Ground ground_of(const Input& input, base::Feedback& feedback) {
    Ground ground;
    for (std::size_t d = 0; d < input.x.size(); ++d)
        if (std::isfinite(input.x[d]) && std::isfinite(input.y[d]))
            ground.demand.push_back(static_cast<std::int32_t>(d));
    for (std::size_t c = 0; c < input.candidate_x.size(); ++c)
        if (std::isfinite(input.candidate_x[c]) && std::isfinite(input.candidate_y[c]) &&
            (input.forbidden.empty() || !input.forbidden[c])) {
            ground.candidate.push_back(static_cast<std::int32_t>(c));
            ground.preferred.push_back(!input.preferred.empty() && input.preferred[c] ? 1 : 0);
        }
    if (ground.demand.empty())
        base::fail_input("siting.no_demands");
    if (ground.candidate.empty())
        base::fail_input("siting.no_candidates");
    ground.weight = picked(input.weight, ground.demand);
    const std::vector<double> x = picked(input.x, ground.demand), y = picked(input.y, ground.demand);
    const std::vector<reach::Effort> limit = picked(input.limit, ground.demand);
    const reach::Points standing{input.standing_x, input.standing_y};
    ground.nearest = input.reach->nearest({x, y}, standing, feedback);
    const reach::Links now = input.reach->within({x, y}, standing, limit, feedback);
    ground.standing = rows_of(now);
    for (std::size_t d = 0; d < ground.demand.size(); ++d)
        ground.already.push_back(static_cast<std::int32_t>(now.of(d).size()));
    const std::vector<double> cx = picked(input.candidate_x, ground.candidate),
                              cy = picked(input.candidate_y, ground.candidate);
    ground.covers =
        incidence_of(rows_of(input.reach->within({x, y}, {cx, cy}, limit, feedback)), ground.candidate.size());
    return ground;
}

DistanceMatrix efforts_of(const Input& input, const Ground& ground, StandingColumns columns, double seconds,
                          base::Feedback& feedback) {
    const std::size_t places = ground.candidate.size(),
                      extra = columns == StandingColumns::each ? input.standing_x.size() : 1;
    DistanceMatrix matrix;
    matrix.demands = ground.demand.size();
    matrix.candidates = places + extra;
    if (matrix.demands * matrix.candidates > most_pairs)
        base::fail_input("siting.too_large", {{"demands", std::to_string(matrix.demands)},
                                              {"candidates", std::to_string(matrix.candidates)}});
    matrix.cells.assign(matrix.demands * matrix.candidates, DistanceMatrix::unreachable);
    std::vector<double> cx = picked(input.candidate_x, ground.candidate),
                        cy = picked(input.candidate_y, ground.candidate);
    if (columns == StandingColumns::each) {
        cx.insert(cx.end(), input.standing_x.begin(), input.standing_x.end());
        cy.insert(cy.end(), input.standing_y.begin(), input.standing_y.end());
    }
    const reach::Unit unit = input.reach->unit();
    Estimate estimate(seconds, feedback);
    // Some rows at a time, so that the links never need more memory than the matrix.
    constexpr std::size_t block = 512;
    for (std::size_t from = 0; from < matrix.demands; from += block) {
        const std::size_t count = std::min(block, matrix.demands - from);
        std::vector<double> x, y;
        for (std::size_t d = from; d < from + count; ++d) {
            x.push_back(input.x[ground.demand[d]]);
            y.push_back(input.y[ground.demand[d]]);
        }
        std::vector<reach::Effort> limit(count, reach::Effort{1e9});
        if (columns == StandingColumns::nearest)
            for (std::size_t d = 0; d < count; ++d)
                limit[d] = std::min(limit[d], ground.nearest[from + d].effort);
        const auto all = static_cast<double>(matrix.demands);
        base::StepFeedback step(estimate, static_cast<double>(from) / all, static_cast<double>(from + count) / all);
        const reach::Links links = estimate.hold([&] { return input.reach->within({x, y}, {cx, cy}, limit, step); });
        for (std::size_t d = 0; d < count; ++d)
            for (const reach::Link& link : links.of(d))
                matrix.cells[(from + d) * matrix.candidates + link.source] = whole(link.effort, unit);
    }
    if (columns == StandingColumns::nearest)
        for (std::size_t d = 0; d < matrix.demands; ++d)
            if (ground.nearest[d].source >= 0)
                matrix.cells[d * matrix.candidates + places] = whole(ground.nearest[d].effort, unit);
    return matrix;
}

} // namespace wangge::siting

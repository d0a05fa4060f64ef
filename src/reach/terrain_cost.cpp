#include "reach/terrain_cost.h"

#include "base/error.h"
#include "base/parallel.h"
#include "reach/terrain_spread.h"

namespace wangge::reach {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double window_buckets = 64; // so long that rounds are few, so short that little is done twice

GridPart whole(const TerrainGrid& grid) {
    return {0, 0, grid.frame().width, grid.frame().height};
}

// The grid in squares, in lines from the north-west.
class Squares {
public:
    Squares(const SpreadGround& ground, CostField& field) : m_ground(ground) {
        const geo::GridFrame& frame = ground.grid.frame();
        const int side = ground.options.part;
        base::ensure(side >= 4, "squares of at least four cells");
        m_across = (frame.width + side - 1) / side;
        m_down = (frame.height + side - 1) / side;
        m_spreads.reserve(static_cast<std::size_t>(m_across) * static_cast<std::size_t>(m_down));
        for (int y = 0; y < m_down; ++y)
            for (int x = 0; x < m_across; ++x)
                m_spreads.emplace_back(ground, field,
                                       GridPart{x * side, y * side, std::min(frame.width, (x + 1) * side),
                                                std::min(frame.height, (y + 1) * side)},
                                       ring);
        m_old.resize(m_spreads.size());
        m_new.resize(m_spreads.size());
        if (m_spreads.size() > 1)
            for (Spread& spread : m_spreads)
                spread.mark_rim();
    }

    void start(const Start& start) {
        const int x = m_ground.grid.column(start.cell) / m_ground.options.part,
                  y = m_ground.grid.row(start.cell) / m_ground.options.part;
        m_spreads[at(x, y)].offer(start.cell, start.seconds.value, start.source);
    }

    void run(double limit, base::Feedback& feedback) {
        const double window = m_ground.bucket * window_buckets;
        for (;;) {
            feedback.check();
            double begin = infinite;
            for (Spread& spread : m_spreads)
                if (!spread.idle())
                    begin = std::min(begin, spread.next());
            if (!(begin < infinite))
                return;
            settle(begin, begin + window, limit, feedback);
        }
    }

private:
    static constexpr std::size_t ring = 512; // buckets of a square's queue

    std::size_t at(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(m_across) + static_cast<std::size_t>(x);
    }

    // All that is sooner than `end`, in rounds.
    void settle(double begin, double end, double limit, base::Feedback& feedback) {
        std::vector<std::size_t> busy;
        for (std::size_t i = 0; i < m_spreads.size(); ++i)
            if (!m_spreads[i].idle() && m_spreads[i].next() < end)
                busy.push_back(i);
        while (!busy.empty()) {
            base::parallel_blocks(busy.size(), 1, [&](std::size_t b, std::size_t) {
                const std::size_t i = busy[b];
                take_offers(i, begin);
                m_spreads[i].run(end, limit, m_new[i], feedback);
            });
            for (Spread::Offers& offers : m_old)
                for (std::vector<Offer>& each : offers)
                    each.clear();
            m_old.swap(m_new);
            busy.clear();
            for (std::size_t i = 0; i < m_spreads.size(); ++i) {
                bool offered = false;
                from_neighbours(i, [&](const std::vector<Offer>& offers) { offered |= !offers.empty(); });
                if (offered)
                    busy.push_back(i);
            }
        }
    }

    template <class Use> void from_neighbours(std::size_t i, Use&& use) const {
        const int x = static_cast<int>(i % static_cast<std::size_t>(m_across)),
                  y = static_cast<int>(i / static_cast<std::size_t>(m_across));
        for (int dy = -1; dy <= 1; ++dy)
            for (int dx = -1; dx <= 1; ++dx)
                if (x + dx >= 0 && x + dx < m_across && y + dy >= 0 && y + dy < m_down && (dx != 0 || dy != 0))
                    use(m_old[at(x + dx, y + dy)][static_cast<std::size_t>((1 - dy) * 3 + 1 - dx)]);
    }

    void take_offers(std::size_t i, double begin) {
        m_spreads[i].rewind(begin);
        from_neighbours(i, [&](const std::vector<Offer>& offers) {
            for (const Offer& offer : offers)
                m_spreads[i].offer(offer.cell, offer.seconds, offer.source);
        });
    }

    const SpreadGround& m_ground;
    int m_across = 0, m_down = 0;
    std::vector<Spread> m_spreads;
    std::vector<Spread::Offers> m_old, m_new; // of the round before, and of this one
};

} // namespace

struct CostSearch::State {
    State(const TerrainGrid& grid, const CostOptions& options)
        : ground(grid, options), field(grid.size()), spread(ground, field, whole(grid), 1 << 14, &touched) {}

    SpreadGround ground;
    CostField field;
    std::vector<std::uint32_t> touched;
    Spread spread;
    Spread::Offers none;
};

CostSearch::CostSearch(const TerrainGrid& grid, const CostOptions& options)
    : m_state(std::make_unique<State>(grid, options)) {}
CostSearch::~CostSearch() = default;

const CostField& CostSearch::run(std::span<const Start> starts, Seconds limit, base::Feedback& feedback,
                                 std::span<const std::size_t> wanted) {
    State& s = *m_state;
    for (const std::uint32_t cell : s.touched)
        s.field[cell] = {};
    s.touched.clear();
    s.spread.clear();
    for (const Start& start : starts)
        if (s.ground.grid.passable(start.cell) && start.seconds <= limit)
            s.spread.offer(start.cell, start.seconds.value, start.source);
    if (wanted.empty()) {
        s.spread.run(infinite, limit.value, s.none, feedback);
        return s.field;
    }
    // Times before the bucket of `until` are the last word.
    const double window = s.ground.bucket * window_buckets;
    std::size_t known = 0;
    for (double until = window; known < wanted.size() && !s.spread.idle(); until += window) {
        s.spread.run(until, limit.value, s.none, feedback);
        while (known < wanted.size() && s.field[wanted[known]].seconds < until - s.ground.bucket)
            ++known;
    }
    return s.field;
}

std::span<const std::uint32_t> CostSearch::reached() const {
    return m_state->touched;
}

CostField cost_field(const TerrainGrid& grid, std::span<const Start> starts, const CostOptions& options,
                     base::Feedback& feedback, Seconds limit) {
    const SpreadGround ground(grid, options);
    CostField field(grid.size());
    Squares squares(ground, field);
    for (const Start& start : starts)
        if (grid.passable(start.cell) && start.seconds <= limit)
            squares.start(start);
    squares.run(limit.value, feedback);
    return field;
}

Seconds step_cost(const TerrainGrid& grid, std::size_t cell, int step, const CostOptions& options) {
    if (!grid.blocked.empty() && (grid.blocked[cell] >> step & 1u))
        return {infinite};
    const Step one = steps_of(grid)[step];
    const Crossed sum = step >= 8   ? crossed<true, false>(grid, cell, one)
                        : step >= 4 ? crossed<false, true>(grid, cell, one)
                                    : crossed<false, false>(grid, cell, one);
    if (!sum.possible)
        return {infinite};
    switch (grid.height.empty() && options.slope == Slope::tobler ? Slope::none : options.slope) {
    case Slope::tobler:
        return {seconds_over<Slope::tobler>(grid, cell, one, sum, options.towards)};
    case Slope::langmuir:
        return {seconds_over<Slope::langmuir>(grid, cell, one, sum, options.towards)};
    default:
        return {seconds_over<Slope::none>(grid, cell, one, sum, options.towards)};
    }
}

} // namespace wangge::reach

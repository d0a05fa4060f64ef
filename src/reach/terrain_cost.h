// Least time over a grid from the nearest of many starts (cost distance), uphill slower than downhill.
#pragma once
#include "base/feedback.h"
#include "base/units.h"
#include "reach/terrain_grid.h"

#include <memory>
#include <span>

namespace wangge::reach {

using Seconds = base::Quantity<struct SecondsTag>;

// How a slope changes the time of a step.
enum class Slope : std::uint8_t {
    none,
    // Tobler (1993), speed = 6 exp(-3.5 |s + 0.05|) km/h: the walking pace of the ground times the speed on the level
    // over the speed on the slope s, the rise over the run in the direction of travel.
    tobler,
    // Naismith's rule with Langmuir's corrections as GRASS r.walk has it: 0.72 s a metre, 6 s a metre of climb, 1.9998
    // s less a metre of moderate descent, 1.9998 s more a metre of descent steeper than 0.2125; to this the pace of
    // the ground is added.
    langmuir
};

struct CostOptions {
    int directions = 16; // 8 or 16
    Slope slope = Slope::tobler;
    bool towards = false; // true: time from a cell to its nearest start; false: from the start to the cell
    int part = 256;       // cells a side of the squares that cost_field() gives to its threads
};

// A place that travel begins at (or ends, with `towards`).
struct Start {
    std::size_t cell = 0; // of the grid
    Seconds seconds;      // spent before
    std::int32_t source = 0;
    bool operator==(const Start&) const = default;
};

// What a search knows of a cell.
struct CostLabel {
    double seconds = std::numeric_limits<double>::infinity(); // infinite = unreached
    std::int32_t source = -1;       // of the nearest start, -1 = unreached; at equal time the lowest
    bool done = false, rim = false; // the search's own
};

// Indexed by cells of the grid; the margin is unreached.
using CostField = std::vector<CostLabel>;

// A step costs its length times the mean pace of the cells that its straight line crosses: half of it in each cell of
// an orthogonal or diagonal step, a quarter in each of the four cells of a knight move. A diagonal step between two
// impassable cells is not possible, nor a knight move over an impassable one, nor a step that grid.blocked names.
//
// Labels are corrected in buckets of one shortest step (Denardo and Fox 1979; Meyer and Sanders 2003), so the answer is
// the least fixed point and depends on no order.
class CostSearch {
public:
    // The grid must outlive the search.
    CostSearch(const TerrainGrid& grid, const CostOptions& options);
    ~CostSearch();
    CostSearch(const CostSearch&) = delete;
    CostSearch& operator=(const CostSearch&) = delete;

    // Everything within `limit` of a start, closed. The field belongs to the search and holds until the next run, which
    // costs only the cells that it touches. With `wanted`, the search ends as soon as the times of those cells are
    // known; other times may then be too long.
    const CostField& run(std::span<const Start> starts, Seconds limit, base::Feedback& feedback,
                         std::span<const std::size_t> wanted = {});
    // The cells that the last run reached, in no particular order.
    std::span<const std::uint32_t> reached() const;
    CostField take();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

// One run, by squares of the grid on all threads. In windows of time every square that has something to do settles its
// cells with its own queue and leaves its neighbours what crosses the border, until nothing is left of the window. The
// answer is the same least fixed point, so that neither the squares nor the threads show; memory is met square by
// square, which is why this is also the faster way on one thread.
CostField cost_field(const TerrainGrid& grid, std::span<const Start> starts, const CostOptions& options,
                     base::Feedback& feedback, Seconds limit = {std::numeric_limits<double>::infinity()});

// Seconds of one step out of `cell`; infinite when it cannot be taken.
Seconds step_cost(const TerrainGrid& grid, std::size_t cell, int step, const CostOptions& options);

} // namespace wangge::reach

#include "grid/holders.h"

#include "base/parallel.h"
#include "geo/area_index.h"
#include "geo/overlay.h"

namespace wangge::grid {
namespace {

// The best of the (area, shared ground) pairs seen so far.
void offer(Holder& holder, double& most, std::int32_t row, double shared, double size) {
    if (shared > most) {
        most = shared;
        holder = {row, size > 0 ? std::min(1.0, shared / size) : 0};
    }
}

} // namespace

std::vector<Holder> holders(const geo::ConvexCells& cells, const std::vector<std::uint32_t>& among,
                            const std::vector<double>& sizes, const std::vector<const geo::MultiPolygon*>& areas,
                            base::Feedback& feedback) {
    const geo::AreaIndex index(areas);
    std::vector<std::vector<std::uint32_t>> candidates(areas.size()); // places in `among`
    for (std::size_t i = 0; i < among.size(); ++i)
        for (const std::int32_t row : index.touching(cells.box(among[i])))
            candidates[row].push_back(static_cast<std::uint32_t>(i));

    struct Shared {
        std::uint32_t place;
        double area;
    };
    std::vector<std::vector<Shared>> shared(areas.size());
    base::parallel_blocks(areas.size(), 1, [&](std::size_t row, std::size_t) {
        feedback.check();
        std::vector<std::uint32_t> wanted;
        for (const std::uint32_t place : candidates[row])
            wanted.push_back(among[place]);
        std::size_t next = 0; // cut() answers in order of cell, and `among` ascends
        for (const geo::CutCell& piece : geo::cut(cells, wanted, *areas[row], feedback)) {
            while (wanted[next] != piece.cell)
                ++next;
            const std::uint32_t place = candidates[row][next];
            shared[row].push_back({place, piece.whole ? sizes[place] : geo::area(piece.area).value});
        }
    });
    std::vector<Holder> result(among.size());
    std::vector<double> most(among.size(), 0);
    for (std::size_t row = 0; row < areas.size(); ++row)
        for (const Shared& one : shared[row])
            offer(result[one.place], most[one.place], static_cast<std::int32_t>(row), one.area, sizes[one.place]);
    return result;
}

std::vector<Holder> holders(const std::vector<const geo::MultiPolygon*>& cells,
                            const std::vector<const geo::MultiPolygon*>& areas, base::Feedback& feedback) {
    const geo::AreaIndex index(areas);
    std::vector<Holder> result(cells.size());
    base::parallel_blocks(cells.size(), 16, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        for (std::size_t i = begin; i < end; ++i) {
            double most = 0;
            const double size = geo::area(*cells[i]).value;
            for (const std::int32_t row : index.touching(geo::bounds(*cells[i])))
                offer(result[i], most, row, geo::area(geo::intersection(*cells[i], *areas[row])).value, size);
        }
    });
    return result;
}

} // namespace wangge::grid

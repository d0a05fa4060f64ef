// In which area a point lies: areas indexed once, asked many times. Edges are half-open, so a point on a shared edge
// lies in exactly one of the two areas.
#pragma once
#include "base/feedback.h"
#include "geo/polygon.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace wangge::geo {

class AreaIndex {
public:
    // Keeps a copy of what it needs. Empty areas hold nothing.
    explicit AreaIndex(std::span<const MultiPolygon> areas);
    explicit AreaIndex(const std::vector<const MultiPolygon*>& areas);
    ~AreaIndex();
    AreaIndex(AreaIndex&&) noexcept;
    AreaIndex& operator=(AreaIndex&&) noexcept;

    // The row of the first area that contains the point; -1 = none.
    std::int32_t find(MapPoint point) const;
    // All areas that contain the point (areas may overlap), in order of row.
    std::vector<std::int32_t> find_all(MapPoint point) const;
    // find() of many points at once, in parallel; NaN points get -1.
    std::vector<std::int32_t> find(std::span<const double> x, std::span<const double> y,
                                   base::Feedback& feedback) const;
    // Rows of areas whose box touches the given box, in order of row.
    std::vector<std::int32_t> touching(const Box& box) const;

private:
    struct Index;
    std::unique_ptr<Index> m_index;
};

} // namespace wangge::geo

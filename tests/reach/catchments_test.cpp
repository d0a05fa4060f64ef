#include "reach/reach.h"

#include "base/random.h"
#include "geo/overlay.h"

#include <gtest/gtest.h>

namespace wangge::reach {
namespace {

Field lattice(int columns, int rows) {
    Field field;
    field.origin = {500000, 3600000};
    field.side = 100;
    field.columns = columns;
    field.rows = rows;
    field.effort.assign(field.size(), 1e30f);
    field.source.assign(field.size(), -1);
    return field;
}

// No overlap: the areas are valid and together as large as their union. No gap: see below.
void expect_partition(const Field& field, std::span<const double> limits) {
    base::QuietFeedback quiet;
    const std::vector<Catchment> parts = catchments(field, limits, true, {}, quiet);
    double sum = 0;
    std::vector<geo::MultiPolygon> areas;
    for (const Catchment& part : parts) {
        EXPECT_TRUE(geo::is_valid(part.area));
        sum += geo::area(part.area).value;
        areas.push_back(part.area);
    }
    ASSERT_FALSE(areas.empty());
    EXPECT_NEAR(geo::area(geo::united(areas)).value, sum, 1e-6 * sum);
    // Everybody's areas are together the area of all, band by band; and what lies within the last limit does not
    // depend on the limits before it.
    std::vector<double> of_all(limits.size(), 0), of_each(limits.size(), 0);
    for (const Catchment& part : parts)
        of_each[static_cast<std::size_t>(part.band)] += geo::area(part.area).value;
    for (const Catchment& part : catchments(field, limits, false, {}, quiet))
        of_all[static_cast<std::size_t>(part.band)] += geo::area(part.area).value;
    for (std::size_t band = 0; band < limits.size(); ++band)
        EXPECT_NEAR(of_each[band], of_all[band], 1e-9 * sum) << band;
    double last = 0;
    for (const Catchment& part : catchments(field, limits.last(1), true, {}, quiet))
        last += geo::area(part.area).value;
    EXPECT_NEAR(last, sum, 1e-9 * sum);
}

TEST(Catchments, OfNoiseAreAPartition) {
    base::Random random(5);
    for (int round = 0; round < 20; ++round) {
        Field field = lattice(14, 11);
        for (std::size_t i = 0; i < field.size(); ++i) {
            field.source[i] = static_cast<std::int32_t>(random.below(4)) - 1;
            field.effort[i] = static_cast<float>(random.uniform(0, 12));
        }
        field.pace = round % 2 ? 0.05 : 0;
        const double limits[] = {4, 10}, many[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        expect_partition(field, limits);
        expect_partition(field, many);
    }
}

TEST(Catchments, OfAConeAreDiscs) {
    Field field = lattice(61, 61);
    for (int r = 0; r < 61; ++r)
        for (int c = 0; c < 61; ++c) {
            field.effort[field.index(c, r)] = static_cast<float>(100 * std::hypot(c - 30, r - 30));
            field.source[field.index(c, r)] = 0;
        }
    base::QuietFeedback quiet;
    const double limits[] = {1000, 2000}, pi = std::acos(-1.0);
    const auto parts = catchments(field, limits, true, {}, quiet);
    ASSERT_EQ(parts.size(), 2u);
    EXPECT_NEAR(geo::area(parts[0].area).value, pi * 1e6, 0.005 * pi * 1e6);
    EXPECT_NEAR(geo::area(parts[1].area).value, pi * 3e6, 0.005 * pi * 3e6);
    ASSERT_EQ(parts[1].area.parts.size(), 1u);
    EXPECT_EQ(parts[1].area.parts[0].holes.size(), 1u);
    // Through a window the same outline, cut only outside of it.
    const geo::Box window{502000, 3602000, 503000, 3603000};
    const auto seen = catchments(field, limits, false, window, quiet);
    const auto box = geo::rectangle(window);
    ASSERT_EQ(seen.size(), 2u);
    EXPECT_NEAR(geo::area(geo::intersection(seen[0].area, box)).value,
                geo::area(geo::intersection(parts[0].area, box)).value, 1e-6);
}

TEST(Catchments, ByLineLieWhereTheDistancesAreEqual) {
    // Two people 1 km apart: the line between their areas is their bisector, drawn between lattice points.
    base::QuietFeedback quiet;
    const auto line = straight_line();
    Field field = lattice_over({0, 0, 2000, 1000}, {100});
    const std::vector<double> x{470, 1470}, y{500, 500};
    line->fill(field, {x, y}, {}, quiet);
    const double limits[] = {3000};
    const auto parts = catchments(field, limits, true, {}, quiet);
    ASSERT_EQ(parts.size(), 2u);
    EXPECT_EQ(parts[0].source, 0);
    expect_partition(field, limits);
    const auto whole = catchments(field, limits, false, {}, quiet);
    EXPECT_NEAR(geo::area(parts[0].area).value + geo::area(parts[1].area).value, geo::area(whole[0].area).value,
                1e-9 * geo::area(whole[0].area).value);
    EXPECT_TRUE(geo::united(parts[0].area, parts[1].area).parts[0].holes.empty());
    // On the row of the two people exactly at 970.
    const geo::MultiPolygon strip = geo::rectangle({0, 499.999, 2000, 500.001});
    EXPECT_NEAR(geo::bounds(geo::intersection(parts[0].area, strip)).max_x, 970, 0.1);
    EXPECT_NEAR(geo::bounds(geo::intersection(parts[1].area, strip)).min_x, 970, 0.1);
}

} // namespace
} // namespace wangge::reach

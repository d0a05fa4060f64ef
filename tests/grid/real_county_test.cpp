// Grids of two real counties, whose villages do not fit together everywhere.
#include "fixture.h"
#include "geo/overlay.h"
#include "geo/projection.h"
#include "grid/grid.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace wangge::grid {
namespace {

geo::MultiPolygon area_from(const nlohmann::json& shape, const geo::Projection& projection) {
    geo::MultiPolygon area;
    const auto ring = [&](const nlohmann::json& points) {
        geo::Ring result;
        for (const nlohmann::json& point : points)
            result.push_back(projection.project({point.at(0), point.at(1)}));
        return result;
    };
    const auto polygon = [&](const nlohmann::json& rings) {
        geo::Polygon part;
        for (std::size_t i = 0; i < rings.size(); ++i)
            (i == 0 ? part.outer : part.holes.emplace_back()) = ring(rings[i]);
        area.parts.push_back(std::move(part));
    };
    if (shape.at("type") == "Polygon")
        polygon(shape.at("coordinates"));
    else
        for (const nlohmann::json& rings : shape.at("coordinates"))
            polygon(rings);
    area = geo::normalised(std::move(area));
    return geo::is_valid(area) ? area : geo::made_valid(area);
}

nlohmann::json features(const std::filesystem::path& file) {
    std::ifstream stream(file);
    return nlohmann::json::parse(stream).at("features");
}

class RealCounty : public testing::TestWithParam<std::tuple<const char*, std::size_t, std::size_t>> {};

TEST_P(RealCounty, VillagesAndSquaresTileIt) {
    const auto& [name, townships, villages] = GetParam();
    const std::filesystem::path folder = std::filesystem::path(WANGGE_SHARED_DATA_DIR) / "areas" / name;
    if (!std::filesystem::exists(folder))
        GTEST_SKIP() << "the shared data is not here";
    const geo::Projection projection = geo::Projection::from_epsg(3826);
    model::Snapshot s;
    for (const nlohmann::json& feature : features(folder / "townships.geojson"))
        add_township(s, feature.at("properties").at("TOWNCODE"), area_from(feature.at("geometry"), projection));
    for (const nlohmann::json& feature : features(folder / "villages.geojson"))
        add_village(s, feature.at("properties").at("VILLCODE"), feature.at("properties").at("TOWNCODE"),
                    area_from(feature.at("geometry"), projection));
    model::link(s);
    base::QuietFeedback quiet;
    Options options;
    options.codes = {"gbt30428",
                     "",
                     "",
                     {{CodePart::county, 6}, {CodePart::township, 3}, {CodePart::village, 3}, {CodePart::sequence, 2}}};
    double sum_of_villages = 0;
    for (const geo::MultiPolygon& area : s.villages.area)
        sum_of_villages += geo::area(area).value;
    for (const auto shape : {model::CellShape::village, model::CellShape::township, model::CellShape::square}) {
        SCOPED_TRACE(model::key_of(shape));
        options.shape = shape;
        const Result result = run(s, options, quiet);
        const double region = result.region.value;
        RecordProperty(std::string(model::key_of(shape)) + "_mended",
                       fmt::format("gaps {:.3f} overlaps {:.3f} outside {:.3f} m2", result.mended_gaps.value,
                                   result.mended_overlaps.value, result.mended_outside.value));
        EXPECT_NEAR(result.area.value, region, 1e-9 * region);
        EXPECT_LT(result.gaps.value, 1e-9 * region);
        EXPECT_LT(result.overlaps.value, 1e-9 * region);
        for (const model::Cell& cell : result.cells)
            ASSERT_TRUE(geo::is_valid(cell.area)) << cell.code;
        if (shape == model::CellShape::village) {
            EXPECT_EQ(result.cells.size(), villages);
            // What was added and taken away explains the difference between the villages and the county.
            EXPECT_NEAR(sum_of_villages - result.mended_overlaps.value - result.mended_outside.value +
                            result.mended_gaps.value,
                        region, 0.1);
        }
        if (shape == model::CellShape::township) {
            EXPECT_EQ(result.cells.size(), townships);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Taiwan, RealCounty,
                         testing::Values(std::tuple("yunlin", 20, 389), std::tuple("nantou", 13, 262)));

} // namespace
} // namespace wangge::grid

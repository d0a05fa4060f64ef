#include "app/reach_shelf.h"

#include <gtest/gtest.h>

namespace wangge::app {
namespace {

model::SnapshotPtr crossing() {
    auto snapshot = std::make_shared<model::Snapshot>();
    snapshot->epsg = 4549;
    for (const geo::Polyline& line : {geo::Polyline{{0, 0}, {5000, 0}}, geo::Polyline{{0, 0}, {0, 5000}}}) {
        model::Road road;
        road.line = line;
        road.road_class = model::RoadClass::secondary;
        snapshot->roads.push_back(road);
    }
    return snapshot;
}

TEST(ReachShelf, KeepsANetworkWhileTheProjectStaysTheSame) {
    base::QuietFeedback quiet;
    ReachShelf shelf;
    const base::Date day = base::make_date(2026, 11, 22);
    model::SnapshotPtr first = crossing();
    const auto take = [&](const model::SnapshotPtr& of, reach::Mode mode) {
        return shelf.take(of, reach::Travel::road, mode, day, quiet);
    };
    const auto car = take(first, reach::Mode::car);
    EXPECT_EQ(take(first, reach::Mode::car), car);
    EXPECT_NE(take(first, reach::Mode::walk), car);
    EXPECT_EQ(take(first, reach::Mode::car), car) << "two ways have room";
    EXPECT_NE(shelf.take(first, reach::Travel::road, reach::Mode::car, base::make_date(2026, 11, 23), quiet), car)
        << "rules may change from day to day";

    // A changed project lets go of all that was made of the old one.
    const std::weak_ptr<const reach::Reach> walk = take(first, reach::Mode::walk);
    const model::SnapshotPtr second = crossing();
    EXPECT_NE(take(second, reach::Mode::car), car);
    EXPECT_TRUE(walk.expired());
    // What is in use lives on without its snapshot.
    first.reset();
    const double x[] = {5000}, y[] = {0}, from[] = {0};
    EXPECT_EQ(car->nearest({x, y}, {from, from}, quiet).front().source, 0);
}

} // namespace
} // namespace wangge::app

// How a document is looked at, as it is kept in the document.
#include "app/look.h"
#include "base/error.h"

#include <gtest/gtest.h>

namespace {

using namespace wangge;
using namespace wangge::app;

TEST(Look, ComesBackAsItWasKept) {
    Look look;
    look.order = {"roads", "cells"};
    look.opacity = {{"roads", 0.5}, {"sites.clinic", 0.25}};
    look.points = {{"sites", render::PointMode::density}};
    look.kernel = {800};
    look.eyes = {"coverage:reach"};
    look.fill = {{"grids", render::AreaFill::workload}, {"blind_spots", render::AreaFill::area_type}};
    look.style = {{"light", R"({"rules":[{"layer":"roads","line":{"width":5}}]})"}};
    EXPECT_EQ(look_of(text_of(look)), look);
    EXPECT_EQ(text_of(Look{}), "");
    EXPECT_EQ(look_of(""), Look{});
}

TEST(Look, AFillThatALaterVersionKnowsIsPassedOver) {
    EXPECT_TRUE(look_of(R"({"fill": {"grids": "by_moon"}})").fill.empty());
    EXPECT_THROW(look_of(R"({"fill": {"grids": 3}})"), base::Error);
}

} // namespace

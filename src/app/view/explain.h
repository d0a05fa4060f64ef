// Why a village, site, cell, person or township is in its state: one sentence with numbers.
#pragma once
#include "app/view/coverage_view.h"
#include "app/view/object_ground.h"

#include "base/catalog.h"

namespace wangge::app {

// `coverage` may be null; then what only it knows is left out. Empty when there is nothing to explain.
std::string why_of(const ObjectGround& ground, const Picked& picked, const CoverageView* coverage,
                   const base::Catalog& catalog);

} // namespace wangge::app

// Where towns stand, derived from villages, because the document keeps areas and not their seats.
#pragma once
#include "model/snapshot.h"

#include <string>
#include <vector>

namespace wangge::render {

struct Seat {
    geo::MapPoint at;
    std::string name;
    double population = 0; // of the township
    bool county = false;
};

// One seat a township: its most populous village with a town-centre class (111, 121, 210), else its most populous
// village, else a point inside it. The county's seat is the township whose seat village is a main urban area (111),
// else the one with the most people; it keeps its township's name. By township code.
std::vector<Seat> seats_of(const model::Snapshot& snapshot);

} // namespace wangge::render

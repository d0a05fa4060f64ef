// A synthetic county (or province) with every kind of layer, the same for the same seed on every machine.
#pragma once
#include "base/feedback.h"
#include "model/records.h"

#include <cstdint>
#include <string>
#include <vector>

namespace wangge::demo {

enum class Size : std::uint8_t { county, province };

struct Options {
    Size size = Size::county;
    std::uint64_t seed = 20261101;
    base::Date as_of = base::make_date(2026, 11, 1); // the day on which terms, visits and licences are judged
};

// Everything that a document holds, without ids. Villages tile the townships and these the county exactly, with shared
// vertices. The county has 1146 pharmacies, graded A 1093, B 34, C 19, 595 of them regraded, 78 selling online, 448
// visited in the year that ends on `as_of`, with 56 hazards found then.
struct County {
    std::string name;
    int epsg = 4549;
    std::vector<model::Boundary> boundaries; // counties, then townships
    std::vector<model::Village> villages;
    std::vector<model::Water> waters;
    std::vector<model::Road> roads;
    std::vector<model::Site> sites;
    std::vector<model::Person> people;
    geo::Raster terrain, population;
};

// The name that a county or province of the demo has.
std::string name_of(Size size);

// Throws Error(environment) when data/demo is missing.
County make(const Options& options, base::Feedback& feedback);

} // namespace wangge::demo

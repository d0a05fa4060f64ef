// Where people live in the demo: counties, townships and villages as sets of hexagons, with their seats and classes.
#pragma once
#include "base/random.h"
#include "demo/ground.h"

#include <cstdint>
#include <vector>

namespace wangge::demo {

enum class TownshipKind : std::uint8_t { street, town, rural };

struct TownshipPlace {
    int county = 0;
    Hex seat = no_hex;
    TownshipKind kind = TownshipKind::town;
    std::vector<int> villages; // the first is the seat's
};

struct VillagePlace {
    int township = 0;
    Hex seat = no_hex;
    int urban_rural_class = 220;
    bool committee_of_residents = false; // 居委会 rather than 村委会
    double area_km2 = 0;
};

struct CountyPlace {
    Hex seat = no_hex;
    std::vector<int> townships; // streets first, then towns, then rural townships
};

struct Settlement {
    std::vector<CountyPlace> counties;
    std::vector<TownshipPlace> townships;
    std::vector<VillagePlace> villages;
    std::vector<std::int32_t> county_of, township_of, village_of; // by hexagon; -1 = outside
};

struct SettleOptions {
    int counties = 1;
    int townships_per_county = 20;
    double villages_per_county = 460;
    double area_km2 = 2500; // of all counties together
    std::uint64_t seed = 0;
};

Settlement settle(const Ground& ground, const SettleOptions& options, base::Feedback& feedback);

// Lakes: hexagons labelled 0.., -1 elsewhere; sets Ground::wet and levels Ground::height there. One reservoir in the
// hills and one lake on the plain for every `area_km2` of 2500.
std::vector<std::int32_t> make_lakes(Ground& ground, const Relief& relief, int wanted, std::uint64_t seed,
                                     std::vector<double>& levels);

double distance(const Lattice& lattice, Hex a, Hex b); // metres between centres

} // namespace wangge::demo

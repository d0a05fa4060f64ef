// The hours that supervision of sites takes in a year.
#pragma once
#include "base/feedback.h"
#include "workload/visits.h"

namespace wangge::workload {

// What a site asks for in a year. With v visits a year, share r of them remote, a remote visit counting as share q:
//   on_site = v x hours x officers x ((1 - r) + r x q)      hours of all officers together
//   trips   = v x (1 - r)                                   visits that somebody travels to
// The hours of a site are on_site + trips x travel_hours(distance from the base); with r = 0, as shipped, this is
// v x (hours x officers + travel).
struct SiteLoad {
    base::Hours on_site;
    double trips = 0;
};
SiteLoad load_of_site(const Rules& rules, const model::SiteTable& sites, std::size_t row);
// One entry a site, in order of row.
std::vector<SiteLoad> loads_of_sites(const model::Snapshot& snapshot, const Rules& rules, base::Feedback& feedback);

// On the way for one visit: legs x detour x distance / speed. The two officers share a vehicle and the way is counted
// once.
base::Hours travel_hours(const Rules& rules, base::Metres straight_line);

// Bits of Rules::skills that checking the site asks for (bit 0 = first row; rows after the 32nd are not looked at).
std::uint32_t skills_asked(const Rules& rules, const model::SiteTable& sites, std::size_t row);
// Bits of Rules::skills that a person's `skills` text grants; "*" or no text at all grants all of them.
std::uint32_t skills_granted(const Rules& rules, std::string_view skills);

} // namespace wangge::workload

// The double-random draw (双随机): which sites are checked and by which two officers, a pure function of a list and a
// seed text, which anybody can replay with a SHA-256 program.
//
// The ticket of a name is the SHA-256 of the lines METHOD, seed, purpose and names, each ended by a line feed:
//     printf '%s\n' wangge-draw-1 "$SEED" site "$KEY" | sha256sum
// Of each stratum (grade x area type) the sites with the lowest tickets are drawn. The officers of a site stand in the
// order of their tickets `officer SITE OFFICER`; the first who may check it leads, the next who completes the pair
// seconds. Who already has a full share (2 x sites / officers, rounded up) stands behind those who have not. The seed
// is published before the list is known to those who could choose it, and the list by its digest.
#pragma once
#include "base/feedback.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace wangge::assign {

inline constexpr const char* draw_method = "wangge-draw-1";

struct DrawSite {
    std::string key, grade, area_type;
    std::uint32_t asked = 0;          // skills, one bit each; one of the pair must have each
    std::vector<std::string> recused; // keys of officers
};
struct DrawOfficer {
    std::string key;
    std::uint32_t granted = ~0u; // skills
};
struct DrawList {
    std::vector<DrawSite> sites;
    std::vector<DrawOfficer> officers;
};

struct DrawOptions {
    int sites = 0; // how many to draw
    std::string seed;
    // Of each grade, how much likelier than rate 1 a site of it is drawn ("" = ungraded); a grade not named has 1.
    std::map<std::string, double> rates;
};

struct Stratum {
    std::string grade, area_type;
    int sites = 0, drawn = 0;
};
struct DrawnSite {
    int site = -1;              // of DrawList::sites
    int lead = -1, second = -1; // of DrawList::officers; -1: the rules leave no pair for this site
};
struct Draw {
    std::string digest;           // SHA-256 of list_text()
    std::vector<Stratum> strata;  // by grade, then area type
    std::vector<DrawnSite> drawn; // by stratum, then ticket
};

// The list as text, one line a site and one an officer, each kind sorted by key: what the digest is taken of. Lines:
// "site\tKEY\tGRADE\tAREA\tASKED\tRECUSED,..." and "officer\tKEY\tGRANTED", the skills as hexadecimal bits.
std::string list_text(const DrawList& list);

// The places of the draw go to the strata in proportion to sites x rate, by largest remainders, never more than a
// stratum has. Throws Error(bad_input): "draw.no_seed", "draw.no_sites", "draw.no_officers" (two are needed),
// "draw.too_many", "draw.same_key", "draw.bad_key" (with a tab or line feed in it), "draw.bad_rate".
Draw draw(const DrawList& list, const DrawOptions& options, base::Feedback& feedback);

} // namespace wangge::assign

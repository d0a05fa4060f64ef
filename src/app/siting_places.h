// Siting on a project: the demands, people and candidate places of its snapshot, and accepting what was found.
#pragma once
#include "model/snapshot.h"
#include "siting/siting.h"

#include <memory>
#include <optional>
#include <string>

namespace wangge::app {

class Project;

// Where somebody may be placed: village seats, sites, inside cells of the current plan, where roads meet.
enum class CandidatePlaces : std::uint8_t { villages, sites, cells, junctions };
inline constexpr int candidate_places_count = 4;
std::string_view key_of(CandidatePlaces kind); // "villages", "sites", "cells", "junctions"
CandidatePlaces candidate_places_from(std::string_view key);

struct SitingChoice {
    siting::Model model = siting::Model::max_cover;
    int add = 1;
    int times = 1;
    bool within_capacity = false;                          // covering models: nobody takes more residents than they can
    model::PersonRole role = model::PersonRole::informant; // informant or coordinator
    std::optional<reach::Effort> limit;                    // for every village, instead of the norms
    bool weigh_people = true;                              // false: each village counts 1
    CandidatePlaces candidates = CandidatePlaces::villages;
    reach::Travel travel = reach::Travel::line; // of views; engines get the Reach itself
    reach::Mode mode = reach::Mode::car;        // by road and over terrain
    std::vector<std::string> forbid, prefer;    // codes of villages or townships, keys of sites
    std::optional<base::Persons> capacity;      // of everybody, instead of the register and the norm; 0 = any number
    base::Date as_of;
    siting::Budget budget;
    bool operator==(const SitingChoice&) const = default;
};

// A candidate place in words.
struct CandidatePlace {
    std::string key, name, township; // village or cell code, site key, or "J<x>-<y>" of a junction in whole metres
    std::string village_code, township_code;
    geo::MapPoint point;
};

struct SitingInput {
    siting::Input input; // demands are the snapshot's villages, row by row
    siting::Options options;
    std::vector<CandidatePlace> candidates;
    std::vector<model::Row> standing; // rows of the people who stand
};

// All places of a kind, in the order of their table; junctions from west to east. Throws Error(bad_input)
// "siting.no_cells" without a plan, "siting.no_junctions" when no roads meet.
std::vector<CandidatePlace> candidate_places(const model::Snapshot& snapshot, CandidatePlaces kind,
                                             base::Feedback& feedback);

// The reach must be that of the snapshot and outlive the input. Throws Error(bad_input) "siting.unknown_code",
// "siting.no_villages", and what norms throw.
SitingInput siting_input_of(const model::Snapshot& snapshot, const SitingChoice& choice, const reach::Reach& reach,
                            base::Feedback& feedback);

// A planned person at each place, in office from `as_of`, as one undoable edit: named "planned ..." in the project's
// language, with a key of its own ("planned-<place>-N"). Trained on the same day, because the norm counts nobody
// untrained and whoever plans means a person who will be. With `as_contact` each is also the named contact of the
// village that the place is. Returns the keys.
std::vector<std::string> accept_places(Project& project, const std::vector<CandidatePlace>& places,
                                       model::PersonRole role, base::Date as_of, bool as_contact,
                                       base::Feedback& feedback);

} // namespace wangge::app

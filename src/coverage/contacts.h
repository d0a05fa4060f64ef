// One named contact and one who stands in, for every village.
#pragma once
#include "base/feedback.h"
#include "coverage/norms.h"
#include "model/snapshot.h"
#include "reach/reach.h"

#include <vector>

namespace wangge::coverage {

struct ContactOptions {
    base::Date as_of;
    bool renew = false; // name everybody anew instead of only where nobody who counts is named
};

struct VillageContact {
    model::Row contact = model::no_row, backup = model::no_row; // of Snapshot::people
    reach::Effort contact_way = reach::out_of_reach, backup_way = reach::out_of_reach;
    bool contact_changed = false, backup_changed = false; // against the village's present keys
};

struct ContactPlan {
    std::vector<VillageContact> villages;   // as Snapshot::villages
    std::vector<int> contact_of, backup_of; // of each person: how many villages
    std::vector<double> people;             // of each person: residents of the villages that have the person as contact
    int changed = 0, without_contact = 0, without_backup = 0;
    int over_capacity = 0; // people with more residents than they can serve
};

// Who counts (standing.h) and has a position may be named: informants and coordinators, an informant before a
// coordinator. The village's own come first, then those of its township, then others; among those the nearest with room
// for the residents (capacity_people, else the norms informant_capacity and coordinator_capacity). Where nobody has
// room the nearest is named all the same, and counted. The backup is another person, by the same order, the one who
// backs fewest so far. A village that is nowhere gets people of its own and of its township only.
ContactPlan plan_contacts(const model::Snapshot& snapshot, const Norms& norms, const reach::Reach& reach,
                          const ContactOptions& options, base::Feedback& feedback);

} // namespace wangge::coverage

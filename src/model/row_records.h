// Rows of a snapshot as the records that an edit takes; without their ids, for records are known by their keys.
#pragma once
#include "model/snapshot.h"

namespace wangge::model {

Site site_at(const SiteTable& sites, std::size_t row);
Village village_at(const VillageTable& villages, std::size_t row);
Person person_at(const PersonTable& people, std::size_t row);

} // namespace wangge::model

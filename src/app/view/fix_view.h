// What would close a blind spot: each way with what it brings and what it costs, cheapest for its people first.
#pragma once
#include "app/view/blind_view.h"

#include "base/units.h"

#include <optional>

namespace wangge::app {

struct Fix {
    enum class Act : std::uint8_t { none, name_contact, appoint, to_grids, to_assignment, to_quarantine };
    Act act = Act::none; // what the window can do at once
    base::Message text;
    std::string village_code, person_key;  // of name_contact and appoint
    std::int64_t villages = 0, people = 0; // that come into reach, within each one's limit
    std::optional<coverage::Yuan> cost;    // a year
    std::optional<base::Hours> hours;      // of officers on the spot, once
};

struct FixView {
    std::shared_ptr<const BlindView> spots;
    model::Row spot = model::no_row;
    std::vector<Fix> fixes;
};

FixView find_fixes(const std::shared_ptr<const BlindView>& spots, model::Row spot, base::Feedback& feedback);

} // namespace wangge::app

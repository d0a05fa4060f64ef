#include "app/assignment_before.h"

#include <nlohmann/json.hpp>

namespace wangge::app {

using nlohmann::json;

AssignmentBefore assignment_before(const model::Snapshot& snapshot) {
    AssignmentBefore before;
    const auto kept = snapshot.settings.find(assignment_before_setting);
    if (kept == snapshot.settings.end())
        return before;
    const json cells = json::parse(kept->second, nullptr, false);
    if (!cells.is_object() || cells.size() != snapshot.cells.size())
        return before;
    for (const model::Cell& cell : snapshot.cells) {
        const auto at = cells.find(cell.code);
        if (at == cells.end() || !at->is_array() || at->size() != 3)
            return {}; // of another plan
        before[cell.code] = {(*at)[0].get<std::string>(), (*at)[1].get<std::string>(), {(*at)[2].get<double>()}};
    }
    return before;
}

std::optional<std::string> as_assignment_before(const model::Snapshot& snapshot) {
    json cells = json::object();
    bool any = false;
    for (const model::Cell& cell : snapshot.cells) {
        cells[cell.code] = {cell.lead_key, cell.second_key, cell.hours};
        any = any || !cell.lead_key.empty();
    }
    return any ? std::optional(cells.dump()) : std::nullopt;
}

} // namespace wangge::app

#include "app/cell_rules.h"

#include "base/files.h"

namespace wangge::app {

std::vector<grid::CellRule> cell_rules_of(const model::Snapshot& snapshot) {
    const auto file = base::data_folder() / "grid_rules" / "default.json";
    std::vector<grid::CellRule> rules = grid::read_rules(base::read_file(file), file.string());
    if (const auto own = snapshot.settings.find(rules_setting); own != snapshot.settings.end())
        grid::replace_rules(rules, grid::read_rules(own->second, rules_setting));
    return rules;
}

} // namespace wangge::app

#include "app/sheets/page_layers.h"

#include <algorithm>

namespace wangge::app {
namespace {

// Kinds or roles that occur, in the order of their keys.
template <class Kind, class Column>
void add_kinds(std::vector<PageLayer>& layers, const Column& column, const std::string& group, const char* words,
               const std::set<std::string, std::less<>>& shown, const base::Catalog& catalog) {
    for (const std::string_view key : model::keys<Kind>()) {
        const Kind kind = *model::from_key<Kind>(key);
        if (std::find(column.begin(), column.end(), kind) == column.end())
            continue;
        const std::string name = group + "." + std::string(key);
        layers.push_back({name, catalog.say(words + std::string(key)), shown.contains(group) || shown.contains(name)});
    }
}

} // namespace

std::vector<PageLayer> page_layers(const model::Snapshot& s, bool ledger,
                                   const std::set<std::string, std::less<>>& shown, const base::Catalog& catalog) {
    std::vector<PageLayer> layers;
    const auto add = [&](const char* name, bool has_some) {
        if (has_some || shown.contains(name))
            layers.push_back({name, catalog.say(std::string("ui.layers.") + name), shown.contains(name)});
    };
    add("labels", true);
    add("plates", !s.cells.empty());
    add_kinds<model::PersonRole>(layers, s.people.role, "people", "kind.role.", shown, catalog);
    add_kinds<model::SiteKind>(layers, s.sites.kind, "sites", "kind.site.", shown, catalog);
    add("ledger", ledger);
    add("seats", !s.townships.empty());
    add("villages", s.villages.size() > 0);
    add("blind_spots", s.villages.size() > 0);
    add("reach", s.people.size() > 0);
    add("links", s.people.size() > 0);
    add("cells", !s.cells.empty());
    add("boundaries", !s.boundaries.empty());
    add("shields", !s.roads.empty());
    add("roads", !s.roads.empty());
    add("water", !s.waters.empty());
    add("relief", !s.terrain.empty());
    add("basemap", s.settings.contains("basemaps"));
    return layers;
}

} // namespace wangge::app

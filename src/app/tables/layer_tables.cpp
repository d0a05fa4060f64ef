#include "app/layer_tables.h"

#include "base/error.h"

#include <algorithm>

namespace wangge::app {
namespace {

struct Layer {
    const char* name;
    model::Table (*make)(const TableInput&);
};
constexpr Layer layers[] = {{"sites", sites_table},
                            {"villages", villages_table},
                            {"people", people_table},
                            {"cells", cells_table},
                            {"assignment", assignment_table},
                            {"coverage", coverage_table},
                            {"coverage_by_township", coverage_by_township_table},
                            {"blindspots", blind_spot_table},
                            {"boundaries", boundaries_table},
                            {"roads", roads_table},
                            {"waters", waters_table},
                            {"lakes", lakes_table},
                            {"ledger", ledger_table},
                            {"quarantine", quarantine_table}};

} // namespace

const std::vector<std::string>& table_layers() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const Layer& layer : layers)
            all.emplace_back(layer.name);
        return all;
    }();
    return names;
}

model::Table table_of(std::string_view name, const TableInput& input) {
    for (const Layer& layer : layers)
        if (layer.name == name)
            return layer.make(input);
    std::string known = "all";
    for (const Layer& layer : layers)
        known += std::string(" ") + layer.name;
    base::fail_input("export.unknown_layer", {{"layer", std::string(name)}, {"known", known}}, std::string(name));
}

} // namespace wangge::app
